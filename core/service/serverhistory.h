// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/sync/syncaccess.h"

#include <memory>

namespace dw
{

// Who may hold what of this server.
std::shared_ptr<const SyncAccess> serverAccess();

// Makes the workspace a server's, where it is none yet, and has everything that is done in it from here on
// numbered for the laptops (LedgerWriter). `epoch` is that of the server's account store: a server that was
// restored has a new one, which its workspace takes over. Before anything runs.
Result<void> keepHistory(CommandRunner &runner, const std::shared_ptr<const SyncAccess> &access,
                         const Id &epoch);

}  // namespace dw
