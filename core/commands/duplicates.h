// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

namespace dw
{

// B8: what looks like `after` among the stored records, when it is made or one of the fields that say so is
// changed. The candidates are found by the indexes of their values, the surest first, a few at most. One that
// is as good as the same is a blocker that can be waived with a reason (item "duplicate", the right of
// Action::WaiveGate; the reason is audited): `duplicate.possible` {title, fields, id}, with the candidate as
// the finding's record. One that the actor may not see is `duplicate.unseen` {fields} or, where it has a
// team, `duplicate.unseen_team` {fields, team}. Others that the actor sees are warnings
// (`duplicate.similar`).
Result<void> checkDuplicates(CommandContext &context, const Record &before, const Record &after,
                             const CommandContext::SaveOptions &options);

}  // namespace dw
