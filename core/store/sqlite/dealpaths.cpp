// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/dealpaths.h"

#include "core/store/sqlite/connection.h"

#include <algorithm>
#include <cstring>
#include <set>

namespace dw::sqlite
{

namespace
{

// A row that grows beyond this begins another: what a save has to write stays small, however many deals one
// person has.
constexpr qsizetype MostBytes = 8 * 1024;

// A packed path: a head (count of steps and what follows), amount, base, then for each day a step came on
// the day and the furthest step of it.
using Head = quint32;
using Day = qint32;
using Step = quint16;
constexpr qsizetype StepBytes = sizeof(Day) + sizeof(Step);
constexpr int HeadBits = 3;
constexpr Head HasAmount = 1, HasBase = 2, BaseIsAmount = 4;

template <typename T>
void put(QByteArray &to, T value)
{
    to.append(reinterpret_cast<const char *>(&value), qsizetype(sizeof(T)));
}

template <typename T>
T taken(const char *&at)
{
    T value;
    std::memcpy(&value, at, sizeof(T));
    at += sizeof(T);
    return value;
}

qsizetype amountBytes(Head head)
{
    return (head & HasAmount ? 8 : 0) + (head & HasBase && !(head & BaseIsAmount) ? 8 : 0);
}

// Of the path that begins here; 0 where the bytes are none.
qsizetype lengthOf(const char *at, const char *end)
{
    if (end - at < qsizetype(sizeof(Head)))
        return 0;
    Head head;
    std::memcpy(&head, at, sizeof(Head));
    const qsizetype length =
        qsizetype(sizeof(Head)) + amountBytes(head) + qsizetype(head >> HeadBits) * StepBytes;
    return length <= end - at ? length : 0;
}

void forEachPath(QByteArrayView bytes, const auto &work)
{
    const char *at = bytes.data(), *end = at + bytes.size();
    while (const qsizetype length = lengthOf(at, end)) {
        if (!work(QByteArrayView(at, length)))
            return;
        at += length;
    }
}

QByteArray packed(const DealPaths::Path &path)
{
    QByteArray bytes;
    Head flags = 0;
    if (path.amount)
        flags |= HasAmount;
    if (path.base)
        flags |= path.amount == path.base ? HasBase | BaseIsAmount : HasBase;
    put(bytes, (Head(path.steps.size()) << HeadBits) | flags);
    if (path.amount)
        put(bytes, *path.amount);
    if (path.base && !(flags & BaseIsAmount))
        put(bytes, *path.base);
    for (const auto &[day, step] : path.steps) {
        put(bytes, Day(day));
        put(bytes, Step(step));
    }
    return bytes;
}

// What was reached, by the furthest step.
struct Furthest
{
    qint64 deals = 0;
    qint64 amounts = 0;
    Int128 minor = 0;

