// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/metric.h"
#include "core/analytics/reportdefinition.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <memory>

namespace dw
{

// The words of a definition's popover (U7).
struct MetricExplanation
{
    QString name;
    QString definition;
    QString formula;  // in the expression language
    QString rows;     // the condition of each part, one a line
    Metric::Unit unit = Metric::Unit::Count;
};

// All metrics and shipped reports. Immutable, shared by threads.
class MetricCatalog
{
public:
    // The shipped definitions, from the resource ":/metrics".
    static Result<std::shared_ptr<const MetricCatalog>> shipped();
    // Strict, as dictionary files are: an unknown property, a missing label, a second metric of the same
    // code, a ratio of metrics that are not measured, a report of an unknown metric are refused with file,
    // place and reason (Invalid "dictionary.*", "metric.twice", "metric.unknown_part").
    static Result<std::shared_ptr<const MetricCatalog>> parse(const QByteArray &metrics,
                                                              const QByteArray &reports);

    const Metric *metric(QStringView code) const;
    const ReportDefinition *report(QStringView name) const;
    const QList<Metric> &metrics() const { return m_metrics; }
    const QList<ReportDefinition> &reports() const { return m_reports; }
    MetricExplanation explain(const Metric &metric, Language language) const;

private:
    MetricCatalog() = default;

    QList<Metric> m_metrics;
    QList<ReportDefinition> m_reports;
};

using MetricCatalogPtr = std::shared_ptr<const MetricCatalog>;

}  // namespace dw
