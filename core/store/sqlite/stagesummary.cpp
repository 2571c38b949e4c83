// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/stagesummary.h"

#include "core/expression/textfunctions.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/meta.h"
#include "core/store/sqlite/schema.h"

#include <algorithm>

namespace dw::sqlite
{

namespace
{

const QString CurrentKey = QStringLiteral("summaries");
// Of what the tables hold: a program that counts otherwise makes them anew.
constexpr char Version[] = "1";

constexpr int NeverYet = -2;  // before StageSummary::NoMonth: the deal had not come so far

bool isDeal(const QString &object)
{
    return object == QLatin1String("opportunity");
}

bool isLine(const QString &object)
{
    return object == QLatin1String("stage_history");
}

bool isUndone(const QString &gateResult)
{
    return !gateResult.isEmpty() && TextFunctions::contains(gateResult, QStringLiteral("undone"));
}

std::optional<qint64> number(const Statement &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.integer(column));
}

// Keys have no NULL: nobody is an empty blob.
void bindKey(Statement &statement, int index, const Id &id)
{
    if (id.isNull())
        statement.bindBlob(index, {});
    else
        statement.bind(index, id);
}

QByteArray packed(const std::vector<qint64> &values)
{
    return QByteArray(reinterpret_cast<const char *>(values.data()),
                      qsizetype(values.size() * sizeof(qint64)));
}

void split(const std::optional<qint64> &amount, int sign, qint64 &amounts, qint64 &high, qint64 &low)
{
    if (!amount)
        return;
    amounts += sign;
    high += sign * (*amount >> 32);
    low += sign * (*amount & 0xffffffff);
}

constexpr char LineColumns[] =
    "SELECT \"to_stage_id\",\"from_stage_id\",\"at\",\"gate_result\",\"record_ref\",\"record_ref:object\","
    "\"owner_id\",\"team_id\",\"dwell_s\" FROM \"stage_history\" WHERE \"deleted_at\" IS NULL";
constexpr char DealColumns[] =
    "SELECT \"id\",\"pipeline_id\",\"owner_id\",\"team_id\",\"currency\",\"amount\",\"amount_base\" FROM "
    "\"opportunity\" WHERE \"deleted_at\" IS NULL";

}  // namespace

bool StageSummary::ReachSums::isZero() const
{
    return *this == ReachSums();
}

StageSummary::StageSummary(Connection &connection, const BusinessZone &zone)
    : m_connection(connection), m_zone(zone)
{}

void StageSummary::setDictionary(const DictionaryPtr &dictionary)
{
    const auto has = [&](QStringView object, std::initializer_list<QStringView> fields) {
        const ObjectTypePtr type = dictionary ? dictionary->find(object) : nullptr;
        return type && std::all_of(fields.begin(), fields.end(),
                                   [&](QStringView field) { return type->indexOf(field) >= 0; });
    };
    m_active = has(u"opportunity", {u"pipeline_id", u"stage_id", u"stage_entered_at", u"result", u"amount",
                                    u"currency", u"owner_id", u"team_id", u"deleted_at"}) &&
               has(u"stage_history", {u"record_ref", u"to_stage_id", u"from_stage_id", u"at", u"dwell_s",
                                      u"gate_result", u"owner_id", u"team_id", u"deleted_at"}) &&
               has(u"stage_definition", {u"pipeline_id", u"seq", u"outcome", u"deleted_at"});
    if (m_active) {
        const ObjectTypePtr deals = dictionary->find(u"opportunity");
        m_presenceFrom = " FROM \"opportunity\"";
        if (!figureColumns(*deals).isEmpty())
            m_presenceFrom += " INDEXED BY " + quoted(figureIndex(*deals));
    }
    forgetCaches();
}

void StageSummary::forgetCaches()
{
    m_stepsLoaded = false;
    m_steps.clear();
    m_deals.clear();
    m_reached.clear();
    m_stays.clear();
    m_rebuild = false;
}

// The order of ReportPipeline: open stages by their number, then won.
Result<void> StageSummary::loadSteps()
{
    if (m_stepsLoaded)
        return {};
    m_steps.clear();
    DW_ASSIGN(Statement read, m_connection.prepare(
                                  "SELECT \"id\",\"pipeline_id\",\"outcome\" FROM \"stage_definition\" WHERE "
                                  "\"deleted_at\" IS NULL ORDER BY \"seq\" ASC NULLS LAST,\"id\""));
    QHash<Id, int> open;
    QList<Id> won;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        const Id stage = read.id(0);
        Step step;
        step.pipeline = read.id(1);
        const QString outcome = read.text(2);
        if (outcome == QLatin1String("won")) {
            won.append(stage);
        } else if (outcome == QLatin1String("lost")) {
            step.step = 1;
            step.onlyFirst = true;
        } else if (outcome != QLatin1String("void")) {
            step.step = ++open[step.pipeline];
        }
        m_steps.insert(stage, step);
    }
    for (const Id &stage : std::as_const(won)) {
        Step &step = m_steps[stage];
        step.step = open.value(step.pipeline) + 1;
    }
    m_stepsLoaded = true;
    return {};
}

