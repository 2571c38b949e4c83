// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/exchange/files/cell.h"
#include "core/exchange/files/filefinding.h"

#include <QList>

namespace dw
{

// Reads a table file row by row, header included, in bounded memory. One thread at a time.
class TableReader
{
public:
    // A row or field beyond these is an error of code Limit that names row and column (units: UTF-16 code
    // units).
    static constexpr qsizetype MaxField = 1024 * 1024;
    static constexpr qsizetype MaxRecord = 16 * 1024 * 1024;
    static constexpr int MaxColumns = 16384;
    // Findings kept between two takeFindings(); further ones are dropped, droppedFindings() counts them.
    static constexpr int MaxFindings = 1000;

    TableReader() = default;
    virtual ~TableReader() = default;
    TableReader(const TableReader &) = delete;
    TableReader &operator=(const TableReader &) = delete;

    // Fills `row` and answers true, or answers false at the end. After an error every further call gives the
    // same error.
    virtual Result<bool> next(Row &row) = 0;

    // Of the row that next() gave last, as a person sees it: the sheet's row, or the physical line of a text
    // file where the record starts. 1-based, 0 before the first.
    virtual qint64 rowNumber() const = 0;
    // The count of rows given so far.
    virtual qint64 recordNumber() const = 0;
    // 0 to 1, never decreasing.
    virtual double progress() const = 0;

    QList<FileFinding> takeFindings() { return std::exchange(m_findings, {}); }
    qint64 droppedFindings() const { return m_dropped; }

protected:
    void addFinding(const FileFinding &finding)
    {
        if (m_findings.size() < MaxFindings)
            m_findings.append(finding);
        else
            ++m_dropped;
    }

private:
    QList<FileFinding> m_findings;
    qint64 m_dropped = 0;
};

}  // namespace dw
