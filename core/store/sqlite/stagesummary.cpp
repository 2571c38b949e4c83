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
constexpr char Version[] = "2";

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

int pathDay(std::optional<Date> day)
{
    return day ? day->days : DealPaths::NoDay;
}

constexpr char LineColumns[] =
    "SELECT \"to_stage_id\",\"from_stage_id\",\"at\",\"gate_result\",\"record_ref\",\"record_ref:object\","
    "\"owner_id\",\"team_id\",\"dwell_s\" FROM \"stage_history\" WHERE \"deleted_at\" IS NULL";
constexpr char DealColumns[] =
    "SELECT \"id\",\"pipeline_id\",\"owner_id\",\"team_id\",\"currency\",\"amount\",\"amount_base\" FROM "
    "\"opportunity\" WHERE \"deleted_at\" IS NULL";

}  // namespace

StageSummary::StageSummary(Connection &connection, const BusinessZone &zone)
    : m_connection(connection), m_zone(zone), m_paths(connection)
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
    m_changed.clear();
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

int StageSummary::stepOf(const DealPaths::Path &deal, const Id &to, bool first) const
{
    const auto found = m_steps.constFind(to);
    if (found == m_steps.constEnd() || found->pipeline != deal.pipeline)
        return 0;
    return found->onlyFirst && !first ? 0 : found->step;
}

std::optional<Date> StageSummary::dayOf(std::optional<qint64> at) const
{
    return at ? std::optional(m_zone.dateOf(Instant{*at})) : std::nullopt;
}

std::pair<StageSummary::StayKey, StageSummary::Stay> StageSummary::stayOf(const Id &stage,
                                                                          std::optional<Date> day,
                                                                          const Id &owner, const Id &team,
                                                                          qint64 seconds)
{
    return {{stage, day ? monthOf(*day) : DealPaths::NoMonth, owner, team},
            {seconds, day ? quint8(day->toQDate().day() - 1) : quint8(0)}};
}

Result<std::optional<DealPaths::Path>> StageSummary::readDeal(const Id &id)
{
    DealPaths::Path deal;
    {
        DW_ASSIGN(Statement read, m_connection.prepare(QByteArray(DealColumns) + " AND \"id\"=?1"));
        read.bind(1, id);
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return std::optional<DealPaths::Path>();
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
            return std::optional<DealPaths::Path>(std::move(deal));
        if (isUndone(lines.text(3)) || !isDeal(lines.text(5)))
            continue;
        if (const int step = stepOf(deal, lines.id(0), lines.isNull(1)); step > 0)
            deal.steps.push_back({pathDay(dayOf(number(lines, 2))), step});
    }
}

void StageSummary::addStay(const Record &line, DealPaths::Sign sign)
{
    const Value &from = line.value(u"from_stage_id"), &dwell = line.value(u"dwell_s"),
                &at = line.value(u"at");
    if (from.isNull() || dwell.isNull() || line.isDeleted() || isUndone(line.value(u"gate_result").text()))
        return;
    const auto [key, stay] =
        stayOf(from.id(), dayOf(at.isNull() ? std::nullopt : std::optional(at.instant().ms)),
               line.value(u"owner_id").id(), line.value(u"team_id").id(), dwell.integer());
    StayChange &change = m_stays[key];
    (sign == DealPaths::Sign::Add ? change.add : change.remove).push_back(stay);
}

Result<void> StageSummary::addDeals(const QSet<Id> &deals, DealPaths::Sign sign)
{
    for (const Id &id : deals) {
        DW_ASSIGN(std::optional<DealPaths::Path> deal, readDeal(id));
        if (deal)
            DealPaths::collect(*deal, sign, m_changed);
    }
    return {};
}

Result<void> StageSummary::begin(const ChangeSet &changes)
{
    m_deals.clear();
    m_changed.clear();
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
                addStay(*line, line == &change.before ? DealPaths::Sign::Remove : DealPaths::Sign::Add);
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
    return addDeals(m_deals - made, DealPaths::Sign::Remove);
}

Result<void> StageSummary::finish()
{
    if (m_rebuild) {
        m_stepsLoaded = false;
        return rebuild();
    }
    if (!m_deals.isEmpty()) {
        DW_TRY(addDeals(m_deals, DealPaths::Sign::Add));
        DW_TRY(m_paths.write(m_changed));
    }
    return m_stays.empty() ? Result<void>() : write(m_stays);
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
        std::vector<Stay> values;
        bindTo(read, key);
        DW_ASSIGN(const bool row, read.step());
        if (row)
            values = unpacked(read.bytes(0));
        read.reset();
        values.insert(values.end(), change.add.begin(), change.add.end());
        std::sort(values.begin(), values.end());
        for (const Stay &gone : change.remove) {
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

Result<void> StageSummary::compute(DealPaths::Changes &paths, Stays &stays)
{
    DW_TRY(loadSteps());
    QHash<Id, DealPaths::Path> deals;
    DW_ASSIGN(Statement dealRows, m_connection.prepare(DealColumns));
    for (;;) {
        DW_ASSIGN(const bool row, dealRows.step());
        if (!row)
            break;
        DealPaths::Path deal;
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
        const std::optional<Date> day = dayOf(number(lines, 2));
        if (!lines.isNull(1) && !lines.isNull(8)) {
            const auto [key, stay] = stayOf(lines.id(1), day, lines.id(6), lines.id(7), lines.integer(8));
            stays[key].push_back(stay);
        }
        const auto deal = isDeal(lines.text(5)) ? deals.find(lines.id(4)) : deals.end();
        if (deal == deals.end())
            continue;
        if (const int step = stepOf(*deal, lines.id(0), lines.isNull(1)); step > 0)
            deal->steps.push_back({pathDay(day), step});
    }
    for (DealPaths::Path &deal : deals)
        DealPaths::collect(deal, DealPaths::Sign::Add, paths);
    for (auto &[key, values] : stays)
        std::sort(values.begin(), values.end());
    return {};
}

Result<void> StageSummary::rebuild()
{
    if (!m_active)
        return {};
    m_stepsLoaded = false;
    DealPaths::Changes paths;
    Stays stays;
    DW_TRY(compute(paths, stays));
    DW_TRY(m_paths.clear());
    DW_TRY(m_connection.execute("DELETE FROM \"dw:stays\""));
    DW_TRY(m_paths.write(paths));
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
    DealPaths::Changes paths;
    Stays stays;
    DW_TRY(compute(paths, stays));
    DW_ASSIGN(qint64 wrong, m_paths.countWrong(paths));
    DW_ASSIGN(Statement blobs,
              m_connection.prepare("SELECT stage,month,owner,team,seconds FROM \"dw:stays\""));
    for (;;) {
        DW_ASSIGN(const bool row, blobs.step());
        if (!row)
            break;
        const auto found = stays.find({blobs.id(0), int(blobs.integer(1)), blobs.id(2), blobs.id(3)});
        if (found == stays.end() || packed(found->second) != blobs.bytes(4))
            ++wrong;
        if (found != stays.end())
            stays.erase(found);
    }
    wrong += qint64(stays.size());
    return wrong == 0 ? QString()
                      : QStringLiteral("%1 rows of the stage summaries differ from the records").arg(wrong);
}

}  // namespace dw::sqlite
