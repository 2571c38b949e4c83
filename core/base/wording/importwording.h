// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of import. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine ImportWording[] = {
    {"import.cancelled", QT_TRANSLATE_NOOP("wording", "The import was stopped. Nothing of it was kept.")},
};

}  // namespace dw
