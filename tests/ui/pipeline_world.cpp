// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pipeline_world.h"

#include "core/commands/newworkspace.h"
#include "core/dictionary/builtindictionary.h"

#include <QApplication>

#include <stdexcept>

namespace dw::test
{

namespace
{

Instant morning()
{
    return *Instant::fromIso(u"2026-11-19T07:40:00+08:00", QTimeZone::utc());
}

void check(const Error &error, const QString &what)
{
    throw std::runtime_error(
        QStringList{what, error.key, error.arguments.join(u' '), error.detail}.join(u' ').toStdString());
}

}  // namespace

BoardWorld::BoardWorld(Language language)
    : clock(morning())
    , ids(clock, 11)
    , icons(theme)
    , format(language == Language::Chinese ? ui::Format::Language::Chinese : ui::Format::Language::English)
    , actions(icons)
{
    theme.setLanguageIsHan(language == Language::Chinese);
    look = std::make_unique<ui::Look>(*qApp, theme, icons);
    Workspace::NewWorkspace options;
    options.zoneName = "Asia/Shanghai";
    options.currency = *Currency::fromCode(u"CNY");
    const QString path = folder.filePath(QStringLiteral("w"));
    const WorkspaceOwner lin{QStringLiteral("lin"), QStringLiteral("Lin Yue")};
    if (const auto made = createStandaloneWorkspace(path, options, lin, clock, ids); !made.ok())
        check(made.error(), QStringLiteral("create"));
    auto definitions = BuiltinDictionary::definitions();
    if (!definitions.ok())
        check(definitions.error(), QStringLiteral("definitions"));
    auto dictionary = Dictionary::build(*definitions);
    if (!dictionary.ok())
        check(dictionary.error(), QStringLiteral("dictionary"));
    auto opened = Workspace::open(path, Workspace::Access::ReadWrite, *dictionary, clock, ids);
    if (!opened.ok())
        check(opened.error(), QStringLiteral("open"));
    workspace = std::move(opened).value();
    auto runner = CommandRunner::open(*workspace, clock, ids, std::make_shared<OwnerPolicy>());
    if (!runner.ok())
        check(runner.error(), QStringLiteral("commands"));
    commands = std::move(runner).value();
    const auto actor = [this] {
        Actor lives;
        lives.user = owner();
        lives.team = Id::named("team:first");
        lives.login = QStringLiteral("lin");
        lives.name = QStringLiteral("Lin Yue");
        lives.device = workspace->info().device;
        return lives;
    };
    reader = std::make_unique<AsyncReader>(*workspace, [this, actor, language] {
        const ConfigurationPtr configuration = commands->configuration();
        return ReadContext{configuration->dictionary,
                           configuration->settings,
                           configuration->policy,
                           actor(),
                           clock.now(),
                           language};
    });
    settings = std::make_unique<ui::LocalSettings>(*reader, *commands);
    settings->load();
    context.reset(new ui::UiContext{theme, icons, format, actions, *reader, *commands, *settings, notices,
                                    &navigator, clock, actor, language});
    account = add(QStringLiteral("account"), {{QStringLiteral("name"), QStringLiteral("宏威金属")}});
    contact = add(QStringLiteral("contact"), {{QStringLiteral("name"), QStringLiteral("郭文博")},
                                              {QStringLiteral("account_id"), account.toString()}});
}

BoardWorld::~BoardWorld()
{
    context.reset();
    settings.reset();
    reader.reset();
    commands.reset();
    workspace.reset();
    look.reset();
}

CommandResult BoardWorld::run(const QString &command, const QJsonObject &arguments)
{
    return commands->runNow({command, arguments}, context->actor());
}

Id BoardWorld::add(const QString &object, const QJsonObject &set)
{
    const CommandResult result = run(QStringLiteral("record.create"),
                                     {{QStringLiteral("object"), object}, {QStringLiteral("set"), set}});
    if (result.status != CommandResult::Status::Applied) {
        QStringList said;
        for (const Finding &finding : result.findings)
            said.append(finding.key + u' ' + finding.item + u' ' + finding.arguments.join(u' '));
        check(result.error, object + u' ' + said.join(u';'));
    }
    return result.ids.first();
}

Value BoardWorld::value(const QString &object, const Id &id, const QString &field)
{
    Value found;
    workspace->readNow([&](ReadSession &session) {
        const Result<void> begun = session.beginRead();
        const auto record = session.find(commands->configuration()->dictionary->find(object), id);
        if (begun.ok() && record.ok() && record->isValid())
            found = record->value(field);
        session.endRead();
    });
    return found;
}

Id BoardWorld::stage(const QString &key, const QString &pipeline)
{
    return commands->configuration()->rulebook->pipelineByCode(pipeline)->find(QStringView(key))->id;
}

Id BoardWorld::deal(const QString &name, const QString &stageKey, qint64 amount, const QJsonObject &set)
{
    const Pipeline *pipeline = commands->configuration()->rulebook->pipelineByCode(u"standard");
    QJsonObject values{
        {QStringLiteral("name"), name},
        {QStringLiteral("account_id"), account.toString()},
        {QStringLiteral("expected_close"), QStringLiteral("2026-12-20")},
        {QStringLiteral("pipeline_id"), pipeline->id.toString()},
        {QStringLiteral("stage_id"), pipeline->stages.first().id.toString()},
        {QStringLiteral("next_step"), QStringLiteral("Call the buyer")},
        {QStringLiteral("next_step_at"), QStringLiteral("2026-11-24T09:00:00+08:00")},
        {QStringLiteral("amount"), QJsonObject{{QStringLiteral("minor"), double(amount * 100)},
                                               {QStringLiteral("currency"), QStringLiteral("CNY")}}},
    };
    for (auto field = set.begin(); field != set.end(); ++field)
        values.insert(field.key(), field.value());
    const Id id = add(QStringLiteral("opportunity"), values);
    for (const Stage &next : pipeline->stages) {
        if (next.key == pipeline->stages.first().key)
            continue;
        if (pipeline->find(QStringView(stageKey))->sequence < next.sequence)
            break;
        if (next.outcome != StageOutcome::Open)
            continue;
        QJsonObject waive;
        for (const QString &key : next.requiredFields)
            waive.insert(QLatin1String("field:") + key, QStringLiteral("history"));
        for (const QString &key : next.requiredActivities)
            waive.insert(QLatin1String("activity:") + key, QStringLiteral("history"));
        for (const QString &key : next.requiredDocuments)
            waive.insert(QLatin1String("doc:") + key, QStringLiteral("history"));
        const CommandResult moved =
            run(QStringLiteral("opportunity.advance"), {{QStringLiteral("id"), id.toString()},
                                                        {QStringLiteral("to"), next.key},
                                                        {QStringLiteral("waive"), waive}});
        if (moved.status != CommandResult::Status::Applied)
            check(moved.error, QStringLiteral("advance to ") + next.key);
    }
    return id;
}

}  // namespace dw::test
