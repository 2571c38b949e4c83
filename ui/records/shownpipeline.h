// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "ui/shell/uicontext.h"

namespace dw::ui
{

// The pipeline of deals that this person works with: the one the board shows, else the standard one, else the
// first; null where there is none.
Id shownPipeline(const UiContext &context);
void setShownPipeline(const UiContext &context, const Id &pipeline);

}  // namespace dw::ui
