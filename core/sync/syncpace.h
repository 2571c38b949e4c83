// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"

#include <QtGlobal>

#include <functional>
#include <optional>

namespace dw
{

// When a laptop syncs (sync-protocol.md 3.22): what happened goes in, what is to be done comes out. No clock,
// no thread, no socket, no randomness of its own; every event means something in every state.
class SyncPace
{
public:
    enum class State {
        Off,           // before Started and after Ended
        Resting,       // in step; looks by itself after a while
        Due,           // begins at dueAt()
        Running,       // one push and one pull, never two
        RunningAgain,  // and once more when that has ended
        Failing,       // tried again at dueAt()
        SignInNeeded,  // until somebody asks
        Stopped,       // likewise: the server ended it
    };
    static constexpr int StateCount = 8;
    enum class Event {
        Started,
        Ended,
        Committed,   // something typed here waits
        Poked,       // the server has something
        Asked,       // a person wants it now
        NetworkUp,   // another network, or the first one
        TimePassed,  // it may be dueAt()
        Succeeded,
        FailedForNow,
        SignInRefused,
        RefusedForGood,
    };
    static constexpr int EventCount = 11;

    struct Times
    {
        int debounceMs = 50;           // from a commit to its push
        int firstRetryMs = 1'000;      // decorrelated backoff, from
        int longestRetryMs = 300'000;  // to
        int lookMs = 60'000;           // with no line to the server: how often it is asked
        int liveLookMs = 900'000;      // with one
    };
    // From `from` to below `to`; the caller's chance.
    using Random = std::function<int(int from, int to)>;

    SyncPace(const Times &times, Random random) : m_times(times), m_random(std::move(random)) {}

    enum class Act { Nothing, Start, Cancel };
    // `withinMs`: Started and Poked begin at a moment of chance within so long (many laptops at once);
    // FailedForNow is not tried again before; after Succeeded something is left to do then.
    Act on(Event event, Instant now, int withinMs = 0);
    // Whether the server tells when it has something.
    void setLive(bool live, Instant now);

    State state() const { return m_state; }
    bool isRunning() const { return m_state == State::Running || m_state == State::RunningAgain; }
    // When TimePassed means something next; nothing: never.
    std::optional<Instant> dueAt() const { return m_dueAt; }

private:
    Act begin();
    Act wait(State state, std::optional<Instant> dueAt);
    Act due(Instant at);
    Act rest(Instant now);
    Act ended(Event event, Instant now, int atLeastMs);

    const Times m_times;
    const Random m_random;
    State m_state = State::Off;
    std::optional<Instant> m_dueAt;
    int m_retryMs = 0;
    bool m_live = false;
};

}  // namespace dw
