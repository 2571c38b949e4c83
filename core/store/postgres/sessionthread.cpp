// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/sessionthread.h"

#include <chrono>
#include <utility>

namespace dw::postgres
{

namespace
{

constexpr std::chrono::hours Patience{1};

}  // namespace

SessionThread::SessionThread(Connection::Use use, std::function<Standing()> standing)
    : m_use(use)
    , m_standing(std::move(standing))
    , m_queue(use == Connection::Use::Write ? Queue::AtStop::UserJobsRun : Queue::AtStop::NothingRuns)
{}

SessionThread::~SessionThread()
{
    stop();
}

void SessionThread::stop()
{
    m_queue.stop();
    if (m_thread.joinable())
        m_thread.join();
}

void SessionThread::start(ConnectionPool::Opener opener, const WorkspaceInfo &info,
                          PostgresSession::Other other, AfterJob afterJob)
{
    m_thread = std::thread([this, opener = std::move(opener), info, other = std::move(other),
                            afterJob = std::move(afterJob)] { main(opener, info, other, afterJob); });
}

Result<void> SessionThread::waitUntilOpen()
{
    std::unique_lock lock(m_mutex);
    m_opened.wait(lock, [this] { return m_open.has_value(); });
    return *m_open;
}

void SessionThread::main(const ConnectionPool::Opener &opener, const WorkspaceInfo &info,
                         const PostgresSession::Other &other, const AfterJob &afterJob)
{
    Result<std::unique_ptr<Connection>> opened = opener();
    {
        const std::lock_guard lock(m_mutex);
        m_open = opened.ok() ? Result<void>() : Result<void>(opened.error());
    }
    m_opened.notify_all();
    if (!opened.ok()) {
        m_queue.drop();
        return;
    }
    Connection &connection = **opened;
    PostgresSession session(connection, info, m_standing().dictionary);
    session.onOtherConfiguration(other);
    session.onCommitted([&] { afterJob(session); });
    for (Queue::Job job;;) {
        const Queue::Turn turn = m_queue.next(job, Patience);
        if (turn == Queue::Turn::End)
            break;
        if (turn == Queue::Turn::Idle)
            continue;
        // What does not come back now fails in the job, which says so to whoever asked.
        if (connection.isBroken())
            (void)connection.reconnect();
        const Standing standing = m_standing();
        session.setDictionary(standing.dictionary);
        session.expect(standing.configuration);
        job.work(session, job.ticket);
        session.finishJob();
        afterJob(session);
        m_queue.ended(job);
    }
    m_queue.drop();
}

}  // namespace dw::postgres
