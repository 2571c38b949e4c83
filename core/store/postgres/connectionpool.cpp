// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/connectionpool.h"

#include "core/store/postgres/schema.h"

#include <utility>

namespace dw::postgres
{

namespace
{

constexpr int Tries = 3;

Result<void> once(Connection &connection, const ConnectionPool::Work &work)
{
    DW_TRY(connection.begin());
    Result<void> done = work(connection);
    if (done.ok())
        done = connection.commit();
    if (!done.ok())
        connection.rollback();
    return done;
}

}  // namespace

Result<std::unique_ptr<Connection>> ConnectionPool::take()
{
    {
        std::unique_lock lock(m_mutex);
        m_free.wait(lock, [this] { return !m_idle.empty() || m_out < m_size; });
        ++m_out;
        if (!m_idle.empty()) {
            std::unique_ptr<Connection> connection = std::move(m_idle.back());
            m_idle.pop_back();
            return connection;
        }
    }
    Result<std::unique_ptr<Connection>> opened = m_opener();
    if (!opened.ok())
        giveBack(nullptr);
    return opened;
}

void ConnectionPool::giveBack(std::unique_ptr<Connection> connection)
{
    {
        const std::lock_guard lock(m_mutex);
        --m_out;
        if (connection)
            m_idle.push_back(std::move(connection));
    }
    m_free.notify_one();
}

Result<void> ConnectionPool::transact(const Work &work)
{
    DW_ASSIGN(std::unique_ptr<Connection> connection, take());
    Result<void> done = once(*connection, work);
    for (int tries = 1; tries < Tries && !done.ok() && done.error().key == QLatin1String("store.locked");
         ++tries)
        done = once(*connection, work);
    giveBack(std::move(connection));
    return done;
}

Result<void> ConnectionPool::query(const Work &work)
{
    DW_ASSIGN(std::unique_ptr<Connection> connection, take());
    Result<void> done = work(*connection);
    if (!done.ok() && done.error().key == QLatin1String("store.database_away")) {
        done = connection->reconnect();
        if (done.ok())
            done = work(*connection);
    }
    giveBack(std::move(connection));
    return done;
}

ConnectionPool::Opener openerOf(const QString &address, const Id &workspace, Connection::Use use)
{
    return [address, workspace, use]() -> Result<std::unique_ptr<Connection>> {
        DW_ASSIGN(auto connection, Connection::open(address, use));
        DW_TRY(openSchema(*connection, workspace));
        return connection;
    };
}

}  // namespace dw::postgres
