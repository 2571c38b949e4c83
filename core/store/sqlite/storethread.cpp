// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/storethread.h"

#include "core/store/sqlite/meta.h"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <utility>

namespace dw::sqlite
{

namespace
{

constexpr std::chrono::seconds IdleTime{30};
constexpr int ProgressSteps = 4000;  // of the virtual machine: well under a millisecond

}  // namespace

StoreThread::StoreThread(Cancel cancel) : m_cancel(cancel) {}

StoreThread::~StoreThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
        if (m_cancel == Cancel::InterruptsStatements && m_running)
            m_running->cancel();
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void StoreThread::start(Opener opener, SqliteSession::Role role, const DictionaryPtr &dictionary)
{
    m_dictionary = dictionary;
    m_thread = std::thread([this, opener = std::move(opener), role] { main(opener, role); });
}

Result<void> StoreThread::waitUntilOpen()
{
    std::unique_lock lock(m_mutex);
    m_opened.wait(lock, [this] { return m_open.has_value(); });
    return *m_open;
}

void StoreThread::setCare(std::function<void(SqliteSession &)> atIdle,
                          std::function<void(SqliteSession &)> atEnd)
{
    const std::lock_guard lock(m_mutex);
    m_atIdle = std::move(atIdle);
    m_atEnd = std::move(atEnd);
}

void StoreThread::setDictionary(const DictionaryPtr &dictionary)
{
    const std::lock_guard lock(m_mutex);
    m_dictionary = dictionary;
}

Ticket StoreThread::post(Place place, const QString &slot, Work work)
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
        if (!slot.isEmpty()) {
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

std::optional<StoreThread::Place> StoreThread::waiting() const
{
    const std::lock_guard lock(m_mutex);
    if (m_stop)
        return Place::Back;
    const auto next =
        std::find_if(m_jobs.begin(), m_jobs.end(), [](const Job &job) { return !job.ticket.isCancelled(); });
    if (next == m_jobs.end())
        return {};
    return next->batch ? Place::BehindUser : Place::Back;
}

bool StoreThread::runNow(Place place, const std::function<void(SqliteSession &)> &work)
{
    // The promise breaks when the job is dropped unrun, so the caller never waits for ever.
    auto done = std::make_shared<std::promise<void>>();
    std::future<void> future = done->get_future();
    post(place, {}, [&work, done](SqliteSession &session, const Ticket &) {
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

int StoreThread::progress(void *self)
{
    const Ticket *current = static_cast<StoreThread *>(self)->m_current;
    return current && current->isCancelled() ? 1 : 0;
}

std::optional<StoreThread::Job> StoreThread::next(std::unique_lock<std::mutex> &lock, bool *idle)
{
    const auto ready = [this] { return m_stop || !m_jobs.empty(); };
    *idle = false;
    if (!m_wake.wait_for(lock, IdleTime, ready)) {
        *idle = true;
        return {};
    }
    // What users asked for is still saved when the program closes; batches stop at their border, reads at
    // once.
    while (!m_jobs.empty()) {
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        if (m_stop && (job.batch || m_cancel == Cancel::InterruptsStatements))
            job.ticket.cancel();
        else if (!job.ticket.isCancelled())
            return job;
    }
    return {};
}

void StoreThread::main(const Opener &opener, SqliteSession::Role role)
{
    std::unique_ptr<Connection> connection;
    std::unique_ptr<SqliteSession> session;
    DictionaryPtr dictionary;
    {
        auto opened = opener();
        Result<void> result;
        WorkspaceInfo info;
        if (!opened.ok()) {
            result = opened.error();
        } else {
            connection = std::move(opened).value();
            if (auto read = readInfo(*connection); read.ok())
                info = *read;
            else
                result = read.error();
        }
        const std::lock_guard lock(m_mutex);
        dictionary = m_dictionary;
        if (result.ok()) {
            session = std::make_unique<SqliteSession>(*connection, role, info, dictionary);
            if (m_cancel == Cancel::InterruptsStatements)
                sqlite3_progress_handler(connection->handle(), ProgressSteps, &StoreThread::progress, this);
        }
        m_open = result;
        m_stop = m_stop || !result.ok();
    }
    m_opened.notify_all();

    std::unique_lock lock(m_mutex);
    bool rested = false;
    for (;;) {
        bool idle = false;
        std::optional<Job> job = next(lock, &idle);
        if (!job) {
            if (m_stop)
                break;
            if (idle && !rested) {
                rested = true;
                const auto care = m_atIdle;
                lock.unlock();
                if (care)
                    care(*session);
                connection->releaseMemory();
                lock.lock();
            }
            continue;
        }
        rested = false;
        m_running = job->ticket;
        m_runningSlot = job->slot;
        dictionary = m_dictionary;
        lock.unlock();
        session->setDictionary(dictionary);
        m_current = &job->ticket;
        job->work(*session, job->ticket);
        m_current = nullptr;
        session->finishJob();
        // Destroyed outside of the lock: what the job captured may be large, or post again.
        job->work = nullptr;
        lock.lock();
        m_running.reset();
        m_runningSlot.clear();
    }
    std::deque<Job> dropped = std::move(m_jobs);
    m_jobs.clear();
    const auto care = m_atEnd;
    lock.unlock();
    for (const Job &job : dropped)
        job.ticket.cancel();
    dropped.clear();
    if (session && care)
        care(*session);
    session.reset();
    connection.reset();
}

}  // namespace dw::sqlite
