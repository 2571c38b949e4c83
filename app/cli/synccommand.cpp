// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/synccommand.h"

#include "app/cli/cliworkspace.h"
#include "app/cli/followsync.h"
#include "app/cli/tableanswer.h"
#include "core/base/clioptions.h"
#include "core/base/wording.h"
#include "core/store/replica.h"
#include "core/sync/inboxtext.h"
#include "core/sync/syncrunner.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace dw
{

namespace
{

struct Wanted
{
    bool inbox = false;
    bool follow = false;
    int seconds = 0;  // 0: as long as it takes
    SyncRunner::Options options;
};

Result<Wanted> parse(const QStringList &arguments)
{
    CliOptions options(arguments);
    Wanted wanted;
    wanted.inbox = options.takeFlag(QStringLiteral("--inbox"));
    wanted.follow = options.takeFlag(QStringLiteral("--follow"));
    DW_ASSIGN(const auto seconds, options.takeNumber(QStringLiteral("--timeout"), 1));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (!rest.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {rest.first()});
    if (wanted.inbox && seconds)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.not_together"),
                     {QStringLiteral("--inbox"), QStringLiteral("--timeout")});
    if (wanted.inbox && wanted.follow)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.not_together"),
                     {QStringLiteral("--inbox"), QStringLiteral("--follow")});
    wanted.seconds = int(std::min<qint64>(seconds.value_or(0), 86'400));
    wanted.options.wholeMs = wanted.seconds * 1000;
    return wanted;
}

ExitCode listInbox(CliContext &context)
{
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly);
    if (!opened.ok())
        return failWith(context, opened.error());
    if (!(*opened)->joined())
        return failWith(context,
                        Error(ErrorCode::NotFound, QStringLiteral("sync.not_enrolled"), {context.folder}));
    Result<QList<InboxEntry>> entries = QList<InboxEntry>();
    (*opened)->workspace().readNow([&](ReadSession &session) { entries = session.replica().inbox(); });
    if (!entries.ok())
        return failWith(context, entries.error());
    const ConfigurationPtr configuration = (*opened)->runner().configuration();
    const InboxText text(*configuration, context.language);
    QJsonArray rows;
    for (const InboxEntry &entry : *entries) {
        const QJsonObject sent = QJsonDocument::fromJson(entry.body).object();
        rows.append(QJsonObject{{QStringLiteral("number"), double(entry.number)},
                                {QStringLiteral("at"), entry.at.toIso()},
                                {QStringLiteral("command"), sent.value(QLatin1String("cmd"))},
                                {QStringLiteral("code"), entry.code},
                                {QStringLiteral("reason"),
                                 text.reason(entry.code, QJsonDocument::fromJson(entry.answer).object())}});
    }
    answerTable(context,
                {QStringLiteral("number"), QStringLiteral("at"), QStringLiteral("command"),
                 QStringLiteral("code"), QStringLiteral("reason")},
                rows, context.clock.now());
    return ExitCode::Done;
}

ExitCode synchronise(CliContext &context, const SyncRunner::Options &options)
{
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadWrite, Lock::PassedBy);
    if (!opened.ok())
        return failWith(context, opened.error());
    if (!(*opened)->joined())
        return failWith(context,
                        Error(ErrorCode::NotFound, QStringLiteral("sync.not_enrolled"), {context.folder}));
    const SyncReport report = SyncRunner((*opened)->runner(), options).runNow();
    if (context.json) {
        context.answer({{QStringLiteral("pushed"), report.pushed},
                        {QStringLiteral("applied"), report.applied},
                        {QStringLiteral("merged"), report.merged},
                        {QStringLiteral("rejected"), report.rejected},
                        {QStringLiteral("pulled"), report.pulled},
                        {QStringLiteral("waiting"), report.waiting},
                        {QStringLiteral("inbox"), report.inbox},
                        {QStringLiteral("online"), report.online}});
    } else if (!report.error) {
        context.out << wording(QStringLiteral("cli.synced"),
                               {QString::number(report.pushed), QString::number(report.pulled)})
                    << '\n';
        if (report.inbox > 0)
            context.out << wording(QStringLiteral("cli.needs_attention"), {QString::number(report.inbox)})
                        << '\n';
    }
    context.out.flush();
    return report.error ? failWith(context, *report.error) : ExitCode::Done;
}

}  // namespace

QString SyncCommand::usage() const
{
    return QStringLiteral("sync [--follow] [--timeout SECONDS] | --inbox");
}

ExitCode SyncCommand::run(const QStringList &arguments, CliContext &context) const
{
    const Result<Wanted> wanted = parse(arguments);
    if (!wanted.ok()) {
        context.complain(wanted.error());
        return ExitCode::Usage;
    }
    if (wanted->follow)
        return followSync(context, wanted->seconds);
    return wanted->inbox ? listInbox(context) : synchronise(context, wanted->options);
}

}  // namespace dw
