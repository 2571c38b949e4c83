// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"

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

// What every program does after it has opened a runner: in a joined workspace all that is done from here on
// goes into the outbox (OutboxWriter). Nothing for a standalone one. Blocks.
Result<std::optional<Joined>> prepareJoined(CommandRunner &runner);

// Who acts in it, as far as the user's record is here; that comes with the first synchronisation.
Result<Actor> joinedActor(const ReadSession &session, const Dictionary &dictionary, const Joined &joined);

}  // namespace dw
