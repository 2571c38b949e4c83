// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of commands. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine CommandsWording[] = {
    {"command.unknown", QT_TRANSLATE_NOOP("wording", "There is no command %1.")},
};

}  // namespace dw
