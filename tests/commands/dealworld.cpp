// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/commands/dealworld.h"

#include "core/dictionary/builtindictionary.h"
#include "core/rules/pipeline.h"

#include <QJsonArray>

namespace dw::test
{

namespace
{

template <typename T>
T must(Result<T> result)
{
    if (!result.ok())
        qFatal("%s %s %s", qPrintable(result.error().key), qPrintable(result.error().arguments.join(u' ')),
               qPrintable(result.error().detail));
    return std::move(result).value();
}

}  // namespace

DealWorld::DealWorld(std::shared_ptr<const Policy> given)
    : clock(*Instant::fromIso(u"2026-11-19T02:00:00Z", QTimeZone::utc()))
    , ids(clock, 7)
    , policy(std::move(given))
{
    const Workspace::NewWorkspace options{"Asia/Shanghai", *Currency::fromCode(u"CNY")};
    const auto created = place.create(options, {QStringLiteral("chen"), QStringLiteral("Chen")}, clock, ids);
    if (!created.ok())
        qFatal("%s", qPrintable(created.error().key));
    reopen();
    actor.user = Id::named("user:owner");
    actor.team = Id::named("team:first");
    actor.login = QStringLiteral("chen");
    actor.device = workspace->info().device;
}

void DealWorld::reopen()
{
    runner.reset();
    workspace.reset();
    const DictionaryPtr dictionary = must(Dictionary::build(must(BuiltinDictionary::definitions())));
    workspace = must(place.open(dictionary, clock, ids));
    runner = must(CommandRunner::open(*workspace, clock, ids, policy));
}

QString DealWorld::said(const CommandResult &result)
{
    QStringList parts{result.error.key + QLatin1Char(' ') + result.error.arguments.join(QLatin1Char(' '))};
    for (const Finding &finding : result.findings)
        parts.append(finding.key + QLatin1Char(' ') + finding.field);
    return parts.join(QStringLiteral("; "));
}

CommandResult DealWorld::attempt(const char *command, const QJsonObject &arguments)
{
    return runner->runNow({QString::fromLatin1(command), arguments}, actor);
}

CommandResult DealWorld::run(const char *command, const QJsonObject &arguments)
{
    CommandResult result = attempt(command, arguments);
    if (result.status != CommandResult::Status::Applied)
        qFatal("%s: %s", command, qPrintable(said(result)));
    return result;
}

Id DealWorld::create(const char *object, const QJsonObject &set)
{
    return run("record.create",
               {{QStringLiteral("object"), QString::fromLatin1(object)}, {QStringLiteral("set"), set}})
        .ids.value(0);
}

void DealWorld::update(const char *object, const Id &id, const QJsonObject &set)
{
    run("record.update", {{QStringLiteral("object"), QString::fromLatin1(object)},
                          {QStringLiteral("id"), id.toString()},
                          {QStringLiteral("set"), set}});
}

void DealWorld::remove(const char *object, const Id &id)
{
    run("record.delete", {{QStringLiteral("object"), QString::fromLatin1(object)},
                          {QStringLiteral("ids"), QJsonArray{id.toString()}}});
}

void DealWorld::undo(const CommandResult &result)
{
    run("change.undo", {{QStringLiteral("transaction"), result.transaction.toString()}});
}

Id DealWorld::account(const QString &name, QJsonObject set)
{
    set.insert(QStringLiteral("name"), name);
    if (!set.contains(QStringLiteral("industry")))
        set.insert(QStringLiteral("industry"), QStringLiteral("machinery"));
    return create("account", set);
}

CommandResult DealWorld::advance(const Id &deal, const QString &stage)
{
    QJsonObject arguments{{QStringLiteral("id"), deal.toString()}, {QStringLiteral("to"), stage}};
    const CommandResult asked = attempt("opportunity.advance", arguments);
    if (asked.status == CommandResult::Status::Applied)
        return asked;
    QJsonObject waive;
    for (const Finding &finding : asked.findings)
        waive.insert(finding.item, QStringLiteral("a test"));
    arguments.insert(QStringLiteral("waive"), waive);
    return run("opportunity.advance", arguments);
}

Id DealWorld::stage(QStringView key) const
{
    return runner->configuration()->rulebook->pipelineByCode(u"standard")->find(key)->id;
}

Id DealWorld::deal(const QString &name, const Id &account, QJsonObject set)
{
    const Pipeline *pipeline = runner->configuration()->rulebook->pipelineByCode(u"standard");
    const QJsonObject defaults{{QStringLiteral("name"), name},
                               {QStringLiteral("account_id"), account.toString()},
                               {QStringLiteral("expected_close"), QStringLiteral("2026-12-18")},
                               {QStringLiteral("pipeline_id"), pipeline->id.toString()},
                               {QStringLiteral("stage_id"), pipeline->first()->id.toString()},
                               {QStringLiteral("next_step"), QStringLiteral("Call back")},
                               {QStringLiteral("next_step_at"), QStringLiteral("2026-11-20T09:30:00.000Z")}};
    for (auto value = defaults.constBegin(); value != defaults.constEnd(); ++value) {
        if (!set.contains(value.key()))
            set.insert(value.key(), value.value());
    }
    return create("opportunity", set);
}

Record DealWorld::stored(const char *object, const Id &id)
{
    Record found;
    const ObjectTypePtr type = runner->configuration()->dictionary->find(QString::fromLatin1(object));
    workspace->readNow([&](ReadSession &session) { found = must(session.find(type, id)); });
    return found;
}

Value DealWorld::value(const char *object, const Id &id, const char16_t *field)
{
    return stored(object, id).value(QStringView(field));
}

void DealWorld::read(const std::function<void(const Reader &)> &work)
{
    workspace->readNow([&](ReadSession &session) {
        if (!session.beginRead().ok())
            qFatal("cannot read");
        const ConfigurationPtr configuration = runner->configuration();
        work(Reader(session, {configuration->dictionary, configuration->settings, configuration->policy,
                              actor, clock.now(), Language::English}));
        session.endRead();
    });
}

}  // namespace dw::test
