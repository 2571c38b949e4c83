// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/xlsxwriter.h"

#include "core/exchange/files/quietstderr.h"
#include "core/exchange/files/sheetsplice.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <utility>

namespace dw
{

namespace
{

QString decimalsCode(const QString &whole, int decimals)
{
    return decimals > 0 ? whole + QLatin1Char('.') + QString(decimals, u'0') : whole;
}

QString formatCode(int decimals, const Cell &cell)
{
    switch (cell.kind) {
        case Cell::Kind::Percent:
            return decimalsCode(QStringLiteral("0"), decimals < 0 ? 2 : decimals) + QLatin1Char('%');
        case Cell::Kind::Money: {
            static const QRegularExpression iso(QStringLiteral("^[A-Z]{3}$"));
            const QString amount = decimalsCode(QStringLiteral("#,##0"), decimals < 0 ? 2 : decimals);
            return iso.match(cell.currency).hasMatch() ? QStringLiteral("[$%1] %2").arg(cell.currency, amount)
                                                       : amount;
        }
        case Cell::Kind::Date:
            return QStringLiteral("yyyy-mm-dd");
        case Cell::Kind::DateTime:
            return QStringLiteral("yyyy-mm-dd hh:mm");
        default:
            return decimalsCode(QStringLiteral("#,##0"), decimals);
    }
}

// The digits that a double holds for certain: beyond them a number would change in silence.
bool fitsDouble(const QString &digits)
{
    const qsizetype count =
        std::count_if(digits.cbegin(), digits.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return count <= 15;
}

// The digits of a number as they stand in XML too; leading zeros and signs other than - are left to
// toDouble().
bool isPlain(const QString &digits)
{
    qsizetype i = digits.startsWith(u'-') ? 1 : 0;
    const auto digitsFrom = [&](qsizetype at) {
        while (at < digits.size() && digits[at] >= u'0' && digits[at] <= u'9')
            ++at;
        return at;
    };
    const qsizetype whole = digitsFrom(i);
    if (whole == i || (digits[i] == u'0' && whole > i + 1))
        return false;
    if (whole == digits.size())
        return true;
    return digits[whole] == u'.' && digits.size() > whole + 1 && digitsFrom(whole + 1) == digits.size();
}

int usualWidth(const TableColumn &column)
{
    int width = 0;
    switch (column.kind) {
        case Cell::Kind::Date:
            width = 11;
            break;
        case Cell::Kind::DateTime:
            width = 17;
            break;
        case Cell::Kind::Money:
            width = 16;
            break;
        case Cell::Kind::Text:
            width = 20;
            break;
        default:
            width = 12;
            break;
    }
    int title = 3;  // room for the filter's arrow
    for (const QChar c : column.title)
        title += c.unicode() >= 0x1100 ? 2 : 1;
    return std::min(60, std::max(width, title));
}

}  // namespace

XlsxWriter::XlsxWriter(AtomicFile target, const QString &path, const QList<TableColumn> &columns,
                       const Options &options)
    : m_target(std::move(target))
    , m_path(path)
    , m_columns(columns)
    , m_options(options)
    , m_last(columns.size())
    , m_temporary(QFile::encodeName(m_target.temporaryPath()))
    , m_folder(QFile::encodeName(QFileInfo(path).absolutePath()))
{}

XlsxWriter::~XlsxWriter()
{
    // Closing would assemble a file that nobody wants; freeing removes the parts.
    if (m_workbook)
        lxw_workbook_free(m_workbook);
}

Error XlsxWriter::failure(int code) const
{
    if (code == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return Error(ErrorCode::Limit, QStringLiteral("exchange.write_failed"),
                     {QFileInfo(m_path).fileName()}, QStringLiteral("out of memory"));
    Error error = AtomicFile::errorOf(errno != 0 ? errno : EIO, m_path);
    error.detail += QLatin1String("; ") + QString::fromUtf8(lxw_strerror(lxw_error(code)));
    return error;
}

Result<std::unique_ptr<XlsxWriter>> XlsxWriter::create(const QString &path, const QList<TableColumn> &columns,
                                                       const Options &options)
{
    if (columns.isEmpty() || columns.size() > 16384 || options.sheetRows < 2 ||
        options.sheetRows > MaxSheetRows)
        return Error(ErrorCode::Invalid, QStringLiteral("exchange.too_many_columns"),
                     {QStringLiteral("1"), QStringLiteral("16384")});
    DW_ASSIGN(AtomicFile target, AtomicFile::create(path));
    std::unique_ptr<XlsxWriter> writer(new XlsxWriter(std::move(target), path, columns, options));
    lxw_workbook_options workbookOptions = {};
    workbookOptions.constant_memory = LXW_TRUE;
    // The parts are about as large as the result is inflated: beside it rather than in a small /tmp.
    workbookOptions.tmpdir = writer->m_folder.data();
    writer->m_workbook = workbook_new_opt(writer->m_temporary.constData(), &workbookOptions);
    if (!writer->m_workbook)
        return writer->failure(LXW_ERROR_MEMORY_MALLOC_FAILED);
    writer->m_headerFormat = workbook_add_format(writer->m_workbook);
    format_set_bold(writer->m_headerFormat);
    DW_TRY(writer->beginSheet());
    return writer;
}

QString XlsxWriter::sheetTitle(int number) const
{
    QString name = m_options.sheetName;
    static const QRegularExpression forbidden(QStringLiteral("[\\[\\]:*?/\\\\\\x00-\\x1f]"));
    name.replace(forbidden, QStringLiteral(" "));
    name = name.left(27).trimmed();
    while (name.startsWith(u'\''))
        name.remove(0, 1);
    while (name.endsWith(u'\'') || name.endsWith(u' '))
        name.chop(1);
    if (name.isEmpty() || name.compare(m_options.checkSheetName, Qt::CaseInsensitive) == 0 ||
        name.compare(QLatin1String("history"), Qt::CaseInsensitive) == 0)
        return QStringLiteral("Sheet%1").arg(number);
    return number == 1 ? name : QStringLiteral("%1 %2").arg(name).arg(number);
}

Result<void> XlsxWriter::beginSheet()
{
    const int number = int(m_bodies.size()) + 1;
    errno = 0;
    m_sheet = workbook_add_worksheet(m_workbook, sheetTitle(number).toUtf8().constData());
    if (!m_sheet)
        return failure(LXW_ERROR_CREATING_TMPFILE);
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        const int width =
            m_columns[i].width > 0 ? std::min(m_columns[i].width, 255) : usualWidth(m_columns[i]);
        worksheet_set_column(m_sheet, lxw_col_t(i), lxw_col_t(i), width, nullptr);
    }
    worksheet_freeze_panes(m_sheet, 1, 0);
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        const lxw_error code = worksheet_write_string(
            m_sheet, 0, lxw_col_t(i), m_columns[i].title.toUtf8().constData(), m_headerFormat);
        if (code != LXW_NO_ERROR)
            return failure(code);
    }
    DW_ASSIGN(std::unique_ptr<SheetBody> body,
              SheetBody::create(QFile::decodeName(m_folder), m_path, int(m_columns.size())));
    m_bodies.push_back(std::move(body));
    m_nextRow = 1;
    return {};
}

void XlsxWriter::endSheet()
{
    const auto lastRow = lxw_row_t(std::max<qint64>(1, m_nextRow - 1));
    const auto lastColumn = lxw_col_t(m_columns.size() - 1);
    worksheet_autofilter(m_sheet, 0, 0, lastRow, lastColumn);
    if (!m_options.watermark.isEmpty()) {
        QString foot = m_options.watermark.left(200);
        foot.replace(u'&', QStringLiteral("&&"));
        worksheet_set_footer(m_sheet, (QStringLiteral("&L") + foot.left(250)).toUtf8().constData());
    }
    // The sheet's own range follows from what is written to it; the rows themselves are put in for this one.
    if (m_nextRow > 1)
        worksheet_write_blank(m_sheet, lastRow, lastColumn, m_headerFormat);
}

int XlsxWriter::style(int column, const Cell &cell)
{
    // The code is put together once for each kind and currency of a column, not for each cell.
    LastFormat &last = m_last[column];
    if (last.style > 0 && last.kind == cell.kind && last.currency == cell.currency)
        return last.style;
    const QString code = formatCode(m_columns[column].decimals, cell);
    int &known = m_styles[code];
    if (known == 0) {
        lxw_format *format = workbook_add_format(m_workbook);
        format_set_num_format(format, code.toUtf8().constData());
        known = lxw_format_get_xf_index(format);
    }
    last = {cell.kind, cell.currency, known};
    return known;
}

void XlsxWriter::writeText(int column, const QString &text)
{
    QStringView shown = text;
    if (shown.size() > MaxCellText) {
        shown.truncate(MaxCellText);
        if (shown.back().isHighSurrogate())
            shown.chop(1);
        addFinding(
            {QStringLiteral("exchange.cell_cut"), m_rows + 1, column + 1, {QString::number(MaxCellText)}});
    }
    if (!shown.isEmpty())
        m_bodies.back()->text(column, shown, 0);
}

void XlsxWriter::writeNumber(int column, const Cell &cell, double divisor, int style)
{
    // Account and phone numbers of more digits than a double holds stay readable as text.
    if (!fitsDouble(cell.text)) {
        writeText(column, cell.text);
        return;
    }
    if (divisor == 1 && isPlain(cell.text)) {
        m_bodies.back()->number(column, cell.text.toLatin1(), style);
        return;
    }
    bool ok = false;
    const double value = cell.text.toDouble(&ok);
    if (ok && std::isfinite(value))
        m_bodies.back()->number(column, value / divisor, style);
    else
        writeText(column, cell.text);
}

void XlsxWriter::writeCell(int column, const Cell &cell)
{
    switch (cell.kind) {
        case Cell::Kind::Empty:
            break;
        case Cell::Kind::Text:
        case Cell::Kind::Error:
            writeText(column, cell.text);
            break;
        case Cell::Kind::Number:
            writeNumber(column, cell, 1, m_columns[column].decimals < 0 ? 0 : style(column, cell));
            break;
        case Cell::Kind::Percent:
            writeNumber(column, cell, 100, style(column, cell));
            break;
        case Cell::Kind::Money:
            writeNumber(column, cell, 1, style(column, cell));
            break;
        case Cell::Kind::Date:
        case Cell::Kind::DateTime: {
            // 1970-01-01 is serial 25569. Before serial 61, 1 March 1900, readers disagree by a day.
            const qint64 serial = qint64(cell.date.days) + 25569;
            if (serial < 61 || serial > 2958465)
                writeText(column, cell.text);
            else
                m_bodies.back()->number(column, double(serial) + double(cell.msOfDay) / 86400000.0,
                                        style(column, cell));
            break;
        }
        case Cell::Kind::Boolean:
            m_bodies.back()->boolean(column, cell.boolean, 0);
            break;
    }
}

Result<void> XlsxWriter::write(const Row &row)
{
    if (row.size() > m_columns.size())
        return Error(ErrorCode::Internal, QStringLiteral("exchange.row_too_wide"));
    if (m_nextRow >= m_options.sheetRows) {
        endSheet();
        DW_TRY(beginSheet());
    }
    m_bodies.back()->beginRow(m_nextRow + 1);
    for (qsizetype i = 0; i < row.size(); ++i)
        writeCell(int(i), row[i]);
    DW_TRY(m_bodies.back()->endRow());
    ++m_nextRow;
    ++m_rows;
    return {};
}

Result<void> XlsxWriter::finish(qint64 expected)
{
    if (m_rows != expected)
        return Error(ErrorCode::Internal, QStringLiteral("exchange.row_count_differs"),
                     {QString::number(expected), QString::number(m_rows)});
    endSheet();
    m_sheet = workbook_add_worksheet(m_workbook, m_options.checkSheetName.toUtf8().constData());
    if (!m_sheet)
        return failure(LXW_ERROR_CREATING_TMPFILE);
    worksheet_set_column(m_sheet, 0, 0, 24, nullptr);
    worksheet_write_string(m_sheet, 0, 0, m_options.expectedLabel.toUtf8().constData(), nullptr);
    worksheet_write_number(m_sheet, 0, 1, double(expected), nullptr);
    worksheet_write_string(m_sheet, 1, 0, m_options.writtenLabel.toUtf8().constData(), nullptr);
    worksheet_write_number(m_sheet, 1, 1, double(m_rows), nullptr);
    lxw_row_t line = 2;
    for (const auto &[label, value] : std::as_const(m_options.facts)) {
        worksheet_write_string(m_sheet, line, 0, label.left(MaxCellText).toUtf8().constData(), nullptr);
        worksheet_write_string(m_sheet, line, 1, value.left(MaxCellText).toUtf8().constData(), nullptr);
        ++line;
    }
    errno = 0;
    // Frees the workbook, whatever comes of it.
    const lxw_error code = [this] {
        const QuietStderr quiet;
        return workbook_close(std::exchange(m_workbook, nullptr));
    }();
    if (code != LXW_NO_ERROR)
        return failure(code);
    DW_TRY(spliceSheets(m_target.temporaryPath(), m_bodies, m_path));
    return m_target.commit(seal());
}

}  // namespace dw
