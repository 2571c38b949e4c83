// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/insightreading.h"

#include <algorithm>

namespace dw::ui
{

namespace
{

Result<QList<QPair<Id, QString>>> namesOf(const QString &object, const Reader &reader)
{
    DW_ASSIGN(const Query query, reader.query(object, {}, {}));
    DW_ASSIGN(const auto rows, reader.rows(query, 1000));
    QList<RecordRef> refs;
    DW_ASSIGN(const QList<Record> records, reader.page(query.object, rows, {}));
    for (const Record &record : records) {
        if (record.isValid())
            refs.append(record.ref());
    }
    using Titles = QHash<RecordRef, QString>;
    DW_ASSIGN(const Titles titles, reader.titles(refs));
    QList<QPair<Id, QString>> names;
    for (const RecordRef &ref : std::as_const(refs))
        names.append({ref.id, titles.value(ref)});
    std::sort(names.begin(), names.end(), [](const auto &a, const auto &b) {
        return QString::localeAwareCompare(a.second, b.second) < 0;
    });
    return names;
}

}  // namespace

Result<InsightChoices> readChoices(const Reader &reader)
{
    InsightChoices choices;
    DW_ASSIGN(choices.teams, namesOf(QStringLiteral("team"), reader));
    DW_ASSIGN(choices.people, namesOf(QStringLiteral("user"), reader));
    DW_ASSIGN(choices.pipelines, namesOf(QStringLiteral("pipeline"), reader));
    return choices;
}

Result<ReportParameters> parametersOf(const InsightFilter &filter, const PeriodDays &days,
                                      const Reader &reader)
{
    ReportParameters parameters;
    parameters.from = days.from;
    parameters.to = days.to;
    if (!filter.team.isNull()) {
        DW_ASSIGN(parameters.teams, ReportParameters::teamAndBelow(filter.team, reader));
    }
    parameters.owner = filter.owner;
    parameters.pipeline = filter.pipeline;
    return parameters;
}

Result<QList<InsightTile>> readTiles(const MetricCatalogPtr &catalog, const InsightFilter &filter,
                                     const PeriodDays &days, const PeriodDays &before, const Reader &reader)
{
    const Report report(catalog, reader);
    DW_ASSIGN(const ReportParameters now, parametersOf(filter, days, reader));
    DW_ASSIGN(const ReportParameters then, parametersOf(filter, before, reader));
    QList<InsightTile> tiles;
    for (const char *code : {"won_value", "win_rate", "sales_cycle", "open_pipeline"}) {
        InsightTile tile;
        tile.metric = QLatin1String(code);
        DW_ASSIGN(tile.now, report.figures(tile.metric, now));
        const Metric &metric = *catalog->metric(tile.metric);
        if (!before.isOpen() && (metric.isRatio() || !metric.time.isEmpty())) {
            DW_ASSIGN(tile.before, report.figures(tile.metric, then));
        }
        tile.filter = report.filter(metric, now);
        tiles.append(tile);
    }
    return tiles;
}

Result<ResultTable> readReport(const MetricCatalogPtr &catalog, const QString &name,
                               const InsightFilter &filter, const PeriodDays &days, const Reader &reader)
{
    DW_ASSIGN(const ReportParameters parameters, parametersOf(filter, days, reader));
    return Report(catalog, reader).run(name, parameters);
}

Result<DrillPage> readDrill(const QString &filter, const QStringList &sort, int limit, const Reader &reader)
{
    DrillPage page;
    DW_ASSIGN(const Query query, reader.query(QStringLiteral("opportunity"), filter, sort));
    DW_ASSIGN(page.count, reader.count(query));
    DW_ASSIGN(const GroupQuery sums,
              reader.groupQuery(query.object->key(), filter, {},
                                {QStringLiteral("sum(amount)"), QStringLiteral("count()")},
                                GroupQuery::MoneyMode::PerCurrency));
    DW_ASSIGN(const QList<GroupRow> groups, reader.group(sums));
    for (const GroupRow &group : groups)
        page.amounts.append({group.measures[0], group.measures[1].integer(), group.currency});
    DW_ASSIGN(const auto rows, reader.rows(query, limit));
    QList<int> fields;
    for (const QStringView key :
         {QStringView(u"name"), QStringView(u"account_id"), QStringView(u"owner_id"), QStringView(u"amount"),
          QStringView(u"currency"), QStringView(u"stage_id"), QStringView(u"stage_entered_at"),
          QStringView(u"result"), QStringView(u"next_step"), QStringView(u"next_step_at")})
        fields.append(query.object->indexOf(key));
    DW_ASSIGN(page.deals, reader.page(query.object, rows, fields));
    DW_ASSIGN(page.titles, reader.titlesOf(page.deals));
    return page;
}

}  // namespace dw::ui
