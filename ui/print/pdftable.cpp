// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/pdftable.h"

#include "core/base/wording.h"
#include "ui/print/celltext.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QPdfWriter>

#include <cerrno>

namespace dw::ui
{

namespace
{

// A filter may be as long as it likes, the head of a page not.
constexpr qsizetype MaxFact = 500;
constexpr qsizetype MaxTitle = 100;

QString shortened(const QString &text, qsizetype most)
{
    const QString clean = printedText(Cell::ofText(text));
    return clean.size() > most ? clean.left(most - 1) + QChar(0x2026) : clean;
}

// A day or an amount that is broken is hard to read.
bool wraps(Cell::Kind kind)
{
    return kind == Cell::Kind::Text || kind == Cell::Kind::Empty || kind == Cell::Kind::Error;
}

}  // namespace

PdfTable::PdfTable(AtomicFile target, const QString &path)
    : m_target(std::move(target)), m_path(path), m_file(m_target.temporaryPath())
{}

Result<std::unique_ptr<TableWriter>> PdfTable::create(const QString &path, const QList<TableColumn> &columns,
                                                      const QString &title, const ExportManifest &manifest)
{
    const QString name = QFileInfo(path).fileName();
    // Without one there are no fonts, and Qt ends the program.
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return Error(ErrorCode::Unsupported, QStringLiteral("exchange.no_pdf"), {name});
    if (columns.isEmpty() || columns.size() > MaxColumns)
        return Error(ErrorCode::Limit, QStringLiteral("exchange.pdf_columns"),
                     {name, QString::number(MaxColumns), QString::number(columns.size())});
    DW_ASSIGN(AtomicFile target, AtomicFile::create(path));
    std::unique_ptr<PdfTable> made(new PdfTable(std::move(target), path));
    errno = 0;
    if (!made->m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return AtomicFile::errorOf(errno != 0 ? errno : EIO, path);
    TablePages::Content &content = made->m_content;
    content.title = shortened(title, MaxTitle);
    const auto facts = manifest.facts();
    for (const auto &[label, value] : facts)
        content.facts.append(label + QLatin1String(": ") + shortened(value, MaxFact));
    content.foot = shortened(manifest.watermark(), MaxFact);
    for (const TableColumn &column : columns)
        content.columns.append(
            {shortened(column.title, MaxTitle), standsRight(column.kind), wraps(column.kind)});
    return std::unique_ptr<TableWriter>(std::move(made));
}

Error PdfTable::limit(const char *key, qint64 most) const
{
    return Error(ErrorCode::Limit, QString::fromLatin1(key),
                 {QFileInfo(m_path).fileName(), QString::number(most)});
}

Result<void> PdfTable::write(const Row &row)
{
    if (row.size() > m_content.columns.size())
        return Error(ErrorCode::Internal, QStringLiteral("exchange.row_too_wide"));
    if (rowsWritten() >= MaxRows)
        return limit("exchange.pdf_rows", MaxRows);
    TablePages::Line line;
    line.note = row.size() < 2 && m_content.columns.size() > 1;
    line.texts.reserve(row.size());
    for (const Cell &cell : row) {
        line.texts.append(printedText(cell));
        m_text += line.texts.last().size();
    }
    if (m_text > MaxText)
        return limit("exchange.pdf_text", MaxText);
    m_notes += line.note ? 1 : 0;
    m_content.lines.append(line);
    return {};
}

Result<void> PdfTable::finish(qint64 expected)
{
    if (rowsWritten() != expected)
        return Error(ErrorCode::Internal, QStringLiteral("exchange.row_count_differs"),
                     {QString::number(expected), QString::number(rowsWritten())});
    m_content.end = wording(QStringLiteral("export.counted"),
                            {QString::number(expected - m_notes), QString::number(rowsWritten() - m_notes)});
    bool painted = false;
    {
        QPdfWriter writer(&m_file);
        writer.setTitle(m_content.title);
        writer.setCreator(QStringLiteral("Dealwright"));
        painted = TablePages(writer, m_content).paint();
    }
    // Qt writes on whatever the file says.
    if (!painted || m_file.failure() != 0)
        return AtomicFile::errorOf(m_file.failure() != 0 ? m_file.failure() : EIO, m_path);
    m_file.close();
    return m_target.commit(seal());
}

}  // namespace dw::ui
