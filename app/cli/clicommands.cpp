// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/clicommand.h"
#include "app/cli/newcommand.h"

namespace dw
{

std::vector<std::unique_ptr<const CliCommand>> cliCommands()
{
    std::vector<std::unique_ptr<const CliCommand>> commands;
    commands.push_back(std::make_unique<NewCommand>());
    return commands;
}

}  // namespace dw
