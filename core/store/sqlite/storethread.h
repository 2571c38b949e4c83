// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticket.h"
#include "core/store/sqlite/sqlitesession.h"

#include <QString>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace dw::sqlite
{

// A thread with one connection and its session, and the queue of jobs for it. The connection is made, used
// and destroyed on this thread alone. All public functions may be called from any other thread.
class StoreThread
{
public:
    // Interruptible: a running job whose ticket is cancelled fails in its next step with
    // ErrorCode::Cancelled. A writer is not: its jobs look at their ticket between batches.
    enum class Cancel { InterruptsStatements, BetweenSteps };
    using Opener = std::function<Result<std::unique_ptr<Connection>>()>;
    using Work = std::function<void(SqliteSession &, const Ticket &)>;

    explicit StoreThread(Cancel cancel);
    ~StoreThread();
    StoreThread(const StoreThread &) = delete;
    StoreThread &operator=(const StoreThread &) = delete;

    // Opens the connection on the new thread; `info` is read from the file when it has no id yet.
    void start(Opener opener, SqliteSession::Role role, const DictionaryPtr &dictionary);
    // Waits for the opening; its error if it failed.
    Result<void> waitUntilOpen();
    // Runs `atIdle` on the thread after 30 s without a job, and `atEnd` before the connection closes.
    void setCare(std::function<void(SqliteSession &)> atIdle, std::function<void(SqliteSession &)> atEnd);

    void setDictionary(const DictionaryPtr &dictionary);
    enum class Place { Back, Front, BehindUser };
    // A job in a non-empty slot cancels and drops a waiting one of the same slot and cancels a running one.
    // BehindUser queues behind all other jobs; Back before the BehindUser ones.
    Ticket post(Place place, const QString &slot, Work work);
    // Whose job runs next: BehindUser, or Back for any other and when the thread is to stop; nothing if the
    // queue is empty.
    std::optional<Place> waiting() const;
    // Blocks until `work` has run. Returns false if the thread stopped before.
    bool runNow(Place place, const std::function<void(SqliteSession &)> &work);

private:
    struct Job
    {
        QString slot;
        Ticket ticket;
        Work work;
        bool batch = false;
    };
    void main(const Opener &opener, SqliteSession::Role role);
    static int progress(void *self);
    std::optional<Job> next(std::unique_lock<std::mutex> &lock, bool *idle);

    const Cancel m_cancel;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_opened;
    std::deque<Job> m_jobs;
    DictionaryPtr m_dictionary;
    std::function<void(SqliteSession &)> m_atIdle;
    std::function<void(SqliteSession &)> m_atEnd;
    std::optional<Result<void>> m_open;
    QString m_runningSlot;
    std::optional<Ticket> m_running;
    bool m_stop = false;
    // Only the thread itself reads this: what its progress handler looks at.
    const Ticket *m_current = nullptr;
    std::thread m_thread;
};

}  // namespace dw::sqlite
