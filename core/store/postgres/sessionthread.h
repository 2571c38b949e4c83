// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/jobqueue.h"
#include "core/store/postgres/connectionpool.h"
#include "core/store/postgres/postgressession.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace dw::postgres
{

// What all sessions of a workspace go by: the definitions, and which configuration they are of.
struct Standing
{
    DictionaryPtr dictionary;
    qint64 configuration = -1;
};

// A thread with one connection and its session, and the queue of jobs for it. A line that broke is connected
// anew before the next job. All public functions may be called from any other thread.
class SessionThread
{
public:
    using Queue = JobQueue<PostgresSession>;

    SessionThread(Connection::Use use, std::function<Standing()> standing);
    ~SessionThread();
    SessionThread(const SessionThread &) = delete;
    SessionThread &operator=(const SessionThread &) = delete;

    // `other` as PostgresSession::onOtherConfiguration(); `afterJob`, on the thread, looks at what a
    // commit or a job left.
    using AfterJob = std::function<void(const PostgresSession &)>;
    void start(ConnectionPool::Opener opener, const WorkspaceInfo &info, PostgresSession::Other other,
               AfterJob afterJob);
    // What runs ends, and nothing is called any more.
    void stop();
    // Waits for the opening; its error if it failed.
    Result<void> waitUntilOpen();

    Queue &queue() { return m_queue; }
    const Queue &queue() const { return m_queue; }

private:
    void main(const ConnectionPool::Opener &opener, const WorkspaceInfo &info,
              const PostgresSession::Other &other, const AfterJob &afterJob);

    const Connection::Use m_use;
    const std::function<Standing()> m_standing;
    Queue m_queue;
    std::mutex m_mutex;  // guards m_open
    std::condition_variable m_opened;
    std::optional<Result<void>> m_open;
    std::thread m_thread;
};

}  // namespace dw::postgres
