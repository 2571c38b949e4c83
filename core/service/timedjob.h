// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/workspace.h"

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>

namespace dw
{

// Work for another thread that somebody waits for, but not for ever: it is begun in time and then done to its
// end, or it is never begun.
class TimedJob
{
public:
    // On the other thread: does the work unless nobody waits for it any more.
    void run(const std::function<void()> &work);
    // True: it was done. False: it was not begun within so many milliseconds and never will be. Throws what
    // the work threw.
    bool wait(int ms) { return wait(ms, {}); }
    // The same; what still runs then is called off by `late`, and waited for.
    bool wait(int ms, const std::function<void()> &late);

    // Such work on the store's threads, waited for here: what it names of the caller's stack is there while
    // it runs. The answer as of wait().
    static bool onReader(Workspace &workspace, Workspace::Lane lane, int ms,
                         std::function<void(ReadSession &)> work);
    // The same, and what still runs then is interrupted: its statements fail with ErrorCode::Cancelled.
    static bool onReaderWithin(Workspace &workspace, Workspace::Lane lane, int ms,
                               std::function<void(ReadSession &)> work);
    static bool onWriter(Workspace &workspace, int ms, std::function<void(WriteSession &)> work);

private:
    enum class State { Waiting, Running, Done, GivenUp };

    std::mutex m_mutex;
    std::condition_variable m_changed;
    State m_state = State::Waiting;
    std::exception_ptr m_thrown;
};

}  // namespace dw
