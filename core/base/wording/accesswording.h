// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of access. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine AccessWording[] = {
    {"access.action_forbidden", QT_TRANSLATE_NOOP("wording", "Your role may not do this with %1. %2")},
    {"access.field_forbidden", QT_TRANSLATE_NOOP("wording", "Your role may not change %2 of %1.")},
    {"access.forbidden_field", QT_TRANSLATE_NOOP("wording", "Your role does not show %2 of %1.")},
    {"access.refused_times", QT_TRANSLATE_NOOP("wording", "%1 (%2 times)")},
    {"access.record_hidden", QT_TRANSLATE_NOOP("wording", "The role does not show this record.")},
};

}  // namespace dw
