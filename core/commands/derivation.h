// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

namespace dw
{

// What the engine fills in by itself when a record is saved: defaults, the owner's team, the account of an
// activity, a deal's first stage and probability (F3.14, A45), the sum of its lines.
Result<void> deriveBeforeChecks(CommandContext &context, const Record &before, Record &after,
                                const CommandContext::SaveOptions &options);

// What follows for other records in the same transaction: last_activity_at of a deal and its customer, the
// task of an activity's next step, the next one of a task that repeats and is done, a deal's amount from its
// lines, a customer's one primary contact.
Result<void> deriveAfterSave(CommandContext &context, const Record &before, const Record &after);
// The amount of its deal, when a line was deleted or restored; nothing for any other record.
Result<void> followLine(CommandContext &context, const Record &line);
// The primary contact of a customer that another becomes is one no longer; nothing for any other record.
Result<void> yieldPrimary(CommandContext &context, const Record &before, const Record &after);

}  // namespace dw
