// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/xlsxreader.h"

#include "core/exchange/files/fileguard.h"
#include "core/exchange/files/xlsxparts.h"
#include "core/exchange/files/xlsxsink.h"
#include "core/exchange/files/zipguard.h"

#include <QFileInfo>

#include <algorithm>
#include <orcus/orcus_xlsx.hpp>

namespace dw
{

namespace
{

Error byFormat(const QString &key, const QString &name)
{
    return Error(ErrorCode::Unsupported, key, {name});
}

// OLE containers hold .xls workbooks, or modern workbooks under a password; the stream names tell, in UTF-16.
Error oleRefusal(const QByteArray &bytes, const QString &name)
{
    const auto hasStream = [&bytes](QStringView stream) {
        return bytes.contains(
            QByteArrayView(reinterpret_cast<const char *>(stream.utf16()), stream.size() * 2).toByteArray());
    };
    if (hasStream(u"EncryptedPackage"))
        return byFormat(QStringLiteral("exchange.is_encrypted_workbook"), name);
    return byFormat(QStringLiteral("exchange.is_xls"), name);
}

std::optional<Error> wrongKind(const QByteArray &bytes, const QString &name)
{
    if (bytes.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("exchange.empty_file"), {name});
    if (bytes.startsWith("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
        return oleRefusal(bytes, name);
    // The bare record streams of Excel 2 to 4.
    if (bytes.size() > 4 && bytes[0] == '\x09' && (bytes[1] == 0 || bytes[1] == 2 || bytes[1] == 4))
        return byFormat(QStringLiteral("exchange.is_xls"), name);
    if (!bytes.startsWith("PK"))
        return byFormat(QStringLiteral("exchange.not_a_workbook"), name);
    return std::nullopt;
}

std::optional<Error> wrongContainer(const QByteArray &bytes, const QString &name)
{
    if (!ZipGuard::entry(bytes, "xl/workbook.bin").isEmpty())
        return byFormat(QStringLiteral("exchange.is_xlsb"), name);
    if (ZipGuard::entry(bytes, "mimetype").startsWith("application/vnd.oasis.opendocument"))
        return byFormat(QStringLiteral("exchange.is_ods"), name);
    if (ZipGuard::entry(bytes, "[Content_Types].xml").isEmpty())
        return byFormat(QStringLiteral("exchange.not_a_workbook"), name);
    return std::nullopt;
}

const XlsxParts::Sheet *partOf(const XlsxParts &parts, const QString &sheet)
{
    for (const XlsxParts::Sheet &part : parts.sheets()) {
        if (part.name == sheet)
            return &part;
    }
    return nullptr;
}

// Throws what liborcus throws, and XlsxSink::TooLarge.
std::unique_ptr<XlsxSink> filled(const QByteArray &bytes, const XlsxParts &parts, int wanted)
{
    auto sink = std::make_unique<XlsxSink>(wanted);
    orcus::orcus_xlsx reader(sink.get());
    reader.read_stream(std::string_view(bytes.constData(), size_t(bytes.size())));
    sink->finalize();
    // Every sheet in order, so that the first with cells is found whatever kind of cells it has; once one is
    // kept, those after it need no second look.
    for (int i = 0; i < int(sink->sheets().size()); ++i) {
        if (wanted != XlsxSink::FirstWithCells && wanted != i)
            continue;
        if (const XlsxParts::Sheet *part = partOf(parts, sink->sheets()[i].name))
            parts.dropped(part->part, [&sink, i](qint64 row, int column, const Cell &cell) {
                sink->add(i, row, column, cell);
            });
        if (wanted == XlsxSink::FirstWithCells && sink->kept() == i)
            break;
    }
    return sink;
}

}  // namespace

XlsxReader::XlsxReader(std::unique_ptr<XlsxSink> sink) : m_sink(std::move(sink)) {}

XlsxReader::~XlsxReader() = default;

Result<std::unique_ptr<XlsxReader>> XlsxReader::open(const QString &path, int sheet)
{
    const QString name = QFileInfo(path).fileName();
    DW_ASSIGN(const auto file, FileGuard::openForReading(path, MaxFileBytes));
    const QByteArray bytes = file->readAll();
    if (bytes.size() != file->size())
        return Error(ErrorCode::Storage, QStringLiteral("exchange.read_failed"), {name}, file->errorString());
    if (const auto refusal = wrongKind(bytes, name))
        return *refusal;
    DW_TRY(ZipGuard::check(bytes, name));
    if (const auto refusal = wrongContainer(bytes, name))
        return *refusal;

    const XlsxParts parts(bytes);
    std::unique_ptr<XlsxSink> sink;
    try {
        sink = filled(bytes, parts, sheet);
        if (sink->sheets().isEmpty() && !parts.sheets().isEmpty()) {
            const QByteArray repacked = XlsxParts::withRelativeTargets(bytes);
            if (!repacked.isEmpty())
                sink = filled(repacked, parts, sheet);
        }
    } catch (const XlsxSink::TooLarge &limit) {
        return Error(ErrorCode::Limit, QLatin1String(limit.key),
                     {QString::number(limit.row), QString::number(limit.column)});
    } catch (const std::bad_alloc &) {
        return Error(ErrorCode::Limit, QStringLiteral("exchange.too_many_cells"));
    } catch (const std::exception &fault) {
        return Error(ErrorCode::Invalid, QStringLiteral("exchange.workbook_damaged"), {name},
                     QString::fromUtf8(fault.what()));
    } catch (...) {
        return Error(ErrorCode::Invalid, QStringLiteral("exchange.workbook_damaged"), {name});
    }
    if (sink->sheets().isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("exchange.no_sheets"), {name});
    if (sheet >= sink->sheets().size() || sheet < FirstWithCells)
        return Error(ErrorCode::NotFound, QStringLiteral("exchange.no_such_sheet"),
                     {name, QString::number(sheet + 1), QString::number(sink->sheets().size())});

    const int kept = sheet == FirstWithCells ? sink->kept() : sheet;
    QList<Sheet> sheets;
    for (const XlsxSink::SheetCount &count : sink->sheets()) {
        const XlsxParts::Sheet *part = partOf(parts, count.name);
        sheets.append({count.name, count.rows, count.columns, part && part->hidden});
    }
    std::unique_ptr<XlsxReader> reader(new XlsxReader(std::move(sink)));
    reader->m_sheets = sheets;
    reader->m_sheet = kept;
    reader->m_rows = kept >= 0 ? sheets[kept].rows : 0;
    return reader;
}

Result<bool> XlsxReader::next(Row &row)
{
    row.clear();
    while (m_nextRow < m_rows) {
        const qint64 at = m_nextRow++;
        row = m_sink->takeRow(at);
        if (row.isEmpty())
            continue;
        m_rowNumber = at + 1;
        ++m_recordNumber;
        return true;
    }
    return false;
}

double XlsxReader::progress() const
{
    return m_rows > 0 ? double(m_nextRow) / double(m_rows) : 1.0;
}

}  // namespace dw
