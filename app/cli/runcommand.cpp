// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/runcommand.h"

#include "app/cli/cliworkspace.h"
#include "app/cli/commandanswer.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace dw
{

QString RunCommand::usage() const
{
    return QStringLiteral("run COMMAND JSON");
}

ExitCode RunCommand::run(const QStringList &arguments, CliContext &context) const
{
    if (arguments.size() != 2) {
        context.complain(
            Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"), {QStringLiteral("COMMAND JSON")}));
        return ExitCode::Usage;
    }
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(arguments[1].toUtf8(), &problem);
    if (problem.error == QJsonParseError::NoError && !document.isObject()) {
        context.complain(Error(ErrorCode::Invalid, QStringLiteral("cli.json_no_object")));
        return ExitCode::Usage;
    }
    if (!document.isObject()) {
        context.complain(Error(ErrorCode::Invalid, QStringLiteral("cli.bad_json"),
                               {QString::number(problem.offset), problem.errorString()}));
        return ExitCode::Usage;
    }
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadWrite);
    if (!opened.ok())
        return failWith(context, opened.error());
    return answerCommand(context, **opened,
                         (*opened)->runner().runNow({arguments[0], document.object()}, (*opened)->actor()));
}

}  // namespace dw
