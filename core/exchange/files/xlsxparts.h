// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/cell.h"

#include <QList>
#include <QString>

#include <functional>

namespace dw
{

// What liborcus 0.17 drops from a workbook, read beside it: which sheets are hidden, and cells that hold an
// inline string (many programs write nothing else), a string result without a formula, an error (#N/A) or an
// ISO date. Takes the bytes of a checked container. Used by XlsxReader alone.
class XlsxParts
{
public:
    explicit XlsxParts(const QByteArray &bytes);

    struct Sheet
    {
        QString name;
        bool hidden = false;
        QByteArray part;  // entry name, as "xl/worksheets/sheet1.xml"; empty if the workbook names none
    };

    // In the workbook's order, chart sheets and the like included.
    const QList<Sheet> &sheets() const { return m_sheets; }
    // Calls `take` with 0-based row and column for each dropped cell; a quick look for sheets without any.
    void dropped(const QByteArray &part, const std::function<void(qint64, int, const Cell &)> &take) const;

    // The container with relative targets only, since liborcus finds no part by an absolute one; empty on
    // failure.
    static QByteArray withRelativeTargets(const QByteArray &bytes);

private:
    const QByteArray &m_bytes;
    QList<Sheet> m_sheets;
};

}  // namespace dw
