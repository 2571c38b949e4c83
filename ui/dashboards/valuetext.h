// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/resulttable.h"
#include "ui/common/format.h"

#include <QString>

namespace dw::ui
{

// A cell of a result for the eye: full digits, "64.8 %", "7.5"; no data is "—" (B9).
QString valueText(const ResultTable &table, qsizetype row, int column, const Format &format);
// The same for the clipboard: no grouping, a point, no unit.
QString plainText(const ResultTable &table, qsizetype row, int column);
// Decimals of a column of days, the same in each row: none where all are whole, else one.
int daysDecimals(const ResultTable &table, int column);
// A single figure of days has one decimal where it says something: "7 d", "7.5 天"; "—" without data.
QString daysWithUnit(const Value &days, const Format &format);
QString daysWithUnit(const Value &days, const Format &format, int decimals);
// "2026-Q4" as it is read: "Q4 2026", "2026Q4" in Chinese; "—" of nothing.
QString quarterText(const QString &quarter, const Format &format);
// Money in short form, "—" without data.
QString shortMoney(const Value &money, const Format &format);

}  // namespace dw::ui
