// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/csvparser.h"
#include "core/exchange/files/tablereader.h"
#include "core/exchange/files/textdecoder.h"

#include <QFile>

#include <memory>

namespace dw
{

// Reads a CSV, TSV or other delimited text file in a stated dialect. Every cell is Text, Empty, or Error
// where bytes do not decode. The preamble is skipped; the header, if any, is the first row given. Findings,
// per row:
//   exchange.undecodable {bytes, charset}, exchange.text_after_quote {}, exchange.ragged_row {cells, cells
//   expected}
// (a row is ragged when its width differs from that of the first row). Errors of next(), row and column
// first:
//   Invalid exchange.csv_nul, exchange.unterminated_quote; Limit exchange.field_too_long,
//   exchange.quoted_field_too_long, exchange.record_too_long, exchange.too_many_columns; Storage
//   exchange.read_failed.
class CsvReader : public TableReader
{
public:
    // The errors of FileGuard and TextDecoder, and Invalid exchange.bad_dialect.
    static Result<std::unique_ptr<CsvReader>> open(const QString &path, const CsvDialect &dialect);

    Result<bool> next(Row &row) override;
    qint64 rowNumber() const override { return m_rowNumber; }
    qint64 recordNumber() const override { return m_recordNumber; }
    double progress() const override;

private:
    CsvReader(std::unique_ptr<QFile> file, std::unique_ptr<TextDecoder> decoder, const CsvDialect &dialect);

    Result<bool> nextRecord(Row &row);

    std::unique_ptr<QFile> m_file;
    std::unique_ptr<TextDecoder> m_decoder;
    CsvParser m_parser;
    int m_preambleLeft;
    QString m_chunk;
    QByteArray m_bad;
    qsizetype m_position = 0;
    bool m_ended = false;
    qsizetype m_width = -1;
    qint64 m_rowNumber = 0;
    qint64 m_recordNumber = 0;
    std::optional<Error> m_failure;
};

}  // namespace dw
