// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

namespace dw
{

// What a role, a permission, a share or a user's roles may not say, as findings "access.*": a role that
// inherits itself, a permission on an object or field that there is not, a field that may be edited but not
// read, a condition that cannot be read, a share with nobody who could have it; and a share that has ended
// already as a warning. A view that everybody sees is made and changed by who may change every view. Nobody
// shares more than they have: Forbidden. That two permissions say the same and that the last administrator
// goes is refused elsewhere (checkUniqueness, CommandRunner).
Result<void> checkAccessRecord(CommandContext &context, const Record &before, const Record &after);

}  // namespace dw
