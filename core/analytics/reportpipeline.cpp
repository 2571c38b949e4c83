// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/reportpipeline.h"

#include <algorithm>

namespace dw
{

namespace
{

Result<QList<Record>> all(const QString &object, const QString &where, const QStringList &sort,
                          const Reader &reader)
{
    DW_ASSIGN(const Query query, reader.query(object, where, sort));
    DW_ASSIGN(const auto rows, reader.rows(query));
    QList<int> fields;
    for (int i = 0; i < query.object->fieldCount(); ++i)
        fields.append(i);
    return reader.page(query.object, rows, fields);
}

ReportStage stageOf(const Record &record)
{
    using Outcome = ReportStage::Outcome;
    ReportStage stage;
    stage.id = record.id();
    stage.key = record.value(u"key").text();
    stage.name = {record.value(u"name_en").text(), record.value(u"name_zh").text()};
    const QString outcome = record.value(u"outcome").text();
    stage.outcome = outcome == QLatin1String("won")    ? Outcome::Won
                    : outcome == QLatin1String("lost") ? Outcome::Lost
                    : outcome == QLatin1String("void") ? Outcome::Void
                                                       : Outcome::Open;
    if (const Value &limit = record.value(u"max_dwell_days"); !limit.isNull()) {
        stage.limitDays = limit.decimal();
        // A limit has one decimal, so that its seconds are whole.
        const Decimal tenths = stage.limitDays.rescaled(1).value_or(Decimal());
        stage.limitSeconds = tenths.unscaled() * 8640;
    }
    return stage;
}

Result<Id> busiest(const QList<Record> &pipelines, const ReportParameters &parameters, const Reader &reader)
{
    DW_ASSIGN(
        const GroupQuery query,
        reader.groupQuery(QStringLiteral("opportunity"), parameters.deals(), {QStringLiteral("pipeline_id")},
                          {QStringLiteral("count()")}, GroupQuery::MoneyMode::PerCurrency));
    DW_ASSIGN(const QList<GroupRow> groups, reader.group(query));
    Id best = pipelines.first().id();
    qint64 most = 0;
    for (const Record &pipeline : pipelines) {
        for (const GroupRow &group : groups) {
            if (group.keys.first().id() == pipeline.id() && group.measures.first().integer() > most) {
                most = group.measures.first().integer();
                best = pipeline.id();
            }
        }
    }
    return best;
}

}  // namespace

QList<ReportStage> ReportPipeline::openStages() const
{
    QList<ReportStage> open;
    std::copy_if(stages.begin(), stages.end(), std::back_inserter(open),
                 [](const ReportStage &stage) { return stage.outcome == ReportStage::Outcome::Open; });
    return open;
}

QList<ReportStage> ReportPipeline::path() const
{
    QList<ReportStage> shown = openStages();
    const auto won = std::find_if(stages.begin(), stages.end(), [](const ReportStage &stage) {
        return stage.outcome == ReportStage::Outcome::Won;
    });
    if (won != stages.end())
        shown.append(*won);
    return shown;
}

Result<ReportPipeline> ReportPipeline::of(const ReportParameters &parameters, const Reader &reader)
{
    DW_ASSIGN(QList<Record> pipelines, all(QStringLiteral("pipeline"), {}, {}, reader));
    std::sort(pipelines.begin(), pipelines.end(), [](const Record &a, const Record &b) {
        // The one that every workspace starts with comes first.
        const QString &standard = QStringLiteral("standard");
        const QString left = a.value(u"code").text(), right = b.value(u"code").text();
        return std::pair(left != standard, left) < std::pair(right != standard, right);
    });
    if (pipelines.isEmpty())
        return Error(ErrorCode::NotFound, QStringLiteral("report.no_pipeline"));
    Id wanted = parameters.pipeline;
    if (wanted.isNull()) {
        DW_ASSIGN(wanted, busiest(pipelines, parameters, reader));
    }
    const auto found = std::find_if(pipelines.begin(), pipelines.end(),
                                    [&](const Record &one) { return one.id() == wanted; });
    if (found == pipelines.end())
        return Error(ErrorCode::NotFound, QStringLiteral("report.no_pipeline"));
    ReportPipeline pipeline{found->id(), found->value(u"code").text(), found->value(u"name").text(), {}};
    DW_ASSIGN(QList<Record> stages,
              all(QStringLiteral("stage_definition"), isRecord(QStringLiteral("pipeline_id"), pipeline.id),
                  {QStringLiteral("seq")}, reader));
    for (const Record &stage : std::as_const(stages))
        pipeline.stages.append(stageOf(stage));
    std::stable_sort(pipeline.stages.begin(), pipeline.stages.end(),
                     [](const ReportStage &a, const ReportStage &b) { return a.outcome < b.outcome; });
    return pipeline;
}

}  // namespace dw
