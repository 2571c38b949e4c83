// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/todayreading.h"

#include "core/analytics/report.h"

#include <algorithm>

namespace dw::ui
{

namespace
{

Result<QString> rowsOf(const MetricCatalogPtr &metrics, const QString &code, const QString &mine,
                       const QString &span = {})
{
    const Metric *metric = metrics ? metrics->metric(code) : nullptr;
    if (!metric)
        return Error(ErrorCode::NotFound, QStringLiteral("metric.unknown"), {code});
    ReportParameters parameters;
    parameters.where = mine;
    parameters.span = span;
    return Report::filter(*metrics, *metric, parameters);
}

Result<QList<RiskDeal>> readRisks(const Reader &reader, const Rulebook &rulebook, const QString &where)
{
    const Instant now = reader.context().now;
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

QString myTasks()
{
    return QStringLiteral("assignee_id = CURRENTUSER()");
}

QString myDeals()
{
    return QStringLiteral("owner_id = CURRENTUSER()");
}

Result<TodayContent> readToday(const Reader &reader, const MetricCatalogPtr &metrics,
                               const Rulebook &rulebook, const Id &pipelineId)
{
    TodayContent content;
    content.asOf = reader.context().now;
    const QString today = QStringLiteral("TODAY"), tomorrow = QStringLiteral("TOMORROW");
    const QString due = QStringLiteral("tasks_due");
    DW_ASSIGN(const QString overdue, rowsOf(metrics, QStringLiteral("tasks_overdue"), myTasks()));
    DW_ASSIGN(const QString dueToday, rowsOf(metrics, due, myTasks(), today));
    DW_ASSIGN(const QString dueTomorrow, rowsOf(metrics, due, myTasks(), tomorrow));
    DW_ASSIGN(const QString visits, rowsOf(metrics, QStringLiteral("visits_due"), myTasks(), today));
    DW_ASSIGN(const QString risks, rowsOf(metrics, QStringLiteral("deals_at_risk"), myDeals()));
    DW_ASSIGN(content.overdue, readTaskPart(reader, overdue, TodayTasks));
    DW_ASSIGN(content.today, readTaskPart(reader, dueToday, TodayTasks));
    DW_ASSIGN(content.tomorrow, readTaskPart(reader, dueTomorrow, TodayTasks));
    DW_ASSIGN(content.visitsToday, countTasks(reader, visits));
    if (const Pipeline *pipeline = rulebook.pipeline(pipelineId)) {
        content.pipelineId = pipelineId;
        const BoardScope mine{pipelineId, myDeals(), {}};
        DW_ASSIGN(content.pipeline, readFigures(reader, metrics, *pipeline, mine));
    }
    DW_ASSIGN(content.risks, readRisks(reader, rulebook, risks));
    DW_ASSIGN(const Query atRisk, reader.query(QStringLiteral("opportunity"), risks, {}));
    DW_ASSIGN(content.riskCount, reader.count(atRisk));
    return content;
}

}  // namespace dw::ui