int StageSummary::stepOf(const Deal &deal, const Id &to, bool first) const
{
    const auto found = m_steps.constFind(to);
    if (found == m_steps.constEnd() || found->pipeline != deal.pipeline)
        return 0;
    return found->onlyFirst && !first ? 0 : found->step;
}

int StageSummary::monthOf(std::optional<qint64> at) const
{
    if (!at)
        return NoMonth;
    const QDate date = m_zone.dateOf(Instant{*at}).toQDate();
    return date.year() * 12 + date.month() - 1;
}

Result<std::optional<StageSummary::Deal>> StageSummary::readDeal(const Id &id)
{
    Deal deal;
    {
        DW_ASSIGN(Statement read, m_connection.prepare(QByteArray(DealColumns) + " AND \"id\"=?1"));
        read.bind(1, id);
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return std::optional<Deal>();
        deal.pipeline = read.id(1);
        deal.owner = read.id(2);
        deal.team = read.id(3);
        deal.currency = read.bytes(4).toByteArray();
        deal.amount = number(read, 5);
        deal.base = number(read, 6);
    }
    DW_ASSIGN(Statement lines, m_connection.prepare(QByteArray(LineColumns) + " AND \"record_ref\"=?1"));
    lines.bind(1, id);
    for (;;) {
        DW_ASSIGN(const bool row, lines.step());
        if (!row)
            return std::optional<Deal>(std::move(deal));
        if (isUndone(lines.text(3)) || !isDeal(lines.text(5)))
            continue;
        if (const int step = stepOf(deal, lines.id(0), lines.isNull(1)); step > 0)
            deal.steps.push_back({monthOf(number(lines, 2)), step});
    }
}

// For each step the months in which the deal came at least so far, each with the one before it: the deal
// counts once in every period, in the first of its months there.
void StageSummary::contribute(Deal &deal, int sign, Reached &to)
{
    std::sort(deal.steps.begin(), deal.steps.end());
    int furthest = 0;
    for (const auto &[month, step] : deal.steps)
        furthest = std::max(furthest, step);
    for (int step = 1; step <= furthest; ++step) {
        int before = NeverYet;
        for (const auto &[month, reached] : deal.steps) {
            if (reached < step || month == before)
                continue;
            ReachSums &sums = to[{deal.pipeline, step, month, before, deal.owner, deal.team, deal.currency}];
            sums.deals += sign;
            split(deal.amount, sign, sums.amounts, sums.high, sums.low);
            split(deal.base, sign, sums.baseAmounts, sums.baseHigh, sums.baseLow);
            before = month;
        }
    }
}

void StageSummary::addStay(const Record &line, int sign)
{
    const Value &from = line.value(u"from_stage_id"), &dwell = line.value(u"dwell_s"),
                &at = line.value(u"at");
    if (from.isNull() || dwell.isNull() || line.isDeleted() || isUndone(line.value(u"gate_result").text()))
        return;
    const StayKey key{from.id(), monthOf(at.isNull() ? std::nullopt : std::optional(at.instant().ms)),
                      line.value(u"owner_id").id(), line.value(u"team_id").id()};
    StayChange &change = m_stays[key];
    (sign > 0 ? change.add : change.remove).push_back(dwell.integer());
}

Result<void> StageSummary::addDeals(const QSet<Id> &deals, int sign)
{
    for (const Id &id : deals) {
        DW_ASSIGN(std::optional<Deal> deal, readDeal(id));
        if (deal)
            contribute(*deal, sign, m_reached);
    }
    return {};
}

