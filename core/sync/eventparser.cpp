// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/eventparser.h"

#include <utility>

namespace dw
{

std::optional<QList<EventParser::Event>> EventParser::take(const QByteArray &bytes)
{
    QList<Event> events;
    for (const char one : bytes) {
        // A line ends with either, or with both together.
        const bool second = std::exchange(m_afterReturn, one == '\r') && one == '\n';
        if (second)
            continue;
        if (one == '\r' || one == '\n') {
            line(std::exchange(m_rest, {}), events);
            continue;
        }
        m_rest += one;
        if (m_rest.size() + m_event.data.size() > LongestEvent)
            return {};
    }
    return events;
}

void EventParser::line(const QByteArray &given, QList<Event> &events)
{
    const bool first = !std::exchange(m_begun, true);
    const QByteArray text = first && given.startsWith("\xEF\xBB\xBF") ? given.mid(3) : given;
    if (text.isEmpty()) {
        Event event = std::exchange(m_event, {});
        if (event.name.isEmpty())
            event.name = "message";
        if (std::exchange(m_hasData, false))
            events.append(event);
        return;
    }
    const qsizetype colon = text.indexOf(':');
    const QByteArray name = colon < 0 ? text : text.first(colon);
    QByteArray value = colon < 0 ? QByteArray() : text.mid(colon + 1);
    if (value.startsWith(' '))
        value.remove(0, 1);
    if (name == "event") {
        m_event.name = value;
    } else if (name == "data") {
        if (std::exchange(m_hasData, true))
            m_event.data += '\n';
        m_event.data += value;
    }
}

}  // namespace dw
