// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/csvreader.h"

#include "core/exchange/files/fileguard.h"

#include <algorithm>

namespace dw
{

namespace
{

bool usable(const CsvDialect &dialect)
{
    const auto fits = [](char32_t c) {
        return c != U'\n' && c != U'\r' && c < 0xFFFF && (c < 0xD800 || c > 0xDFFF);
    };
    return fits(dialect.delimiter) && fits(dialect.quote) && dialect.preambleRecords >= 0 &&
           (dialect.delimiter == 0 || dialect.delimiter != dialect.quote);
}

}  // namespace

CsvReader::CsvReader(std::unique_ptr<QFile> file, std::unique_ptr<TextDecoder> decoder,
                     const CsvDialect &dialect)
    : m_file(std::move(file))
    , m_decoder(std::move(decoder))
    , m_parser(dialect)
    , m_preambleLeft(dialect.preambleRecords)
{}

Result<std::unique_ptr<CsvReader>> CsvReader::open(const QString &path, const CsvDialect &dialect)
{
    if (!usable(dialect))
        return Error(ErrorCode::Invalid, QStringLiteral("exchange.bad_dialect"));
    DW_ASSIGN(auto file, FileGuard::openForReading(path));
    DW_ASSIGN(auto decoder, TextDecoder::create(dialect.charset, file.get()));
    return std::unique_ptr<CsvReader>(new CsvReader(std::move(file), std::move(decoder), dialect));
}

Result<bool> CsvReader::nextRecord(Row &row)
{
    for (;;) {
        const CsvParser::Step step = m_ended ? m_parser.finish() : m_parser.parse(m_chunk, m_position);
        if (step == CsvParser::Step::Failed)
            return m_parser.error();
        if (step == CsvParser::Step::Record) {
            row = m_parser.takeFields();
            return true;
        }
        if (m_ended)
            return false;
        if (!m_bad.isEmpty())
            m_parser.markUndecodable(m_bad);
        m_position = 0;
        DW_ASSIGN(const bool more, m_decoder->next(m_chunk, m_bad));
        m_ended = !more;
    }
}

Result<bool> CsvReader::next(Row &row)
{
    if (m_failure)
        return *m_failure;
    row.clear();
    for (;;) {
        const Result<bool> got = nextRecord(row);
        if (!got.ok()) {
            m_failure = got.error();
            return got;
        }
        if (!*got)
            return false;
        if (m_parser.hasFindings()) {
            const QList<FileFinding> findings = m_parser.takeFindings();
            for (const FileFinding &finding : findings)
                addFinding(finding);
        }
        if (m_preambleLeft == 0)
            break;
        --m_preambleLeft;
    }
    m_rowNumber = m_parser.recordLine();
    ++m_recordNumber;
    if (m_width < 0)
        m_width = row.size();
    else if (row.size() != m_width)
        addFinding({QStringLiteral("exchange.ragged_row"),
                    m_rowNumber,
                    0,
                    {QString::number(row.size()), QString::number(m_width)}});
    return true;
}

double CsvReader::progress() const
{
    const qint64 size = m_file->size();
    return size > 0 ? std::min(1.0, double(m_file->pos()) / double(size)) : 1.0;
}

}  // namespace dw
