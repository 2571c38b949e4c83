// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/tablefile.h"

#include "core/exchange/files/csvwriter.h"
#include "core/exchange/files/xlsxwriter.h"

#include <QFileInfo>

namespace dw
{

Result<std::unique_ptr<TableWriter>> createTableFile(const QString &path, const QList<TableColumn> &columns,
                                                     const QString &sheetName, Language language,
                                                     const ExportManifest *manifest,
                                                     const TablePrinter &printer)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("csv")) {
        DW_ASSIGN(auto writer, CsvWriter::create(path, columns));
        return std::unique_ptr<TableWriter>(std::move(writer));
    }
    if (ending == QLatin1String("pdf") && printer && manifest)
        return printer(path, columns, sheetName, *manifest);
    if (ending != QLatin1String("xlsx"))
        return Error(ErrorCode::Unsupported, QStringLiteral("exchange.unknown_table_format"),
                     {QFileInfo(path).fileName()});
    XlsxWriter::Options options;
    options.sheetName = sheetName;
    if (language == Language::Chinese) {
        options.checkSheetName = QStringLiteral("核对");
        options.expectedLabel = QStringLiteral("应有行数");
        options.writtenLabel = QStringLiteral("实际行数");
    }
    if (manifest) {
        options.facts = manifest->facts();
        options.watermark = manifest->watermark();
    }
    DW_ASSIGN(auto writer, XlsxWriter::create(path, columns, options));
    return std::unique_ptr<TableWriter>(std::move(writer));
}

}  // namespace dw
