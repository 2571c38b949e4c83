// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/sync/syncaccess.h"

#include <memory>

namespace dw
{

// Makes the workspace a server's, where it is none yet, and has everything that is done in it from here on
// numbered for the laptops (keepHistory()). `epoch` is that of the server's account store: a server that was
// restored has a new one, which its workspace takes over. Before anything runs; answers who may hold what.
Result<std::shared_ptr<const SyncAccess>> makeServers(CommandRunner &runner, const Id &epoch);

}  // namespace dw