    Furthest &operator+=(const Furthest &other)
    {
        deals += other.deals;
        amounts += other.amounts;
        minor += other.minor;
        return *this;
    }
};

void addPath(const char *at, Day from, Day to, StageSummaryQuery::Amounts amounts,
             std::vector<Furthest> &byStep)
{
    const Head head = taken<Head>(at);
    const char *day = at + amountBytes(head);
    Step furthest = 0;
    for (Head i = 0; i < head >> HeadBits; ++i) {
        const Day on = taken<Day>(day);
        const Step step = taken<Step>(day);
        if (on >= from && on <= to)
            furthest = std::max(furthest, step);
    }
    if (furthest == 0)
        return;
    if (byStep.size() <= furthest)
        byStep.resize(size_t(furthest) + 1);
    Furthest &sums = byStep[furthest];
    ++sums.deals;
    const bool base = amounts == StageSummaryQuery::Amounts::Base;
    if (!(head & (base ? HasBase : HasAmount)))
        return;
    if (base && head & HasAmount && !(head & BaseIsAmount))
        at += 8;
    ++sums.amounts;
    sums.minor += taken<qint64>(at);
}

QByteArray placesFor(qsizetype count, int first)
{
    QByteArray places;
    for (qsizetype i = 0; i < count; ++i)
        places += (i > 0 ? ",?" : "?") + QByteArray::number(first + int(i));
    return places;
}

void bindPathKey(Statement &statement, const DealPaths::Key &key)
{
    statement.reset();
    bindKey(statement, 1, key.pipeline);
    statement.bind(2, qint64(key.month));
    bindKey(statement, 3, key.owner);
    bindKey(statement, 4, key.team);
    statement.bind(5, QStringView(QString::fromUtf8(key.currency)));
}

}  // namespace

void bindKey(Statement &statement, int index, const Id &id)
{
    if (id.isNull())
        statement.bindBlob(index, {});
    else
        statement.bind(index, id);
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

void DealPaths::collect(Path &path, Sign sign, Changes &to)
{
    if (path.steps.empty())
        return;
    // Of a day the furthest step alone.
    auto &steps = path.steps;
    std::sort(steps.begin(), steps.end(), [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first < b.first : a.second > b.second;
    });
    steps.erase(std::unique(steps.begin(), steps.end(),
                            [](const auto &a, const auto &b) { return a.first == b.first; }),
                steps.end());
    const int last = steps.back().first;
    Change &change = to[{path.pipeline, last == NoDay ? NoMonth : monthOf(Date{last}), path.owner, path.team,
                         path.currency}];
    (sign == Sign::Add ? change.add : change.remove) += packed(path);
}

Result<void> DealPaths::write(const Changes &changes)
{
    for (const auto &[key, change] : changes) {
        if (change.add != change.remove)
            DW_TRY(write(key, change));
    }
    return {};
}

Result<void> DealPaths::write(const Key &key, const Change &change)
{
    struct Part
    {
        QByteArray deals;
        bool changed = false;
    };
    std::map<qint64, Part> parts;
    {
        DW_ASSIGN(
            Statement read,
            m_connection.prepare("SELECT part,deals FROM \"dw:paths\" WHERE pipeline=?1 AND month=?2 AND "
                                 "owner=?3 AND team=?4 AND currency=?5"));
        bindPathKey(read, key);
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            parts[read.integer(0)].deals = read.bytes(1).toByteArray();
        }
    }
    forEachPath(change.remove, [&](QByteArrayView gone) {
        for (auto &[number, part] : parts) {
            const char *found = nullptr;
            forEachPath(part.deals, [&](QByteArrayView path) {
                if (path == gone)
                    found = path.data();
                return !found;
            });
            if (!found)
                continue;
            part.deals.remove(found - part.deals.constData(), gone.size());
            part.changed = true;
            break;
        }
        return true;
    });
    forEachPath(change.add, [&](QByteArrayView path) {
        const bool full = parts.empty() || parts.rbegin()->second.deals.size() + path.size() > MostBytes;
        Part &part = full ? parts[parts.empty() ? 0 : parts.rbegin()->first + 1] : parts.rbegin()->second;
        part.deals.append(path.data(), path.size());
        part.changed = true;
        return true;
    });
    DW_ASSIGN(Statement put,
              m_connection.prepare("INSERT OR REPLACE INTO "
                                   "\"dw:paths\"(pipeline,month,owner,team,currency,part,deals) "
                                   "VALUES(?1,?2,?3,?4,?5,?6,?7)"));
    DW_ASSIGN(Statement drop, m_connection.prepare("DELETE FROM \"dw:paths\" WHERE pipeline=?1 AND month=?2 "
                                                   "AND owner=?3 AND team=?4 AND currency=?5 AND part=?6"));
    for (const auto &[number, part] : parts) {
        if (!part.changed)
            continue;
        Statement &statement = part.deals.isEmpty() ? drop : put;
        bindPathKey(statement, key);
        statement.bind(6, number);
        if (!part.deals.isEmpty())
            statement.bindBlob(7, part.deals);
        DW_TRY(statement.run());
    }
    return {};
}

Result<void> DealPaths::clear()
{
    return m_connection.execute("DELETE FROM \"dw:paths\"");
}

Result<qint64> DealPaths::countWrong(const Changes &expected) const
{
    // The same paths in any order and in any rows.
    const auto sorted = [](QByteArrayView bytes) {
        std::multiset<QByteArrayView> paths;
        qsizetype read = 0;
        forEachPath(bytes, [&](QByteArrayView path) {
            paths.insert(path);
            read += path.size();
            return true;
        });
        if (read < bytes.size())
            paths.insert(bytes.sliced(read));
        return paths;
    };
    std::map<Key, QByteArray> there;
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT pipeline,month,owner,team,currency,deals FROM \"dw:paths\""));
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        there[{read.id(0), int(read.integer(1)), read.id(2), read.id(3), read.bytes(4).toByteArray()}] +=
            read.bytes(5);
    }
    qint64 wrong = 0;
    for (const auto &[key, change] : expected) {
        const auto found = there.find(key);
        if (found == there.end() || sorted(found->second) != sorted(change.add))
            ++wrong;
        if (found != there.end())
            there.erase(found);
    }
    return wrong + qint64(there.size());
}

QByteArray DealPaths::reachSql(const StageSummaryQuery &query)
{
    QByteArray sql = "SELECT currency,deals FROM \"dw:paths\" WHERE pipeline=?1 AND month>=?2";
    int next = 3;
    if (!query.currency.isNull())
        sql += " AND currency=?" + QByteArray::number(next++);
    return sql + peopleCondition(query, "owner", "team", next);
}

Result<QList<StageReach>> DealPaths::reach(const StageSummaryQuery &query) const
{
    // A period that is not open leaves out what has no time.
    const Day from = query.from ? query.from->days : query.to ? NoDay + 1 : NoDay;
    const Day to = query.to ? query.to->days : std::numeric_limits<Day>::max();
    DW_ASSIGN(Statement read, m_connection.prepare(reachSql(query)));
    read.bind(1, query.pipeline);
    read.bind(2, qint64(query.from ? monthOf(*query.from) : NoMonth));
    if (!query.currency.isNull())
        read.bind(3, QStringView(query.currency.key()));
    bindPeople(read, query, query.currency.isNull() ? 3 : 4);
    const bool base = query.amounts == StageSummaryQuery::Amounts::Base;
    std::map<QByteArray, std::vector<Furthest>> byCurrency;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        std::vector<Furthest> &byStep = byCurrency[base ? QByteArray() : read.bytes(0).toByteArray()];
        forEachPath(read.bytes(1), [&](QByteArrayView path) {
            addPath(path.data(), from, to, query.amounts, byStep);
            return true;
        });
    }
    QList<StageReach> answer;
    for (auto &[code, byStep] : byCurrency) {
        const Currency currency = Currency::fromCode(QString::fromUtf8(code)).value_or(Currency());
        Furthest sums;
        for (size_t step = byStep.size(); step-- > 1;) {
            sums += byStep[step];
            answer.append({currency, int(step), sums.deals, sums.amounts, sums.minor});
        }
    }
    return answer;
}

}  // namespace dw::sqlite
