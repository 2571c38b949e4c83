// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of store. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine StoreWording[] = {
    {"store.disk_full",
     QT_TRANSLATE_NOOP("wording", "The disk is full. Nothing was lost: make room, then save again.")},
};

}  // namespace dw
