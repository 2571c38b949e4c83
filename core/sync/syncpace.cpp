// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncpace.h"

#include <algorithm>
#include <utility>

namespace dw
{

SyncPace::Act SyncPace::begin()
{
    m_state = State::Running;
    m_dueAt.reset();
    return Act::Start;
}

SyncPace::Act SyncPace::wait(State state, std::optional<Instant> dueAt)
{
    m_state = state;
    m_dueAt = dueAt;
    return Act::Nothing;
}

// What is due earlier stays so.
SyncPace::Act SyncPace::due(Instant at)
{
    return wait(State::Due, m_state == State::Due ? std::min(*m_dueAt, at) : at);
}

SyncPace::Act SyncPace::rest(Instant now)
{
    return wait(State::Resting, Instant{now.ms + (m_live ? m_times.liveLookMs : m_times.lookMs)});
}

SyncPace::Act SyncPace::ended(Event event, Instant now, int atLeastMs)
{
    if (!isRunning())
        return Act::Nothing;
    switch (event) {
        case Event::Succeeded:
            m_retryMs = 0;
            if (m_state == State::RunningAgain)
                return due(Instant{now.ms + m_times.debounceMs});
            return atLeastMs > 0 ? due(Instant{now.ms + atLeastMs}) : rest(now);
        case Event::SignInRefused:
            return wait(State::SignInNeeded, {});
        case Event::RefusedForGood:
            return wait(State::Stopped, {});
        default: {
            const int most = std::max(m_times.firstRetryMs + 1, m_retryMs * 3);
            m_retryMs = std::min(m_times.longestRetryMs, m_random(m_times.firstRetryMs, most));
            return wait(State::Failing, Instant{now.ms + std::max(m_retryMs, atLeastMs)});
        }
    }
}

SyncPace::Act SyncPace::on(Event event, Instant now, int withinMs)
{
    const bool waits = m_state == State::SignInNeeded || m_state == State::Stopped;
    switch (event) {
        case Event::Started:
            if (m_state != State::Off)
                return Act::Nothing;
            m_retryMs = 0;
            return due(Instant{now.ms + (withinMs > 0 ? m_random(0, withinMs) : 0)});
        case Event::Ended: {
            const bool running = isRunning();
            wait(State::Off, {});
            return running ? Act::Cancel : Act::Nothing;
        }
        case Event::Succeeded:
        case Event::FailedForNow:
        case Event::SignInRefused:
        case Event::RefusedForGood:
            return ended(event, now, withinMs);
        case Event::TimePassed:
            return m_dueAt && *m_dueAt <= now ? begin() : Act::Nothing;
        case Event::Committed:
        case Event::Poked:
        case Event::Asked:
        case Event::NetworkUp:
            break;
    }
    if (m_state == State::Off)
        return Act::Nothing;
    if (isRunning())
        return wait(State::RunningAgain, {});
    switch (event) {
        case Event::Asked:
            m_retryMs = 0;
            return begin();
        case Event::NetworkUp:
            m_retryMs = 0;
            return waits ? Act::Nothing : begin();
        case Event::Poked:  // the line carries again
            return waits ? Act::Nothing : due(Instant{now.ms + (withinMs > 0 ? m_random(0, withinMs) : 0)});
        default:  // where it fails, another commit is no reason to try more often
            return waits || m_state == State::Failing ? Act::Nothing
                                                      : due(Instant{now.ms + m_times.debounceMs});
    }
}

void SyncPace::setLive(bool live, Instant now)
{
    if (std::exchange(m_live, live) != live && m_state == State::Resting)
        rest(now);
}

}  // namespace dw
