// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/evaluator.h"

namespace dw
{

// What holds for the whole workspace (DESIGN 4): the zone decides every day and period, the currency every
// base sum.
struct WorkspaceSettings
{
    BusinessZone zone;
    Currency currency;
    int fiscalStartMonth = 1;  // 1 = January
    BusinessDays businessDays;

    EvaluationContext context(Instant now, const Id &user, const Id &team) const
    {
        EvaluationContext made;
        made.now = now;
        made.zone = zone;
        made.fiscalStartMonth = fiscalStartMonth;
        made.businessDays = businessDays;
        made.currentUser = user;
        made.currentTeam = team;
        made.workspaceCurrency = currency;
        return made;
    }
};

}  // namespace dw
