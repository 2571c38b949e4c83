// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/stagesummary.h"

#include <cstring>
#include <limits>

namespace dw::sqlite
{

namespace
{

QByteArray placesFor(qsizetype count, int first)
{
    QByteArray places;
    for (qsizetype i = 0; i < count; ++i)
        places += (i > 0 ? ",?" : "?") + QByteArray::number(first + int(i));
    return places;
}

// A period that is not open leaves out what has no time.
int firstMonth(const StageSummaryQuery &query, int noMonth)
{
    return query.fromMonth.value_or(query.toMonth ? 0 : noMonth);
}

QByteArray peopleCondition(const StageSummaryQuery &query, const char *owner, const char *team, int first)
{
    QByteArray sql;
    if (!query.owner.isNull())
        sql += QByteArray(" AND ") + owner + "=?" + QByteArray::number(first++);
    if (!query.teams.isEmpty())
        sql += QByteArray(" AND ") + team + " IN (" + placesFor(query.teams.size(), first) + ')';
    return sql;
}

void bindPeople(Statement &statement, const StageSummaryQuery &query, int first)
{
    if (!query.owner.isNull())
        statement.bind(first++, query.owner);
    for (const Id &team : query.teams)
        statement.bind(first++, team);
}

}  // namespace

void StageSummary::unpack(QByteArrayView bytes, std::vector<qint64> &into)
{
    const size_t count = size_t(bytes.size()) / sizeof(qint64), old = into.size();
    into.resize(old + count);
    if (count > 0)
        std::memcpy(into.data() + old, bytes.data(), count * sizeof(qint64));
}

QByteArray StageSummary::reachSql(const StageSummaryQuery &query)
{
    const bool base = query.amounts == StageSummaryQuery::Amounts::Base;
    const QByteArray currency = base ? QByteArray("''") : QByteArray("currency");
    QByteArray sql =
        "SELECT step," + currency + ",sum(deals)," +
        (base ? "sum(base_amounts),sum(base_high),sum(base_low)" : "sum(amounts),sum(high),sum(low)") +
        " FROM \"dw:reached\" WHERE pipeline=?1 AND step>0 AND month BETWEEN ?2 AND ?3 AND before<?2";
    int next = 4;
    if (!query.currency.isNull())
        sql += " AND currency=?" + QByteArray::number(next++);
    sql += peopleCondition(query, "owner", "team", next) + " GROUP BY 2,1 ORDER BY 2,1";
    return sql;
}

Result<QList<StageReach>> StageSummary::reach(const StageSummaryQuery &query) const
{
    DW_ASSIGN(Statement read, m_connection.prepare(reachSql(query)));
    read.bind(1, query.pipeline);
    read.bind(2, qint64(firstMonth(query, NoMonth)));
    read.bind(3, qint64(query.toMonth.value_or(std::numeric_limits<int>::max())));
    if (!query.currency.isNull())
        read.bind(4, QStringView(query.currency.key()));
    bindPeople(read, query, query.currency.isNull() ? 4 : 5);
    QList<StageReach> answer;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return answer;
        StageReach reach;
        reach.step = int(read.integer(0));
        reach.currency = Currency::fromCode(read.text(1)).value_or(Currency());
        reach.deals = read.integer(2);
        reach.amounts = read.integer(3);
        reach.minor = Int128(read.integer(4)) * (Int128(1) << 32) + read.integer(5);
        answer.append(reach);
    }
}

QByteArray StageSummary::staysSql(const StageSummaryQuery &query)
{
    return "SELECT stage,seconds FROM \"dw:stays\" WHERE month BETWEEN ?1 AND ?2" +
           peopleCondition(query, "owner", "team", 3) + " ORDER BY stage";
}

Result<QList<StageValues>> StageSummary::stays(const StageSummaryQuery &query) const
{
    DW_ASSIGN(Statement read, m_connection.prepare(staysSql(query)));
    read.bind(1, qint64(firstMonth(query, NoMonth)));
    read.bind(2, qint64(query.toMonth.value_or(std::numeric_limits<int>::max())));
    bindPeople(read, query, 3);
    QList<StageValues> answer;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return answer;
        const Id stage = read.id(0);
        if (answer.isEmpty() || answer.last().stage != stage)
            answer.append({stage, {}, 0});
        unpack(read.bytes(1), answer.last().values);
    }
}

QByteArray StageSummary::presenceSql(const StageSummaryQuery &query) const
{
    QByteArray sql = "SELECT \"stage_id\",\"stage_entered_at\"" + m_presenceFrom +
                     " WHERE \"deleted_at\" IS NULL AND \"result\"='open' AND \"pipeline_id\"=?1";
    int next = 2;
    if (!query.currency.isNull())
        sql += " AND \"currency\"=?" + QByteArray::number(next++);
    return sql + peopleCondition(query, "\"owner_id\"", "\"team_id\"", next);
}

Result<QList<StageValues>> StageSummary::presence(const StageSummaryQuery &query) const
{
    DW_ASSIGN(Statement read, m_connection.prepare(presenceSql(query)));
    read.bind(1, query.pipeline);
    if (!query.currency.isNull())
        read.bind(2, QStringView(query.currency.key()));
    bindPeople(read, query, query.currency.isNull() ? 2 : 3);
    QList<StageValues> answer;
    QHash<Id, qsizetype> places;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return answer;
        const Id stage = read.id(0);
        const auto place = places.constFind(stage);
        if (place == places.constEnd()) {
            places.insert(stage, answer.size());
            answer.append({stage, {}, 0});
        }
        StageValues &values = place == places.constEnd() ? answer.last() : answer[*place];
        if (read.isNull(1))
            ++values.without;
        else
            values.values.push_back(read.integer(1));
    }
}

}  // namespace dw::sqlite
