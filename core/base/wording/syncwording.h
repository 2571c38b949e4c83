// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of sync. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine SyncWording[] = {
    {"sync.bad_transaction",
     QT_TRANSLATE_NOOP("wording",
                       "A change that came from a laptop cannot be read (%1). Nothing of it was "
                       "applied; update the program on that laptop.")},
    {"sync.bad_answer",
     QT_TRANSLATE_NOOP("wording",
                       "The server's answer cannot be read (%1). Nothing was changed here; update "
                       "the program, then sync again.")},
    {"sync.too_large",
     QT_TRANSLATE_NOOP("wording",
                       "This is more than one step may change in a shared workspace (%1). Do it in "
                       "smaller parts.")},
};

}  // namespace dw
