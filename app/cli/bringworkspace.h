// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/clicommand.h"

namespace dw
{

// device bring FOLDER [--dry-run] [--on-duplicate same|both|leave] [--duplicate ID=same|both|leave]...
// [--on-missing leave|bring]: what was done alone in FOLDER goes into this joined workspace and to its server
// (StandaloneJoin). Synchronises before, for the plan is about what the server holds, and after. `arguments`
// are what stands behind "bring". One object with --json: the plan (BringPlan::toJson()) with `dry_run` and
// what stands in its way as `obstacle`, or also `brought`, `waiting`, `offered`, `pushed`, `rejected`,
// `inbox`.
ExitCode bringWorkspace(const QStringList &arguments, CliContext &context);

}  // namespace dw
