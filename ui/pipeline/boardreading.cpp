// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/boardreading.h"

#include "core/expression/syntaxnode.h"

#include <algorithm>
#include <span>

namespace dw::ui
{

namespace
{

QString both(const QStringList &conditions)
{
    QStringList given;
    for (const QString &condition : conditions) {
        if (!condition.trimmed().isEmpty())
            given.append(condition);
    }
    if (given.size() < 2)
        return given.value(0);
    return QStringLiteral("AND(%1)").arg(given.join(QStringLiteral(", ")));
}

qint64 minorOf(const Value &value)
{
    return value.kind() == Value::Kind::Money ? value.money().minor : value.integer();
}

// The measures of sumsBy(), in this order.
enum Measured { Deals, Sum, Weighted, WithRate, WithAmount, MeasuredCount };

// How many have an amount, and how many of these have a rate into the workspace's currency, tells whether the
// sums leave something out.
Result<GroupQuery> sumsBy(const Reader &reader, const QString &where, const QStringList &by)
{
    DW_ASSIGN(GroupQuery query,
              reader.groupQuery(QStringLiteral("opportunity"), where, by,
                                {QStringLiteral("count()"), QStringLiteral("sum(amount)"),
                                 QStringLiteral("sum(weighted_amount)"), QStringLiteral("count(amount)")},
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
Result<QHash<Id, LeftOut>> leftOut(const Reader &reader, const QString &where, const QList<GroupRow> &sums)
{
    QHash<Id, LeftOut> found;
    if (std::none_of(sums.begin(), sums.end(), [](const GroupRow &row) { return withoutRate(row) > 0; }))
        return found;
    DW_ASSIGN(const GroupQuery query,
              sumsBy(reader, where, {QStringLiteral("stage_id"), QStringLiteral("currency")}));
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
    conditions.append(where);
    if (!quick.trimmed().isEmpty()) {
        const QString part = quotedText(quick.trimmed());
        conditions.append(QStringLiteral("OR(CONTAINS(name, %1), CONTAINS(account.name, %1))").arg(part));
    }
    conditions.append(extra);
    return both(conditions);
}

QString overTimeExpression(const Pipeline &pipeline, Instant now)
{
    QStringList stages;
    const QList<Stage> open = pipeline.openStages();
    for (const Stage &stage : open) {
        // The limit in milliseconds, from the decimal of days.
        qint64 limit = stage.maxDwellDays.unscaled() * 86'400'000;
        for (int i = 0; i < stage.maxDwellDays.scale(); ++i)
            limit /= 10;
        stages.append(QStringLiteral("AND(stage_id = %1, stage_entered_at < %2)")
                          .arg(quotedText(stage.id.toString()), quotedText(Instant{now.ms - limit}.toIso())));
    }
    return stages.size() == 1 ? stages.first()
                              : QStringLiteral("OR(%1)").arg(stages.join(QStringLiteral(", ")));
}

Result<BoardFigures> readFigures(const Reader &reader, const Pipeline &pipeline, const BoardScope &scope)
{
    BoardFigures figures;
    const QStringList byStage{QStringLiteral("stage_id")};
    const QString openDeals = scope.expression(QStringLiteral("result = \"open\""));
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
    for (const char *result : {"won", "lost", "void"}) {
        const QString closed = QStringLiteral(
            "AND(result = \"%1\", "
            "OR(INPERIOD(won_at, \"THIS_MONTH\"), INPERIOD(lost_at, \"THIS_MONTH\")))");
        const QString where = scope.expression(closed.arg(QLatin1String(result)));
        DW_ASSIGN(const GroupQuery ofClosed, sumsBy(reader, where, byStage));
        DW_ASSIGN(const QList<GroupRow> rows, reader.group(ofClosed));
        DW_ASSIGN(const auto without, leftOut(reader, where, rows));
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

Result<BoardContent> readBoard(const Reader &reader, const Pipeline &pipeline, const BoardScope &scope,
                               const QHash<Id, int> &wanted)
{
    BoardContent content;
    content.scope = scope;
    DW_ASSIGN(content.figures, readFigures(reader, pipeline, scope));
    const QList<Stage> open = pipeline.openStages();
    for (const Stage &stage : open) {
        DW_ASSIGN(const StageCards cards,
                  readCards(reader, scope, stage.id, 0, std::max(FirstCards, wanted.value(stage.id))));
        content.stages.insert(stage.id, cards);
    }
    return content;
}

}  // namespace dw::ui
