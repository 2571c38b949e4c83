// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticket.h"
#include "core/exchange/files/xlsxreader.h"
#include "core/exchange/tablesource.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace dw::ui
{

// What the screen knows of a table file: how it is read, its header and its first rows.
struct FilePreview
{
    static constexpr int SampleRows = 1000;

    QString path;
    QString name;
    bool workbook = false;
    QList<XlsxReader::Sheet> sheets;  // workbooks
    int sheet = -1;                   // workbooks, 0-based
    CsvDialect dialect;               // text files
    CsvStated chosen;                 // text files: what of the dialect is not as guessed
    QByteArray alternativeCharset;    // one that fits nearly as well; empty if none does
    QList<FileFinding> reasons;       // why the dialect was guessed so
    bool hasHeader = true;
    int preambleRows = 0;
    qint64 headerRow = 0;  // as a person counts; 0: no row names the columns
    qint64 rowsAbove = 0;  // left out
    QStringList header;
    QList<Row> sample;
    QList<qint64> sampleNumbers;  // rows of the file, as a person sees them
};

// The whole file in figures: rows, and for each column its different cells.
struct FileTally
{
    static constexpr int MaxDistinct = 2000;
    static constexpr int MaxText = 200;

    struct Value
    {
        Cell cell;
        qint64 count = 0;
    };
    struct Column
    {
        QList<Value> values;   // in order of appearance
        bool complete = true;  // false: more than MaxDistinct, or longer than MaxText
    };
    qint64 rows = 0;
    QList<Column> columns;
};

// Both read the file: worker threads only. Errors as TableSource::open; Cancelled import.cancelled.
Result<FilePreview> readFilePreview(const QString &path, const TableOptions &options, const Ticket &ticket);
Result<FileTally> tallyFile(const QString &path, const TableOptions &options, const Ticket &ticket);

// What the preview was read with, all of it stated, so that the import reads the same.
TableOptions statedOptions(const FilePreview &preview);

}  // namespace dw::ui
