// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/tablereader.h"

#include <memory>

namespace dw
{

class XlsxSink;

// Reads one sheet of an .xlsx or .xlsm workbook: values as last computed, dates and percentages by number
// format, a merged range in its first cell. Rows without a cell are skipped, rowNumber() tells. The container
// is checked by ZipGuard first; then liborcus reads it as a whole, so memory is bounded by ZipGuard::MaxTotal
// and 16 bytes a cell.
class XlsxReader : public TableReader
{
public:
    static constexpr qint64 MaxFileBytes = qint64(256) * 1024 * 1024;
    static constexpr int FirstWithCells = -1;

    struct Sheet
    {
        QString name;
        qint64 rows = 0;  // up to the last one with a cell
        int columns = 0;
        bool hidden = false;
    };

    // Opens sheet number `sheet` (0-based, in the workbook's order), or the first one that has cells. Errors:
    // those of FileGuard and ZipGuard; by format, with the file's name: Unsupported exchange.is_xls,
    // exchange.is_encrypted_workbook, exchange.is_xlsb, exchange.is_ods, exchange.not_a_workbook; Invalid
    // exchange.workbook_damaged, exchange.no_sheets; NotFound exchange.no_such_sheet; Limit
    // exchange.too_many_cells, exchange.cell_out_of_sheet, exchange.field_too_long {row, column}.
    static Result<std::unique_ptr<XlsxReader>> open(const QString &path, int sheet = FirstWithCells);
    ~XlsxReader() override;

    const QList<Sheet> &sheets() const { return m_sheets; }
    // -1 if no sheet has a cell.
    int sheet() const { return m_sheet; }

    Result<bool> next(Row &row) override;
    qint64 rowNumber() const override { return m_rowNumber; }
    qint64 recordNumber() const override { return m_recordNumber; }
    double progress() const override;

private:
    explicit XlsxReader(std::unique_ptr<XlsxSink> sink);

    std::unique_ptr<XlsxSink> m_sink;
    QList<Sheet> m_sheets;
    int m_sheet = -1;
    qint64 m_rows = 0;
    qint64 m_nextRow = 0;
    qint64 m_rowNumber = 0;
    qint64 m_recordNumber = 0;
};

}  // namespace dw
