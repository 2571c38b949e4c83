// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/cliworkspace.h"

#include <QString>
#include <QStringList>

namespace dw
{

// The user with this login: NotFound cli.unknown_login.
Result<Record> userByLogin(CliWorkspace &opened, const QString &login);
// The role with this code: NotFound cli.unknown_role.
Result<Record> roleByCode(CliWorkspace &opened, const QString &code);

// One command, answered as `run` answers it but without data: {status, ids, findings}, or nothing but ids for
// people.
ExitCode runAndAnswer(CliWorkspace &opened, CliContext &context, const CommandRequest &request);

}  // namespace dw
