// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/recordcommands.h"

#include "core/base/wording.h"
#include "ui/shell/applied.h"
#include "ui/shell/notices.h"
#include "ui/shell/refusaltext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QPointer>

namespace dw::ui
{

RecordCommands::RecordCommands(UiContext &context, QObject *parent) : QObject(parent), m_context(context) {}

void RecordCommands::registerAll()
{
    const QPointer<RecordCommands> self(this);
    const auto add = [&](const char *id, const QString &text, const char *icon, const QStringList &objects,
                         void (RecordCommands::*run)(const RecordRef &)) {
        m_context.actions.addForRecord({QString::fromLatin1(id),
                                        text,
                                        QString::fromLatin1(icon),
                                        objects,
                                        {},
                                        [self, run](const RecordRef &ref) {
                                            if (self)
                                                (self->*run)(ref);
                                        }});
    };
    const QString account = QStringLiteral("account");
    const QString contact = QStringLiteral("contact");
    const QString lead = QStringLiteral("lead");
    const QString task = QStringLiteral("task");
    add("record.done", tr("Mark done"), "check", {task}, &RecordCommands::complete);
    add("record.claim", tr("Claim"), "user-check", {lead}, &RecordCommands::claim);
    add("record.release", tr("Release"), "arrow-up", {lead}, &RecordCommands::release);
    add("record.copy_email", tr("Copy email"), "copy", {contact, lead}, &RecordCommands::copyEmail);
    add("record.copy_phone", tr("Copy phone number"), "copy", {account, contact, lead},
        &RecordCommands::copyPhone);
    add("record.delete", tr("Delete"), "trash-2",
        {account, contact, lead, QStringLiteral("opportunity"), task}, &RecordCommands::remove);
}

void RecordCommands::copyEmail(const RecordRef &ref)
{
    copy(ref, {QStringLiteral("email")}, tr("No email is known here."));
}

void RecordCommands::copyPhone(const RecordRef &ref)
{
    copy(ref, {QStringLiteral("mobile"), QStringLiteral("phone")}, tr("No phone number is known here."));
}

void RecordCommands::copy(const RecordRef &ref, const QStringList &fields, const QString &none)
{
    m_context.reader.run<QString>(
        Workspace::Lane::Detail, {}, this,
        [ref, fields](const Reader &reader) -> Result<QString> {
            DW_ASSIGN(const Record record, reader.record(ref));
            for (const QString &field : fields) {
                if (record.type().find(field) && !record.value(field).text().isEmpty())
                    return record.value(field).text();
            }
            return QString();
        },
        [this, none](const Result<QString> &text) {
            if (!text.ok() || text->isEmpty()) {
                m_context.notices.failed(text.ok() ? none : describe(text.error()));
                return;
            }
            QGuiApplication::clipboard()->setText(*text);
            m_context.notices.done(tr("Copied %1").arg(*text));
        });
}

void RecordCommands::submit(const QString &command, const QJsonObject &arguments, const QString &done)
{
    m_context.commands.submit({command, arguments}, m_context.actor(), this,
                              [this, done](const CommandResult &result) {
                                  if (result.status == CommandResult::Status::Applied)
                                      tellApplied(m_context, done, result);
                                  else
                                      m_context.notices.failed(refusalText(m_context, result));
                              });
}

void RecordCommands::complete(const RecordRef &task)
{
    submit(QStringLiteral("task.complete"), {{QStringLiteral("ids"), QJsonArray{task.id.toString()}}},
           tr("Marked the task done"));
}

void RecordCommands::claim(const RecordRef &lead)
{
    m_context.commands.submit(
        {QStringLiteral("lead.claim"), {{QStringLiteral("id"), lead.id.toString()}}}, m_context.actor(), this,
        [this](const CommandResult &result) {
            if (result.status != CommandResult::Status::Applied)
                m_context.notices.failed(refusalText(m_context, result));
            else if (result.data.value(QLatin1String("requested")).toBool())
                m_context.notices.done(tr("Claim requested. The server says who was first."));
            else
                tellApplied(m_context, tr("The lead is yours"), result);
        });
}

void RecordCommands::release(const RecordRef &lead)
{
    submit(QStringLiteral("lead.release"), {{QStringLiteral("id"), lead.id.toString()}},
           tr("Released the lead; it can be claimed"));
}

void RecordCommands::remove(const RecordRef &ref)
{
    m_removed.insert(ref);
    const ObjectTypePtr type = m_context.configuration()->dictionary->find(ref.object);
    const QString name = type ? type->label().in(m_context.language) : ref.object;
    submit(QStringLiteral("record.delete"),
           {{QStringLiteral("object"), ref.object}, {QStringLiteral("ids"), QJsonArray{ref.id.toString()}}},
           tr("Deleted the %1").arg(m_context.language == Language::English ? name.toLower() : name));
}

}  // namespace dw::ui
