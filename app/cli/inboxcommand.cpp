// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inboxcommand.h"

#include "app/cli/cliworkspace.h"
#include "app/cli/commandanswer.h"
#include "app/cli/tableanswer.h"
#include "core/base/clioptions.h"
#include "core/base/wording.h"
#include "core/sync/inbox.h"

#include <QJsonArray>

#include <algorithm>
#include <optional>

namespace dw
{

namespace
{

using Way = InboxDecision::Action;

struct Wanted
{
    QString what;
    qint64 number = 0;
    QStringList fields;
};

std::optional<Way> wayOf(const QString &what)
{
    static const QHash<QString, Way> ways{{QStringLiteral("mine"), Way::Mine},
                                          {QStringLiteral("theirs"), Way::Theirs},
                                          {QStringLiteral("restore"), Way::Restore},
                                          {QStringLiteral("note"), Way::Note},
                                          {QStringLiteral("discard"), Way::Discard}};
    const auto found = ways.constFind(what);
    return found == ways.constEnd() ? std::nullopt : std::optional(*found);
}

Result<Wanted> parse(const QStringList &arguments)
{
    DW_ASSIGN(const QStringList rest, CliOptions(arguments).rest());
    Wanted wanted;
    wanted.what = rest.value(0);
    const auto way = wayOf(wanted.what);
    if (wanted.what == QLatin1String("list")) {
        if (rest.size() > 1)
            return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {rest[1]});
        return wanted;
    }
    if (!way && wanted.what != QLatin1String("show"))
        return Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"),
                     {QStringLiteral("list, show, mine, theirs, restore, note or discard")});
    bool isNumber = false;
    wanted.number = rest.value(1).toLongLong(&isNumber);
    if (!isNumber || wanted.number < 1)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"), {QStringLiteral("NUMBER")});
    wanted.fields = rest.mid(2);
    if (!wanted.fields.isEmpty() && way != Way::Mine && way != Way::Theirs)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {wanted.fields.first()});
    return wanted;
}

QJsonValue jsonOf(const std::optional<Value> &value)
{
    return value ? value->toJson() : QJsonValue();
}

QJsonObject fieldJson(const InboxField &field)
{
    QJsonObject json{{QStringLiteral("object"), field.record.object},
                     {QStringLiteral("record"), field.record.id.toString()},
                     {QStringLiteral("field"), field.field},
                     {QStringLiteral("mine"), field.mine.toJson()},
                     {QStringLiteral("original"), jsonOf(field.original)},
                     {QStringLiteral("theirs"), jsonOf(field.theirs)},
                     {QStringLiteral("conflict"), field.conflict}};
    if (!field.by.isEmpty()) {
        json.insert(QStringLiteral("by"), field.by);
        json.insert(QStringLiteral("at"), field.at.toIso());
    }
    return json;
}

QJsonObject itemJson(const InboxItem &item)
{
    QStringList ways{QStringLiteral("note"), QStringLiteral("discard")};
    if (item.isKept() || item.mayResend())
        ways.prepend(QStringLiteral("mine"));
    if (item.isConflict())
        ways.prepend(QStringLiteral("theirs"));
    if (item.mayRestore())
        ways.prepend(QStringLiteral("restore"));
    QJsonArray fields;
    for (const InboxField &field : item.fields)
        fields.append(fieldJson(field));
    QJsonArray lost;
    for (const InboxLost &one : item.lost)
        lost.append(QJsonObject{{QStringLiteral("object"), one.record.object},
                                {QStringLiteral("record"), one.record.id.toString()},
                                {QStringLiteral("field"), one.field},
                                {QStringLiteral("label"), one.label},
                                {QStringLiteral("typed"), one.typed}});
    return {{QStringLiteral("number"), double(item.number)},
            {QStringLiteral("code"), item.code},
            {QStringLiteral("object"), item.record.object},
            {QStringLiteral("record"), item.record.id.toString()},
            {QStringLiteral("title"), item.title},
            {QStringLiteral("what"), item.command},
            {QStringLiteral("reason"), item.reason},
            {QStringLiteral("typed_at"), item.typedAt.toIso()},
            {QStringLiteral("at"), item.at.toIso()},
            {QStringLiteral("fields"), fields},
            {QStringLiteral("lost"), lost},
            {QStringLiteral("followers"), QJsonArray::fromStringList(item.followers)},
            {QStringLiteral("ways"), QJsonArray::fromStringList(ways)}};
}

Result<QList<InboxItem>> itemsOf(CliWorkspace &workspace, Language language)
{
    Result<QList<InboxItem>> items = QList<InboxItem>();
    workspace.workspace().readNow([&](ReadSession &session) {
        items = InboxReader(session, workspace.runner().configuration(), workspace.actor(), language).items();
    });
    return items;
}

