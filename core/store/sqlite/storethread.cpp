// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/storethread.h"

#include "core/store/sqlite/meta.h"

#include <sqlite3.h>

#include <chrono>
#include <utility>

namespace dw::sqlite
{

namespace
{

constexpr std::chrono::seconds IdleTime{30};
constexpr int ProgressSteps = 4000;  // of the virtual machine: well under a millisecond

}  // namespace

StoreThread::StoreThread(Cancel cancel)
    : m_cancel(cancel)
    , m_queue(cancel == Cancel::BetweenSteps ? Queue::AtStop::UserJobsRun : Queue::AtStop::NothingRuns)
{}

StoreThread::~StoreThread()
{
    m_queue.stop();
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
    return m_queue.post(place, slot, std::move(work));
}

bool StoreThread::runNow(Place place, const std::function<void(SqliteSession &)> &work)
{
    return m_queue.runNow(place, work);
}

std::chrono::milliseconds StoreThread::sinceUser() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 m_userLast);
}

int StoreThread::progress(void *self)
{
    const Ticket *current = static_cast<StoreThread *>(self)->m_current;
    return current && current->isCancelled() ? 1 : 0;
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
            session->setTurns(this);
            if (m_cancel == Cancel::InterruptsStatements)
                sqlite3_progress_handler(connection->handle(), ProgressSteps, &StoreThread::progress, this);
        }
        m_open = result;
        if (!result.ok())
            m_queue.drop();
    }
    m_opened.notify_all();

    bool rested = false;
    for (Queue::Job job;;) {
        const Queue::Turn turn = m_queue.next(job, IdleTime);
        if (turn == Queue::Turn::End)
            break;
        std::unique_lock lock(m_mutex);
        dictionary = m_dictionary;
        const auto care = m_atIdle;
        lock.unlock();
        if (turn == Queue::Turn::Idle) {
            if (!std::exchange(rested, true)) {
                if (care)
                    care(*session);
                connection->releaseMemory();
            }
            continue;
        }
        rested = false;
        session->setDictionary(dictionary);
        m_current = &job.ticket;
        job.work(*session, job.ticket);
        m_current = nullptr;
        session->finishJob();
        if (!job.batch)
            m_userLast = std::chrono::steady_clock::now();
        m_queue.ended(job);
    }
    m_queue.drop();
    std::unique_lock lock(m_mutex);
    const auto care = m_atEnd;
    lock.unlock();
    if (session && care)
        care(*session);
    session.reset();
    connection.reset();
}

}  // namespace dw::sqlite
