// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/clicommand.h"

namespace dw
{

// Stays in step with the server until it is interrupted or `seconds` are over (0: never), a line for every
// change: {state, since, last_synced, waiting, inbox, live, error}. Ends with the error where somebody has to
// sign in or the server ended it.
ExitCode followSync(CliContext &context, int seconds);

}  // namespace dw
