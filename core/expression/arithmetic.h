// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/decimal.h"
#include "core/base/result.h"
#include "core/base/value.h"
#include "core/expression/operator.h"
#include "core/expression/valuetype.h"

#include <optional>

namespace dw
{

// Exact arithmetic on values by the table of promotion.h, in 128 bits; also what databases register as
// functions. Any NULL gives NULL. Errors: expression.overflow, expression.mixed_currencies.
class Arithmetic
{
public:
    // + - * / on numbers and money; `result` is the type that the checker gave.
    static Result<Value> binary(Operator op, const Value &a, const Value &b, const ValueType &result);
    static Result<Value> negate(const Value &value);
    static Result<Value> absolute(const Value &value);
    // Half-even to `decimals` places; money never finer than its minor unit.
    static Result<Value> round(const Value &value, int decimals, const ValueType &result);
    enum class Direction { Down, Up };
    // The next whole number (whole unit of the currency) below or above.
    static Result<Value> whole(const Value &value, Direction direction);
    // Has the sign of the divisor; NULL for a zero divisor.
    static Result<Value> modulo(const Value &a, const Value &b, const ValueType &result);
    // A number as `type` (Decimal: half-even; Money: whole units of `currency`, NULL without one).
    static Result<Value> convert(const Value &value, const ValueType &type, Currency currency);

    // -1, 0 or 1 for numbers and money; nothing for money of different currencies.
    static std::optional<int> compare(const Value &a, const Value &b);

    // What sums of many values are kept in: exact until the end.
    struct Exact
    {
        Int128 unscaled = 0;
        int scale = 0;
    };
    static Exact exact(const Value &number);  // Integer, Decimal, Percent as fraction; Money: its minor units
    static Result<Value> finish(Int128 unscaled, int scale, const ValueType &result, Currency currency = {});
    static Error overflow();
    static Error mixedCurrencies(Currency a, Currency b);
};

}  // namespace dw
