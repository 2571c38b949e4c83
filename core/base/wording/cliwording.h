// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of cli. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine CliWording[] = {
    {"cli.unknown_option", QT_TRANSLATE_NOOP("wording", "%1 is not an option here. See --help.")},
};

}  // namespace dw
