// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

namespace dw
{

// B1: of references to what is not there (`value.reference_missing`) those to a deleted record that the actor
// may see name it, as `value.reference_deleted` {field, title, id}.
Result<Findings> nameDeleted(CommandContext &context, const Record &after, Findings problems);

}  // namespace dw
