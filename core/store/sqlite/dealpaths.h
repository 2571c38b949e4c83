// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/records/stagesummary.h"

#include <QByteArray>

#include <limits>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace dw::sqlite
{

class Connection;
class Statement;

// "dw:paths": on which days each deal came to which step, with what it is worth. The deals that one person
// has, and that came on last in the same month, lie packed together in rows of bounded size: any period is
// counted from them, each deal once, and one that changes writes a row or two. On one connection and its
// thread.
class DealPaths
{
public:
    static constexpr int NoDay = std::numeric_limits<qint32>::min();  // counts in an open period only
    static constexpr int NoMonth = -1;

    struct Path
    {
        Id pipeline, owner, team;
        QByteArray currency;
        std::optional<qint64> amount, base;
        std::vector<std::pair<int, int>> steps;  // day, step from 1; in any order
    };
    struct Key
    {
        Id pipeline;
        int month = NoMonth;  // of the last step
        Id owner;
        Id team;
        QByteArray currency;

        bool operator<(const Key &other) const
        {
            return std::tie(pipeline, month, owner, team, currency) <
                   std::tie(other.pipeline, other.month, other.owner, other.team, other.currency);
        }
    };
    // Packed paths, one after another.
    struct Change
    {
        QByteArray add;
        QByteArray remove;
    };
    using Changes = std::map<Key, Change>;
    enum class Sign { Add, Remove };

    explicit DealPaths(Connection &connection) : m_connection(connection) {}

    // A path without steps leaves nothing.
    static void collect(Path &path, Sign sign, Changes &to);
    Result<void> write(const Changes &changes);
    Result<void> clear();
    // How many rows do not hold what was collected.
    Result<qint64> countWrong(const Changes &expected) const;

    Result<QList<StageReach>> reach(const StageSummaryQuery &query) const;
    static QByteArray reachSql(const StageSummaryQuery &query);

private:
    Result<void> write(const Key &key, const Change &change);

    Connection &m_connection;
};

// year * 12 + month - 1, in which the summaries count months.
inline int monthOf(Date day)
{
    const QDate date = day.toQDate();
    return date.year() * 12 + date.month() - 1;
}

// Keys of the summaries have no NULL: nobody is an empty blob.
void bindKey(Statement &statement, int index, const Id &id);
// " AND owner=?n AND team IN (?n+1,...)" of what is asked for, and its values.
QByteArray peopleCondition(const StageSummaryQuery &query, const char *owner, const char *team, int first);
void bindPeople(Statement &statement, const StageSummaryQuery &query, int first);

}  // namespace dw::sqlite
