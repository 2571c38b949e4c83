// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/report.h"

#include "core/analytics/figures.h"
#include "core/analytics/shippedreports.h"

namespace dw
{

namespace
{

using Fill = Result<void> (*)(ResultTable &, const Report &, const ReportParameters &);

Fill fillOf(const QString &name)
{
    static const QHash<QString, Fill> fills{
        {QStringLiteral("funnel"), fillFunnel},
        {QStringLiteral("win_rate"), fillWinRate},
        {QStringLiteral("won_by_quarter"), fillWonByQuarter},
        {QStringLiteral("leaderboard"), fillLeaderboard},
        {QStringLiteral("stage_dwell"), fillStageDwell},
    };
    return fills.value(name, nullptr);
}

}  // namespace

Result<ResultTable> Report::run(const QString &name, const ReportParameters &parameters) const
{
    const ReportDefinition *definition = m_catalog->report(name);
    const Fill fill = fillOf(name);
    if (!definition || !fill) {
        QStringList names;
        for (const ReportDefinition &one : m_catalog->reports())
            names.append(one.name);
        return Error(ErrorCode::NotFound, QStringLiteral("report.unknown"),
                     {name, names.join(QLatin1String(", "))});
    }
    ResultTable table;
    table.report = name;
    table.columns = definition->columns;
    table.object = QStringLiteral("opportunity");
    table.asOf = m_reader.context().now;
    DW_TRY(fill(table, *this, parameters));
    return table;
}

QString Report::filter(const MetricCatalog &catalog, const Metric &metric, const ReportParameters &parameters)
{
    if (metric.isRatio()) {
        QStringList parts;
        for (const QString &code : metric.denominator)
            parts.append(filter(catalog, *catalog.metric(code), parameters));
        return anyOf(parts);
    }
    const bool deals = metric.grain == QLatin1String("opportunity");
    return allOf({metric.where, parameters.period(metric.time),
                  deals ? parameters.deals() : parameters.people(), parameters.where});
}

Result<qint64> Report::counted(const QString &code, const ReportParameters &parameters) const
{
    const Metric &metric = *m_catalog->metric(code);
    DW_ASSIGN(const Query query, m_reader.query(metric.grain, filter(metric, parameters), {}));
    return m_reader.count(query);
}

Result<QList<Report::Figure>> Report::figures(const QString &code, const ReportParameters &parameters) const
{
    const Metric *metric = m_catalog->metric(code);
    if (!metric)
        return Error(ErrorCode::NotFound, QStringLiteral("metric.unknown"), {code});
    QList<Figure> answer;
    if (metric->isRatio()) {
        DW_ASSIGN(const qint64 part, counted(metric->numerator, parameters));
        qint64 whole = 0;
        for (const QString &one : metric->denominator) {
            if (one == metric->numerator) {
                whole += part;
                continue;
            }
            DW_ASSIGN(const qint64 more, counted(one, parameters));
            whole += more;
        }
        answer.append({ratio(part, whole), whole, {}});
        return answer;
    }
    DW_ASSIGN(const GroupQuery query,
              m_reader.groupQuery(metric->grain, filter(*metric, parameters), {},
                                  {metric->measure, QStringLiteral("count()")}, parameters.moneyMode()));
    DW_ASSIGN(const QList<GroupRow> groups, m_reader.group(query));
    for (const GroupRow &group : groups)
        answer.append({group.measures[0], group.measures[1].integer(), group.currency});
    return answer;
}

}  // namespace dw
