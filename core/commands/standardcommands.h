// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

#include <memory>
#include <vector>

namespace dw
{

// One object of every command of the program. To add a command: write its class, name it here.
std::vector<std::shared_ptr<const Command>> standardCommands();

}  // namespace dw
