// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/tablesource.h"

#include "core/base/text/textfold.h"
#include "core/exchange/files/csvreader.h"
#include "core/exchange/files/csvsniffer.h"
#include "core/exchange/files/fileguard.h"
#include "core/exchange/files/headerguess.h"
#include "core/exchange/files/xlsxreader.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

bool isFilled(const Cell &cell)
{
    return !cell.text.trimmed().isEmpty();
}

bool isBlank(const Row &row)
{
    return std::none_of(row.begin(), row.end(), isFilled);
}

// A container (workbooks are zip files) or the older binary format, which XlsxReader refuses by name.
Result<bool> looksLikeWorkbook(const QString &path)
{
    DW_ASSIGN(const auto file, FileGuard::openForReading(path));
    const QByteArray head = file->read(8);
    return head.startsWith("PK\x03\x04") || head.startsWith("\xD0\xCF\x11\xE0");
}

// CsvWriter puts an apostrophe before what a spreadsheet would take for a formula; it is no part of the text.
void unguard(Row &row)
{
    for (Cell &cell : row) {
        const QString &text = cell.text;
        if (text.size() > 1 && text[0] == u'\'' && QStringView(u"=+-@\t\r").contains(text[1]))
            cell.text.remove(0, 1);
    }
}

}  // namespace

Result<TableSource> TableSource::open(const QString &path, const TableOptions &options)
{
    TableSource source;
    DW_ASSIGN(source.m_workbook, looksLikeWorkbook(path));
    if (source.m_workbook)
        DW_TRY(source.openWorkbook(path, options));
    else
        DW_TRY(source.openText(path, options));
    if (source.m_header.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("import.no_rows"), {QFileInfo(path).fileName()});
    if (source.m_headerRow > 0 && (options.headerRow > 0 || (source.m_workbook && source.m_rowsAbove > 0)))
        source.m_findings.append(
            {QStringLiteral("import.header_row"),
             0,
             0,
             {QString::number(source.m_headerRow), QString::number(source.m_rowsAbove)}});
    return source;
}

Result<void> TableSource::openWorkbook(const QString &path, const TableOptions &options)
{
    DW_ASSIGN(m_reader, XlsxReader::open(path, options.sheet));
    if (options.headerRow > 0) {
        DW_TRY(readHeaderAt(options.headerRow, path, *m_reader));
        return {};
    }
    QList<Row> first;
    Row row;
    while (first.size() < HeaderGuess::RowsWanted) {
        DW_ASSIGN(const bool more, m_reader->next(row));
        if (!more)
            break;
        m_ahead.append({m_reader->rowNumber(), row});
        first.append(row);
    }
    const HeaderGuess guess = HeaderGuess::of(first);
    return readHeader(options.preambleRows.value_or(guess.preambleRows),
                      options.header.value_or(guess.header));
}

Result<void> TableSource::openText(const QString &path, const TableOptions &options)
{
    if (options.dialect) {
        m_dialect = *options.dialect;
    } else {
        DW_ASSIGN(const CsvGuess guess, CsvSniffer::guess(path, options.stated));
        m_dialect = guess.dialect;
        m_bom = guess.charset.bom;
        m_certainty = guess.confidence;
        m_findings = guess.why;
    }
    if (options.headerRow <= 0) {
        DW_ASSIGN(m_reader, CsvReader::open(path, m_dialect));
        m_rowsAbove = m_dialect.preambleRecords;
        Row row;
        DW_ASSIGN(const bool more, m_reader->next(row));
        if (more)
            m_ahead.append({m_reader->rowNumber(), row});
        return readHeader(0, m_dialect.header);
    }
    // What was guessed of the head does not hold.
    m_findings.removeIf([](const FileFinding &finding) {
        return finding.key == QLatin1String("exchange.why_header") ||
               finding.key == QLatin1String("exchange.why_no_header");
    });
    m_dialect.preambleRecords = 0;
    m_dialect.header = true;
    DW_ASSIGN(const auto scout, CsvReader::open(path, m_dialect));
    DW_ASSIGN(m_dialect.preambleRecords, readHeaderAt(options.headerRow, path, *scout));
    // From there anew: how wide a row should be the head says, not a title.
    DW_ASSIGN(m_reader, CsvReader::open(path, m_dialect));
    Row head;
    DW_TRY(m_reader->next(head));
    return {};
}

