// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/arithmetic.h"
#include "core/expression/calendar.h"
#include "core/expression/evaluation.h"
#include "core/expression/period.h"
#include "core/expression/textfunctions.h"

#include <algorithm>

namespace dw
{

using F = Function::Id;

namespace
{

// An answer of the calendar; a day outside years 1 to 9999 is an overflow.
Result<Value> dateOrOverflow(const std::optional<Date> &date)
{
    return date ? Result<Value>(Value(*date)) : Result<Value>(Arithmetic::overflow());
}

}  // namespace

Result<Value> Evaluation::call(const Node &node, const ValueSource &row)
{
    const F id = node.function->id;
    switch (id) {
        case F::If:
        case F::Case:
        case F::IfBlank:
        case F::Coalesce:
            return branches(node, row);
        case F::Today:
            return Value(m_context.zone.dateOf(m_context.now));
        case F::Now:
            return Value(m_context.now);
        case F::CurrentUser:
            return Value(m_context.currentUser);
        case F::CurrentTeam:
            return Value(m_context.currentTeam);
        default:
            break;
    }
    QList<Value> arguments;
    for (const auto &child : node.children) {
        DW_ASSIGN(Value value, run(*child, row));
        arguments.append(std::move(value));
    }
    if (id == F::IsBlank)
        return Value::boolean(arguments[0].isNull());
    if (id == F::Has || id == F::HasAny)
        return membership(arguments);
    const qsizetype nullable = id == F::Replace ? 2 : arguments.size();
    for (qsizetype i = 0; i < std::min(nullable, arguments.size()); ++i) {
        if (arguments[i].isNull())
            return Value();
    }
    if (id >= F::Contains && id <= F::Text)
        return textCall(id, arguments);
    if (id >= F::Abs && id <= F::Number)
        return numberCall(node, arguments);
    return dateCall(id, arguments);
}

Result<Value> Evaluation::branches(const Node &node, const ValueSource &row)
{
    const auto &children = node.children;
    if (node.function->id == F::If) {
        DW_ASSIGN(const Value condition, run(*children[0], row));
        if (condition.isNull())
            return Value();
        if (condition.boolean())
            return run(*children[1], row);
        return children.size() > 2 ? run(*children[2], row) : Result<Value>(Value());
    }
    if (node.function->id == F::Case) {
        DW_ASSIGN(const Value value, run(*children[0], row));
        if (value.isNull())
            return Value();
        size_t i = 1;
        for (; i + 1 < children.size(); i += 2) {
            DW_ASSIGN(const Value match, run(*children[i], row));
            const std::optional<bool> same =
                match.isNull() ? std::nullopt : compares(Operator::Equal, value, match);
            if (!same)
                return Value();
            if (*same)
                return run(*children[i + 1], row);
        }
        return i < children.size() ? run(*children[i], row) : Result<Value>(Value());
    }
    for (const auto &child : children) {
        DW_ASSIGN(Value value, run(*child, row));
        if (!value.isNull())
            return value;
    }
    return Value();
}

Result<Value> Evaluation::membership(const QList<Value> &arguments)
{
    bool unknown = false;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const Value &wanted = arguments[i];
        if (wanted.isNull())
            unknown = true;
        else if (wanted.kind() == Value::Kind::Text ? arguments[0].keys().contains(wanted.text())
                                                    : arguments[0].ids().contains(wanted.id()))
            return Value::boolean(true);
    }
    return unknown ? Value() : Value::boolean(false);
}

Result<Value> Evaluation::textCall(Function::Id id, const QList<Value> &arguments)
{
    const QString text = arguments[0].text();
    const QString second = arguments.value(1).text();
    const qint64 number = arguments.value(1).integer();
    switch (id) {
        case F::Contains:
            return Value::boolean(TextFunctions::contains(text, second));
        case F::StartsWith:
            return Value::boolean(TextFunctions::startsWith(text, second));
        case F::EndsWith:
            return Value::boolean(TextFunctions::endsWith(text, second));
        case F::Length:
            return Value(TextFunctions::length(text));
        case F::Lower:
            return Value(TextFunctions::lower(text));
        case F::Upper:
            return Value(TextFunctions::upper(text));
        case F::Trim:
            return Value(TextFunctions::trimmed(text));
        case F::Left:
            return Value(TextFunctions::left(text, number));
        case F::Right:
            return Value(TextFunctions::right(text, number));
        case F::Mid:
            return Value(TextFunctions::mid(text, number, arguments[2].integer()));
        case F::Replace: {
            const QString by = arguments[2].text();
            // A short text full of matches must not become gigabytes.
            if (text.size() * std::max<qsizetype>(by.size(), 1) > 16 * 1024 * 1024)
                return Error(ErrorCode::Limit, QStringLiteral("expression.step_limit"),
                             {QString::number(m_context.stepLimit)});
            return Value(TextFunctions::replaced(text, second, by));
        }
        default: {
            QString joined;
            for (const Value &argument : arguments)
                joined += TextFunctions::written(argument);
            return Value(joined);
        }
    }
}

