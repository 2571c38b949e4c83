// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"

#include <QList>
#include <QString>

namespace dw
{

// One line of the filter builder: a field, an operator and its values.
struct SimpleCondition
{
    enum class Operator {
        Is,             // amount = 5
        IsNot,          // stage <> "won"
        AnyOf,          // stage IN ("open", "won")
        NoneOf,         // NOT(stage IN ("open", "won"))
        Contains,       // CONTAINS(name, "x")
        NotContains,    // NOT(CONTAINS(name, "x"))
        StartsWith,     // STARTSWITH(name, "x")
        AtLeast,        // amount >= 5
        AtMost,         // amount <= 5
        MoreThan,       // amount > 5
        LessThan,       // amount < 5
        Before,         // closes < DATE("2026-11-19")
        After,          // closes > DATE("2026-11-19")
        Blank,          // ISBLANK(amount)
        NotBlank,       // NOT(ISBLANK(amount))
        InPeriod,       // INPERIOD(closes, "THIS_MONTH"); names in period.h
        Has,            // HAS(interests, "crm")
        HasAny,         // HASANY(interests, "crm", "erp")
        IsCurrentUser,  // owner_id = CURRENTUSER()
        IsCurrentTeam,  // team_id = CURRENTTEAM()
    };
    QString field;  // "amount" or "account.industry"
    Operator op = Operator::Is;
    // None for Blank, NotBlank, IsCurrentUser and IsCurrentTeam; one or more for AnyOf, NoneOf and HasAny;
    // one for the others. Text (also keys, ids and the name of a period), Integer, Decimal (also amounts of
    // money, in whole units), Percent, Boolean, Date, Instant; never NULL. Before and After take a Date or
    // Instant, MoreThan and LessThan do not.
    QList<Value> values;

    friend bool operator==(const SimpleCondition &, const SimpleCondition &) = default;
};

}  // namespace dw
