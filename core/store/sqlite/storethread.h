// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/jobqueue.h"
#include "core/store/sqlite/sqlitesession.h"

#include <QString>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace dw::sqlite
{

// A thread with one connection and its session, and the queue of jobs for it. The connection is made, used
// and destroyed on this thread alone. All public functions may be called from any other thread.
class StoreThread : private UserTurns
{
public:
    // Interruptible: a running job whose ticket is cancelled fails in its next step with
    // ErrorCode::Cancelled. A writer is not: its jobs look at their ticket between batches.
    enum class Cancel { InterruptsStatements, BetweenSteps };
    using Opener = std::function<Result<std::unique_ptr<Connection>>()>;
    using Queue = JobQueue<SqliteSession>;
    using Place = Queue::Place;
    using Work = Queue::Work;

    explicit StoreThread(Cancel cancel);
    ~StoreThread() override;
    StoreThread(const StoreThread &) = delete;
    StoreThread &operator=(const StoreThread &) = delete;

    // Opens the connection on the new thread; `info` is read from the file when it has no id yet.
    void start(Opener opener, SqliteSession::Role role, const DictionaryPtr &dictionary);
    // Waits for the opening; its error if it failed.
    Result<void> waitUntilOpen();
    // Runs `atIdle` on the thread after 30 s without a job, and `atEnd` before the connection closes.
    void setCare(std::function<void(SqliteSession &)> atIdle, std::function<void(SqliteSession &)> atEnd);

    void setDictionary(const DictionaryPtr &dictionary);
    // As JobQueue has them.
    Ticket post(Place place, const QString &slot, Work work);
    std::optional<Place> waiting() const { return m_queue.waiting(); }
    bool runNow(Place place, const std::function<void(SqliteSession &)> &work);

private:
    bool userWaits() const override { return m_queue.waiting() == Place::Back; }
    std::chrono::milliseconds sinceUser() const override;
    void main(const Opener &opener, SqliteSession::Role role);
    static int progress(void *self);

    const Cancel m_cancel;
    Queue m_queue;
    mutable std::mutex m_mutex;  // guards what follows it, up to m_open
    std::condition_variable m_opened;
    DictionaryPtr m_dictionary;
    std::function<void(SqliteSession &)> m_atIdle;
    std::function<void(SqliteSession &)> m_atEnd;
    std::optional<Result<void>> m_open;
    // Only the thread itself reads this: what its progress handler looks at.
    const Ticket *m_current = nullptr;
    // When its last job of the user ended; the thread's own as well.
    std::chrono::steady_clock::time_point m_userLast;
    std::thread m_thread;
};

}  // namespace dw::sqlite
