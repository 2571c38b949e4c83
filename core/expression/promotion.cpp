// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/promotion.h"

#include "core/base/decimal.h"

#include <algorithm>

namespace dw
{

namespace
{

using Kind = ValueType::Kind;

bool isPlainNumber(const ValueType &type)
{
    return type.kind == Kind::Integer || type.kind == Kind::Decimal;
}

bool isWritable(const ValueType &type)
{
    return type.kind == Kind::Text || type.isNumber() || type.kind == Kind::Money ||
           type.kind == Kind::Date || type.kind == Kind::Boolean;
}

std::optional<ValueType> addition(Operator op, const ValueType &a, const ValueType &b)
{
    if (a.isNumber() && b.isNumber()) {
        if (a.kind == b.kind && a.kind != Kind::Decimal)
            return a;
        return ValueType::decimal(std::max(a.arithmeticScale(), b.arithmeticScale()));
    }
    const bool money = a.kind == Kind::Money || b.kind == Kind::Money;
    if (money && (a.kind == Kind::Money || isPlainNumber(a)) && (b.kind == Kind::Money || isPlainNumber(b)))
        return ValueType::of(Kind::Money);
    if (a.isMoment() && b.kind == Kind::Integer)
        return a;
    if (op == Operator::Add && a.kind == Kind::Integer && b.isMoment())
        return b;
    if (op == Operator::Subtract && a.isMoment() && b.isMoment())
        return ValueType::of(Kind::Integer);
    return std::nullopt;
}

std::optional<ValueType> multiplication(const ValueType &a, const ValueType &b)
{
    if (a.kind == Kind::Integer && b.kind == Kind::Integer)
        return a;
    if (a.isNumber() && b.isNumber())
        return ValueType::decimal(std::min(Decimal::MaxScale, a.arithmeticScale() + b.arithmeticScale()));
    if ((a.kind == Kind::Money && b.isNumber()) || (a.isNumber() && b.kind == Kind::Money))
        return ValueType::of(Kind::Money);
    return std::nullopt;
}

std::optional<ValueType> division(const ValueType &a, const ValueType &b)
{
    if (a.kind == Kind::Money && b.isNumber())
        return a;
    if ((a.isNumber() && b.isNumber()) || (a.kind == Kind::Money && b.kind == Kind::Money))
        return ValueType::decimal(Decimal::DivisionScale);
    return std::nullopt;
}

}  // namespace

bool comparable(const ValueType &a, const ValueType &b)
{
    if (a.kind == Kind::Null || b.kind == Kind::Null)
        return true;
    if ((a.isNumber() && b.isNumber()) || (a.isMoment() && b.isMoment()))
        return true;
    if ((a.kind == Kind::Money && isPlainNumber(b)) || (b.kind == Kind::Money && isPlainNumber(a)))
        return true;
    if (a.kind != b.kind || a.kind == Kind::Keys || a.kind == Kind::Ids)
        return false;
    return a.kind != Kind::Reference || a.target == b.target || a.target == QLatin1String("*") ||
           b.target == QLatin1String("*");
}

std::optional<ValueType> resultOf(Operator op, const ValueType &a, const ValueType &b)
{
    // NULL takes the other side's type, so that the result still has one.
    if (a.kind == Kind::Null || b.kind == Kind::Null) {
        const ValueType known = a.kind == Kind::Null ? b : a;
        if (op == Operator::Concat)
            return known.kind == Kind::Null || isWritable(known) ? std::optional(ValueType::of(Kind::Text))
                                                                 : std::nullopt;
        if (op <= Operator::Negate) {
            if (known.kind == Kind::Null)
                return ValueType::of(Kind::Integer);
            return known.isNumber() || known.kind == Kind::Money ||
                           (known.isMoment() && op <= Operator::Subtract)
                       ? std::optional(known)
                       : std::nullopt;
        }
        return ValueType::of(Kind::Boolean);
    }
    switch (op) {
        case Operator::Add:
        case Operator::Subtract:
            return addition(op, a, b);
        case Operator::Multiply:
            return multiplication(a, b);
        case Operator::Divide:
            return division(a, b);
        case Operator::Negate:
            return a.isNumber() || a.kind == Kind::Money ? std::optional(a) : std::nullopt;
        case Operator::Concat:
            return isWritable(a) && isWritable(b) ? std::optional(ValueType::of(Kind::Text)) : std::nullopt;
        case Operator::Equal:
        case Operator::NotEqual:
        case Operator::In:
            return comparable(a, b) ? std::optional(ValueType::of(Kind::Boolean)) : std::nullopt;
        case Operator::Less:
        case Operator::LessOrEqual:
        case Operator::Greater:
        case Operator::GreaterOrEqual:
            return comparable(a, b) && a.kind != Kind::Boolean && a.kind != Kind::Reference
                       ? std::optional(ValueType::of(Kind::Boolean))
                       : std::nullopt;
        case Operator::And:
        case Operator::Or:
        case Operator::Not:
            return a.kind == Kind::Boolean && b.kind == Kind::Boolean ? std::optional(a) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<ValueType> common(const ValueType &a, const ValueType &b)
{
    if (a == b || b.kind == Kind::Null)
        return a;
    if (a.kind == Kind::Null)
        return b;
    if (a.isNumber() && b.isNumber())
        return ValueType::decimal(std::max(a.arithmeticScale(), b.arithmeticScale()));
    if ((a.kind == Kind::Money && isPlainNumber(b)) || (b.kind == Kind::Money && isPlainNumber(a)))
        return ValueType::of(Kind::Money);
    if (a.isMoment() && b.isMoment())
        return ValueType::of(Kind::Instant);
    if (a.kind == Kind::Reference && b.kind == Kind::Reference)
        return ValueType::reference(QStringLiteral("*"));
    return std::nullopt;
}

}  // namespace dw
