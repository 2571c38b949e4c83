// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of expression. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine ExpressionWording[] = {
    {"expression.too_deep", QT_TRANSLATE_NOOP("wording", "The formula is nested deeper than %1 levels.")},
};

}  // namespace dw
