// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/commands/configuration.h"
#include "core/store/session.h"

namespace dw
{

// Imports that stand as running while nobody imports: their process ended. They are marked as interrupted
// and roll-ups over what they brought in are put right; it stays until somebody undoes it. For the process
// that has just opened the workspace, on the writer thread. In a transaction of its own, if there are any.
Result<void> endInterruptedImports(WriteSession &session, const ConfigurationPtr &configuration,
                                   const Clock &clock, IdGenerator &ids);

}  // namespace dw
