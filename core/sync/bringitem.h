// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/duplicatesearch.h"
#include "core/sync/bringplan.h"

namespace dw
{

// What becomes of one record of a standalone workspace.
struct BringItem
{
    enum class Fate { New, Same, Here, Left } fate = Fate::New;
    BringPlan::Reason reason = BringPlan::Reason::Chosen;  // of one that is left
    Id source;
    Record record;     // as it is to be in the joined workspace, under its own id
    Record there;      // Same: the record that it is there
    QList<int> later;  // fields that name what comes after it
};

}  // namespace dw