Result<void> StageSummary::begin(const ChangeSet &changes)
{
    m_deals.clear();
    m_reached.clear();
    m_stays.clear();
    m_rebuild = false;
    if (!m_active)
        return {};
    const auto differs = [](const RecordChange &change, std::initializer_list<QStringView> fields) {
        return change.kind != RecordChange::Kind::Update ||
               std::any_of(fields.begin(), fields.end(), [&](QStringView field) {
                   return change.before.value(field) != change.after.value(field);
               });
    };
    QSet<Id> made;  // which count for nothing before
    for (const RecordChange &change : changes.changes) {
        const QString &object = change.record().type().key();
        if (isDeal(object)) {
            if (change.kind == RecordChange::Kind::Create)
                made.insert(change.record().id());
            if (differs(change, {u"pipeline_id", u"owner_id", u"team_id", u"currency", u"amount",
                                 u"created_at", u"deleted_at"}))
                m_deals.insert(change.record().id());
        } else if (isLine(object)) {
            for (const Record *line : {&change.before, &change.after}) {
                if (!line->isValid() || (line == &change.after && change.kind == RecordChange::Kind::Purge))
                    continue;
                addStay(*line, line == &change.before ? -1 : 1);
                const Value &of = line->value(u"record_ref");
                if (of.kind() == Value::Kind::RecordRef && isDeal(of.recordRef().object))
                    m_deals.insert(of.id());
            }
        } else if (object == QLatin1String("stage_definition")) {
            m_rebuild = m_rebuild || differs(change, {u"pipeline_id", u"seq", u"outcome", u"deleted_at"});
        } else if (object == QLatin1String("exchange_rate")) {
            m_rebuild = true;
        }
    }
    if (m_rebuild || m_deals.isEmpty())
        return {};
    DW_TRY(loadSteps());
    return addDeals(m_deals - made, -1);
}

Result<void> StageSummary::finish()
{
    if (m_rebuild) {
        m_stepsLoaded = false;
        return rebuild();
    }
    if (!m_deals.isEmpty()) {
        DW_TRY(addDeals(m_deals, 1));
        DW_TRY(write(m_reached));
    }
    return m_stays.empty() ? Result<void>() : write(m_stays);
}

Result<void> StageSummary::write(const Reached &changes)
{
    DW_ASSIGN(
        Statement put,
        m_connection.prepare(
            "INSERT INTO \"dw:reached\"(pipeline,step,month,before,owner,team,currency,deals,amounts,high,"
            "low,base_amounts,base_high,base_low) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14) "
            "ON CONFLICT DO UPDATE SET deals=deals+excluded.deals,amounts=amounts+excluded.amounts,"
            "high=high+excluded.high,low=low+excluded.low,"
            "base_amounts=base_amounts+excluded.base_amounts,base_high=base_high+excluded.base_high,"
            "base_low=base_low+excluded.base_low"));
    DW_ASSIGN(Statement drop, m_connection.prepare(
                                  "DELETE FROM \"dw:reached\" WHERE pipeline=?1 AND step=?2 AND month=?3 AND "
                                  "before=?4 AND owner=?5 AND team=?6 AND currency=?7 AND deals=0"));
    for (const auto &[key, sums] : changes) {
        if (sums.isZero())
            continue;
        for (Statement *statement : {&put, &drop}) {
            if (statement == &drop && sums.deals >= 0)
                continue;
            statement->reset();
            bindKey(*statement, 1, key.pipeline);
            statement->bind(2, qint64(key.step));
            statement->bind(3, qint64(key.month));
            statement->bind(4, qint64(key.before));
            bindKey(*statement, 5, key.owner);
            bindKey(*statement, 6, key.team);
            statement->bind(7, QStringView(QString::fromUtf8(key.currency)));
            if (statement == &put) {
                const qint64 values[] = {sums.deals,       sums.amounts,  sums.high,   sums.low,
                                         sums.baseAmounts, sums.baseHigh, sums.baseLow};
                for (int i = 0; i < 7; ++i)
                    statement->bind(8 + i, values[i]);
            }
            DW_TRY(statement->run());
        }
    }
    return {};
}

Result<void> StageSummary::write(const std::map<StayKey, StayChange> &changes)
{
    DW_ASSIGN(Statement read, m_connection.prepare("SELECT seconds FROM \"dw:stays\" WHERE stage=?1 AND "
                                                   "month=?2 AND owner=?3 AND team=?4"));
    DW_ASSIGN(Statement put,
              m_connection.prepare("INSERT OR REPLACE INTO \"dw:stays\"(stage,month,owner,team,seconds) "
                                   "VALUES(?1,?2,?3,?4,?5)"));
    DW_ASSIGN(Statement drop, m_connection.prepare("DELETE FROM \"dw:stays\" WHERE stage=?1 AND month=?2 AND "
                                                   "owner=?3 AND team=?4"));
    const auto bindTo = [](Statement &statement, const StayKey &key) {
        statement.reset();
        bindKey(statement, 1, key.stage);
        statement.bind(2, qint64(key.month));
        bindKey(statement, 3, key.owner);
        bindKey(statement, 4, key.team);
    };
    for (const auto &[key, change] : changes) {
        std::vector<qint64> values;
        bindTo(read, key);
        DW_ASSIGN(const bool row, read.step());
        if (row)
            unpack(read.bytes(0), values);
        read.reset();
        values.insert(values.end(), change.add.begin(), change.add.end());
        std::sort(values.begin(), values.end());
        for (const qint64 gone : change.remove) {
            const auto at = std::lower_bound(values.begin(), values.end(), gone);
            if (at != values.end() && *at == gone)
                values.erase(at);
        }
        Statement &statement = values.empty() ? drop : put;
        bindTo(statement, key);
        const QByteArray bytes = packed(values);
        if (!values.empty())
            statement.bindBlob(5, bytes);
        DW_TRY(statement.run());
    }
    return {};
}

