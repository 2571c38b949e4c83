// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

namespace dw
{

// What a changed configuration record says that the program could not follow (B10), as findings
// "rules.bad_configuration" with record, field and reason: a stage's actions, documents, probability and
// place, a calendar's days, a saved view's fields. Of a view's and a pipeline's condition as
// wrongExpression() and tryCondition() have it. Rulebook::compile refuses what makes no pipeline at all. Only
// what changes is looked at, so that a workspace with an older fault still opens and can be mended.
Result<void> checkConfiguration(CommandContext &context, const Record &before, const Record &after);

}  // namespace dw
