// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/auditcommand.h"
#include "app/cli/backupcommand.h"
#include "app/cli/clicommand.h"
#include "app/cli/devicecommand.h"
#include "app/cli/duplicatescommand.h"
#include "app/cli/exportcommand.h"
#include "app/cli/importcommand.h"
#include "app/cli/inboxcommand.h"
#include "app/cli/newcommand.h"
#include "app/cli/querycommand.h"
#include "app/cli/reportcommand.h"
#include "app/cli/restorecommand.h"
#include "app/cli/rolecommand.h"
#include "app/cli/runcommand.h"
#include "app/cli/searchcommand.h"
#include "app/cli/synccommand.h"
#include "app/cli/usercommand.h"
#include "app/cli/verifycommand.h"

namespace dw
{

std::vector<std::unique_ptr<const CliCommand>> cliCommands()
{
    std::vector<std::unique_ptr<const CliCommand>> commands;
    commands.push_back(std::make_unique<NewCommand>());
    commands.push_back(std::make_unique<ImportCommand>());
    commands.push_back(std::make_unique<ExportCommand>());
    commands.push_back(std::make_unique<QueryCommand>());
    commands.push_back(std::make_unique<RunCommand>());
    commands.push_back(std::make_unique<SearchCommand>());
    commands.push_back(std::make_unique<ReportCommand>());
    commands.push_back(std::make_unique<DuplicatesCommand>());
    commands.push_back(std::make_unique<SyncCommand>());
    commands.push_back(std::make_unique<InboxCommand>());
    commands.push_back(std::make_unique<DeviceCommand>());
    commands.push_back(std::make_unique<UserCommand>());
    commands.push_back(std::make_unique<RoleCommand>());
    commands.push_back(std::make_unique<VerifyCommand>());
    commands.push_back(std::make_unique<BackupCommand>());
    commands.push_back(std::make_unique<RestoreCommand>());
    commands.push_back(std::make_unique<AuditCommand>());
    return commands;
}

}  // namespace dw
