// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>
#include <QList>
#include <QStringView>

namespace dw
{

// One function of the formula language. The table is the single place where names, arities and meanings
// stand; the checker, the evaluator, the SQL compiler, the help and the completion read it.
//
// NULL: every function with a NULL argument is NULL, except AND, OR (three-valued), ISBLANK, IFBLANK,
// COALESCE, HAS and HASANY (an empty set contains nothing: FALSE), REPLACE (its third argument counts as
// empty text), the branches of IF and CASE that are not taken, and aggregates (they skip NULL). IF with a
// NULL condition and CASE with a NULL value or NULL match are NULL. An aggregate over nothing is NULL; COUNT
// 0, ANY FALSE, ALL TRUE.
//
// Text: positions and lengths count code points, the first is 1. CONTAINS, STARTSWITH and ENDSWITH ignore
// case (Unicode simple folding), everything else does not. A result without characters is NULL. Dates: an
// Instant counts as its day in the business zone. WEEKDAY is 1 on Monday to 7 on Sunday. YEAR and MONTH are
// the calendar's; QUARTER and YEARQUARTER follow the fiscal start month, a fiscal year bearing the number of
// the calendar year it begins in ("2026-Q4"). BUSINESSDAYS counts both ends and is negative backwards.
// SECONDS drops what is below one; a date
// counts as its beginning. INPERIOD takes a name of period.h.
struct Function
{
    enum class Id {
        // logic
        If,
        And,
        Or,
        Not,
        IsBlank,
        IfBlank,
        Case,
        Coalesce,
        // text
        Contains,
        StartsWith,
        EndsWith,
        Length,
        Lower,
        Upper,
        Trim,
        Left,
        Right,
        Mid,
        Concat,
        Replace,
        Text,
        // number
        Abs,
        Round,
        Floor,
        Ceiling,
        Min,
        Max,
        Mod,
        Number,
        // date
        Today,
        Now,
        Date,
        Year,
        Quarter,
        Month,
        Day,
        Weekday,
        YearMonth,
        YearQuarter,
        Days,
        Seconds,
        AddDays,
        AddMonths,
        StartOfMonth,
        EndOfMonth,
        BusinessDays,
        AddBusinessDays,
        InPeriod,
        // sets
        Has,
        HasAny,
        // aggregates over a collection, or over the query's rows in measures
        Count,
        Sum,
        Average,
        Minimum,
        Maximum,
        Any,
        All,
        // aggregates in measures only
        CountDistinct,
        Median,
        // who and where
        CurrentUser,
        CurrentTeam,
    };
    Id id;
    QLatin1String name;  // upper case
    int minArguments;
    int maxArguments;  // -1: any number
    bool aggregate;
    QLatin1String signature;  // for help: "IF(condition, then, else)"
};

const QList<Function> &functions();
// Case-insensitive; nullptr if there is none.
const Function *findFunction(QStringView name);
const Function &function(Function::Id id);

}  // namespace dw
