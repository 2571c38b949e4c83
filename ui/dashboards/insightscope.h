// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/metric.h"
#include "core/analytics/resulttable.h"
#include "ui/dashboards/insightreading.h"

#include <QCoreApplication>

namespace dw::ui
{

// What a figure of the insight page is narrowed to, in words: for its definition and for a file that it goes
// to. It names what counts for the figure and nothing else; which pipeline wherever there are several.
class InsightScope
{
    Q_DECLARE_TR_FUNCTIONS(dw::ui::InsightScope)

public:
    InsightScope(const InsightFilter &filter, const InsightChoices &choices, const Format &format, Date today,
                 int fiscalStartMonth)
        : m_filter(filter)
        , m_choices(choices)
        , m_format(format)
        , m_today(today)
        , m_fiscalStartMonth(fiscalStartMonth)
    {}

    // A figure that has no time counts what is there now, whatever the period.
    QString ofMetric(const Metric &metric) const;
    QString ofReport(const ResultTable &table) const;
    // "Q4 2026"; of the won value by quarter all quarters that it shows: "Q3 2025 – Q4 2026".
    QString periodOf(const QString &report) const;

    // "…" for one that is not among the names, `all` for none.
    static QString nameOf(const QList<QPair<Id, QString>> &names, const Id &id, const QString &all);

private:
    QString of(const QString &period, const QString &pipeline) const;

    const InsightFilter &m_filter;
    const InsightChoices &m_choices;
    const Format &m_format;
    Date m_today;
    int m_fiscalStartMonth;
};

}  // namespace dw::ui
