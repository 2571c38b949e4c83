// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/decimal.h"
#include "core/records/query.h"

#include <optional>
#include <vector>

namespace dw::sql
{

// What a measure of a group yields. Averages keep money and percent, else have six decimals (as in
// promotion.h).
ValueType measureType(const GroupQuery::Measure &measure);

// From the scale of what is measured to that of the result.
struct Shift
{
    int up = 0;
    int down = 0;
};
Shift shiftOf(const GroupQuery::Measure &measure);

// Half-even; nothing beyond 64 bits. `count` is not 0.
std::optional<qint64> average(Int128 sum, qint64 count, Shift shift);
// The mean of the two middle values, half-even. `values` is not empty, and in another order afterwards.
std::optional<qint64> median(std::vector<qint64> &values, Shift shift);

}  // namespace dw::sql
