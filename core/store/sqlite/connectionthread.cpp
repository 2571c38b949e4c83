// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/connectionthread.h"

#include <utility>

namespace dw::sqlite
{

ConnectionThread::ConnectionThread(Opener opener)
    : m_thread([this, opener = std::move(opener)] { main(opener); })
{}

ConnectionThread::~ConnectionThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

Result<void> ConnectionThread::waitUntilOpen()
{
    std::unique_lock lock(m_mutex);
    m_done.wait(lock, [this] { return m_open.has_value(); });
    return *m_open;
}

Result<void> ConnectionThread::run(const Work &work)
{
    Job job{&work, {}};
    std::unique_lock lock(m_mutex);
    m_done.wait(lock, [this] { return m_open.has_value(); });
    if (!m_open->ok())
        return *m_open;
    m_jobs.push_back(&job);
    m_wake.notify_one();
    m_done.wait(lock, [&] { return job.done.has_value(); });
    return *job.done;
}

Result<void> ConnectionThread::write(const Work &work)
{
    return run([&](Connection &connection) -> Result<void> {
        DW_TRY(connection.execute("BEGIN IMMEDIATE"));
        Result<void> done = work(connection);
        if (done.ok())
            done = connection.execute("COMMIT");
        if (!done.ok() && connection.inTransaction())
            (void)connection.execute("ROLLBACK");
        return done;
    });
}

void ConnectionThread::main(const Opener &opener)
{
    Result<std::unique_ptr<Connection>> opened = opener();
    std::unique_lock lock(m_mutex);
    m_open = opened.ok() ? Result<void>() : Result<void>(opened.error());
    m_done.notify_all();
    while (true) {
        m_wake.wait(lock, [this] { return m_stop || !m_jobs.empty(); });
        if (m_jobs.empty())
            return;
        Job *job = m_jobs.front();
        m_jobs.pop_front();
        lock.unlock();
        Result<void> done = (*job->work)(**opened);
        lock.lock();
        job->done = std::move(done);
        m_done.notify_all();
    }
}

}  // namespace dw::sqlite
