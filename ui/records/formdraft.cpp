// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/formdraft.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace dw::ui
{

namespace
{

QString area()
{
    return QStringLiteral("draft");
}

}  // namespace

FormDraft::FormDraft(UiContext &context, const QString &object, QObject *parent)
    : QObject(parent), m_context(context), m_object(object)
{
    setRecord({});
    m_timer.setSingleShot(true);
    m_timer.setInterval(context.theme.duration(Theme::Duration::Autosave));
    connect(&m_timer, &QTimer::timeout, this, &FormDraft::write);
}

void FormDraft::setRecord(const Id &id)
{
    m_key = QStringLiteral("%1/%2/%3")
                .arg(m_object, id.isNull() ? QStringLiteral("new") : id.toString(),
                     m_context.actor().user.toString());
}

QByteArray FormDraft::pack(const QHash<QString, QString> &typed)
{
    QJsonObject object;
    for (auto text = typed.constBegin(); text != typed.constEnd(); ++text)
        object.insert(text.key(), text.value());
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QHash<QString, QString> FormDraft::unpack(const QByteArray &bytes)
{
    QHash<QString, QString> typed;
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    for (auto text = object.constBegin(); text != object.constEnd(); ++text)
        typed.insert(text.key(), text.value().toString());
    return typed;
}

void FormDraft::read(std::function<void(const QHash<QString, QString> &)> done)
{
    using Values = QHash<QString, QByteArray>;
    // A form that was closed a moment ago may still be writing its draft: writes come back in their order, so
    // after this one (of nothing) the draft is there to be read.
    m_context.commands.keepLocal(
        area(), QStringLiteral("barrier"), {}, this, [this, done = std::move(done)](const Result<void> &) {
            m_context.reader.run<Values>(
                Workspace::Lane::Detail, {}, this,
                [](const Reader &reader) { return reader.localValues(area()); },
                [this, done](const Result<Values> &answer) {
                    done(answer.ok() ? unpack(answer.value().value(m_key)) : QHash<QString, QString>());
                });
        });
}

void FormDraft::touch(std::function<QHash<QString, QString>()> typed)
{
    m_typed = std::move(typed);
    if (!m_timer.isActive())
        m_timer.start();
}

void FormDraft::flush()
{
    if (m_timer.isActive())
        write();
}

void FormDraft::write()
{
    m_timer.stop();
    if (!m_typed)
        return;
    const QHash<QString, QString> typed = m_typed();
    m_context.commands.keepLocal(area(), m_key, typed.isEmpty() ? QByteArray() : pack(typed));
}

void FormDraft::drop()
{
    m_timer.stop();
    m_typed = nullptr;
    m_context.commands.keepLocal(area(), m_key, {});
}

}  // namespace dw::ui
