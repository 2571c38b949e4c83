// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/report.h"
#include "ui/dashboards/insightfilter.h"

#include <QList>
#include <QPair>

namespace dw::ui
{

// The reads of the insight page: they run in reader jobs, off the GUI thread.

struct InsightChoices
{
    QList<QPair<Id, QString>> teams;
    QList<QPair<Id, QString>> people;
    QList<QPair<Id, QString>> pipelines;
};
Result<InsightChoices> readChoices(const Reader &reader);

Result<ReportParameters> parametersOf(const InsightFilter &filter, const PeriodDays &days,
                                      const Reader &reader);

// A tile's figure now and in the period before (absent where there is none to compare with).
struct InsightTile
{
    QString metric;
    QList<Report::Figure> now;
    QList<Report::Figure> before;
    QString filter;  // the deals behind it
};
Result<QList<InsightTile>> readTiles(const MetricCatalogPtr &catalog, const InsightFilter &filter,
                                     const PeriodDays &days, const PeriodDays &before, const Reader &reader);

Result<ResultTable> readReport(const MetricCatalogPtr &catalog, const QString &name,
                               const InsightFilter &filter, const PeriodDays &days, const Reader &reader);

// The deals behind a mark: how many, their amounts by currency, and the first of them.
struct DrillPage
{
    qint64 count = 0;
    QList<Report::Figure> amounts;
    QList<Record> deals;
    QHash<RecordRef, QString> titles;
};
Result<DrillPage> readDrill(const QString &filter, const QStringList &sort, int limit, const Reader &reader);

}  // namespace dw::ui
