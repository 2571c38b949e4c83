// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/atomicfile.h"
#include "core/exchange/files/tablewriter.h"

#include <QFile>

#include <memory>

namespace dw
{

// Writes RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know it from the machine's own
// charset; lines end in CRLF. A row of one empty cell is "", so that no row reads as a blank line.
class CsvWriter : public TableWriter
{
public:
    // Formula::Guarded puts an apostrophe before Text that starts with = + - @ tab or CR, which a spreadsheet
    // would run as a formula. Numbers, dates and the like are never touched.
    enum class Formula { Guarded, Verbatim };

    // Writes the header at once. Errors Storage as for write().
    static Result<std::unique_ptr<CsvWriter>> create(const QString &path, const QList<TableColumn> &columns,
                                                     Formula formula = Formula::Guarded);

    Result<void> write(const Row &row) override;
    Result<void> finish(qint64 expected) override;
    qint64 rowsWritten() const override { return m_rows; }

private:
    CsvWriter(AtomicFile target, const QString &path, qsizetype width, Formula formula);
    void append(const Cell &cell);
    void endLine(bool loneEmpty);
    Result<void> flush(qsizetype threshold);

    AtomicFile m_target;
    QString m_path;
    QFile m_file;
    QByteArray m_buffer;
    qsizetype m_width;
    Formula m_formula;
    qint64 m_rows = 0;
};

}  // namespace dw
