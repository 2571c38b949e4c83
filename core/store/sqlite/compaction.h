// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <chrono>

namespace dw::sqlite
{

class Connection;

// What long work on a writer asks about those who wait for it.
class UserTurns
{
public:
    virtual ~UserTurns() = default;
    // A job of the user waits, or the program is to end.
    virtual bool userWaits() const = 0;
    // How long ago the last job of the user ended.
    virtual std::chrono::milliseconds sinceUser() const = 0;
};

// Writes the file anew without what deleted and changed rows left in it. secure_delete overwrites what is
// deleted, but not the copies that stay between the cells of a page whose rows SQLite moved to another one
// (rebuildPage() of its b-trees); only VACUUM leaves them behind. Row numbers stay, for every table whose row
// numbers mean something names them as its primary key.
class Compaction
{
public:
    struct Limits
    {
        // Its last part, while SQLite copies the new file over the old one, cannot be broken off: half a
        // second for so many bytes. A larger file waits for a pause of its user.
        qint64 atOnce = qint64(64) << 20;
        std::chrono::milliseconds pause = std::chrono::seconds(10);
    };
    Compaction(Connection &connection, const Limits &limits) : m_connection(connection), m_limits(limits) {}
    explicit Compaction(Connection &connection) : Compaction(connection, Limits()) {}

    // Outside of a transaction. `turns` may be null: nobody waits. False: the user was first, somebody else
    // holds the file, or the disk has no room for a second one; the file is as it was. To be tried again.
    Result<bool> run(const UserTurns *turns);

private:
    Connection &m_connection;
    const Limits m_limits;
};

}  // namespace dw::sqlite
