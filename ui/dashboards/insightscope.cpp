// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/insightscope.h"

namespace dw::ui
{

QString InsightScope::nameOf(const QList<QPair<Id, QString>> &names, const Id &id, const QString &all)
{
    if (id.isNull())
        return all;
    for (const auto &[one, name] : names) {
        if (one == id)
            return name;
    }
    return QStringLiteral("…");
}

QString InsightScope::periodOf(const QString &report) const
{
    const PeriodDays days = daysOf(m_filter, m_today, m_fiscalStartMonth);
    if (report != QLatin1String("won_by_quarter") || days.isOpen())
        return periodName(m_filter.period, days, m_fiscalStartMonth, m_format);
    const PeriodDays shown = quartersOf(days, m_today, m_fiscalStartMonth);
    const auto quarter = [this](Date day) {
        return periodName(InsightFilter::Period::ThisQuarter, {day, day}, m_fiscalStartMonth, m_format);
    };
    return quarter(*shown.from) + QStringLiteral(" – ") + quarter(*shown.to);
}

QString InsightScope::of(const QString &period, const QString &pipeline) const
{
    QStringList parts;
    const auto add = [&parts](const QString &what, const QString &value) {
        if (!value.isEmpty())
            parts.append(tr("%1: %2").arg(what, value));
    };
    add(tr("Period"), period);
    add(tr("Team"), nameOf(m_choices.teams, m_filter.team, {}));
    add(tr("Owner"), nameOf(m_choices.people, m_filter.owner, {}));
    if (m_choices.pipelines.size() > 1)
        add(tr("Pipeline"), pipeline);
    return m_format.clauses(parts);
}

QString InsightScope::ofMetric(const Metric &metric) const
{
    return of(metric.isRatio() || !metric.time.isEmpty() ? periodOf({}) : QString(),
              nameOf(m_choices.pipelines, m_filter.pipeline, tr("all")));
}

QString InsightScope::ofReport(const ResultTable &table) const
{
    const Id &pipeline = table.pipeline.isNull() ? m_filter.pipeline : table.pipeline;
    return of(periodOf(table.report), nameOf(m_choices.pipelines, pipeline, tr("all")));
}

}  // namespace dw::ui
