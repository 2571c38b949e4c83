// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/exchange/files/atomicfile.h"
#include "core/exchange/files/cell.h"
#include "core/exchange/files/filefinding.h"

#include <QList>
#include <QString>

namespace dw
{

// A column of a table to be written. `decimals` shapes Number and Percent columns (-1: as the digits come)
// and Money, whose currency each cell names.
struct TableColumn
{
    QString title;
    Cell::Kind kind = Cell::Kind::Text;
    int decimals = -1;
    int width = 0;  // in characters; 0: from title and kind
};

// Writes a table file row by row in flat memory. The file appears under its name only when finish() succeeds;
// a writer destroyed before that (cancelled, failed) leaves nothing behind. One thread at a time.
class TableWriter
{
public:
    TableWriter() = default;
    virtual ~TableWriter() = default;
    TableWriter(const TableWriter &) = delete;
    TableWriter &operator=(const TableWriter &) = delete;

    // Missing cells are empty, surplus ones an error Internal exchange.row_too_wide. A cell's own kind
    // decides how it is written. Errors Storage exchange.disk_full, exchange.write_failed {name}.
    virtual Result<void> write(const Row &row) = 0;

    // `expected`: the rows that the caller meant to write. Both counts stand in the file where the format has
    // a place for them; if they differ, the file is not made and the error is Internal
    // exchange.row_count_differs {expected, written} (an export that stops silently is worse than none).
    virtual Result<void> finish(qint64 expected) = 0;

    // Is asked by finish() before the file appears.
    void setSeal(AtomicFile::Seal seal) { m_seal = std::move(seal); }

    virtual qint64 rowsWritten() const = 0;

    // exchange.cell_cut {limit} for a text longer than the format holds.
    QList<FileFinding> takeFindings() { return std::exchange(m_findings, {}); }

protected:
    static constexpr int MaxFindings = 1000;
    void addFinding(const FileFinding &finding)
    {
        if (m_findings.size() < MaxFindings)
            m_findings.append(finding);
    }
    const AtomicFile::Seal &seal() const { return m_seal; }

private:
    AtomicFile::Seal m_seal;
    QList<FileFinding> m_findings;
};

}  // namespace dw
