// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/decimal.h"
#include "core/base/result.h"

#include <QString>

namespace dw
{

// How a date of three numbers without a clear year is read, and how 03/04 is: as month-day unless Dmy.
enum class DateOrder { Ymd, Mdy, Dmy };

// What people type, in either language (ui.md 3). Pure, thread-safe. Errors are of code Invalid (Limit for a
// number that is too large) and name the input as first argument.

// "1,286,000", "1286000", "128.6 万", "１２８万", "3.5亿", "2.5k", "3 M", "¥1,200.50", "(1,200)" and a minus
// of any kind. Commas part groups of three digits, Chinese and full-width ones too; "1,5" is refused as
// ambiguous. Spaces and apostrophes may part groups as well. Currency signs around it are ignored, a closing
// % is not. Errors: input.number_empty, .number_unreadable, .number_ambiguous, .number_too_large.
Result<Decimal> parseNumber(QStringView text);

// "2026-11-19", "2026/11/28", "20261128", "2026年11月28日", "11月28日", "28 Nov", "Nov 28, 2026",
// "19.11.2026", "11/28", and today, tomorrow, yesterday, 今天, 明天, 昨天, 后天. Without a year it is the day
// nearest to `reference`, a two-digit year is the one nearest to it. A point parts day.month.year always; a
// leading four-digit year decides by itself. Errors: input.date_empty, .date_unreadable, .date_missing (no
// such day).
Result<Date> parseDate(QStringView text, DateOrder order, Date reference);

}  // namespace dw
