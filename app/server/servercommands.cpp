// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/admincommand.h"
#include "app/server/carecommands.h"
#include "app/server/initcommand.h"
#include "app/server/servecommand.h"
#include "app/server/servercommand.h"

namespace dw
{

std::vector<std::unique_ptr<const ServerCommand>> serverCommands()
{
    std::vector<std::unique_ptr<const ServerCommand>> commands;
    commands.push_back(std::make_unique<InitCommand>());
    commands.push_back(std::make_unique<ServeCommand>());
    commands.push_back(std::make_unique<AdminCommand>(AdminCommand::Kind::User));
    commands.push_back(std::make_unique<AdminCommand>(AdminCommand::Kind::Device));
    commands.push_back(std::make_unique<AdminCommand>(AdminCommand::Kind::Exports));
    commands.push_back(std::make_unique<AdminCommand>(AdminCommand::Kind::Reads));
    commands.push_back(std::make_unique<AdminCommand>(AdminCommand::Kind::Issues));
    commands.push_back(std::make_unique<AdminCommand>(AdminCommand::Kind::History));
    commands.push_back(std::make_unique<AdminCommand>(AdminCommand::Kind::Policy));
    commands.push_back(std::make_unique<AdminCommand>(AdminCommand::Kind::Program));
    commands.push_back(std::make_unique<AdminCommand>(AdminCommand::Kind::Housekeep));
    commands.push_back(std::make_unique<AdminCommand>(AdminCommand::Kind::Stats));
    commands.push_back(std::make_unique<ServerBackupCommand>());
    commands.push_back(std::make_unique<ServerRehearseCommand>());
    commands.push_back(std::make_unique<ServerRestoreCommand>());
    commands.push_back(std::make_unique<ServerMigrateCommand>());
    commands.push_back(std::make_unique<ServerVerifyCommand>());
    commands.push_back(std::make_unique<ServerFingerprintCommand>());
    return commands;
}

ServerExit failWith(const ServerContext &context, const Error &error)
{
    context.complain(error);
    if (error.code == ErrorCode::Refused || error.code == ErrorCode::Forbidden)
        return ServerExit::Refused;
    return error.code == ErrorCode::Invalid && error.key.startsWith(QLatin1String("cli."))
               ? ServerExit::Usage
               : ServerExit::Failed;
}

}  // namespace dw
