// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/localsettings.h"

#include "core/commands/commandrunner.h"
#include "core/reading/asyncreader.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace dw::ui
{

namespace
{

constexpr int CoalesceMs = 400;  // a splitter that is dragged writes once

QString area()
{
    return QStringLiteral("settings");
}

// A JSON document is an object or a list: a single value travels as a list of one.
QByteArray packed(const QJsonValue &value)
{
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
}

QJsonValue unpacked(const QByteArray &bytes)
{
    return QJsonDocument::fromJson(bytes).array().at(0);
}

}  // namespace

LocalSettings::LocalSettings(AsyncReader &reader, CommandRunner &commands, QObject *parent)
    : QObject(parent), m_reader(reader), m_commands(commands)
{
    m_writer.setSingleShot(true);
    m_writer.setInterval(CoalesceMs);
    connect(&m_writer, &QTimer::timeout, this, &LocalSettings::flush);
}

void LocalSettings::load()
{
    m_reader.workspace().readNow([this](ReadSession &session) {
        const Result<QHash<QString, QByteArray>> stored = session.localValues(area());
        if (!stored.ok())
            return;  // settings are no reason not to start: the defaults hold
        for (auto one = stored->constBegin(); one != stored->constEnd(); ++one)
            m_values.insert(one.key(), unpacked(one.value()));
    });
}

QJsonValue LocalSettings::value(const QString &key, const QJsonValue &fallback) const
{
    return m_values.value(key, fallback);
}

void LocalSettings::setValue(const QString &key, const QJsonValue &value)
{
    if (m_values.contains(key) && m_values.value(key) == value)
        return;
    m_values.insert(key, value);
    m_waiting.insert(key, value);
    if (!m_writer.isActive())
        m_writer.start();
    Q_EMIT changed(key);
}

void LocalSettings::flush()
{
    m_writer.stop();
    const QHash<QString, QJsonValue> waiting = std::exchange(m_waiting, {});
    for (auto one = waiting.constBegin(); one != waiting.constEnd(); ++one)
        m_commands.keepLocal(area(), one.key(), one.value().isNull() ? QByteArray() : packed(one.value()));
}

}  // namespace dw::ui
