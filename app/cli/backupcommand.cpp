// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/backupcommand.h"

#include "app/cli/cliworkspace.h"
#include "core/base/wording.h"

#include <QJsonObject>

namespace dw
{

QString BackupCommand::usage() const
{
    return QStringLiteral("backup FILE");
}

ExitCode BackupCommand::run(const QStringList &arguments, CliContext &context) const
{
    if (arguments.size() != 1) {
        context.complain(
            Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"), {QStringLiteral("FILE")}));
        return ExitCode::Usage;
    }
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly);
    if (!opened.ok())
        return failWith(context, opened.error());
    if (auto saved = (*opened)->workspace().backup(arguments.first(), Ticket()); !saved.ok())
        return failWith(context, saved.error());
    if (context.json)
        context.answer({{QStringLiteral("file"), arguments.first()}});
    else
        context.out << wording(QStringLiteral("cli.backed_up"), {arguments.first()}) << '\n';
    context.out.flush();
    return ExitCode::Done;
}

}  // namespace dw
