// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bringworkspace.h"

#include "app/cli/cliworkspace.h"
#include "core/base/clioptions.h"
#include "core/base/wording.h"
#include "core/sync/standalonejoin.h"
#include "core/sync/syncrunner.h"

#include <QJsonObject>

#include <utility>

namespace dw
{

namespace
{

using Duplicate = BringDecisions::Duplicate;
using Missing = BringDecisions::Missing;

struct Wanted
{
    QString folder;
    bool dryRun = false;
    BringDecisions decisions;
};

Result<Duplicate> duplicateFrom(const QString &text, const QString &option)
{
    if (text == QLatin1String("same"))
        return Duplicate::Same;
    if (text == QLatin1String("both"))
        return Duplicate::Both;
    if (text == QLatin1String("leave"))
        return Duplicate::Leave;
    return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"), {text, option});
}

Result<Wanted> parse(const QStringList &arguments)
{
    CliOptions options(arguments);
    Wanted wanted;
    wanted.dryRun = options.takeFlag(QStringLiteral("--dry-run"));
    const QString all = QStringLiteral("--on-duplicate"), one = QStringLiteral("--duplicate"),
                  lacking = QStringLiteral("--on-missing");
    DW_ASSIGN(const auto duplicates, options.takeValue(all));
    DW_ASSIGN(const QStringList named, options.takeValues(one));
    DW_ASSIGN(const auto missing, options.takeValue(lacking));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (duplicates) {
        DW_ASSIGN(wanted.decisions.duplicates, duplicateFrom(*duplicates, all));
    }
    for (const QString &pair : named) {
        const auto id = Id::fromString(pair.section(QLatin1Char('='), 0, 0));
        if (!id || id->isNull())
            return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"), {pair, one});
        DW_ASSIGN(const Duplicate decided, duplicateFrom(pair.section(QLatin1Char('='), 1), one));
        wanted.decisions.byRecord.insert(*id, decided);
    }
    if (missing && *missing != QLatin1String("leave") && *missing != QLatin1String("bring"))
        return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"), {*missing, lacking});
    if (missing)
        wanted.decisions.missing = *missing == QLatin1String("bring") ? Missing::Bring : Missing::Leave;
    if (rest.size() != 1)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"),
                     {QStringLiteral("device bring FOLDER")});
    wanted.folder = rest.first();
    return wanted;
}

void sayPlan(CliContext &context, const BringPlan &plan)
{
    for (const BringPlan::Object &one : plan.objects)
        context.out << wording(QStringLiteral("cli.bring_object"),
                               {one.object, QString::number(one.news), QString::number(one.same),
                                QString::number(one.here), QString::number(one.left)})
                    << '\n';
    for (const BringPlan::Duplicate &one : plan.duplicates)
        context.out << wording(
                           QStringLiteral("cli.bring_duplicate"),
                           {one.title, one.theirTitle, QString::number(one.score), one.mine.id.toString()})
                    << '\n';
    for (const BringPlan::Missing &one : plan.missing)
        context.out << wording(one.kind == BringPlan::Missing::Kind::Locked
                                   ? QStringLiteral("cli.bring_locked")
                                   : QStringLiteral("cli.bring_missing"),
                               {one.label.in(context.language), one.object, QString::number(one.records)})
                    << '\n';
    for (const BringPlan::Left &one : plan.left)
        context.out << wording(QStringLiteral("cli.bring_left"),
                               {one.object, QString::number(one.count), one.titles.join(QLatin1String(", "))})
                    << '\n';
    for (const BringPlan::Person &one : plan.people)
        context.out << wording(QStringLiteral("cli.bring_person"),
                               {one.name, one.login, QString::number(one.records)})
                    << '\n';
    for (const BringPlan::Stage &one : plan.stages)
        context.out << wording(QStringLiteral("cli.bring_stage"),
                               {one.from, one.to, QString::number(one.records)})
                    << '\n';
    if (plan.inBin > 0)
        context.out << wording(QStringLiteral("cli.bring_bin"), {QString::number(plan.inBin)}) << '\n';
}

ExitCode showPlan(CliContext &context, const StandaloneJoin &join)
{
    const Result<BringPlan> plan = join.plan();
    if (!plan.ok())
        return failWith(context, plan.error());
    const std::optional<Error> obstacle = plan->obstacle();
    if (context.json) {
        QJsonObject answer = plan->toJson();
        answer.insert(QStringLiteral("dry_run"), true);
        answer.insert(QStringLiteral("obstacle"), obstacle ? QJsonValue(obstacle->key) : QJsonValue());
        context.answer(answer);
        return ExitCode::Done;
    }
    sayPlan(context, *plan);
    if (obstacle)
        context.out << describe(*obstacle) << '\n';
    context.out.flush();
    return ExitCode::Done;
}

ExitCode bring(CliContext &context, const StandaloneJoin &join, CommandRunner &runner)
{
    const Result<StandaloneJoin::Report> report = join.bring({});
    if (!report.ok())
        return failWith(context, report.error());
    const SyncReport synced = SyncRunner(runner, {}).runNow();
    if (context.json) {
        QJsonObject answer = report->plan.toJson();
        answer.insert(QStringLiteral("dry_run"), false);
        answer.insert(QStringLiteral("brought"), report->brought);
        answer.insert(QStringLiteral("waiting"), report->waiting);
        answer.insert(QStringLiteral("offered"), report->offered);
        answer.insert(QStringLiteral("pushed"), synced.pushed);
        answer.insert(QStringLiteral("rejected"), synced.rejected);
        answer.insert(QStringLiteral("inbox"), synced.inbox);
        context.answer(answer);
    } else {
        sayPlan(context, report->plan);
        context.out << wording(QStringLiteral("cli.brought"), {QString::number(report->brought)}) << '\n';
        if (synced.inbox > 0)
            context.out << wording(QStringLiteral("cli.needs_attention"), {QString::number(synced.inbox)})
                        << '\n';
    }
    context.out.flush();
    // What is here is safe: the next synchronisation sends the rest.
    return synced.error ? failWith(context, *synced.error) : ExitCode::Done;
}

}  // namespace

ExitCode bringWorkspace(const QStringList &arguments, CliContext &context)
{
    Result<Wanted> wanted = parse(arguments);
    if (!wanted.ok()) {
        context.complain(wanted.error());
        return ExitCode::Usage;
    }
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadWrite);
    if (!opened.ok())
        return failWith(context, opened.error());
    if (!(*opened)->joined())
        return failWith(context,
                        Error(ErrorCode::NotFound, QStringLiteral("sync.not_enrolled"), {context.folder}));
    const auto source = StandaloneSource::open(wanted->folder, context.clock, context.ids);
    if (!source.ok())
        return failWith(context, source.error());
    const SyncReport synced = SyncRunner((*opened)->runner(), {}).runNow();
    if (synced.error)
        return failWith(context, *synced.error);
    Result<Actor> actor = Actor();
    (*opened)->workspace().readNow([&](ReadSession &session) {
        actor = joinedActor(session, *(*opened)->runner().configuration()->dictionary, *(*opened)->joined());
    });
    if (!actor.ok())
        return failWith(context, actor.error());
    const StandaloneJoin join(**source, (*opened)->runner(), *actor, wanted->decisions);
    return wanted->dryRun ? showPlan(context, join) : bring(context, join, (*opened)->runner());
}

}  // namespace dw
