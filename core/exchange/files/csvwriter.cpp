// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/csvwriter.h"

#include <cerrno>

namespace dw
{

namespace
{

constexpr qsizetype FlushAt = 256 * 1024;

bool startsFormula(const QString &text)
{
    return !text.isEmpty() && QStringView(u"=+-@\t\r").contains(text.front());
}

bool needsQuotes(const QString &text)
{
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        if (u == u',' || u == u'"' || u == u'\n' || u == u'\r')
            return true;
    }
    // Readers that trim would lose the blanks.
    return !text.isEmpty() && (text.front().isSpace() || text.back().isSpace());
}

}  // namespace

CsvWriter::CsvWriter(AtomicFile target, const QString &path, qsizetype width, Formula formula)
    : m_target(std::move(target))
    , m_path(path)
    , m_file(m_target.temporaryPath())
    , m_width(width)
    , m_formula(formula)
{}

Result<std::unique_ptr<CsvWriter>> CsvWriter::create(const QString &path, const QList<TableColumn> &columns,
                                                     Formula formula)
{
    DW_ASSIGN(AtomicFile target, AtomicFile::create(path));
    std::unique_ptr<CsvWriter> writer(new CsvWriter(std::move(target), path, columns.size(), formula));
    if (!writer->m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return AtomicFile::errorOf(errno, path);
    writer->m_buffer.append("\xEF\xBB\xBF");
    for (const TableColumn &column : columns)
        writer->append(Cell::ofText(column.title));
    writer->endLine(columns.size() == 1 && columns.first().title.isEmpty());
    return writer;
}

void CsvWriter::append(const Cell &cell)
{
    QString text = cell.text;
    if (m_formula == Formula::Guarded && cell.kind == Cell::Kind::Text && startsFormula(text))
        text.prepend(u'\'');
    if (cell.kind == Cell::Kind::Percent)
        text.append(u'%');
    if (needsQuotes(text)) {
        text.replace(u'"', QStringLiteral("\"\""));
        m_buffer.append('"').append(text.toUtf8()).append('"');
    } else {
        m_buffer.append(text.toUtf8());
    }
    m_buffer.append(',');
}

void CsvWriter::endLine(bool loneEmpty)
{
    if (m_buffer.endsWith(','))
        m_buffer.chop(1);
    if (loneEmpty)
        m_buffer.append("\"\"");
    m_buffer.append("\r\n");
}

Result<void> CsvWriter::flush(qsizetype threshold)
{
    if (m_buffer.size() < threshold)
        return {};
    errno = 0;
    if (m_file.write(m_buffer) != m_buffer.size())
        return AtomicFile::errorOf(errno != 0 ? errno : EIO, m_path);
    m_buffer.clear();
    return {};
}

Result<void> CsvWriter::write(const Row &row)
{
    if (row.size() > m_width)
        return Error(ErrorCode::Internal, QStringLiteral("exchange.row_too_wide"));
    for (qsizetype i = 0; i < m_width; ++i)
        append(i < row.size() ? row[i] : Cell());
    endLine(m_width == 1 && (row.isEmpty() || row.first().text.isEmpty()));
    ++m_rows;
    return flush(FlushAt);
}

Result<void> CsvWriter::finish(qint64 expected)
{
    if (m_rows != expected)
        return Error(ErrorCode::Internal, QStringLiteral("exchange.row_count_differs"),
                     {QString::number(expected), QString::number(m_rows)});
    DW_TRY(flush(1));
    m_file.close();
    return m_target.commit(seal());
}

}  // namespace dw
