// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/listenpace.h"

#include <algorithm>

namespace dw
{

int ListenPace::backoff()
{
    const int most = std::max(m_times.firstRetryMs + 1, m_retryMs * 3);
    m_retryMs = std::min(m_times.longestRetryMs, m_random(m_times.firstRetryMs, most));
    return m_retryMs;
}

void ListenPace::go(Way way)
{
    m_way = way;
    m_answers = 0;
}

int ListenPace::after(End end, int byeMs, int load)
{
    const int spread = m_times.returnMs * std::clamp(load, 0, 100) / 100;
    switch (end) {
        case End::Lasted:
            m_dead = 0;
            m_retryMs = 0;
            return m_random(0, m_times.firstRetryMs + spread);
        case End::Bye:
            m_retryMs = 0;
            return std::clamp(byeMs, 0, m_times.longestRetryMs);
        case End::Answered:
            m_retryMs = 0;
            // One more dead line, and it asks again.
            if (m_way == Way::Asking && ++m_answers >= m_times.answersBeforeEvents)
                go(Way::Events);
            return 0;
        case End::Dead:
            // Where questions die as well it is not the events' fault.
            if (m_way == Way::Asking) {
                m_dead = 0;
                go(Way::Events);
            } else if (++m_dead >= m_times.deadBeforeAsking) {
                m_dead = m_times.deadBeforeAsking - 1;
                m_retryMs = 0;
                go(Way::Asking);
                return 0;
            }
            return backoff();
        case End::Unreachable:
            return backoff() + (spread > 0 ? m_random(0, spread) : 0);
        case End::Refused:
            break;
    }
    return -1;
}

void ListenPace::startAnew()
{
    m_dead = 0;
    m_retryMs = 0;
    go(Way::Events);
}

}  // namespace dw
