// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

namespace dw
{

// Unique fields, hard (uscc, code, login) and inside their parent (a line number, a customer's primary
// contact): a finding that names the record which holds the value already.
Result<void> checkUniqueness(CommandContext &context, const Record &before, const Record &after);

}  // namespace dw