Result<void> StageSummary::compute(Reached &reached, Stays &stays)
{
    DW_TRY(loadSteps());
    QHash<Id, Deal> deals;
    DW_ASSIGN(Statement dealRows, m_connection.prepare(DealColumns));
    for (;;) {
        DW_ASSIGN(const bool row, dealRows.step());
        if (!row)
            break;
        Deal deal;
        deal.pipeline = dealRows.id(1);
        deal.owner = dealRows.id(2);
        deal.team = dealRows.id(3);
        deal.currency = dealRows.bytes(4).toByteArray();
        deal.amount = number(dealRows, 5);
        deal.base = number(dealRows, 6);
        deals.insert(dealRows.id(0), deal);
    }
    DW_ASSIGN(Statement lines, m_connection.prepare(LineColumns));
    for (;;) {
        DW_ASSIGN(const bool row, lines.step());
        if (!row)
            break;
        if (isUndone(lines.text(3)))
            continue;
        const int month = monthOf(number(lines, 2));
        if (!lines.isNull(1) && !lines.isNull(8))
            stays[{lines.id(1), month, lines.id(6), lines.id(7)}].push_back(lines.integer(8));
        const auto deal = isDeal(lines.text(5)) ? deals.find(lines.id(4)) : deals.end();
        if (deal == deals.end())
            continue;
        if (const int step = stepOf(*deal, lines.id(0), lines.isNull(1)); step > 0)
            deal->steps.push_back({month, step});
    }
    for (Deal &deal : deals)
        contribute(deal, 1, reached);
    for (auto &[key, values] : stays)
        std::sort(values.begin(), values.end());
    return {};
}

Result<void> StageSummary::rebuild()
{
    if (!m_active)
        return {};
    m_stepsLoaded = false;
    Reached reached;
    Stays stays;
    DW_TRY(compute(reached, stays));
    DW_TRY(m_connection.execute("DELETE FROM \"dw:reached\"; DELETE FROM \"dw:stays\""));
    DW_TRY(write(reached));
    std::map<StayKey, StayChange> changes;
    for (auto &[key, values] : stays)
        changes[key].add = std::move(values);
    DW_TRY(write(changes));
    return setMetaValue(m_connection, CurrentKey, Version);
}

Result<void> StageSummary::markStale()
{
    return m_active ? setMetaValue(m_connection, CurrentKey, "0") : Result<void>();
}

Result<bool> StageSummary::isCurrent() const
{
    if (!m_active)
        return true;
    DW_ASSIGN(const QByteArray version, metaValue(m_connection, CurrentKey));
    return version == Version;
}

Result<bool> StageSummary::isUsable() const
{
    return m_active ? isCurrent() : Result<bool>(false);
}

Result<QString> StageSummary::check()
{
    if (!m_active)
        return QString();
    DW_ASSIGN(const bool current, isCurrent());
    if (!current)
        return QStringLiteral("they are made anew when the workspace is opened");
    Reached reached;
    Stays stays;
    DW_TRY(compute(reached, stays));
    qint64 wrong = 0;
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT pipeline,step,month,before,owner,team,currency,deals,amounts,high,"
                                   "low,base_amounts,base_high,base_low FROM \"dw:reached\""));
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        const ReachKey key{read.id(0), int(read.integer(1)), int(read.integer(2)),       int(read.integer(3)),
                           read.id(4), read.id(5),           read.bytes(6).toByteArray()};
        const ReachSums sums{read.integer(7),  read.integer(8),  read.integer(9), read.integer(10),
                             read.integer(11), read.integer(12), read.integer(13)};
        const auto found = reached.find(key);
        if (found == reached.end() || !(found->second == sums))
            ++wrong;
        if (found != reached.end())
            reached.erase(found);
    }
    DW_ASSIGN(Statement blobs,
              m_connection.prepare("SELECT stage,month,owner,team,seconds FROM \"dw:stays\""));
    for (;;) {
        DW_ASSIGN(const bool row, blobs.step());
        if (!row)
            break;
        std::vector<qint64> values;
        unpack(blobs.bytes(4), values);
        const auto found = stays.find({blobs.id(0), int(blobs.integer(1)), blobs.id(2), blobs.id(3)});
        if (found == stays.end() || found->second != values)
            ++wrong;
        if (found != stays.end())
            stays.erase(found);
    }
    wrong += qint64(reached.size()) + qint64(stays.size());
    return wrong == 0 ? QString()
                      : QStringLiteral("%1 rows of the stage summaries differ from the records").arg(wrong);
}

}  // namespace dw::sqlite
