// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verifycommand.h"

#include "app/cli/cliworkspace.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace dw
{

QString VerifyCommand::usage() const
{
    return QStringLiteral("verify");
}

ExitCode VerifyCommand::run(const QStringList &arguments, CliContext &context) const
{
    if (!arguments.isEmpty()) {
        context.complain(
            Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {arguments.first()}));
        return ExitCode::Usage;
    }
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly);
    if (!opened.ok())
        return failWith(context, opened.error());
    Result<QList<VerifyCheck>> checks = (*opened)->workspace().verify(Ticket());
    if (!checks.ok())
        return failWith(context, checks.error());
    const bool mendable = std::any_of(checks->begin(), checks->end(), [](const VerifyCheck &check) {
        return !check.ok && check.name == QLatin1String("summaries");
    });
    if (mendable) {
        // Summaries are derived (DESIGN 5): who may write makes them anew, and says so in the check.
        opened->reset();
        auto writing = CliWorkspace::open(context, Workspace::Access::ReadWrite);
        if (writing.ok())
            checks = (*writing)->workspace().verify(Ticket());
        if (!checks.ok())
            return failWith(context, checks.error());
    }
    const bool ok =
        std::all_of(checks->begin(), checks->end(), [](const VerifyCheck &check) { return check.ok; });
    if (context.json) {
        QJsonArray list;
        for (const VerifyCheck &check : *checks)
            list.append(QJsonObject{{QStringLiteral("name"), check.name},
                                    {QStringLiteral("ok"), check.ok},
                                    {QStringLiteral("detail"), check.detail}});
        context.answer({{QStringLiteral("ok"), ok}, {QStringLiteral("checks"), list}});
    } else {
        for (const VerifyCheck &check : *checks)
            context.out << check.name << '\t' << (check.ok ? "ok" : "failed") << '\t' << check.detail << '\n';
        context.out.flush();
    }
    return ok ? ExitCode::Done : ExitCode::Failed;
}

}  // namespace dw
