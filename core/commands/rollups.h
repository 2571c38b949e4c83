// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

namespace dw
{

// Recomputes the stored roll-ups of every record whose collections the applied change set touched (DESIGN 4),
// once per record, in the running transaction, and adds those changes to the context's change set. Call after
// apply().
Result<void> applyRollUps(WriteSession &session, CommandContext &context);

}  // namespace dw
