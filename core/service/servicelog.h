// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <mutex>

namespace dw
{

// The log of the server: one JSON object a line, {ts, level, event, ...}. What goes in is named by the
// callers, field by field: no passwords, tokens, signatures, headers, queries or bodies. Thread-safe.
class ServiceLog
{
public:
    enum class Level { Debug, Info, Warning, Error };
    using Sink = std::function<void(const QByteArray &line)>;  // with its line break

    ServiceLog(const Clock &clock, Sink sink, Level least = Level::Info);
    void write(Level level, const char *event, QJsonObject fields = {});

private:
    const Clock &m_clock;
    const Sink m_sink;
    const Level m_least;
    std::mutex m_mutex;
};

}  // namespace dw
