// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/csvsniffer.h"
#include "core/exchange/files/tablereader.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace dw
{

// How to open a table file; what is not said is guessed, and the guess is told.
struct TableOptions
{
    std::optional<CsvDialect> dialect;  // text files: nothing is guessed
    CsvStated stated;                   // text files without a dialect: what of it is not guessed
    int sheet = -1;                     // workbooks: 0-based, -1 the first that has cells
    std::optional<int> preambleRows;    // workbooks: rows above the table
    std::optional<bool> header;         // workbooks
    // The row that names the columns, as a person counts the rows of the sheet or the lines of the file, from
    // 1; what stands above it is left out. 0: as said above, or guessed.
    qint64 headerRow = 0;
};

// A table file with its header read: a workbook or a text file, told apart by content, not by name.
class TableSource
{
public:
    // The errors of CsvSniffer, CsvReader and XlsxReader; Invalid import.no_rows {name} if there is no row at
    // all; NotFound import.no_header_row {name, row} if nothing stands in the stated header row.
    static Result<TableSource> open(const QString &path, const TableOptions &options);

    // One name for each column, trimmed, distinct: a second "Name" is "Name (2)", an empty one the column's
    // letters.
    const QStringList &header() const { return m_header; }
    // The names as they stand in the file, for the error workbook.
    const QStringList &rawHeader() const { return m_rawHeader; }
    // Where the names stand, as a person counts; 0: nowhere.
    qint64 headerRow() const { return m_headerRow; }
    // How many rows with something in them stand above the table.
    qint64 rowsAbove() const { return m_rowsAbove; }
    // The next row of data; false at the end. Rows without any text are skipped.
    Result<bool> next(Row &row);
    qint64 rowNumber() const { return m_rowNumber; }
    double progress() const { return m_reader->progress(); }
    QList<FileFinding> takeFindings();
    bool isWorkbook() const { return m_workbook; }
    const CsvDialect &dialect() const { return m_dialect; }
    // Of charset and delimiter, 0 to 100; 100 where they were stated, and for workbooks.
    int certainty() const { return m_certainty; }
    // Key of import_batch.encoding.
    QString encodingKey() const;

private:
    TableSource() = default;
    Result<void> openWorkbook(const QString &path, const TableOptions &options);
    Result<void> openText(const QString &path, const TableOptions &options);
    Result<void> readHeader(int preamble, bool header);
    // Gives how many rows `reader` has given before that one.
    Result<int> readHeaderAt(qint64 row, const QString &path, TableReader &reader);
    void setHeader(const Row &row);

    std::unique_ptr<TableReader> m_reader;
    CsvDialect m_dialect;
    bool m_workbook = false;
    bool m_bom = false;
    int m_certainty = 100;
    QStringList m_header;
    QStringList m_rawHeader;
    QList<std::pair<qint64, Row>> m_ahead;  // read for the guess, not yet given
    QList<FileFinding> m_findings;
    qint64 m_rowNumber = 0;
    qint64 m_headerRow = 0;
    qint64 m_rowsAbove = 0;
};

}  // namespace dw
