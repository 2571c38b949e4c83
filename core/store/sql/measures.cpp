// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql/measures.h"

#include <algorithm>

namespace dw::sql
{

using Measure = GroupQuery::Measure;
using Kind = ValueType::Kind;

ValueType measureType(const Measure &measure)
{
    if (measure.function == Measure::Function::Count ||
        measure.function == Measure::Function::CountDistinct || !measure.of)
        return ValueType::of(Kind::Integer);
    const ValueType &of = measure.of->type();
    const bool mean =
        measure.function == Measure::Function::Average || measure.function == Measure::Function::Median;
    return mean && of.kind != Kind::Money && of.kind != Kind::Percent
               ? ValueType::decimal(Decimal::DivisionScale)
               : of;
}

Shift shiftOf(const Measure &measure)
{
    const int up = measureType(measure).arithmeticScale() - measure.of->type().arithmeticScale();
    return {std::max(0, up), std::max(0, -up)};
}

std::optional<qint64> average(Int128 sum, qint64 count, Shift shift)
{
    Int128 scaled = 0;
    if (__builtin_mul_overflow(sum, pow10(shift.up), &scaled))
        return std::nullopt;
    return toInt64(divideHalfEven(scaled, Int128(count) * pow10(shift.down)));
}

std::optional<qint64> median(std::vector<qint64> &values, Shift shift)
{
    const auto half = values.begin() + qint64(values.size() / 2);
    std::nth_element(values.begin(), half, values.end());
    Int128 doubled = Int128(*half) * 2;
    if (values.size() % 2 == 0)
        doubled = Int128(*half) + *std::max_element(values.begin(), half);
    return toInt64(divideHalfEven(doubled * pow10(shift.up), 2 * pow10(shift.down)));
}

}  // namespace dw::sql
