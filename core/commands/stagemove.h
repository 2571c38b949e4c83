// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

namespace dw
{

// Every change of a record's stage passes here, whichever command makes it: asks the gate, then sets what
// follows from the stage (result, probability, forecast category, stage_entered_at, won_at, lost_at) and
// writes the stage history. An import of history keeps the dates it brings and is not gated (it is marked
// imported and audited).
Result<void> checkStageMove(CommandContext &context, const Record &before, Record &after,
                            const CommandContext::SaveOptions &options);

}  // namespace dw