ExitCode list(CliContext &context, const QList<InboxItem> &items)
{
    QJsonArray rows;
    for (const InboxItem &item : items) {
        QJsonObject row = itemJson(item);
        if (!context.json)
            row.insert(QStringLiteral("typed_at"), item.typedAt.toIso());
        rows.append(row);
    }
    answerTable(context,
                {QStringLiteral("number"), QStringLiteral("typed_at"), QStringLiteral("what"),
                 QStringLiteral("code"), QStringLiteral("reason")},
                rows, context.clock.now());
    return ExitCode::Done;
}

ExitCode show(CliContext &context, CliWorkspace &workspace, const InboxItem &item)
{
    if (context.json) {
        context.answer(itemJson(item));
        return ExitCode::Done;
    }
    const ConfigurationPtr configuration = workspace.runner().configuration();
    const InboxText text(*configuration, context.language);
    context.out << item.command << '\n' << item.reason << '\n';
    context.out << "field\toriginal\tmine\ttheirs\tby\n";
    for (const InboxField &field : item.fields) {
        const auto shown = [&](const std::optional<Value> &value) {
            QString one = value ? text.value(field.described(), *value, item.titles) : QString();
            return one.replace(QLatin1Char('\n'), QLatin1Char(' '))
                .replace(QLatin1Char('\t'), QLatin1Char(' '));
        };
        context.out << field.field << '\t' << shown(field.original) << '\t' << shown(field.mine) << '\t'
                    << shown(field.theirs) << '\t' << field.by << '\n';
    }
    for (const InboxLost &one : item.lost)
        context.out << one.field << "\t\t" << one.typed << "\t\t\n";
    for (const QString &follower : item.followers)
        context.out << "+ " << follower << '\n';
    context.out.flush();
    return ExitCode::Done;
}

Result<InboxDecision> decisionOf(const Wanted &wanted, const InboxItem &item)
{
    InboxDecision decision;
    decision.number = wanted.number;
    decision.action = *wayOf(wanted.what);
    if (wanted.fields.isEmpty())
        return decision;
    const bool mine = decision.action == Way::Mine;
    for (const QString &name : wanted.fields) {
        const auto field = std::find_if(item.fields.begin(), item.fields.end(),
                                        [&](const InboxField &one) { return one.field == name; });
        if (field == item.fields.end())
            return Error(ErrorCode::NotFound, QStringLiteral("sync.inbox_no_field"),
                         {QString::number(wanted.number), name});
    }
    decision.onlyChoices = item.isKept();
    for (const InboxField &field : item.fields) {
        const bool named = wanted.fields.contains(field.field);
        if (named || (!item.isKept() && field.conflict))
            decision.choices.append({field.record, field.field, named == mine});
    }
    // What nobody else touched goes up with it.
    if (!item.isKept())
        decision.action = Way::Mine;
    return decision;
}

}  // namespace

QString InboxCommand::usage() const
{
    return QStringLiteral(
        "inbox list | show N | mine N [FIELD]... | theirs N [FIELD]... | restore N | note N | discard N");
}

ExitCode InboxCommand::run(const QStringList &arguments, CliContext &context) const
{
    const Result<Wanted> wanted = parse(arguments);
    if (!wanted.ok()) {
        context.complain(wanted.error());
        return ExitCode::Usage;
    }
    const bool reads = !wayOf(wanted->what);
    auto opened =
        CliWorkspace::open(context, reads ? Workspace::Access::ReadOnly : Workspace::Access::ReadWrite);
    if (!opened.ok())
        return failWith(context, opened.error());
    CliWorkspace &workspace = **opened;
    if (!workspace.joined())
        return failWith(context,
                        Error(ErrorCode::NotFound, QStringLiteral("sync.not_enrolled"), {context.folder}));
    const Result<QList<InboxItem>> items = itemsOf(workspace, context.language);
    if (!items.ok())
        return failWith(context, items.error());
    if (wanted->what == QLatin1String("list"))
        return list(context, *items);
    const auto item = std::find_if(items->begin(), items->end(),
                                   [&](const InboxItem &one) { return one.number == wanted->number; });
    if (item == items->end())
        return failWith(context, Error(ErrorCode::NotFound, QStringLiteral("sync.inbox_gone"),
                                       {QString::number(wanted->number)}));
    if (reads)
        return show(context, workspace, *item);
    const Result<InboxDecision> decision = decisionOf(*wanted, *item);
    if (!decision.ok())
        return failWith(context, decision.error());
    InboxOutcome outcome;
    workspace.workspace().writeNow([&](WriteSession &session) {
        outcome = Inbox(workspace.runner()).decide(session, *decision, workspace.actor(), context.language);
    });
    return answerCommand(context, workspace, outcome.result);
}

}  // namespace dw
