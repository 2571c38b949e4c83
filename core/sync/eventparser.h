// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace dw
{

// Reads events as a server sends them (text/event-stream), in pieces of any size. Comments and unknown fields
// are passed over; so are an `id` and a `retry`.
class EventParser
{
public:
    static constexpr qsizetype LongestEvent = 64 * 1024;

    struct Event
    {
        QByteArray name;  // "message" where it has none
        QByteArray data;  // several lines with line ends between them
    };
    // The events that end with this piece. Nothing: one is larger than any of ours; what comes is no use any
    // more.
    std::optional<QList<Event>> take(const QByteArray &bytes);

private:
    void line(const QByteArray &text, QList<Event> &events);

    QByteArray m_rest;  // an unfinished line
    Event m_event;
    bool m_hasData = false;
    bool m_begun = false;
    bool m_afterReturn = false;
};

}  // namespace dw
