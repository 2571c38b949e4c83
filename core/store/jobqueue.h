// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticket.h"

#include <QString>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace dw
{

// The jobs that wait for a thread with a session of the store, and the one that it runs. All functions may be
// called from any thread; next(), ended() and drop() are the thread's own.
template <typename Session>
class JobQueue
{
public:
    enum class Place { Back, Front, BehindUser };
    // What happens to jobs when the thread is to stop. A writer's user jobs are still done: what users asked
    // for is saved when the program closes; batches stop at their border, reads at once.
    enum class AtStop { UserJobsRun, NothingRuns };
    using Work = std::function<void(Session &, const Ticket &)>;
    struct Job
    {
        QString slot;
        Ticket ticket;
        Work work;
        bool batch = false;
    };

    explicit JobQueue(AtStop atStop) : m_atStop(atStop) {}

    // A job in a non-empty slot cancels and drops a waiting one of the same slot and cancels a running one.
    // BehindUser queues behind all other jobs; Back before the BehindUser ones.
    Ticket post(Place place, const QString &slot, Work work)
    {
        Job job{slot, {}, std::move(work), place == Place::BehindUser};
        const Ticket ticket = job.ticket;
        std::deque<Job> replaced;  // destroyed outside of the lock: a job may hold anything
        {
            const std::lock_guard lock(m_mutex);
            if (m_stop) {
                ticket.cancel();
                return ticket;
            }
            if (!slot.isEmpty())
                replace(slot, replaced);
            if (place == Place::Front)
                m_jobs.push_front(std::move(job));
            else if (place == Place::BehindUser)
                m_jobs.push_back(std::move(job));
            else
                m_jobs.insert(
                    std::find_if(m_jobs.begin(), m_jobs.end(), [](const Job &other) { return other.batch; }),
                    std::move(job));
        }
        m_wake.notify_one();
        return ticket;
    }

    // Whose job runs next: BehindUser, or Back for any other and when the thread is to stop; nothing if the
    // queue is empty.
    std::optional<Place> waiting() const
    {
        const std::lock_guard lock(m_mutex);
        if (m_stop)
            return Place::Back;
        const auto next = std::find_if(m_jobs.begin(), m_jobs.end(),
                                       [](const Job &job) { return !job.ticket.isCancelled(); });
        if (next == m_jobs.end())
            return {};
        return next->batch ? Place::BehindUser : Place::Back;
    }

    // Blocks until `work` has run. Returns false if the thread stopped before.
    bool runNow(Place place, const std::function<void(Session &)> &work)
    {
        // The promise breaks when the job is dropped unrun, so the caller never waits for ever.
        auto done = std::make_shared<std::promise<void>>();
        std::future<void> future = done->get_future();
        post(place, {}, [&work, done](Session &session, const Ticket &) {
            work(session);
            done->set_value();
        });
        done.reset();
        future.wait();
        try {
            future.get();
            return true;
        } catch (const std::future_error &) {
            return false;
        }
    }

    void stop()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stop = true;
            if (m_atStop == AtStop::NothingRuns && m_running)
                m_running->cancel();
        }
        m_wake.notify_all();
    }

    enum class Turn { Job, Idle, End };
    // Waits for a job, which is the running one until ended(); Idle: there was none for `patience`.
    Turn next(Job &job, std::chrono::seconds patience)
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            if (!m_wake.wait_for(lock, patience, [this] { return m_stop || !m_jobs.empty(); }))
                return Turn::Idle;
            while (!m_jobs.empty()) {
                job = std::move(m_jobs.front());
                m_jobs.pop_front();
                if (m_stop && (job.batch || m_atStop == AtStop::NothingRuns))
                    job.ticket.cancel();
                if (job.ticket.isCancelled()) {
                    job.work = nullptr;
                    continue;
                }
                m_running = job.ticket;
                m_runningSlot = job.slot;
                return Turn::Job;
            }
            if (m_stop)
                return Turn::End;
        }
    }
    void ended(Job &job)
    {
        // Destroyed outside of the lock: what the job captured may be large, or post again.
        job.work = nullptr;
        const std::lock_guard lock(m_mutex);
        m_running.reset();
        m_runningSlot.clear();
    }
    // Nothing that waits will run.
    void drop()
    {
        std::deque<Job> dropped;
        {
            const std::lock_guard lock(m_mutex);
            m_stop = true;
            dropped.swap(m_jobs);
        }
        for (const Job &job : dropped)
            job.ticket.cancel();
    }

private:
    void replace(const QString &slot, std::deque<Job> &replaced)
    {
        for (auto it = m_jobs.begin(); it != m_jobs.end();) {
            if (it->slot == slot) {
                it->ticket.cancel();
                replaced.push_back(std::move(*it));
                it = m_jobs.erase(it);
            } else {
                ++it;
            }
        }
        if (m_running && m_runningSlot == slot)
            m_running->cancel();
    }

    const AtStop m_atStop;
    mutable std::mutex m_mutex;  // guards what follows it
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    QString m_runningSlot;
    std::optional<Ticket> m_running;
    bool m_stop = false;
};

}  // namespace dw
