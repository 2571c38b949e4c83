// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

#include <optional>

namespace dw::ui
{

// What people type for amounts and dates, in either language (ui.md 3). Nothing when it is not understood.

// Minor units. Takes 1,286,000  1286000.50  128.6 万  1.2 亿  1.2 M  350 k, full-width digits, a leading
// minus (also U+2212) or plus, and the currency's sign or code before or after. More digits than
// `minorDigits` are refused, not rounded; so is a grouping that is none (1,28) and what exceeds 64 bits.
std::optional<qint64> parseMoney(QStringView text, int minorDigits);

// Takes 2026-11-18, 18 Nov, 18 Nov 2026, 11月18日, 2026年11月18日, 18.11., 11/18 only as month/day in Chinese
// order (2026/11/18), today, tomorrow, 今天, 明天, 后天, +7. A day and month without a year is the next such
// date from `today` on, or up to 90 days back.
std::optional<QDate> parseDate(QStringView text, QDate today);

}  // namespace dw::ui
