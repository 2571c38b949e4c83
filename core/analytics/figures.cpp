// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/figures.h"

#include <algorithm>
#include <numeric>

namespace dw
{

Value ratio(qint64 part, qint64 whole)
{
    if (whole == 0)
        return {};
    const std::optional<qint64> points = toInt64(divideHalfEven(Int128(part) * 10000, whole));
    return points ? Value(Percent{*points}) : Value();
}

Value daysOf(qint64 seconds)
{
    const std::optional<qint64> tenths = toInt64(divideHalfEven(Int128(seconds), 8640));
    return tenths ? Value(Decimal(*tenths, 1)) : Value();
}

std::optional<qint64> quartile(const QList<Counted> &sorted, int k)
{
    const qint64 n = std::accumulate(sorted.begin(), sorted.end(), qint64(0),
                                     [](qint64 sum, const Counted &one) { return sum + one.times; });
    if (n == 0)
        return std::nullopt;
    const auto at = [&sorted](qint64 position) {
        for (const Counted &one : sorted) {
            position -= one.times;
            if (position < 0)
                return one.value;
        }
        return sorted.last().value;
    };
    const qint64 quarters = (n - 1) * k;
    const qint64 lower = at(quarters / 4);
    const qint64 part = quarters % 4;
    if (part == 0)
        return lower;
    const Int128 between = Int128(lower) * (4 - part) + Int128(at(quarters / 4 + 1)) * part;
    return toInt64(divideHalfEven(between, 4));
}

std::optional<qint64> quartile(std::vector<qint64> &sample, int k)
{
    if (sample.empty())
        return std::nullopt;
    const size_t quarters = (sample.size() - 1) * size_t(k);
    const auto lower = sample.begin() + std::ptrdiff_t(quarters / 4);
    std::nth_element(sample.begin(), lower, sample.end());
    const qint64 part = qint64(quarters % 4);
    if (part == 0)
        return *lower;
    const qint64 upper = *std::min_element(lower + 1, sample.end());
    return toInt64(divideHalfEven(Int128(*lower) * (4 - part) + Int128(upper) * part, 4));
}

void AmountSum::add(Int128 minor, qint64 count)
{
    m_minor += minor;
    m_any = m_any || count > 0;
}

void AmountSum::add(const Value &money)
{
    if (money.isNull())
        return;
    m_minor += money.money().minor;
    m_any = true;
}

void AmountSum::add(const AmountSum &other)
{
    m_minor += other.m_minor;
    m_any = m_any || other.m_any;
}

Result<Value> AmountSum::value(Currency currency) const
{
    if (!m_any)
        return Value();
    const std::optional<qint64> minor = toInt64(m_minor);
    if (!minor)
        return Error(ErrorCode::Invalid, QStringLiteral("expression.overflow"));
    return Value(Money{*minor, currency});
}

}  // namespace dw
