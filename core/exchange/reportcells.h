// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/metriccatalog.h"
#include "core/analytics/resulttable.h"
#include "core/base/datetime.h"
#include "core/exchange/files/tablewriter.h"

#include <QList>

namespace dw
{

// A report's result as the columns and rows of a table file, labels in the reader's language.
QList<TableColumn> reportColumns(const ResultTable &table, Language language);
QList<Row> reportRows(const ResultTable &table, Language language, const BusinessZone &zone);
// The same row in words, for a line of text: a percentage as "64.83 %", nothing as an en dash (B9).
QStringList reportTexts(const Row &row);
// What stands below the rows of a file: as of when they are, and what the report's figure means.
QList<Row> reportNotes(const ResultTable &table, const MetricCatalog &catalog, Language language,
                       const BusinessZone &zone);
// "As of 2026-11-19 10:00"
QString reportAsOf(const ResultTable &table, const BusinessZone &zone);

}  // namespace dw
