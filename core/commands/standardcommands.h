// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"
#include "core/store/workspace.h"

#include <memory>
#include <vector>

namespace dw
{

// One object of every command of the program. To add a command: write its class, name it here. `workspace`
// holds the files of attachments and must outlive them.
std::vector<std::shared_ptr<const Command>> standardCommands(const Workspace &workspace);

}  // namespace dw
