// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

namespace dw
{

// F2.10: whoever logs that they spoke to a customer is told, as a warning, that a colleague did in the day
// before: "activity.contacted_hours" or "activity.contacted_minutes" (who, how long ago). A note is no
// contact. Only what the actor may see is told, and only the newest.
Result<void> warnOfContact(CommandContext &context, const Record &activity);

}  // namespace dw
