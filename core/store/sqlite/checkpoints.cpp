// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/checkpoints.h"

#include "core/store/sqlite/connection.h"

#include <sqlite3.h>

#include <utility>

namespace dw::sqlite
{

namespace
{

constexpr int CacheKiB = 64;  // pages go from one file to the other without it

}  // namespace

Checkpoints::Checkpoints(const QString &file, const Limits &limits) : m_file(file), m_limits(limits) {}

Checkpoints::~Checkpoints()
{
    stop();
}

void Checkpoints::follow(Connection &writer)
{
    sqlite3_wal_hook(writer.handle(), &Checkpoints::committed, this);
    writer.setCheckpoints(this);
}

void Checkpoints::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

// A checkpoint that fails is no failure of the commit: the log keeps what it has, and a later one tries
// again.
int Checkpoints::committed(void *self, sqlite3 *writer, const char *database, int pages)
{
    auto *checkpoints = static_cast<Checkpoints *>(self);
    const int step = pages / checkpoints->m_limits.usual;
    const int before = std::exchange(checkpoints->m_step, step);
    if (pages >= checkpoints->m_limits.most) {
        checkpoints->waitForPause();
        sqlite3_wal_checkpoint_v2(writer, database, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    } else if (step > before) {
        checkpoints->ask();
    }
    return SQLITE_OK;
}

void Checkpoints::waitForPause()
{
    std::unique_lock lock(m_mutex);
    m_asked = false;
    m_changed.wait(lock, [this] { return !m_busy; });
}

void Checkpoints::ask()
{
    const std::lock_guard lock(m_mutex);
    if (m_stopped)
        return;
    m_asked = true;
    if (!m_thread.joinable()) {
        m_busy = true;
        m_thread = std::thread([this] { main(); });
    }
    m_changed.notify_all();
}

void Checkpoints::main()
{
    // Where it cannot be opened the writer does it all at `most`.
    const auto connection = Connection::open(m_file, Connection::Mode::ReadWrite, CacheKiB);
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_busy = false;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_asked || m_stopped; });
        if (!std::exchange(m_asked, false))
            return;
        m_busy = true;
        lock.unlock();
        if (connection.ok())
            sqlite3_wal_checkpoint_v2((*connection)->handle(), "main", SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                      nullptr);
        lock.lock();
    }
}

}  // namespace dw::sqlite
