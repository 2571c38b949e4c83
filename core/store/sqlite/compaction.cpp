// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/compaction.h"

#include "core/store/sqlite/connection.h"

#include <sqlite3.h>

namespace dw::sqlite
{

namespace
{

constexpr int ProgressSteps = 4000;  // of the virtual machine: well under a millisecond

int breakOff(void *turns)
{
    return static_cast<const UserTurns *>(turns)->userWaits() ? 1 : 0;
}

}  // namespace

Result<bool> Compaction::run(const UserTurns *turns)
{
    if (turns) {
        DW_ASSIGN(const qint64 pages, m_connection.integer("PRAGMA page_count"));
        DW_ASSIGN(const qint64 bytes, m_connection.integer("PRAGMA page_size"));
        if (turns->userWaits() || (pages * bytes > m_limits.atOnce && turns->sinceUser() < m_limits.pause))
            return false;
        sqlite3_progress_handler(m_connection.handle(), ProgressSteps, &breakOff,
                                 const_cast<UserTurns *>(turns));
    }
    const Result<void> done = m_connection.execute("VACUUM");
    if (turns)
        sqlite3_progress_handler(m_connection.handle(), 0, nullptr, nullptr);
    if (done.ok())
        return true;
    const Error &error = done.error();
    if (error.code == ErrorCode::Cancelled || error.code == ErrorCode::Conflict ||
        error.key == QLatin1String("store.disk_full"))
        return false;
    return error;
}

}  // namespace dw::sqlite
