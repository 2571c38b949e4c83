// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

namespace dw
{

// The customer's own fields and objects, as records of field_definition and object_definition: once such a
// definition is no draft any more its column exists, so its key, its object and the shape of its values stay
// (DESIGN 4), and a key is never used again, not even after the definition was deleted. Blockers among the
// context's findings.
Result<void> checkDefinition(CommandContext &context, const Record &before, const Record &after);

}  // namespace dw
