// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/restorecommand.h"

#include "app/cli/cliworkspace.h"
#include "core/base/wording.h"

#include <QJsonObject>

namespace dw
{

QString RestoreCommand::usage() const
{
    return QStringLiteral("restore FILE");
}

ExitCode RestoreCommand::run(const QStringList &arguments, CliContext &context) const
{
    if (arguments.size() != 1) {
        context.complain(
            Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"), {QStringLiteral("FILE")}));
        return ExitCode::Usage;
    }
    if (auto restored = Workspace::restore(arguments.first(), context.folder); !restored.ok())
        return failWith(context, restored.error());
    if (context.json)
        context.answer({{QStringLiteral("workspace"), context.folder}});
    else
        context.out << wording(QStringLiteral("cli.restored"), {context.folder}) << '\n';
    context.out.flush();
    return ExitCode::Done;
}

}  // namespace dw
