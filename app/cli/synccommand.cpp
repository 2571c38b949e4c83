// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/synccommand.h"

#include "app/cli/cliworkspace.h"
#include "app/cli/tableanswer.h"
#include "core/base/clioptions.h"
#include "core/base/wording.h"
#include "core/store/replica.h"
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
    SyncRunner::Options options;
};

Result<Wanted> parse(const QStringList &arguments)
{
    CliOptions options(arguments);
    Wanted wanted;
    wanted.inbox = options.takeFlag(QStringLiteral("--inbox"));
    DW_ASSIGN(const auto seconds, options.takeNumber(QStringLiteral("--timeout"), 1));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (!rest.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {rest.first()});
    if (wanted.inbox && seconds)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.not_together"),
                     {QStringLiteral("--inbox"), QStringLiteral("--timeout")});
    if (seconds)
        wanted.options.wholeMs = int(std::min<qint64>(*seconds, 86'400)) * 1000;
    return wanted;
}

// In the user's language where the laptop has words for it, else in the server's.
QString reasonOf(const QJsonObject &line)
{
    const QString key = line.value(QLatin1String("key")).toString();
    QStringList arguments;
    const QJsonArray given = line.value(QLatin1String("args")).toArray();
    for (const QJsonValue &argument : given)
        arguments.append(argument.toString());
    return hasWording(key) ? wording(key, arguments) : line.value(QLatin1String("text")).toString();
}

QString fieldsOf(const QJsonArray &lines, const Dictionary &dictionary, Language language)
{
    QStringList names;
    for (const QJsonValue &one : lines) {
        const QString key = one.toObject().value(QLatin1String("field")).toString();
        const ObjectTypePtr type = dictionary.find(one.toObject().value(QLatin1String("obj")).toString());
        const int index = type ? type->indexOf(key) : -1;
        const QString name = index < 0 ? key : type->field(index).label.in(language);
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    return names.join(QLatin1String(", "));
}

QString reasonsOf(const InboxEntry &entry, const Dictionary &dictionary, Language language)
{
    const QJsonObject answer = QJsonDocument::fromJson(entry.answer).object();
    QStringList reasons;
    const QJsonArray violations = answer.value(QLatin1String("violations")).toArray();
    for (const QJsonValue &violation : violations)
        reasons.append(reasonOf(violation.toObject()));
    if (const QString one = reasonOf(answer); reasons.isEmpty() && !one.isEmpty())
        reasons.append(one);
    reasons.removeAll(QString());
    if (!reasons.isEmpty())
        return reasons.join(QLatin1Char(' '));
    const QString key = QStringLiteral("sync.issue_") + entry.code;
    const QString list =
        entry.code == QLatin1String("kept") ? QStringLiteral("kept") : QStringLiteral("fields");
    const QString fields = fieldsOf(answer.value(list).toArray(), dictionary, language);
    return hasWording(key) ? wording(key, {fields})
                           : wording(QStringLiteral("sync.issue_other"), {entry.code});
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
    const DictionaryPtr dictionary = (*opened)->runner().configuration()->dictionary;
    QJsonArray rows;
    for (const InboxEntry &entry : *entries) {
        const QJsonObject sent = QJsonDocument::fromJson(entry.body).object();
        rows.append(QJsonObject{{QStringLiteral("number"), double(entry.number)},
                                {QStringLiteral("at"), entry.at.toIso()},
                                {QStringLiteral("command"), sent.value(QLatin1String("cmd"))},
                                {QStringLiteral("code"), entry.code},
                                {QStringLiteral("reason"), reasonsOf(entry, *dictionary, context.language)}});
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
    return QStringLiteral("sync [--timeout SECONDS] | --inbox");
}

ExitCode SyncCommand::run(const QStringList &arguments, CliContext &context) const
{
    const Result<Wanted> wanted = parse(arguments);
    if (!wanted.ok()) {
        context.complain(wanted.error());
        return ExitCode::Usage;
    }
    return wanted->inbox ? listInbox(context) : synchronise(context, wanted->options);
}

}  // namespace dw
