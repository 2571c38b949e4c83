// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/figures.h"
#include "core/analytics/reportpipeline.h"
#include "core/analytics/shippedreports.h"
#include "core/reading/stagesummaries.h"

#include <QMap>

#include <algorithm>
#include <vector>

namespace dw
{

namespace
{

using Outcome = ReportStage::Outcome;

Value reference(const ReportStage &stage)
{
    return Value(RecordRef{QStringLiteral("stage_definition"), stage.id});
}

QString outcomeKey(const ReportStage &stage)
{
    return stage.outcome == Outcome::Won ? QStringLiteral("won") : QStringLiteral("open");
}

void nameStages(ResultTable &table, const ReportPipeline &pipeline, const QList<ReportStage> &stages,
                Language language)
{
    table.pipeline = pipeline.id;
    table.titles.insert({QStringLiteral("pipeline"), pipeline.id}, pipeline.name);
    for (const ReportStage &stage : stages)
        table.titles.insert(reference(stage).recordRef(), stage.name.in(language));
}

QString toStage(const ReportStage &stage)
{
    return isRecord(QStringLiteral("to_stage_id"), stage.id);
}

// How far along the path a line of the history shows its deal to be, from 1; 0 = nowhere. A deal that comes
// into the system as lost has been a deal, so that it stands at the beginning.
QString furthest(const ReportPipeline &pipeline, qsizetype won)
{
    QString rank = QStringLiteral("CASE(to_stage_id");
    qsizetype place = 0;
    for (const ReportStage &stage : pipeline.stages) {
        rank += QLatin1String(", \"") + stage.id.toString() + QLatin1String("\", ");
        if (stage.outcome == Outcome::Open)
            rank += QString::number(++place);
        else if (stage.outcome == Outcome::Won)
            rank += QString::number(won);
        else if (stage.outcome == Outcome::Lost)
            rank += QLatin1String("IF(ISBLANK(from_stage_id), 1, 0)");
        else
            rank += QLatin1Char('0');
    }
    return rank + QLatin1String(", 0)");
}

// The lines that show a deal at this place of the path or beyond.
QString reached(const ReportPipeline &pipeline, qsizetype place)
{
    QStringList lines;
    qsizetype at = 0;
    for (const ReportStage &stage : pipeline.stages) {
        if (stage.outcome == Outcome::Open) {
            if (at++ >= place)
                lines.append(toStage(stage));
        } else if (stage.outcome == Outcome::Won) {
            lines.append(toStage(stage));
        } else if (stage.outcome == Outcome::Lost && place == 0) {
            lines.append(allOf({toStage(stage), QStringLiteral("ISBLANK(from_stage_id)")}));
        }
    }
    return anyOf(lines);
}

// Of one currency, by place on the path: the deals that came there or further.
struct Reached
{
    std::vector<qint64> deals;
    std::vector<AmountSum> amounts;
};
using ReachedByCurrency = QMap<Currency, Reached>;

// The summaries and what to ask them; nothing where they cannot answer as the base queries would: for another
// definition than the shipped one, or an actor who does not see all.
struct Summary
{
    StageSummaries tables;
    StageSummaryQuery query;
};

Result<std::optional<Summary>> summaryFor(const Report &report, const ReportParameters &parameters,
                                          const Id &pipeline)
{
    using Answer = std::optional<Summary>;
    for (const QStringView code : {QStringView(u"stage_reached"), QStringView(u"stage_dwell")}) {
        const Metric &metric = *report.catalog().metric(code);
        if (metric.where != StageSummaryQuery::countedLines() || metric.time != QLatin1String("at"))
            return Answer();
    }
    DW_ASSIGN(const std::optional<StageSummaries> tables, StageSummaries::of(report.reader()));
    return tables ? Answer({*tables, parameters.summaryQuery(pipeline)}) : Answer();
}

Result<ReachedByCurrency> reachedBySummary(const Summary &summary, size_t places, Currency base)
{
    ReachedByCurrency byCurrency;
    DW_ASSIGN(const QList<StageReach> steps, summary.tables.reach(summary.query));
    const bool inBase = summary.query.amounts == StageSummaryQuery::Amounts::Base;
    for (const StageReach &one : steps) {
        if (one.deals == 0 || size_t(one.step) > places)
            continue;
        Reached &sums = byCurrency[inBase ? base : one.currency];
        sums.deals.resize(places);
        sums.amounts.resize(places);
        sums.deals[size_t(one.step) - 1] += one.deals;
        sums.amounts[size_t(one.step) - 1].add(one.minor, one.amounts);
    }
    return byCurrency;
}

Result<QHash<Id, Value>> medianDays(const Report &report, const ReportParameters &parameters)
{
    const Metric &dwell = *report.catalog().metric(u"stage_dwell");
    DW_ASSIGN(const auto summary, summaryFor(report, parameters, {}));
    if (summary) {
        QHash<Id, Value> medians;
        DW_ASSIGN(QList<StageValues> stages, summary->tables.stays(summary->query));
        for (StageValues &stage : stages) {
            if (const std::optional<qint64> seconds = quartile(stage.values, 2))
                medians.insert(stage.stage, daysOf(*seconds));
        }
        return medians;
    }
    DW_ASSIGN(const GroupQuery query,
              report.reader().groupQuery(dwell.grain, report.filter(dwell, parameters),
                                         {QStringLiteral("from_stage_id")}, {dwell.measure},
                                         GroupQuery::MoneyMode::PerCurrency));
    DW_ASSIGN(const QList<GroupRow> groups, report.reader().group(query));
    QHash<Id, Value> days;
    for (const GroupRow &group : groups) {
        const Value &seconds = group.measures.first();
        if (!seconds.isNull()) {
            const Decimal whole = seconds.decimal().rescaled(0).value_or(Decimal());
            days.insert(group.keys.first().id(), daysOf(whole.unscaled()));
        }
    }
    return days;
}

// How far each deal came in the period, from its history; then which deals those are, for their amounts and
// for what the actor may see.
Result<ReachedByCurrency> reachedByHistory(const ReportPipeline &pipeline, const QString &moved,
                                           size_t places, const Report &report, const ReportParameters &here)
{
    const Metric &metric = *report.catalog().metric(u"stage_reached");
    DW_ASSIGN(const GroupQuery lines,
              report.reader().groupQuery(
                  metric.grain, moved, {QStringLiteral("record_ref")},
                  {QLatin1String("max(") + furthest(pipeline, qsizetype(places)) + QLatin1Char(')')},
                  GroupQuery::MoneyMode::PerCurrency));
    DW_ASSIGN(const QList<GroupRow> ranks, report.reader().group(lines));
    QHash<Id, qint64> rankOf;
    rankOf.reserve(ranks.size());
    for (const GroupRow &group : ranks) {
        if (const qint64 rank = group.measures.first().integer(); rank > 0)
            rankOf.insert(group.keys.first().id(), rank);
    }
    DW_ASSIGN(const GroupQuery deals,
              report.reader().groupQuery(QStringLiteral("opportunity"), here.deals(), {QStringLiteral("id")},
                                         {QStringLiteral("sum(amount)")}, here.moneyMode()));
    QList<GroupRow> amounts;
    if (!rankOf.isEmpty()) {
        DW_ASSIGN(amounts, report.reader().group(deals));
    }
    ReachedByCurrency byCurrency;
    for (const GroupRow &deal : std::as_const(amounts)) {
        const qint64 rank = rankOf.value(deal.keys.first().id());
        if (rank == 0)
            continue;
        Reached &sums = byCurrency[deal.currency];
        sums.deals.resize(places);
        sums.amounts.resize(places);
        ++sums.deals[size_t(rank) - 1];
        sums.amounts[size_t(rank) - 1].add(deal.measures.first());
    }
    for (Reached &sums : byCurrency) {
        for (size_t i = places; i-- > 1;) {
            sums.deals[i - 1] += sums.deals[i];
            sums.amounts[i - 1].add(sums.amounts[i]);
        }
    }
    return byCurrency;
}

// The stays of one stage: seconds of those that ended, when those that go on began, and how many of these do
// not say.
struct Stay
{
    std::vector<qint64> left;
    std::vector<qint64> entered;
    qint64 without = 0;
};
using Stays = QHash<Id, Stay>;

Result<Stays> staysBySummary(const Summary &summary)
{
    Stays stays;
    DW_ASSIGN(QList<StageValues> left, summary.tables.stays(summary.query));
    for (StageValues &stage : left)
        stays[stage.stage].left = std::move(stage.values);
    DW_ASSIGN(QList<StageValues> present, summary.tables.presence(summary.query));
    for (StageValues &stage : present) {
        Stay &stay = stays[stage.stage];
        stay.entered = std::move(stage.values);
        stay.without = stage.without;
    }
    return stays;
}

Result<Stays> staysByHistory(const Report &report, const ReportParameters &parameters, const QString &open)
{
    const Metric &metric = *report.catalog().metric(u"stage_dwell");
    Stays stays;
    DW_ASSIGN(
        const GroupQuery left,
        report.reader().groupQuery(
            metric.grain, allOf({report.filter(metric, parameters), QStringLiteral("NOT(ISBLANK(dwell_s))")}),
            {QStringLiteral("from_stage_id"), QStringLiteral("dwell_s")}, {QStringLiteral("count()")},
            GroupQuery::MoneyMode::PerCurrency));
    DW_ASSIGN(const QList<GroupRow> gone, report.reader().group(left));
    for (const GroupRow &group : gone) {
        std::vector<qint64> &values = stays[group.keys[0].id()].left;
        values.insert(values.end(), size_t(group.measures.first().integer()), group.keys[1].integer());
    }
    DW_ASSIGN(const GroupQuery still,
              report.reader().groupQuery(QStringLiteral("opportunity"), open,
                                         {QStringLiteral("stage_id"), QStringLiteral("stage_entered_at")},
                                         {QStringLiteral("count()")}, GroupQuery::MoneyMode::PerCurrency));
    DW_ASSIGN(const QList<GroupRow> present, report.reader().group(still));
    for (const GroupRow &group : present) {
        Stay &stay = stays[group.keys[0].id()];
        const qint64 times = group.measures.first().integer();
        if (group.keys[1].isNull())
            stay.without += times;
        else
            stay.entered.insert(stay.entered.end(), size_t(times), group.keys[1].instant().ms);
    }
    return stays;
}

}  // namespace

Result<void> fillFunnel(ResultTable &table, const Report &report, const ReportParameters &parameters)
{
    DW_ASSIGN(const ReportPipeline pipeline, ReportPipeline::of(parameters, report.reader()));
    const QList<ReportStage> path = pipeline.path();
    nameStages(table, pipeline, path, report.reader().context().language);
    const size_t places = size_t(path.size());

    const Metric &metric = *report.catalog().metric(u"stage_reached");
    const QString moved = allOf({metric.where, parameters.period(metric.time)});
    ReportParameters here = parameters;
    here.pipeline = pipeline.id;
    DW_ASSIGN(const auto summary, summaryFor(report, parameters, pipeline.id));
    DW_ASSIGN(ReachedByCurrency byCurrency,
              summary ? reachedBySummary(*summary, places, report.reader().context().settings.currency)
                      : reachedByHistory(pipeline, moved, places, report, here));
    if (byCurrency.isEmpty())
        byCurrency.insert({}, {std::vector<qint64>(places), std::vector<AmountSum>(places)});

    DW_ASSIGN(const auto days, medianDays(report, parameters));
    for (auto sums = byCurrency.begin(); sums != byCurrency.end(); ++sums) {
        const QString currency = sums.key().isNull() || parameters.isBase()
                                     ? QString()
                                     : QLatin1String("currency = \"") + sums.key().key() + QLatin1Char('"');
        for (size_t i = 0; i < places; ++i) {
            const ReportStage &stage = path[qsizetype(i)];
            DW_ASSIGN(const Value amount, sums->amounts[i].value(sums.key()));
            const Value conversion = i + 1 < places ? ratio(sums->deals[i + 1], sums->deals[i]) : Value();
            const QString history = allOf({moved, reached(pipeline, qsizetype(i))});
            table.rows.append({{reference(stage), Value(outcomeKey(stage)), Value(sums->deals[i]), amount,
                                conversion, days.value(stage.id)},
                               allOf({here.deals(), currency,
                                      QLatin1String("ANY(stage_history, ") + history + QLatin1Char(')')}),
                               sums.key()});
        }
    }
    return {};
}

Result<void> fillStageDwell(ResultTable &table, const Report &report, const ReportParameters &parameters)
{
    DW_ASSIGN(const ReportPipeline pipeline, ReportPipeline::of(parameters, report.reader()));
    const QList<ReportStage> stages = pipeline.openStages();
    nameStages(table, pipeline, stages, report.reader().context().language);
    const Instant now = report.reader().context().now;

    ReportParameters here = parameters;
    here.pipeline = pipeline.id;
    const QString open = allOf({QStringLiteral("result = \"open\""), here.deals()});
    DW_ASSIGN(const auto summary, summaryFor(report, parameters, pipeline.id));
    DW_ASSIGN(Stays stays, summary ? staysBySummary(*summary) : staysByHistory(report, parameters, open));
    // A period that is over is about those who left in it.
    const Date today = report.reader().context().settings.zone.dateOf(now);
    const bool running = !parameters.to || *parameters.to >= today;
    for (const ReportStage &stage : stages) {
        Stay &stay = stays[stage.id];
        qint64 over = 0;
        for (const qint64 entered : stay.entered) {
            const qint64 ms = std::max<qint64>(0, now.ms - entered);
            if (running)
                stay.left.push_back(ms / 1000);
            if (stage.limitSeconds > 0 && ms > stage.limitSeconds * 1000)
                ++over;
        }
        const qint64 present = qint64(stay.entered.size()) + stay.without;
        const qint64 n = qint64(stay.left.size());
        const auto days = [&](int k) {
            const std::optional<qint64> seconds = quartile(stay.left, k);
            return seconds ? daysOf(*seconds) : Value();
        };
        table.rows.append(
            {{reference(stage), Value(n), days(1), days(2), days(3),
              stage.limitSeconds > 0 ? Value(stage.limitDays) : Value(), Value(present), Value(over)},
             allOf({open, isRecord(QStringLiteral("stage_id"), stage.id)}),
             {}});
    }
    return {};
}

}  // namespace dw
