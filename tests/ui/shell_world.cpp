// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell_world.h"

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
    return *Instant::fromIso(u"2026-11-19T10:42:00+08:00", QTimeZone::utc());
}

template <typename T>
T taken(Result<T> result)
{
    if (!result.ok())
        qFatal("%s %s", qPrintable(result.error().key), qPrintable(result.error().detail));
    return std::move(*result);
}

}  // namespace

UiWorld::UiWorld(Access access) : m_clock(morning()), m_ids(m_clock, 7)
{
    const QString folder = m_folder.filePath(QStringLiteral("workspace"));
    Workspace::NewWorkspace options;
    options.zoneName = "Asia/Shanghai";
    options.currency = *Currency::fromCode(u"CNY");
    const auto made = createStandaloneWorkspace(
        folder, options, {QStringLiteral("lin"), QStringLiteral("Lin Yue")}, m_clock, m_ids);
    if (!made.ok())
        qFatal("%s %s", qPrintable(made.error().key), qPrintable(made.error().detail));
    const DictionaryPtr dictionary = taken(Dictionary::build(taken(BuiltinDictionary::definitions())));
    m_workspace = taken(Workspace::open(folder, Workspace::Access::ReadWrite, dictionary, m_clock, m_ids));
    std::shared_ptr<const Policy> policy;
    if (access == Access::Owner)
        policy = std::make_shared<OwnerPolicy>();
    m_commands = taken(CommandRunner::open(*m_workspace, m_clock, m_ids, policy));
    m_actor.user = Id::named("user:owner");
    m_actor.team = Id::named("team:first");
    m_actor.login = QStringLiteral("lin");
    m_actor.name = QStringLiteral("Lin Yue");
    m_actor.device = m_workspace->info().device;
    m_reader = std::make_unique<AsyncReader>(*m_workspace, [this] {
        const ConfigurationPtr configuration = m_commands->configuration();
        ReadContext context;
        context.dictionary = configuration->dictionary;
        context.settings = configuration->settings;
        context.policy = configuration->policy;
        context.actor = m_actor;
        context.now = m_clock.now();
        context.language = m_language;
        return context;
    });
    m_settings = std::make_unique<ui::LocalSettings>(*m_reader, *m_commands);
    m_settings->load();
    m_theme = std::make_unique<ui::Theme>();
    m_icons = std::make_unique<ui::Icons>(*m_theme);
    m_look = std::make_unique<ui::Look>(*qobject_cast<QApplication *>(QCoreApplication::instance()), *m_theme,
                                        *m_icons);
    m_actions = std::make_unique<ui::ActionRegistry>(*m_icons);
    m_notices = std::make_unique<ui::WindowNotices>(m_clock, 0);
    m_ui.reset(new ui::UiContext{*m_theme, *m_icons, m_format, *m_actions, *m_reader, *m_commands,
                                 *m_settings, *m_notices, nullptr, m_clock, [this] { return m_actor; },
                                 m_language});
}

UiWorld::~UiWorld()
{
    QCoreApplication::removeTranslator(&m_texts);
    m_settings->flush();
    m_look.reset();
}

void UiWorld::setLanguage(Language language)
{
    m_language = language;
    m_ui->language = language;
    m_format = ui::Format(language == Language::Chinese ? ui::Format::Language::Chinese
                                                        : ui::Format::Language::English);
    m_theme->setLanguageIsHan(language == Language::Chinese);
    QCoreApplication::removeTranslator(&m_texts);
    if (m_texts.load(language == Language::Chinese ? QStringLiteral(":/i18n/dealwright_zh_CN.qm")
                                                   : QStringLiteral(":/i18n/dealwright_en.qm")))
        QCoreApplication::installTranslator(&m_texts);
}

std::unique_ptr<ui::LocalSettings> UiWorld::settingsOfNextStart()
{
    m_settings->flush();
    m_workspace->writeNow([](WriteSession &) {});  // what was queued before has run
    auto next = std::make_unique<ui::LocalSettings>(*m_reader, *m_commands);
    next->load();
    return next;
}

Id UiWorld::create(const char *object, const QJsonObject &fields)
{
    const CommandResult result =
        run("record.create",
            {{QStringLiteral("object"), QString::fromLatin1(object)}, {QStringLiteral("set"), fields}});
    if (result.ids.isEmpty())
        QTest::qFail(
            qPrintable(QStringLiteral("%1 %2 %3")
                           .arg(result.error.key, result.error.detail,
                                result.findings.isEmpty() ? QString() : result.findings.first().key)),
            __FILE__, __LINE__);
    return result.ids.value(0);
}

CommandResult UiWorld::run(const char *command, const QJsonObject &arguments)
{
    return m_commands->runNow({QString::fromLatin1(command), arguments}, m_actor);
}

}  // namespace dw::test
