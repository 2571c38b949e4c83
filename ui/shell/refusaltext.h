// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandresult.h"
#include "ui/shell/uicontext.h"

namespace dw::ui
{

// Why a command was not applied, in one sentence: its first blocker, else its error.
QString refusalText(const UiContext &context, const CommandResult &result);

}  // namespace dw::ui
