// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/clicommand.h"
#include "app/cli/cliworkspace.h"
#include "core/commands/commandresult.h"

namespace dw
{

// What a command came to: with --json {status, ids, findings, data}, else the ids, and what stands in the way
// as errors.
ExitCode answerCommand(const CliContext &context, CliWorkspace &workspace, const CommandResult &result);

}  // namespace dw
