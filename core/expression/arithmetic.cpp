// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/arithmetic.h"

#include <algorithm>

namespace dw
{

using Kind = ValueType::Kind;

Error Arithmetic::overflow()
{
    return Error(ErrorCode::Invalid, QStringLiteral("expression.overflow"));
}

Error Arithmetic::mixedCurrencies(Currency a, Currency b)
{
    return Error(ErrorCode::Invalid, QStringLiteral("expression.mixed_currencies"), {a.code(), b.code()});
}

Arithmetic::Exact Arithmetic::exact(const Value &number)
{
    switch (number.kind()) {
        case Value::Kind::Integer:
            return {number.integer(), 0};
        case Value::Kind::Decimal:
            return {number.decimal().unscaled(), number.decimal().scale()};
        case Value::Kind::Percent:
            return {number.percent().basisPoints, 4};
        case Value::Kind::Money:
            return {number.money().minor, 0};
        default:
            return {};
    }
}

Result<Value> Arithmetic::finish(Int128 unscaled, int scale, const ValueType &result, Currency currency)
{
    const int target = result.kind == Kind::Money ? 0 : result.arithmeticScale();
    if (scale > target)
        unscaled = dividePow10HalfEven(unscaled, scale - target);
    // Checked before it is scaled up, which could leave 128 bits.
    if (!toInt64(unscaled))
        return overflow();
    if (scale < target)
        unscaled *= pow10(target - scale);
    const std::optional<qint64> number = toInt64(unscaled);
    if (!number)
        return overflow();
    switch (result.kind) {
        case Kind::Money:
            return Value(Money{*number, currency});
        case Kind::Percent:
            return Value(Percent{*number});
        case Kind::Decimal:
            return Value(Decimal(*number, target));
        default:
            return Value(*number);
    }
}

namespace
{

bool isMoney(const Value &value)
{
    return value.kind() == Value::Kind::Money;
}

// A number as minor units of a currency, with `scale` more digits so that nothing is lost.
Arithmetic::Exact inMinor(const Value &number, Currency currency)
{
    const Arithmetic::Exact exact = Arithmetic::exact(number);
    return {exact.unscaled * pow10(currency.minorDigits()), exact.scale};
}

Result<Value> addMoney(Operator op, const Value &a, const Value &b, const ValueType &result)
{
    const Currency currency = isMoney(a) ? a.money().currency : b.money().currency;
    if (isMoney(a) && isMoney(b) && a.money().currency != b.money().currency)
        return Arithmetic::mixedCurrencies(a.money().currency, b.money().currency);
    // The number is rounded to minor units first, as it would be when stored.
    const auto minor = [&](const Value &value) -> Int128 {
        if (isMoney(value))
            return value.money().minor;
        const Arithmetic::Exact exact = inMinor(value, currency);
        return dividePow10HalfEven(exact.unscaled, exact.scale);
    };
    return Arithmetic::finish(op == Operator::Add ? minor(a) + minor(b) : minor(a) - minor(b), 0, result,
                              currency);
}

Result<Value> divide(const Value &a, const Value &b, const ValueType &result)
{
    const Arithmetic::Exact n = Arithmetic::exact(a);
    const Arithmetic::Exact d = Arithmetic::exact(b);
    if (d.unscaled == 0)
        return Value();
    if (isMoney(a) && isMoney(b) && a.money().currency != b.money().currency)
        return Arithmetic::mixedCurrencies(a.money().currency, b.money().currency);
    const int target = result.kind == Kind::Money ? 0 : result.arithmeticScale();
    const int shift = target + d.scale - n.scale;
    // At most 19 + 18 digits above, 19 + 12 below.
    const Int128 quotient = shift >= 0 ? divideHalfEven(n.unscaled * pow10(shift), d.unscaled)
                                       : divideHalfEven(n.unscaled, d.unscaled * pow10(-shift));
    return Arithmetic::finish(quotient, target, result, isMoney(a) ? a.money().currency : Currency());
}

}  // namespace

Result<Value> Arithmetic::binary(Operator op, const Value &a, const Value &b, const ValueType &result)
{
    if (a.isNull() || b.isNull())
        return Value();
    if (op == Operator::Divide)
        return divide(a, b, result);
    const Exact x = exact(a);
    const Exact y = exact(b);
    if (op == Operator::Multiply) {
        const Currency currency = isMoney(a)   ? a.money().currency
                                  : isMoney(b) ? b.money().currency
                                               : Currency();
        return finish(x.unscaled * y.unscaled, x.scale + y.scale, result, currency);
    }
    if (isMoney(a) || isMoney(b))
        return addMoney(op, a, b, result);
    const int scale = std::max(x.scale, y.scale);
    const Int128 left = x.unscaled * pow10(scale - x.scale);
    const Int128 right = y.unscaled * pow10(scale - y.scale);
    return finish(op == Operator::Add ? left + right : left - right, scale, result);
}

Result<Value> Arithmetic::negate(const Value &value)
{
    const Exact number = exact(value);
    if (value.isNull())
        return Value();
    const std::optional<qint64> negative = toInt64(-number.unscaled);
    if (!negative)
        return overflow();
    switch (value.kind()) {
        case Value::Kind::Money:
            return Value(Money{*negative, value.money().currency});
        case Value::Kind::Percent:
            return Value(Percent{*negative});
        case Value::Kind::Decimal:
            return Value(Decimal(*negative, number.scale));
        default:
            return Value(*negative);
    }
}

Result<Value> Arithmetic::absolute(const Value &value)
{
    return exact(value).unscaled < 0 ? negate(value) : Result<Value>(value);
}

Result<Value> Arithmetic::round(const Value &value, int decimals, const ValueType &result)
{
    if (value.isNull())
        return Value();
    const Exact number = exact(value);
    if (!isMoney(value)) {
        const int drop = std::max(0, number.scale - decimals);
        return finish(dividePow10HalfEven(number.unscaled, drop), number.scale - drop, result);
    }
    const int drop = std::max(0, value.money().currency.minorDigits() - decimals);
    return finish(dividePow10HalfEven(number.unscaled, drop) * pow10(drop), 0, result,
                  value.money().currency);
}

Result<Value> Arithmetic::whole(const Value &value, Direction direction)
{
    if (value.isNull())
        return Value();
    const Exact number = exact(value);
    const Int128 unit = pow10(isMoney(value) ? value.money().currency.minorDigits() : number.scale);
    Int128 count = number.unscaled / unit;
    const Int128 rest = number.unscaled % unit;
    if (direction == Direction::Down && rest < 0)
        --count;
    if (direction == Direction::Up && rest > 0)
        ++count;
    if (isMoney(value))
        return finish(count * unit, 0, ValueType::of(Kind::Money), value.money().currency);
    return finish(count, 0, ValueType::of(Kind::Integer));
}

Result<Value> Arithmetic::modulo(const Value &a, const Value &b, const ValueType &result)
{
    if (a.isNull() || b.isNull())
        return Value();
    const Exact x = exact(a);
    const Exact y = exact(b);
    if (y.unscaled == 0)
        return Value();
    const int scale = std::max(x.scale, y.scale);
    const Int128 divisor = y.unscaled * pow10(scale - y.scale);
    Int128 rest = (x.unscaled * pow10(scale - x.scale)) % divisor;
    if (rest != 0 && (rest < 0) != (divisor < 0))
        rest += divisor;
    return finish(rest, scale, result);
}

Result<Value> Arithmetic::convert(const Value &value, const ValueType &type, Currency currency)
{
    if (value.isNull())
        return Value();
    if (type.kind == Kind::Money) {
        if (isMoney(value))
            return value;
        if (currency.isNull())
            return Value();
        const Exact minor = inMinor(value, currency);
        return finish(minor.unscaled, minor.scale, type, currency);
    }
    const Exact number = exact(value);
    return finish(number.unscaled, number.scale, type);
}

std::optional<int> Arithmetic::compare(const Value &a, const Value &b)
{
    Exact x = exact(a);
    Exact y = exact(b);
    if (isMoney(a) && isMoney(b)) {
        if (a.money().currency != b.money().currency)
            return std::nullopt;
    } else if (isMoney(a)) {
        y = inMinor(b, a.money().currency);
    } else if (isMoney(b)) {
        x = inMinor(a, b.money().currency);
    }
    // 64 bits and at most 4 + 12 digits more: within 128.
    const int scale = std::max(x.scale, y.scale);
    const Int128 left = x.unscaled * pow10(scale - x.scale);
    const Int128 right = y.unscaled * pow10(scale - y.scale);
    return left < right ? -1 : left > right ? 1 : 0;
}

}  // namespace dw
