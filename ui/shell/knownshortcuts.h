// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

namespace dw::ui
{

// The actions with keys that screens add when they are opened first, as they add them, so that the list of
// keys is whole from the start (A22). A walk through all screens proves that it is the same.
QList<ActionRegistry::Spec> knownShortcuts(const UiContext &context);

}  // namespace dw::ui
