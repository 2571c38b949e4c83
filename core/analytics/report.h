// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/metriccatalog.h"
#include "core/analytics/reportparameters.h"
#include "core/analytics/resulttable.h"

namespace dw
{

// Runs reports and metrics for the reader's actor; call it between beginRead() and endRead(), so that every
// figure of a report is of one snapshot. Money is exact; several currencies are never added silently.
class Report
{
public:
    Report(MetricCatalogPtr catalog, const Reader &reader) : m_catalog(std::move(catalog)), m_reader(reader)
    {}

    // The shipped reports (DESIGN 11): funnel, win_rate, won_by_quarter, leaderboard, stage_dwell. NotFound
    // "report.unknown" (name, names).
    Result<ResultTable> run(const QString &name, const ReportParameters &parameters) const;

    // One metric, by currency where it is money (no row: no data). `n` = how many records stand behind it.
    struct Figure
    {
        Value value;  // null = no data
        qint64 n = 0;
        Currency currency;
    };
    // NotFound "metric.unknown".
    Result<QList<Figure>> figures(const QString &metric, const ReportParameters &parameters) const;
    // The condition on Metric::grain of what a measured metric counts; of a ratio what its denominator
    // counts.
    QString filter(const Metric &metric, const ReportParameters &parameters) const
    {
        return filter(*m_catalog, metric, parameters);
    }
    static QString filter(const MetricCatalog &catalog, const Metric &metric,
                          const ReportParameters &parameters);

    const MetricCatalog &catalog() const { return *m_catalog; }
    const Reader &reader() const { return m_reader; }

private:
    Result<qint64> counted(const QString &metric, const ReportParameters &parameters) const;

    MetricCatalogPtr m_catalog;
    const Reader &m_reader;
};

}  // namespace dw
