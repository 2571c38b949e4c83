// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/todayreading.h"

#include "core/expression/syntaxnode.h"

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr qint64 DayMs = 86'400'000;

QString instantText(Instant instant)
{
    return quotedText(instant.toIso());
}

QString mineBetween(Instant from, Instant to)
{
    return QStringLiteral("AND(assignee_id = CURRENTUSER(), %1, due_at >= %2, due_at < %3)")
        .arg(openTasks(), instantText(from), instantText(to));
}

Result<QList<RiskDeal>> readRisks(const Reader &reader, const Rulebook &rulebook)
{
    const Instant now = reader.context().now;
    const QString cold = instantText(Instant{now.ms - ColdAfterDays * DayMs});
    QStringList late;
    for (const Pipeline &pipeline : rulebook.pipelines()) {
        if (pipeline.object == QLatin1String("opportunity"))
            late.append(overTimeExpression(pipeline, now));
    }
    const QString where = QStringLiteral(
                              "AND(owner_id = CURRENTUSER(), result = \"open\", OR(last_activity_at < %1, "
                              "AND(ISBLANK(last_activity_at), created_at < %1), ISBLANK(next_step), %2))")
                              .arg(cold, late.join(QStringLiteral(", ")));
    DW_ASSIGN(const Query query,
              reader.query(QStringLiteral("opportunity"), where, {QStringLiteral("stage_entered_at")}));
    DW_ASSIGN(const std::vector<RowRef> rows, reader.rows(query, 4 * RiskShown));
    QList<int> fields;
    for (const QStringView key :
         {QStringView(u"name"), QStringView(u"account_id"), QStringView(u"amount"), QStringView(u"currency"),
          QStringView(u"stage_id"), QStringView(u"stage_entered_at"), QStringView(u"next_step"),
          QStringView(u"last_activity_at"), QStringView(u"created_at")})
        fields.append(query.object->indexOf(key));
    DW_ASSIGN(const QList<Record> records, reader.page(query.object, rows, fields));
    QList<RecordRef> accounts;
    for (const Record &record : records) {
        if (record.isValid())
            accounts.append({QStringLiteral("account"), record.value(u"account_id").id()});
    }
    DW_ASSIGN(const auto titles, reader.titles(accounts));
    QList<RiskDeal> risks;
    for (const Record &record : records) {
        if (!record.isValid())
            continue;
        RiskDeal risk;
        risk.id = record.id();
        risk.name = record.value(u"name").text();
        risk.accountName = titles.value({QStringLiteral("account"), record.value(u"account_id").id()});
        if (const Value &amount = record.value(u"amount"); !amount.isNull())
            risk.amount = amount.money();
        const Value &activity = record.value(u"last_activity_at");
        const Instant touched =
            activity.isNull() ? record.value(u"created_at").instant() : activity.instant();
        const Instant entered = record.value(u"stage_entered_at").instant();
        const Stage *stage = rulebook.stage(record.value(u"stage_id").id());
        if (stage && dwellState(*stage, entered, now) == DwellState::Overdue) {
            risk.why = RiskDeal::Why::OverTime;
            risk.coldDays = daysInStage(entered, now);
        } else if (record.value(u"next_step").isNull()) {
            risk.why = RiskDeal::Why::NoNextStep;
        }
        const qint64 quiet = daysInStage(touched, now);
        if (quiet >= ColdAfterDays && quiet >= risk.coldDays) {
            risk.why = RiskDeal::Why::NoContact;
            risk.coldDays = quiet;
        }
        risks.append(risk);
    }
    std::stable_sort(risks.begin(), risks.end(),
                     [](const RiskDeal &a, const RiskDeal &b) { return a.coldDays > b.coldDays; });
    risks.resize(std::min<qsizetype>(risks.size(), RiskShown));
    return risks;
}

}  // namespace

Result<TodayContent> readToday(const Reader &reader, const Rulebook &rulebook, const Id &pipelineId)
{
    TodayContent content;
    const BusinessZone &zone = reader.context().settings.zone;
    const Instant now = reader.context().now;
    const Date day = zone.dateOf(now);
    const Instant tomorrow = zone.startOf(Date{day.days + 1});
    const Instant after = zone.startOf(Date{day.days + 2});
    const QString overdue = QStringLiteral("AND(assignee_id = CURRENTUSER(), %1, due_at < %2)")
                                .arg(openTasks(), instantText(now));
    const QString today = mineBetween(now, tomorrow);
    DW_ASSIGN(content.overdue, readTaskPart(reader, overdue, TodayTasks));
    DW_ASSIGN(content.today, readTaskPart(reader, today, TodayTasks));
    DW_ASSIGN(content.tomorrow, readTaskPart(reader, mineBetween(tomorrow, after), TodayTasks));
    DW_ASSIGN(content.visitsToday,
              countTasks(reader, QStringLiteral("AND(%1, kind = \"visit\")").arg(today)));
    if (const Pipeline *pipeline = rulebook.pipeline(pipelineId)) {
        content.pipelineId = pipelineId;
        const BoardScope mine{pipelineId, QStringLiteral("owner_id = CURRENTUSER()"), {}};
        DW_ASSIGN(content.pipeline, readFigures(reader, *pipeline, mine));
    }
    DW_ASSIGN(content.risks, readRisks(reader, rulebook));
    return content;
}

}  // namespace dw::ui
