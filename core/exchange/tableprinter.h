// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/tablewriter.h"

#include <functional>
#include <memory>

namespace dw
{

struct ExportManifest;

// Makes the writer of a PDF. Pages need fonts, which this library knows nothing of: a program that has them
// (ui/print) hands this to the Exporter.
using TablePrinter =
    std::function<Result<std::unique_ptr<TableWriter>>(const QString &path, const QList<TableColumn> &columns,
                                                       const QString &title, const ExportManifest &manifest)>;

}  // namespace dw
