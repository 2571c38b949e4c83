// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/timedjob.h"

#include <chrono>

namespace dw
{

void TimedJob::run(const std::function<void()> &work)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_state != State::Waiting)
            return;
        m_state = State::Running;
    }
    try {
        work();
    } catch (...) {
        m_thrown = std::current_exception();
    }
    {
        const std::lock_guard lock(m_mutex);
        m_state = State::Done;
    }
    m_changed.notify_all();
}

bool TimedJob::wait(int ms)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, std::chrono::milliseconds(ms), [&] { return m_state == State::Done; });
    if (m_state == State::Waiting) {
        m_state = State::GivenUp;
        return false;
    }
    m_changed.wait(lock, [&] { return m_state == State::Done; });
    if (m_thrown)
        std::rethrow_exception(m_thrown);
    return true;
}

}  // namespace dw
