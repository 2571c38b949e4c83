// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/value.h"

#include <QList>

#include <optional>
#include <vector>

namespace dw
{

// Exact arithmetic of figures. Everything without data is null (B9), never zero.

// part / whole in basis points, half-even; null for an empty whole or beyond 64 bits.
Value ratio(qint64 part, qint64 whole);
// Seconds as days with one decimal, half-even.
Value daysOf(qint64 seconds);

// A value and how often it stands in the sample.
struct Counted
{
    qint64 value = 0;
    qint64 times = 0;
};
// The k-th quartile (1 to 3) of a sample sorted by value, between neighbours in proportion (the median of two
// values is their mean), half-even. Null for an empty sample. Source: Hyndman and Fan 1996, definition 7.
std::optional<qint64> quartile(const QList<Counted> &sorted, int k);
// The same of a sample in no order; moves its values about.
std::optional<qint64> quartile(std::vector<qint64> &sample, int k);

// Sums amounts of one currency; Invalid "expression.overflow" beyond 64 bits.
class AmountSum
{
public:
    void add(const Value &money);
    void add(const AmountSum &other);
    // `count` amounts that make `minor` together.
    void add(Int128 minor, qint64 count);
    Result<Value> value(Currency currency) const;  // null where no amount was added

private:
    Int128 m_minor = 0;
    bool m_any = false;
};

}  // namespace dw
