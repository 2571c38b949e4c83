// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of rules. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine RulesWording[] = {
    {"gate.field_missing", QT_TRANSLATE_NOOP("wording", "%1 is missing for the step to %2.")},
};

}  // namespace dw
