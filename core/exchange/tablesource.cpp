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

bool isBlank(const Row &row)
{
    return std::all_of(row.begin(), row.end(),
                       [](const Cell &cell) { return cell.text.trimmed().isEmpty(); });
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
    if (source.m_workbook) {
        DW_ASSIGN(source.m_reader, XlsxReader::open(path, options.sheet));
        QList<Row> first;
        Row row;
        while (first.size() < HeaderGuess::RowsWanted) {
            DW_ASSIGN(const bool more, source.m_reader->next(row));
            if (!more)
                break;
            source.m_ahead.append({source.m_reader->rowNumber(), row});
            first.append(row);
        }
        const HeaderGuess guess = HeaderGuess::of(first);
        DW_TRY(source.readHeader(options.preambleRows.value_or(guess.preambleRows),
                                 options.header.value_or(guess.header)));
    } else {
        if (options.dialect) {
            source.m_dialect = *options.dialect;
        } else {
            DW_ASSIGN(const CsvGuess guess, CsvSniffer::guess(path));
            source.m_dialect = guess.dialect;
            source.m_bom = guess.charset.bom;
            source.m_findings = guess.why;
        }
        DW_ASSIGN(source.m_reader, CsvReader::open(path, source.m_dialect));
        Row row;
        DW_ASSIGN(const bool more, source.m_reader->next(row));
        if (more)
            source.m_ahead.append({source.m_reader->rowNumber(), row});
        DW_TRY(source.readHeader(0, source.m_dialect.header));
    }
    if (source.m_header.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("import.no_rows"), {QFileInfo(path).fileName()});
    return source;
}

Result<void> TableSource::readHeader(int preamble, bool header)
{
    if (preamble >= m_ahead.size())
        return {};
    m_ahead.erase(m_ahead.begin(), m_ahead.begin() + preamble);
    if (header) {
        setHeader(m_ahead.takeFirst().second);
        return {};
    }
    qsizetype width = 0;
    for (const auto &[number, row] : std::as_const(m_ahead))
        width = std::max(width, row.size());
    setHeader(Row(width));
    return {};
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
