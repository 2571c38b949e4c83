// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of dictionary. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine DictionaryWording[] = {
    {"dictionary.invalid", QT_TRANSLATE_NOOP("wording", "%1: the definition of %2 is wrong: %3")},
};

}  // namespace dw