Result<Value> Evaluation::numberCall(const Node &node, const QList<Value> &arguments)
{
    const F id = node.function->id;
    switch (id) {
        case F::Abs:
            return Arithmetic::absolute(arguments[0]);
        case F::Round:
            return Arithmetic::round(arguments[0], int(arguments.value(1).integer()), node.type);
        case F::Floor:
            return Arithmetic::whole(arguments[0], Arithmetic::Direction::Down);
        case F::Ceiling:
            return Arithmetic::whole(arguments[0], Arithmetic::Direction::Up);
        case F::Mod:
            return Arithmetic::modulo(arguments[0], arguments[1], node.type);
        case F::Number:
            return TextFunctions::number(arguments[0].text());
        default:
            break;
    }
    Value best = arguments[0];
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const std::optional<int> ordered = order(arguments[i], best);
        if (!ordered)
            return Arithmetic::mixedCurrencies(best.money().currency, arguments[i].money().currency);
        if (id == F::Min ? *ordered < 0 : *ordered > 0)
            best = arguments[i];
    }
    return best;
}

Result<Value> Evaluation::dateCall(Function::Id id, const QList<Value> &arguments)
{
    if (id == F::Date) {
        std::optional<Date> date;
        if (arguments.size() == 3)
            date = Calendar::date(arguments[0].integer(), arguments[1].integer(), arguments[2].integer());
        else if (arguments[0].kind() == Value::Kind::Text)
            date = Date::fromIso(arguments[0].text());
        else
            date = dateOf(arguments[0]);
        return date ? Value(*date) : Value();
    }
    if (id == F::Seconds)
        return Value((instantOf(arguments[0]).ms - instantOf(arguments[1]).ms) / 1000);
    return dayCall(id, dateOf(arguments[0]), arguments);
}

Result<Value> Evaluation::dayCall(Function::Id id, Date date, const QList<Value> &arguments)
{
    const qint64 number = arguments.value(1).integer();
    const int fiscalStart = m_context.fiscalStartMonth;
    switch (id) {
        case F::Year:
            return Value(qint64(date.toQDate().year()));
        case F::Quarter:
            return Value(qint64(Calendar::quarter(date, fiscalStart)));
        case F::Month:
            return Value(qint64(date.toQDate().month()));
        case F::Day:
            return Value(qint64(date.toQDate().day()));
        case F::Weekday:
            return Value(qint64(Calendar::weekday(date)));
        case F::YearMonth:
            return Value(Calendar::yearMonth(date));
        case F::YearQuarter:
            return Value(Calendar::yearQuarter(date, fiscalStart));
        case F::StartOfMonth:
            return Value(Calendar::startOfMonth(date));
        case F::EndOfMonth:
            return Value(Calendar::endOfMonth(date));
        case F::AddDays:
            return dateOrOverflow(Calendar::addDays(date, number));
        case F::AddMonths:
            return dateOrOverflow(Calendar::addMonths(date, number));
        case F::Days:
            return Value(qint64(date.days) - dateOf(arguments[1]).days);
        case F::BusinessDays:
            return Value(m_context.businessDays.between(date, dateOf(arguments[1])));
        case F::AddBusinessDays:
            return dateOrOverflow(m_context.businessDays.add(date, number));
        case F::InPeriod: {
            const Date today = m_context.zone.dateOf(m_context.now);
            const std::optional<Period> period = Period::of(arguments[1].text(), today, fiscalStart);
            return period ? Value::boolean(period->contains(date)) : Value();
        }
        default:
            return Value();
    }
}

}  // namespace dw
