// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/function.h"

#include <algorithm>

namespace dw
{

const QList<Function> &functions()
{
    using Which = Function::Id;
    static const auto plain = [](Which id, const char *name, int least, int most, const char *signature) {
        return Function{id, QLatin1String(name), least, most, false, QLatin1String(signature)};
    };
    static const auto over = [](Which id, const char *name, int least, int most, const char *signature) {
        return Function{id, QLatin1String(name), least, most, true, QLatin1String(signature)};
    };
    static const QList<Function> all{
        plain(Which::If, "IF", 2, 3, "IF(condition, then, else)"),
        plain(Which::And, "AND", 1, -1, "AND(condition, ...)"),
        plain(Which::Or, "OR", 1, -1, "OR(condition, ...)"),
        plain(Which::Not, "NOT", 1, 1, "NOT(condition)"),
        plain(Which::IsBlank, "ISBLANK", 1, 1, "ISBLANK(value)"),
        plain(Which::IfBlank, "IFBLANK", 2, 2, "IFBLANK(value, instead)"),
        plain(Which::Case, "CASE", 3, -1, "CASE(value, match, result, ..., else)"),
        plain(Which::Coalesce, "COALESCE", 1, -1, "COALESCE(value, ...)"),

        plain(Which::Contains, "CONTAINS", 2, 2, "CONTAINS(text, part)"),
        plain(Which::StartsWith, "STARTSWITH", 2, 2, "STARTSWITH(text, part)"),
        plain(Which::EndsWith, "ENDSWITH", 2, 2, "ENDSWITH(text, part)"),
        plain(Which::Length, "LENGTH", 1, 1, "LENGTH(text)"),
        plain(Which::Lower, "LOWER", 1, 1, "LOWER(text)"),
        plain(Which::Upper, "UPPER", 1, 1, "UPPER(text)"),
        plain(Which::Trim, "TRIM", 1, 1, "TRIM(text)"),
        plain(Which::Left, "LEFT", 2, 2, "LEFT(text, count)"),
        plain(Which::Right, "RIGHT", 2, 2, "RIGHT(text, count)"),
        plain(Which::Mid, "MID", 3, 3, "MID(text, start, count)"),
        plain(Which::Concat, "CONCAT", 1, -1, "CONCAT(value, ...)"),
        plain(Which::Replace, "REPLACE", 3, 3, "REPLACE(text, part, by)"),
        plain(Which::Text, "TEXT", 1, 1, "TEXT(value)"),

        plain(Which::Abs, "ABS", 1, 1, "ABS(number)"),
        plain(Which::Round, "ROUND", 1, 2, "ROUND(number, decimals)"),
        plain(Which::Floor, "FLOOR", 1, 1, "FLOOR(number)"),
        plain(Which::Ceiling, "CEILING", 1, 1, "CEILING(number)"),
        plain(Which::Min, "MIN", 1, -1, "MIN(value, ...)"),
        plain(Which::Max, "MAX", 1, -1, "MAX(value, ...)"),
        plain(Which::Mod, "MOD", 2, 2, "MOD(number, divisor)"),
        plain(Which::Number, "NUMBER", 1, 1, "NUMBER(text)"),

        plain(Which::Today, "TODAY", 0, 0, "TODAY()"),
        plain(Which::Now, "NOW", 0, 0, "NOW()"),
        plain(Which::Date, "DATE", 1, 3, "DATE(\"2026-11-19\") or DATE(year, month, day)"),
        plain(Which::Year, "YEAR", 1, 1, "YEAR(date)"),
        plain(Which::Quarter, "QUARTER", 1, 1, "QUARTER(date)"),
        plain(Which::Month, "MONTH", 1, 1, "MONTH(date)"),
        plain(Which::Day, "DAY", 1, 1, "DAY(date)"),
        plain(Which::Weekday, "WEEKDAY", 1, 1, "WEEKDAY(date)"),
        plain(Which::YearMonth, "YEARMONTH", 1, 1, "YEARMONTH(date)"),
        plain(Which::YearQuarter, "YEARQUARTER", 1, 1, "YEARQUARTER(date)"),
        plain(Which::Days, "DAYS", 2, 2, "DAYS(end, start)"),
        plain(Which::Seconds, "SECONDS", 2, 2, "SECONDS(end, start)"),
        plain(Which::AddDays, "ADDDAYS", 2, 2, "ADDDAYS(date, days)"),
        plain(Which::AddMonths, "ADDMONTHS", 2, 2, "ADDMONTHS(date, months)"),
        plain(Which::StartOfMonth, "STARTOFMONTH", 1, 1, "STARTOFMONTH(date)"),
        plain(Which::EndOfMonth, "ENDOFMONTH", 1, 1, "ENDOFMONTH(date)"),
        plain(Which::BusinessDays, "BUSINESSDAYS", 2, 2, "BUSINESSDAYS(first, last)"),
        plain(Which::AddBusinessDays, "ADDBUSINESSDAYS", 2, 2, "ADDBUSINESSDAYS(date, days)"),
        plain(Which::InPeriod, "INPERIOD", 2, 2, "INPERIOD(date, \"THIS_MONTH\")"),

        plain(Which::Has, "HAS", 2, 2, "HAS(set, key)"),
        plain(Which::HasAny, "HASANY", 2, -1, "HASANY(set, key, ...)"),

        over(Which::Count, "COUNT", 0, 2, "COUNT(collection, condition)"),
        over(Which::Sum, "SUM", 1, 2, "SUM(collection.field, condition)"),
        over(Which::Average, "AVERAGE", 1, 2, "AVERAGE(collection.field, condition)"),
        over(Which::Minimum, "MINIMUM", 1, 2, "MINIMUM(collection.field, condition)"),
        over(Which::Maximum, "MAXIMUM", 1, 2, "MAXIMUM(collection.field, condition)"),
        over(Which::Any, "ANY", 1, 2, "ANY(collection, condition)"),
        over(Which::All, "ALL", 2, 2, "ALL(collection, condition)"),
        over(Which::CountDistinct, "COUNTDISTINCT", 1, 2, "COUNTDISTINCT(field, condition)"),
        over(Which::Median, "MEDIAN", 1, 2, "MEDIAN(field, condition)"),

        plain(Which::CurrentUser, "CURRENTUSER", 0, 0, "CURRENTUSER()"),
        plain(Which::CurrentTeam, "CURRENTTEAM", 0, 0, "CURRENTTEAM()"),
    };
    return all;
}

const Function *findFunction(QStringView name)
{
    const QList<Function> &all = functions();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Function &one) {
        return name.compare(one.name, Qt::CaseInsensitive) == 0;
    });
    return found == all.end() ? nullptr : &*found;
}

const Function &function(Function::Id id)
{
    const QList<Function> &all = functions();
    return *std::find_if(all.begin(), all.end(), [&](const Function &one) { return one.id == id; });
}

}  // namespace dw
