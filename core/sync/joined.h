// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/sync/syncaccess.h"

#include <memory>
#include <optional>

namespace dw
{

// A workspace that takes part in a server's history: as which device, and whose.
struct Joined
{
    Id device;
    Id user;
};

// Nothing for a standalone workspace.
Result<std::optional<Joined>> joinedAs(const ReadSession &session);

// What every program does after it has opened a runner: from here on all that is done in a joined workspace
// goes into its outbox (OutboxWriter), and in a server's workspace it is numbered for the laptops
// (keepHistory()). Nothing for a standalone one. The reason where it is locked (SyncGuard), unless the lock
// is passed by: by what only syncs or signs in. Blocks.
enum class Lock { Holds, PassedBy };
Result<std::optional<Joined>> prepareJoined(CommandRunner &runner, Lock lock = Lock::Holds);

// The second half for a server's workspace: who may hold what of it, which the runner's hook (LedgerWriter)
// goes by from here on. On the writer thread, founded before.
Result<std::shared_ptr<const SyncAccess>> keepHistory(CommandRunner &runner, WriteSession &session);

// Who acts in it, as far as the user's record is here; that comes with the first synchronisation.
Result<Actor> joinedActor(const ReadSession &session, const Dictionary &dictionary, const Joined &joined);

}  // namespace dw
