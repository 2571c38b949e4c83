// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace dw
{

// How a laptop listens for its server, and when it tries again (sync-protocol.md 3.21, 3.22): events over a
// line that stays open, or questions one after the other where something in between keeps the events for
// itself. No clock, no socket; every end means something on either way.
class ListenPace
{
public:
    enum class Way { Events, Asking };
    static constexpr int WayCount = 2;
    // How it ended. Dead: something took the request, and nothing or too little came.
    enum class End { Lasted, Dead, Bye, Answered, Unreachable, Refused };
    static constexpr int EndCount = 6;

    struct Times
    {
        int firstRetryMs = 1'000;  // decorrelated backoff, from
        int longestRetryMs = 300'000;
        int returnMs = 30'000;  // after a restart laptops come back spread over so long, by the server's load
        int deadBeforeAsking = 3;
        int answersBeforeEvents = 144;  // an hour of questions: whatever it was may be gone
    };
    // From `from` to below `to`; the caller's chance.
    using Random = std::function<int(int from, int to)>;

    ListenPace(const Times &times, Random random) : m_times(times), m_random(std::move(random)) {}

    Way way() const { return m_way; }
    // How long to wait before it is tried again on way(); < 0: not before it is told to. `byeMs`: what the
    // server asked for; `load`: how busy it said it is, 0 to 100.
    int after(End end, int byeMs = 0, int load = 0);
    // Another network has other proxies.
    void startAnew();

private:
    int backoff();
    void go(Way way);

    const Times m_times;
    const Random m_random;
    Way m_way = Way::Events;
    int m_dead = 0;
    int m_answers = 0;
    int m_retryMs = 0;
};

}  // namespace dw
