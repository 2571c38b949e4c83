// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/stagesummary.h"

#include <cstring>
#include <limits>

namespace dw::sqlite
{

namespace
{

// Seconds, then days: most readings want whole months.
constexpr qsizetype StayBytes = sizeof(qint64) + sizeof(quint8);
constexpr int MostDays = 31;

void appendSeconds(QByteArrayView stays, int fromDay, int toDay, std::vector<qint64> &to)
{
    const size_t count = size_t(stays.size() / StayBytes), old = to.size();
    to.resize(old + count);
    if (count > 0)
        std::memcpy(to.data() + old, stays.data(), count * sizeof(qint64));
    if (fromDay == 0 && toDay >= MostDays)
        return;
    const char *days = stays.data() + count * sizeof(qint64);
    size_t kept = old;
    for (size_t i = 0; i < count; ++i) {
        to[kept] = to[old + i];
        kept += days[i] >= fromDay && days[i] <= toDay ? 1 : 0;
    }
    to.resize(kept);
}

}  // namespace

QByteArray StageSummary::packed(const std::vector<Stay> &stays)
{
    QByteArray bytes;
    bytes.reserve(qsizetype(stays.size()) * StayBytes);
    for (const auto &[seconds, day] : stays)
        bytes.append(reinterpret_cast<const char *>(&seconds), qsizetype(sizeof(seconds)));
    for (const auto &[seconds, day] : stays)
        bytes.append(char(day));
    return bytes;
}

std::vector<StageSummary::Stay> StageSummary::unpacked(QByteArrayView bytes)
{
    const qsizetype count = bytes.size() / StayBytes;
    std::vector<Stay> stays(static_cast<size_t>(count));
    const char *days = bytes.data() + count * qsizetype(sizeof(qint64));
    for (qsizetype i = 0; i < count; ++i) {
        Stay &stay = stays[size_t(i)];
        std::memcpy(&stay.first, bytes.data() + i * qsizetype(sizeof(qint64)), sizeof(qint64));
        stay.second = quint8(days[i]);
    }
    return stays;
}

QByteArray StageSummary::staysSql(const StageSummaryQuery &query)
{
    return "SELECT stage,month,seconds FROM \"dw:stays\" WHERE month BETWEEN ?1 AND ?2" +
           peopleCondition(query, "owner", "team", 3) + " ORDER BY stage";
}

Result<QList<StageValues>> StageSummary::stays(const StageSummaryQuery &query) const
{
    DW_ASSIGN(Statement read, m_connection.prepare(staysSql(query)));
    // A period that is not open leaves out what has no time.
    const int first = query.from ? monthOf(*query.from)
                      : query.to ? DealPaths::NoMonth + 1
                                 : DealPaths::NoMonth;
    const int last = query.to ? monthOf(*query.to) : std::numeric_limits<int>::max();
    read.bind(1, qint64(first));
    read.bind(2, qint64(last));
    bindPeople(read, query, 3);
    QList<StageValues> answer;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return answer;
        const Id stage = read.id(0);
        if (answer.isEmpty() || answer.last().stage != stage)
            answer.append({stage, {}, 0});
        const int month = int(read.integer(1));
        // A month that the period holds only a part of gives the days of that part.
        const int fromDay = query.from && month == first ? query.from->toQDate().day() - 1 : 0;
        const int toDay = query.to && month == last ? query.to->toQDate().day() - 1 : MostDays;
        appendSeconds(read.bytes(2), fromDay, toDay, answer.last().values);
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
