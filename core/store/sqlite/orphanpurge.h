// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/replica.h"

#include <QByteArray>

namespace dw::sqlite
{

class Connection;
class SearchIndex;
class StageSummary;

// Takes away much of what an object has in one go (Replica::purgeOrphans()): rows, indexes and search index
// are made anew from the little that stays. Many times faster than one record after the other, and of what
// went not even a copy is left in a page. One per connection, on its thread, in the running write
// transaction.
class OrphanPurge
{
public:
    // Fewer than these go as single records do.
    static constexpr qint64 Fewest = 2000;
    // What stays is written and indexed anew while others wait to write: no more than this, less than a
    // second.
    static constexpr qint64 MostLeft = 20'000;

    OrphanPurge(Connection &connection, SearchIndex &search, StageSummary &summary);

    // `number`: of the object, as "dw:root" has it.
    Result<Replica::Purged> run(const ObjectTypePtr &object, int number, const QList<Replica::Part> &parts);

private:
    // How many rows of a table go, and how many do not.
    struct Share
    {
        qint64 leaving = 0;
        qint64 staying = 0;
        // What stays.
        bool isFew() const { return staying <= MostLeft; }
    };

    Result<Share> mark(const ObjectType &object, const QByteArray &which, const QString &root);
    Result<QList<Id>> remove(const ObjectTypePtr &object, const Share &share);
    Result<void> removeAudit(const ObjectType &object, const QByteArray &marked);
    Result<void> removeFrom(const QByteArray &table, const QByteArray &which);
    Result<void> writeAnew(const QByteArray &table, const QByteArray &without);
    Result<void> removeRows(const ObjectType &object, const Share &share);

    Connection &m_connection;
    SearchIndex &m_search;
    StageSummary &m_summary;
};

}  // namespace dw::sqlite
