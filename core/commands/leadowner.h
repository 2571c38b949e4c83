// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

namespace dw
{

// What claiming and releasing a lead have in common.

// Refused "lead.converted", "lead.disqualified": what is closed changes hands no more that way.
Result<void> checkOpenLead(const Record &lead);
// Puts the lead with its new owner (null: nobody) into the change set, checked as a saved record is, but for
// the reach of the actor's rights, which whoever calls has asked about. A value that is missing makes it
// incomplete: whoever gives it away or takes it is not asked for it.
Result<void> putLeadOwner(CommandContext &context, const Record &lead, Record after);

}  // namespace dw
