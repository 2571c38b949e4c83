// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>
#include <QList>

namespace dw
{

// One function of the formula language. The table is the single place where names, arities and meanings stand; the
// checker, the evaluator, the SQL compiler, the help and the completion read it.
struct Function
{
    enum class Id {
        // logic
        If, And, Or, Not, IsBlank, IfBlank, Case, Coalesce,
        // text
        Contains, StartsWith, EndsWith, Length, Lower, Upper, Trim, Left, Right, Mid, Concat, Replace, Text,
        // number
        Abs, Round, Floor, Ceiling, Min, Max, Mod, Number,
        // date
        Today, Now, Date, Year, Quarter, Month, Day, Weekday, YearMonth, YearQuarter, Days, AddDays, AddMonths,
        StartOfMonth, EndOfMonth, BusinessDays, AddBusinessDays,
        // sets
        Has, HasAny,
        // aggregates over a collection
        Count, Sum, Average, Minimum, Maximum, Any, All,
        // who and where
        CurrentUser, CurrentTeam,
    };
    Id id;
    QLatin1String name;   // upper case
    int minArguments;
    int maxArguments;     // -1: any number
    bool aggregate;
    QLatin1String signature;  // for help: "IF(condition, then, else)"
};

const QList<Function> &functions();
// Case-insensitive; nullptr if there is none.
const Function *findFunction(QStringView name);

}  // namespace dw
