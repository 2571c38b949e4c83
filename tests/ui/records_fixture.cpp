// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/records_fixture.h"

#include "core/commands/newworkspace.h"
#include "core/dictionary/builtindictionary.h"

#include <QApplication>
#include <QTest>

namespace dw::test
{

namespace
{

Instant morning()
{
    return *Instant::fromIso(u"2026-11-18T07:40:00+08:00", QTimeZone::utc());
}

}  // namespace

RecordsFixture::RecordsFixture(Access access) : m_clock(morning()), m_ids(m_clock)
{
    const QString folder = m_folder.filePath(QStringLiteral("w"));
    Workspace::NewWorkspace options;
    options.zoneName = "Asia/Shanghai";
    options.currency = *Currency::fromCode(u"CNY");
    const auto made = createStandaloneWorkspace(
        folder, options, {QStringLiteral("lin"), QStringLiteral("Lin Yue")}, m_clock, m_ids);
    if (!made.ok())
        qFatal("workspace: %s %s", qPrintable(made.error().key), qPrintable(made.error().detail));
    m_dictionary = Dictionary::build(BuiltinDictionary::definitions().value()).value();
    auto opened = Workspace::open(folder, Workspace::Access::ReadWrite, m_dictionary, m_clock, m_ids);
    if (!opened.ok())
        qFatal("open: %s", qPrintable(opened.error().key));
    m_workspace = std::move(opened).value();
    std::shared_ptr<const Policy> policy;
    if (access == Access::Owner)
        policy = std::make_shared<OwnerPolicy>();
    auto runner = CommandRunner::open(*m_workspace, m_clock, m_ids, policy);
    if (!runner.ok())
        qFatal("commands: %s %s", qPrintable(runner.error().key), qPrintable(runner.error().detail));
    m_runner = std::move(runner).value();
    m_reader = std::make_unique<AsyncReader>(*m_workspace, [this] {
        const ConfigurationPtr configuration = m_runner->configuration();
        return ReadContext{
            configuration->dictionary, configuration->settings, configuration->policy, actor(), m_clock.now(),
            Language::English};
    });
    m_look = std::make_unique<ui::Look>(*qApp, m_theme, m_icons);
    m_actions = std::make_unique<ui::ActionRegistry>(m_icons);
    makeContext();
}

void RecordsFixture::makeContext()
{
    m_settings = std::make_unique<ui::LocalSettings>(*m_reader, *m_runner);
    m_context.reset(new ui::UiContext{m_theme, m_icons, m_format, *m_actions, *m_reader, *m_runner,
                                      *m_settings, m_notices, &m_navigator, m_clock,
                                      [this] { return actor(); }, Language::English});
}

void RecordsFixture::restart()
{
    m_settings->flush();
    m_workspace->writeNow([](WriteSession &) {});  // behind what was flushed
    makeContext();
    m_settings->load();
}

RecordsFixture::~RecordsFixture()
{
    m_settings.reset();
    m_workspace.reset();
}

Actor RecordsFixture::actor() const
{
    Actor actor;
    actor.user = m_actor;
    actor.team = Id::named("team:first");
    actor.login = QStringLiteral("lin");
    actor.name = QStringLiteral("Lin Yue");
    return actor;
}

CommandResult RecordsFixture::attempt(const char *command, const QJsonObject &arguments)
{
    return m_runner->runNow({QString::fromLatin1(command), arguments}, actor());
}

Id RecordsFixture::run(const char *command, const QJsonObject &arguments)
{
    const CommandResult result = attempt(command, arguments);
    if (result.status != CommandResult::Status::Applied) {
        QStringList why{result.error.key + QLatin1Char(' ') + result.error.arguments.join(QLatin1Char(','))};
        for (const Finding &finding : result.findings)
            why.append(finding.key + QLatin1Char(' ') + finding.field);
        qFatal("%s: %s", command, qPrintable(why.join(QStringLiteral("; "))));
    }
    for (const CommitNotice::Entry &entry : result.notice.entries) {
        if (entry.created && entry.object == arguments.value(QLatin1String("object")).toString())
            return entry.id;
    }
    return result.ids.value(0);
}

Id RecordsFixture::create(const char *object, const QJsonObject &set)
{
    return run("record.create",
               {{QStringLiteral("object"), QString::fromLatin1(object)}, {QStringLiteral("set"), set}});
}

Id RecordsFixture::account(const QString &name, QJsonObject set)
{
    set.insert(QStringLiteral("name"), name);
    if (!set.contains(QStringLiteral("industry")))
        set.insert(QStringLiteral("industry"), QStringLiteral("machinery"));
    return create("account", set);
}

Id RecordsFixture::deal(const QString &name, const Id &account, QJsonObject set)
{
    const Pipeline *pipeline = m_runner->configuration()->rulebook->pipelineByCode(u"standard");
    const QJsonObject defaults{
        {QStringLiteral("name"), name},
        {QStringLiteral("account_id"), account.toString()},
        {QStringLiteral("expected_close"), QStringLiteral("2026-12-18")},
        {QStringLiteral("pipeline_id"), pipeline->id.toString()},
        {QStringLiteral("stage_id"), pipeline->first()->id.toString()},
        {QStringLiteral("probability"), Value(pipeline->first()->defaultProbability).toJson()},
        {QStringLiteral("forecast_category"), pipeline->first()->forecastCategory},
        {QStringLiteral("next_step"), QStringLiteral("Call back")},
        {QStringLiteral("next_step_at"), QStringLiteral("2026-11-19T09:30:00.000Z")}};
    for (auto value = defaults.constBegin(); value != defaults.constEnd(); ++value) {
        if (!set.contains(value.key()))
            set.insert(value.key(), value.value());
    }
    return create("opportunity", set);
}

Record RecordsFixture::stored(const RecordRef &ref)
{
    Record found;
    m_workspace->readNow([&](ReadSession &session) {
        if (auto record = session.find(m_dictionary->find(ref.object), ref.id); record.ok())
            found = record.value();
    });
    return found;
}

}  // namespace dw::test
