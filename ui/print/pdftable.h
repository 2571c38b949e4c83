// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/exportmanifest.h"
#include "core/exchange/files/atomicfile.h"
#include "core/exchange/files/tablewriter.h"
#include "ui/print/latchedfile.h"
#include "ui/print/tablepages.h"

#include <memory>

namespace dw::ui
{

// Writes a table to a PDF for paper (TablePages), with its fonts in it. A row of one cell in a table of
// several columns is a note over the whole width and does not count as a row in the file. "Page 1 of 7" wants
// all rows before the first page: they are held until finish(), which paints, so their number and their text
// are limited. The program is a QGuiApplication.
class PdfTable : public TableWriter
{
public:
    static constexpr qint64 MaxRows = 10000;  // with notes
    static constexpr int MaxColumns = 24;
    static constexpr qint64 MaxText = 20'000'000;  // characters of all cells

    // A TablePrinter. Errors: Limit exchange.pdf_columns {name, limit, columns}; Unsupported exchange.no_pdf
    // {name} in a program that is no QGuiApplication; those of AtomicFile. write() besides: Limit
    // exchange.pdf_rows {name, limit}, exchange.pdf_text {name, limit}.
    static Result<std::unique_ptr<TableWriter>> create(const QString &path, const QList<TableColumn> &columns,
                                                       const QString &title, const ExportManifest &manifest);

    Result<void> write(const Row &row) override;
    Result<void> finish(qint64 expected) override;
    qint64 rowsWritten() const override { return m_content.lines.size(); }

private:
    PdfTable(AtomicFile target, const QString &path);
    Error limit(const char *key, qint64 most) const;

    AtomicFile m_target;
    QString m_path;
    LatchedFile m_file;
    TablePages::Content m_content;
    qint64 m_text = 0;
    qint64 m_notes = 0;
};

}  // namespace dw::ui
