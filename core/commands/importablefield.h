// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/field.h"

namespace dw
{

// Whether an import may fill the field at all; what only the engine writes takes an import of history.
bool isImportable(const Field &field);

}  // namespace dw
