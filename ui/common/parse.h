// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

#include <optional>

namespace dw::ui
{

// What people type into an amount or a date field, by the readers of core/base/inputparser.h. Nothing when it
// is not understood.

// Minor units. More digits than `minorDigits` are refused, not rounded; so is what exceeds 64 bits.
std::optional<qint64> parseMoney(QStringView text, int minorDigits);

// Three bare numbers are read as day, month, year.
std::optional<QDate> parseDate(QStringView text, QDate today);

}  // namespace dw::ui
