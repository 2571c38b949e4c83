// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/boardreading.h"

#include "core/analytics/report.h"
#include "core/expression/syntaxnode.h"

#include <algorithm>
#include <span>

namespace dw::ui
{

namespace
{

qint64 minorOf(const Value &value)
{
    return value.kind() == Value::Kind::Money ? value.money().minor : value.integer();
}

// What the figures of a column are, by their definitions.
struct Defined
{
    QString where;  // the deals that all of them are of
    QStringList measures;
};

// Metrics of the same deals, each with its measure.
Result<Defined> defined(const MetricCatalogPtr &metrics, const QStringList &codes,
                        const ReportParameters &parameters)
{
    Defined found;
    for (const QString &code : codes) {
        const Metric *metric = metrics ? metrics->metric(code) : nullptr;
        if (!metric)
            return Error(ErrorCode::NotFound, QStringLiteral("metric.unknown"), {code});
        found.where = Report::filter(*metrics, *metric, parameters);
        found.measures.append(metric->measure);
    }
    return found;
}

// The measures of sumsBy(), in this order; the third is of open deals alone.
enum Measured { Deals, Sum, Weighted, WithRate, WithAmount, MeasuredCount };

// How many have an amount, and how many of these have a rate into the workspace's currency, tells whether the
// sums leave something out.
Result<GroupQuery> sumsBy(const Reader &reader, const Defined &figures, const QStringList &by)
{
    QStringList measures = figures.measures;
    if (measures.size() == Weighted)
        measures.append(QStringLiteral("sum(weighted_amount)"));
    measures.append(QStringLiteral("count(amount)"));
    DW_ASSIGN(GroupQuery query, reader.groupQuery(QStringLiteral("opportunity"), figures.where, by, measures,
                                                  GroupQuery::MoneyMode::Base));
    DW_ASSIGN(const Query known,
              reader.query(QStringLiteral("opportunity"), QStringLiteral("NOT(ISBLANK(amount))"), {}));
    query.measures.append({GroupQuery::Measure::Function::Count, nullptr, known.where});
    return query;
}

StageFigures figuresOf(const GroupRow &row)
{
    return {row.measures.value(Deals).integer(),
            minorOf(row.measures.value(Sum)),
            minorOf(row.measures.value(Weighted)),
            {}};
}

qint64 withoutRate(const GroupRow &row)
{
    return row.measures.value(WithAmount).integer() - row.measures.value(WithRate).integer();
}

// By stage; asked only where something is left out.
Result<QHash<Id, LeftOut>> leftOut(const Reader &reader, const Defined &figures, const QList<GroupRow> &sums)
{
    QHash<Id, LeftOut> found;
    if (std::none_of(sums.begin(), sums.end(), [](const GroupRow &row) { return withoutRate(row) > 0; }))
        return found;
    DW_ASSIGN(const GroupQuery query,
              sumsBy(reader, figures, {QStringLiteral("stage_id"), QStringLiteral("currency")}));
    DW_ASSIGN(const QList<GroupRow> rows, reader.group(query));
    for (const GroupRow &row : rows) {
        const auto currency = Currency::fromCode(row.keys.value(1).text());
        found[row.keys.value(0).id()].add(currency ? currency->code() : QString(), withoutRate(row));
    }
    return found;
}

}  // namespace

void StageFigures::add(const StageFigures &other)
{
    count += other.count;
    sum += other.sum;
    weighted += other.weighted;
    leftOut.add(other.leftOut);
}

QString BoardScope::expression(const QString &extra) const
{
    QStringList conditions;
    if (!pipeline.isNull())
        conditions.append(QStringLiteral("pipeline_id = ") + quotedText(pipeline.toString()));
    conditions.append(where.trimmed());
    if (!quick.trimmed().isEmpty()) {
        const QString part = quotedText(quick.trimmed());
        conditions.append(QStringLiteral("OR(CONTAINS(name, %1), CONTAINS(account.name, %1))").arg(part));
    }
    conditions.append(extra);
    return allOf(conditions);
}

QString overTimeExpression(const Pipeline &pipeline, Instant now)
{
    QStringList stages;
    const QList<Stage> open = pipeline.openStages();
    for (const Stage &stage : open) {
        // The limit in milliseconds, from the decimal of days; seconds count whole, as in the definition.
        qint64 limit = stage.maxDwellDays.unscaled() * 86'400'000;
        for (int i = 0; i < stage.maxDwellDays.scale(); ++i)
            limit /= 10;
        stages.append(
            QStringLiteral("AND(stage_id = %1, stage_entered_at <= %2)")
                .arg(quotedText(stage.id.toString()), quotedText(Instant{now.ms - limit - 1000}.toIso())));
    }
    return stages.size() == 1 ? stages.first()
                              : QStringLiteral("OR(%1)").arg(stages.join(QStringLiteral(", ")));
}

Result<BoardFigures> readFigures(const Reader &reader, const MetricCatalogPtr &metrics,
                                 const Pipeline &pipeline, const BoardScope &scope)
{
    BoardFigures figures;
    figures.asOf = reader.context().now;
    const QStringList byStage{QStringLiteral("stage_id")};
    ReportParameters shown;
    shown.where = scope.expression();
    DW_ASSIGN(const Defined openDeals, defined(metrics,
                                               {QStringLiteral("open_deals"), QStringLiteral("open_pipeline"),
                                                QStringLiteral("weighted_pipeline")},
                                               shown));
    DW_ASSIGN(GroupQuery ofOpen, sumsBy(reader, openDeals, byStage));
    DW_ASSIGN(const Query late, reader.query(QStringLiteral("opportunity"),
                                             overTimeExpression(pipeline, reader.context().now), {}));
    // In the same pass over the open deals.
    ofOpen.measures.append({GroupQuery::Measure::Function::Count, nullptr, late.where});
    DW_ASSIGN(const QList<GroupRow> open, reader.group(ofOpen));
    DW_ASSIGN(const auto openLeftOut, leftOut(reader, openDeals, open));
    for (const GroupRow &row : open) {
        const Id id = row.keys.value(0).id();
        StageFigures stage = figuresOf(row);
        stage.leftOut = openLeftOut.value(id);
        figures.stages.insert(id, stage);
        figures.open.add(stage);
        figures.overTime += row.measures.value(MeasuredCount).integer();
    }
    // One result after the other, as in the index of the figures: the open deals are not read again, and each
    // result's stages stand there in order.
    shown.span = QStringLiteral("THIS_MONTH");
    for (const QStringList &codes :
         {QStringList{QStringLiteral("won_deals"), QStringLiteral("won_value")},
          QStringList{QStringLiteral("lost_deals"), QStringLiteral("lost_value")}}) {
        DW_ASSIGN(const Defined closed, defined(metrics, codes, shown));
        DW_ASSIGN(const GroupQuery ofClosed, sumsBy(reader, closed, byStage));
        DW_ASSIGN(const QList<GroupRow> rows, reader.group(ofClosed));
        DW_ASSIGN(const auto without, leftOut(reader, closed, rows));
        for (const GroupRow &row : rows) {
            const Stage *stage = pipeline.find(row.keys.value(0).id());
            if (!stage || stage->outcome == dw::StageOutcome::Open)
                continue;
            StageFigures some = figuresOf(row);
            some.leftOut = without.value(stage->id);
            figures.stages[stage->id].add(some);
        }
    }
    return figures;
}

Result<StageCards> readCards(const Reader &reader, const BoardScope &scope, const Id &stage, int from,
                             int count)
{
    const QString where = scope.expression(QStringLiteral("stage_id = ") + quotedText(stage.toString()));
    DW_ASSIGN(const Query query,
              reader.query(QStringLiteral("opportunity"), where, {QStringLiteral("next_step_at")}));
    // One more than asked for tells whether there are more.
    DW_ASSIGN(const std::vector<RowRef> rows, reader.rows(query, from + count + 1));
    StageCards found;
    found.more = rows.size() > size_t(from) + size_t(count);
    if (rows.size() <= size_t(from))
        return found;
    const size_t wanted = std::min(rows.size() - size_t(from), size_t(count));
    const std::span<const RowRef> window(rows.data() + from, wanted);
    QList<int> fields;
    for (const QStringView key :
         {QStringView(u"name"), QStringView(u"account_id"), QStringView(u"amount"), QStringView(u"currency"),
          QStringView(u"stage_id"), QStringView(u"stage_entered_at"), QStringView(u"next_step"),
          QStringView(u"next_step_at"), QStringView(u"owner_id")})
        fields.append(query.object->indexOf(key));
    DW_ASSIGN(const QList<Record> records, reader.page(query.object, window, fields));
    QList<RecordRef> refs;
    for (const Record &record : records) {
        if (record.isValid())
            refs << RecordRef{QStringLiteral("account"), record.value(u"account_id").id()}
                 << RecordRef{QStringLiteral("user"), record.value(u"owner_id").id()};
    }
    DW_ASSIGN(const auto titles, reader.titles(refs));
    for (const Record &record : records) {
        if (!record.isValid())
            continue;
        DealCard card;
        card.id = record.id();
        card.name = record.value(u"name").text();
        card.account = record.value(u"account_id").id();
        card.accountName = titles.value({QStringLiteral("account"), card.account});
        if (const Value &amount = record.value(u"amount"); !amount.isNull())
            card.amount = amount.money();
        card.stage = record.value(u"stage_id").id();
        card.enteredAt = record.value(u"stage_entered_at").instant();
        card.nextStep = record.value(u"next_step").text();
        if (const Value &at = record.value(u"next_step_at"); !at.isNull())
            card.nextAt = at.instant();
        card.owner = record.value(u"owner_id").id();
        card.ownerName = titles.value({QStringLiteral("user"), card.owner});
        found.cards.append(card);
    }
    return found;
}

Result<BoardContent> readBoard(const Reader &reader, const MetricCatalogPtr &metrics,
                               const Pipeline &pipeline, const BoardScope &scope,
                               const QHash<Id, int> &wanted)
{
    BoardContent content;
    content.scope = scope;
    DW_ASSIGN(content.figures, readFigures(reader, metrics, pipeline, scope));
    const QList<Stage> open = pipeline.openStages();
    for (const Stage &stage : open) {
        DW_ASSIGN(const StageCards cards,
                  readCards(reader, scope, stage.id, 0, std::max(FirstCards, wanted.value(stage.id))));
        content.stages.insert(stage.id, cards);
    }
    return content;
}

}  // namespace dw::ui
