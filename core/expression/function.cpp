// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/function.h"

#include <algorithm>

namespace dw
{

const QList<Function> &functions()
{
    using Id = Function::Id;
    static const auto plain = [](Id id, const char *name, int least, int most, const char *signature) {
        return Function{id, QLatin1String(name), least, most, false, QLatin1String(signature)};
    };
    static const auto over = [](Id id, const char *name, int least, int most, const char *signature) {
        return Function{id, QLatin1String(name), least, most, true, QLatin1String(signature)};
    };
    static const QList<Function> all{
        plain(Id::If, "IF", 2, 3, "IF(condition, then, else)"),
        plain(Id::And, "AND", 1, -1, "AND(condition, ...)"),
        plain(Id::Or, "OR", 1, -1, "OR(condition, ...)"),
        plain(Id::Not, "NOT", 1, 1, "NOT(condition)"),
        plain(Id::IsBlank, "ISBLANK", 1, 1, "ISBLANK(value)"),
        plain(Id::IfBlank, "IFBLANK", 2, 2, "IFBLANK(value, instead)"),
        plain(Id::Case, "CASE", 3, -1, "CASE(value, match, result, ..., else)"),
        plain(Id::Coalesce, "COALESCE", 1, -1, "COALESCE(value, ...)"),

        plain(Id::Contains, "CONTAINS", 2, 2, "CONTAINS(text, part)"),
        plain(Id::StartsWith, "STARTSWITH", 2, 2, "STARTSWITH(text, part)"),
        plain(Id::EndsWith, "ENDSWITH", 2, 2, "ENDSWITH(text, part)"),
        plain(Id::Length, "LENGTH", 1, 1, "LENGTH(text)"),
        plain(Id::Lower, "LOWER", 1, 1, "LOWER(text)"),
        plain(Id::Upper, "UPPER", 1, 1, "UPPER(text)"),
        plain(Id::Trim, "TRIM", 1, 1, "TRIM(text)"),
        plain(Id::Left, "LEFT", 2, 2, "LEFT(text, count)"),
        plain(Id::Right, "RIGHT", 2, 2, "RIGHT(text, count)"),
        plain(Id::Mid, "MID", 3, 3, "MID(text, start, count)"),
        plain(Id::Concat, "CONCAT", 1, -1, "CONCAT(value, ...)"),
        plain(Id::Replace, "REPLACE", 3, 3, "REPLACE(text, part, by)"),
        plain(Id::Text, "TEXT", 1, 1, "TEXT(value)"),

        plain(Id::Abs, "ABS", 1, 1, "ABS(number)"),
        plain(Id::Round, "ROUND", 1, 2, "ROUND(number, decimals)"),
        plain(Id::Floor, "FLOOR", 1, 1, "FLOOR(number)"),
        plain(Id::Ceiling, "CEILING", 1, 1, "CEILING(number)"),
        plain(Id::Min, "MIN", 1, -1, "MIN(value, ...)"),
        plain(Id::Max, "MAX", 1, -1, "MAX(value, ...)"),
        plain(Id::Mod, "MOD", 2, 2, "MOD(number, divisor)"),
        plain(Id::Number, "NUMBER", 1, 1, "NUMBER(text)"),

        plain(Id::Today, "TODAY", 0, 0, "TODAY()"),
        plain(Id::Now, "NOW", 0, 0, "NOW()"),
        plain(Id::Date, "DATE", 1, 3, "DATE(\"2026-11-19\") or DATE(year, month, day)"),
        plain(Id::Year, "YEAR", 1, 1, "YEAR(date)"),
        plain(Id::Quarter, "QUARTER", 1, 1, "QUARTER(date)"),
        plain(Id::Month, "MONTH", 1, 1, "MONTH(date)"),
        plain(Id::Day, "DAY", 1, 1, "DAY(date)"),
        plain(Id::Weekday, "WEEKDAY", 1, 1, "WEEKDAY(date)"),
        plain(Id::YearMonth, "YEARMONTH", 1, 1, "YEARMONTH(date)"),
        plain(Id::YearQuarter, "YEARQUARTER", 1, 1, "YEARQUARTER(date)"),
        plain(Id::Days, "DAYS", 2, 2, "DAYS(end, start)"),
        plain(Id::Seconds, "SECONDS", 2, 2, "SECONDS(end, start)"),
        plain(Id::AddDays, "ADDDAYS", 2, 2, "ADDDAYS(date, days)"),
        plain(Id::AddMonths, "ADDMONTHS", 2, 2, "ADDMONTHS(date, months)"),
        plain(Id::StartOfMonth, "STARTOFMONTH", 1, 1, "STARTOFMONTH(date)"),
        plain(Id::EndOfMonth, "ENDOFMONTH", 1, 1, "ENDOFMONTH(date)"),
        plain(Id::BusinessDays, "BUSINESSDAYS", 2, 2, "BUSINESSDAYS(first, last)"),
        plain(Id::AddBusinessDays, "ADDBUSINESSDAYS", 2, 2, "ADDBUSINESSDAYS(date, days)"),
        plain(Id::InPeriod, "INPERIOD", 2, 2, "INPERIOD(date, \"THIS_MONTH\")"),

        plain(Id::Has, "HAS", 2, 2, "HAS(set, key)"),
        plain(Id::HasAny, "HASANY", 2, -1, "HASANY(set, key, ...)"),

        over(Id::Count, "COUNT", 0, 2, "COUNT(collection, condition)"),
        over(Id::Sum, "SUM", 1, 2, "SUM(collection.field, condition)"),
        over(Id::Average, "AVERAGE", 1, 2, "AVERAGE(collection.field, condition)"),
        over(Id::Minimum, "MINIMUM", 1, 2, "MINIMUM(collection.field, condition)"),
        over(Id::Maximum, "MAXIMUM", 1, 2, "MAXIMUM(collection.field, condition)"),
        over(Id::Any, "ANY", 1, 2, "ANY(collection, condition)"),
        over(Id::All, "ALL", 2, 2, "ALL(collection, condition)"),
        over(Id::CountDistinct, "COUNTDISTINCT", 1, 2, "COUNTDISTINCT(field, condition)"),
        over(Id::Median, "MEDIAN", 1, 2, "MEDIAN(field, condition)"),

        plain(Id::CurrentUser, "CURRENTUSER", 0, 0, "CURRENTUSER()"),
        plain(Id::CurrentTeam, "CURRENTTEAM", 0, 0, "CURRENTTEAM()"),
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
