// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"

#include <QList>
#include <QString>

namespace dw
{

// One cell of a table file. `text` is what the file says, whatever the kind:
//   Empty     ""
//   Text      the text, unchanged (white space included)
//   Number    plain decimal digits with '.', no grouping, no exponent: "-1234.5". Workbooks hold binary
//   doubles: the
//             text is the number at the 15 significant digits a spreadsheet shows, whole numbers exact below
//             2^53
//   Percent   as a person sees it, without the sign: 0.125 formatted as a percentage is "12.5"
//   Money     like Number, in major units of `currency` (ISO 4217); only ever written, a reader gives Number
//   Date      "2026-11-19"
//   DateTime  "2026-11-19T07:40:00.000", local time of whoever wrote it: a table file names no zone
//   Boolean   "true" or "false"
//   Error     a cell without a value: "#N/A", "#DIV/0!", a day that never was, or undecodable text
struct Cell
{
    enum class Kind { Empty, Text, Number, Percent, Money, Date, DateTime, Boolean, Error };

    Kind kind = Kind::Empty;
    bool boolean = false;  // Boolean
    qint32 msOfDay = 0;    // DateTime: 0 to 86 399 999
    dw::Date date;         // Date, DateTime
    QString text;
    QString currency;  // Money

    static Cell ofText(const QString &text);  // empty text is Empty
    static Cell ofNumber(const QString &digits);
    static Cell ofPercent(const QString &percent);
    static Cell ofMoney(const QString &amount, const QString &currency);
    static Cell ofDate(dw::Date date);
    static Cell ofDateTime(dw::Date date, qint32 msOfDay);
    static Cell ofBoolean(bool value);
    static Cell ofError(const QString &text);

    bool isEmpty() const { return kind == Kind::Empty; }

    friend bool operator==(const Cell &, const Cell &) = default;
};

using Row = QList<Cell>;

// "A" for 0, "AA" for 26: how a person names a column of a sheet.
QString columnLetters(int column);

}  // namespace dw
