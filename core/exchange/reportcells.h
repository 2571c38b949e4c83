// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/resulttable.h"
#include "core/base/datetime.h"
#include "core/exchange/files/tablewriter.h"

#include <QList>

namespace dw
{

// A report's result as the columns and rows of a table file, labels in the reader's language.
QList<TableColumn> reportColumns(const ResultTable &table, Language language);
QList<Row> reportRows(const ResultTable &table, Language language, const BusinessZone &zone);

}  // namespace dw
