// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/resulttable.h"
#include "core/dictionary/localtext.h"

#include <QList>
#include <QString>

namespace dw
{

// A shipped report as data (resources/metrics/reports.json): its names and columns. Which rows it has is code
// (shippedreports.h).
struct ReportDefinition
{
    QString name;  // "won_by_quarter", as on the command line
    LocalText label;
    LocalText subtitle;
    QString metric;  // the figure it shows
    QList<ResultColumn> columns;
};

}  // namespace dw
