// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/store/postgres/connection.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace dw::postgres
{

// Connections of one kind, opened when they are first wanted. Thread-safe: whoever finds none free waits.
class ConnectionPool
{
public:
    using Opener = std::function<Result<std::unique_ptr<Connection>>()>;
    using Work = std::function<Result<void>(Connection &)>;

    ConnectionPool(Opener opener, int size) : m_opener(std::move(opener)), m_size(size) {}

    // As one transaction, rolled back where `work` fails. What only met others (a deadlock, a row that was
    // locked for long) is done again, three times in all: `work` begins with what it reads.
    Result<void> transact(const Work &work);
    // Without a transaction, for reads of one statement: once more where the line was broken.
    Result<void> query(const Work &work);

private:
    Result<std::unique_ptr<Connection>> take();
    void giveBack(std::unique_ptr<Connection> connection);

    const Opener m_opener;
    const int m_size;
    std::mutex m_mutex;  // guards what follows it
    std::condition_variable m_free;
    std::vector<std::unique_ptr<Connection>> m_idle;
    int m_out = 0;
};

// Of a workspace's schema.
ConnectionPool::Opener openerOf(const QString &address, const Id &workspace, Connection::Use use);

}  // namespace dw::postgres