Result<void> TableSource::readHeader(int preamble, bool header)
{
    if (preamble >= m_ahead.size())
        return {};
    m_rowsAbove += preamble;
    m_ahead.erase(m_ahead.begin(), m_ahead.begin() + preamble);
    if (header) {
        m_headerRow = m_ahead.first().first;
        setHeader(m_ahead.takeFirst().second);
        return {};
    }
    qsizetype width = 0;
    for (const auto &[number, row] : std::as_const(m_ahead))
        width = std::max(width, row.size());
    setHeader(Row(width));
    return {};
}

Result<int> TableSource::readHeaderAt(qint64 wanted, const QString &path, TableReader &reader)
{
    Row row, above;
    int before = 0;
    qint64 numberAbove = 0;
    for (;; ++before) {
        DW_ASSIGN(const bool more, reader.next(row));
        const qint64 number = reader.rowNumber();
        if (!more || number > wanted || (number == wanted && isBlank(row)))
            return Error(ErrorCode::NotFound, QStringLiteral("import.no_header_row"),
                         {QFileInfo(path).fileName(), QString::number(wanted)});
        if (number == wanted)
            break;
        if (isBlank(row))
            continue;
        ++m_rowsAbove;
        numberAbove = number;
        above = row;
    }
    // A name over two rows stands in the upper one of its merged cells; a title is no name.
    if (numberAbove == wanted - 1 && std::count_if(above.begin(), above.end(), isFilled) > 1) {
        row.resize(std::max(row.size(), above.size()));
        for (qsizetype i = 0; i < above.size(); ++i) {
            if (!isFilled(row[i]))
                row[i] = above[i];
        }
    }
    m_headerRow = wanted;
    setHeader(row);
    return before;
}

void TableSource::setHeader(const Row &row)
{
    for (qsizetype i = 0; i < row.size(); ++i) {
        QString name = nfc(row[i].text).simplified();
        m_rawHeader.append(row[i].text);
        if (name.isEmpty())
            name = columnLetters(int(i));
        QString distinct = name;
        for (int n = 2; m_header.contains(distinct); ++n)
            distinct = QStringLiteral("%1 (%2)").arg(name).arg(n);
        m_header.append(distinct);
    }
}

Result<bool> TableSource::next(Row &row)
{
    for (;;) {
        if (!m_ahead.isEmpty()) {
            m_rowNumber = m_ahead.first().first;
            row = m_ahead.takeFirst().second;
        } else {
            DW_ASSIGN(const bool more, m_reader->next(row));
            if (!more)
                return false;
            m_rowNumber = m_reader->rowNumber();
        }
        if (!m_workbook)
            unguard(row);
        if (!isBlank(row))
            return true;
    }
}

QList<FileFinding> TableSource::takeFindings()
{
    QList<FileFinding> all = std::exchange(m_findings, {});
    all += m_reader->takeFindings();
    return all;
}

QString TableSource::encodingKey() const
{
    const QByteArray charset = m_dialect.charset.toUpper();
    if (m_workbook || charset.startsWith("UTF-8") || charset == "US-ASCII")
        return m_bom ? QStringLiteral("utf_8_bom") : QStringLiteral("utf_8");
    if (charset.startsWith("GB"))
        return QStringLiteral("gb18030");
    if (charset.startsWith("UTF-16"))
        return QStringLiteral("utf_16");
    return QStringLiteral("utf_8");
}

}  // namespace dw
