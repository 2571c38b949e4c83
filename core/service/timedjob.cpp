// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/timedjob.h"

#include <chrono>
#include <memory>
#include <utility>

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

bool TimedJob::wait(int ms, const std::function<void()> &late)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, std::chrono::milliseconds(ms), [&] { return m_state == State::Done; });
    if (m_state == State::Waiting) {
        m_state = State::GivenUp;
        return false;
    }
    if (m_state == State::Running && late)
        late();
    m_changed.wait(lock, [&] { return m_state == State::Done; });
    if (m_thrown)
        std::rethrow_exception(m_thrown);
    return true;
}

bool TimedJob::onReader(Workspace &workspace, Workspace::Lane lane, int ms,
                        std::function<void(ReadSession &)> work)
{
    const auto job = std::make_shared<TimedJob>();
    workspace.read(lane, {}, [job, work = std::move(work)](ReadSession &session, const Ticket &) {
        job->run([&] { work(session); });
    });
    return job->wait(ms);
}

bool TimedJob::onReaderWithin(Workspace &workspace, Workspace::Lane lane, int ms,
                              std::function<void(ReadSession &)> work)
{
    const auto job = std::make_shared<TimedJob>();
    const Ticket ticket =
        workspace.read(lane, {}, [job, work = std::move(work)](ReadSession &session, const Ticket &) {
            job->run([&] { work(session); });
        });
    return job->wait(ms, [&] { ticket.cancel(); });
}

bool TimedJob::onWriter(Workspace &workspace, int ms, std::function<void(WriteSession &)> work)
{
    const auto job = std::make_shared<TimedJob>();
    workspace.write(Workspace::Priority::User,
                    [job, work = std::move(work)](WriteSession &session, const Ticket &) {
                        job->run([&] { work(session); });
                    });
    return job->wait(ms);
}

}  // namespace dw
