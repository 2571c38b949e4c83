// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/filepreview.h"

#include "core/exchange/files/csvsniffer.h"
#include "core/exchange/files/headerguess.h"

#include <QFileInfo>
#include <QHash>

#include <algorithm>

namespace dw::ui
{

namespace
{

Error cancelled()
{
    return Error(ErrorCode::Cancelled, QStringLiteral("import.cancelled"));
}

// What TableSource makes of a sheet, to be shown and changed.
Result<void> lookIntoWorkbook(const QString &path, const TableOptions &options, FilePreview &preview)
{
    DW_ASSIGN(const auto reader, XlsxReader::open(path, options.sheet));
    preview.sheets = reader->sheets();
    preview.sheet = reader->sheet();
    QList<Row> first;
    Row row;
    while (first.size() < HeaderGuess::RowsWanted) {
        DW_ASSIGN(const bool more, reader->next(row));
        if (!more)
            break;
        first.append(row);
    }
    const HeaderGuess guess = HeaderGuess::of(first);
    preview.preambleRows = options.preambleRows.value_or(guess.preambleRows);
    preview.hasHeader = options.headerRow > 0 || options.header.value_or(guess.header);
    return {};
}

Result<void> lookIntoText(const QString &path, const TableOptions &options, FilePreview &preview)
{
    DW_ASSIGN(const CsvGuess guess, CsvSniffer::guess(path, options.stated));
    preview.dialect = options.dialect.value_or(guess.dialect);
    preview.chosen = options.stated;
    // The screen sends a whole dialect, whatever was changed of it.
    if (options.dialect && options.dialect->charset != guess.dialect.charset)
        preview.chosen.charset = options.dialect->charset;
    if (options.dialect && options.dialect->delimiter != guess.dialect.delimiter)
        preview.chosen.delimiter = options.dialect->delimiter;
    preview.alternativeCharset = guess.charset.alternative;
    if (!options.dialect)
        preview.reasons = guess.why;
    preview.hasHeader = options.headerRow > 0 || preview.dialect.header;
    preview.preambleRows = preview.dialect.preambleRecords;
    return {};
}

}  // namespace

Result<FilePreview> readFilePreview(const QString &path, const TableOptions &options, const Ticket &ticket)
{
    FilePreview preview;
    preview.path = path;
    preview.name = QFileInfo(path).fileName();
    DW_ASSIGN(TableSource source, TableSource::open(path, options));
    preview.workbook = source.isWorkbook();
    preview.header = source.header();
    preview.headerRow = source.headerRow();
    preview.rowsAbove = source.rowsAbove();
    Row row;
    while (preview.sample.size() < FilePreview::SampleRows) {
        if (ticket.isCancelled())
            return cancelled();
        DW_ASSIGN(const bool more, source.next(row));
        if (!more)
            break;
        preview.sample.append(row);
        preview.sampleNumbers.append(source.rowNumber());
    }
    DW_TRY(preview.workbook ? lookIntoWorkbook(path, options, preview)
                            : lookIntoText(path, options, preview));
    return preview;
}

Result<FileTally> tallyFile(const QString &path, const TableOptions &options, const Ticket &ticket)
{
    DW_ASSIGN(TableSource source, TableSource::open(path, options));
    FileTally tally;
    tally.columns.resize(source.header().size());
    QList<QHash<QString, int>> places(source.header().size());
    Row row;
    for (;;) {
        if (ticket.isCancelled())
            return cancelled();
        DW_ASSIGN(const bool more, source.next(row));
        if (!more)
            return tally;
        ++tally.rows;
        const qsizetype width = std::min(row.size(), tally.columns.size());
        for (qsizetype i = 0; i < width; ++i) {
            if (row[i].isEmpty())
                continue;
            FileTally::Column &column = tally.columns[i];
            if (const auto known = places[i].constFind(row[i].text); known != places[i].cend()) {
                ++column.values[*known].count;
            } else if (column.values.size() < FileTally::MaxDistinct &&
                       row[i].text.size() <= FileTally::MaxText) {
                places[i].insert(row[i].text, int(column.values.size()));
                column.values.append({row[i], 1});
            } else {
                column.complete = false;
            }
        }
    }
}

TableOptions statedOptions(const FilePreview &preview)
{
    TableOptions options;
    if (preview.workbook) {
        options.sheet = preview.sheet;
        options.preambleRows = preview.preambleRows;
        options.header = preview.hasHeader;
    } else {
        options.dialect = preview.dialect;
    }
    if (preview.hasHeader)
        options.headerRow = preview.headerRow;
    return options;
}

}  // namespace dw::ui
