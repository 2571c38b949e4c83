// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/servicelog.h"

#include <QJsonDocument>

#include <utility>

namespace dw
{

namespace
{

QString nameOf(ServiceLog::Level level)
{
    switch (level) {
        case ServiceLog::Level::Debug:
            return QStringLiteral("debug");
        case ServiceLog::Level::Info:
            return QStringLiteral("info");
        case ServiceLog::Level::Warning:
            return QStringLiteral("warning");
        case ServiceLog::Level::Error:
            break;
    }
    return QStringLiteral("error");
}

}  // namespace

ServiceLog::ServiceLog(const Clock &clock, Sink sink, Level least)
    : m_clock(clock), m_sink(std::move(sink)), m_least(least)
{}

void ServiceLog::write(Level level, const char *event, QJsonObject fields)
{
    if (level < m_least)
        return;
    fields.insert(QStringLiteral("ts"), m_clock.now().toIso());
    fields.insert(QStringLiteral("level"), nameOf(level));
    fields.insert(QStringLiteral("event"), QString::fromLatin1(event));
    const QByteArray line = QJsonDocument(fields).toJson(QJsonDocument::Compact) + '\n';
    const std::lock_guard lock(m_mutex);
    m_sink(line);
}

}  // namespace dw
