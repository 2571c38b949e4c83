// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandresult.h"
#include "ui/shell/uicontext.h"

namespace dw::ui
{

// What an applied command warns of ("Next step is missing: ..."), each sentence once, the first three; empty
// when there is nothing.
QString warningText(const UiContext &context, const CommandResult &result);

// Says that a command was applied: `done` with Undo, and below it what the command warns of.
void tellApplied(const UiContext &context, const QString &done, const CommandResult &result);

}  // namespace dw::ui
