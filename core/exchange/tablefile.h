// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/localtext.h"
#include "core/exchange/exportmanifest.h"
#include "core/exchange/files/tablewriter.h"
#include "core/exchange/tableprinter.h"

#include <QString>

#include <memory>

namespace dw
{

// A writer for the format that the file's name ends in: .xlsx or .csv (CSV with formulas guarded), and .pdf
// where there is a `printer` and a manifest. Unsupported exchange.unknown_table_format {name} for any other.
// A workbook says on its last sheet, and at the foot of its pages, what `manifest` says.
Result<std::unique_ptr<TableWriter>> createTableFile(const QString &path, const QList<TableColumn> &columns,
                                                     const QString &sheetName, Language language,
                                                     const ExportManifest *manifest = nullptr,
                                                     const TablePrinter &printer = {});

}  // namespace dw
