// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktopcontext.h"

#include "app/desktop/desktopreminders.h"
#include "app/desktop/desktopscheme.h"
#include "app/desktop/pages.h"
#include "app/desktop/workspaces.h"
#include "core/access/sensitiveread.h"
#include "core/commands/housekeeping.h"
#include "core/commands/newworkspace.h"
#include "core/dictionary/builtindictionary.h"
#include "core/reading/attachmentfile.h"
#include "core/sync/syncguard.h"
#include "ui/shell/settingkeys.h"
#include "ui/shell/topbar.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QLibraryInfo>
#include <QLocale>
#include <QProcess>

namespace dw::desktop
{

namespace
{

constexpr int FullText = 100;
constexpr int GuardMs = 5 * 60 * 1000;

void takeUser(Actor &actor, const Record &user)
{
    actor.user = user.id();
    actor.team = user.value(u"team_id").id();
    actor.login = user.value(u"login").text();
    actor.name = user.value(u"name").text();
}

QString accountName()
{
    const QString name = qEnvironmentVariable("USER");
    return name.isEmpty() ? QStringLiteral("owner") : name;
}

// The business zone and the currency of a workspace that is made without being asked for: the machine's.
Workspace::NewWorkspace machineDefaults()
{
    Workspace::NewWorkspace made;
    made.zoneName = QTimeZone::systemTimeZoneId();
    if (!BusinessZone::named(made.zoneName))
        made.zoneName = "UTC";  // a machine without a zone of its own
    const auto currency = Currency::fromCode(QLocale::system().currencySymbol(QLocale::CurrencyIsoCode));
    made.currency = currency ? *currency : *Currency::fromCode(u"CNY");
    return made;
}

bool isAbsentOrEmpty(const QString &folder)
{
    return !QFileInfo::exists(folder) ||
           QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

}  // namespace

DesktopContext::DesktopContext(QApplication &application, const Options &options, const Clock &clock)
    : m_application(application), m_options(options), m_clock(clock), m_ids(clock)
{}

DesktopContext::~DesktopContext()
{
    // First: it writes, and it tells the window.
    m_agent.reset();
    m_locked.reset();
    if (m_settings)
        m_settings->flush();
    m_window.reset();
    // The style asks the theme: it must not be asked after the theme is gone.
    m_look.reset();
    // Jobs of the user that still wait are done on closing, and they use the commands.
    m_workspace.reset();
}

Result<std::unique_ptr<DesktopContext>> DesktopContext::open(QApplication &application,
                                                             const Options &options, const Clock &clock)
{
    std::unique_ptr<DesktopContext> made(new DesktopContext(application, options, clock));
    DW_TRY(made->openWorkspace());
    made->makeParts();
    return made;
}

Result<void> DesktopContext::openWorkspace()
{
    if (m_options.ownWorkspace && isAbsentOrEmpty(m_options.workspace)) {
        DW_TRY(createStandaloneWorkspace(m_options.workspace, machineDefaults(),
                                         {accountName(), accountName()}, m_clock, m_ids));
        m_isNew = true;
    }
    DW_ASSIGN(QList<ObjectType::Definition> definitions, BuiltinDictionary::definitions());
    DW_ASSIGN(const DictionaryPtr dictionary, Dictionary::build(std::move(definitions)));
    DW_ASSIGN(m_workspace,
              Workspace::open(m_options.workspace, Workspace::Access::ReadWrite, dictionary, m_clock, m_ids));
    AttachmentFile::forgetOpened(m_options.workspace);
    DW_ASSIGN(m_commands, CommandRunner::open(*m_workspace, m_clock, m_ids));
    DW_ASSIGN(m_joined, prepareJoined(*m_commands));
    return {};
}

void DesktopContext::makeParts()
{
    m_reader = std::make_unique<AsyncReader>(*m_workspace, [this] { return readContext(); });
    m_settings = std::make_unique<ui::LocalSettings>(*m_reader, *m_commands);
    m_settings->load();
    m_theme = std::make_unique<ui::Theme>();
    m_scheme = std::make_unique<DesktopScheme>();
    m_language = wantedLanguage();
    m_format = ui::Format(m_language == Language::Chinese ? ui::Format::Language::Chinese
                                                          : ui::Format::Language::English);
    installTranslators();
    applyLook();
    m_icons = std::make_unique<ui::Icons>(*m_theme);
    m_look = std::make_unique<ui::Look>(m_application, *m_theme, *m_icons);
    m_actions = std::make_unique<ui::ActionRegistry>(*m_icons);
    QHash<QString, QKeySequence> shortcuts;
    const QJsonObject stored = m_settings->value(ui::setting::shortcuts()).toObject();
    for (auto one = stored.constBegin(); one != stored.constEnd(); ++one)
        shortcuts.insert(one.key(), QKeySequence(one.value().toString(), QKeySequence::PortableText));
    m_actions->setUserShortcuts(shortcuts);
    m_notices =
        std::make_unique<ui::WindowNotices>(m_clock, m_theme->duration(ui::Theme::Duration::ProgressDelay));
    chooseActor();
    m_ui.reset(new ui::UiContext{*m_theme, *m_icons, m_format, *m_actions, *m_reader, *m_commands,
                                 *m_settings, *m_notices, nullptr, m_clock, [this] { return m_actor; },
                                 m_language});
    m_actions->setPolicy(
        [this](const ui::ActionRegistry::Right &right) { return m_ui->may(right.action, right.object); });
    // Emitted on the writer's thread.
    connect(m_commands.get(), &CommandRunner::configurationChanged, this, &DesktopContext::renewActor,
            Qt::QueuedConnection);
    // Queued: what changes a setting is a widget that the change may throw away.
    connect(m_settings.get(), &ui::LocalSettings::changed, this, &DesktopContext::applySetting,
            Qt::QueuedConnection);
    connect(m_scheme.get(), &DesktopScheme::changed, this, &DesktopContext::applyLook);
    makeSync();
}

void DesktopContext::makeSync()
{
    if (!m_joined)
        return;
    m_sync = std::make_unique<ui::SyncState>(*m_ui);
    m_pending = std::make_unique<ui::PendingMarks>(*m_ui);
    m_ui->pending = m_pending.get();
    m_pending->refresh();
    m_agent = std::make_unique<SyncAgent>(*m_commands, m_options.sync);
    m_firstSync = std::make_unique<ui::FirstSync>(*m_ui, *m_sync);
    m_sync->setStatus(m_agent->status());
    connect(m_agent.get(), &SyncAgent::statusChanged, this, [this](const SyncStatus &status) {
        m_sync->setStatus(status);
        m_pending->refresh();
        // While it tries, what it last heard holds.
        if (status.state != SyncStatus::State::Syncing)
            lockOrNot(status.error);
        // The user's own record comes with the first synchronisation.
        if (m_actor.login.isEmpty() && status.state == SyncStatus::State::Idle)
            renewActor();
    });
}

// A workspace that may not be seen makes room for the reason; nothing of it answers to a key meanwhile.
void DesktopContext::lockOrNot(const std::optional<Error> &reason)
{
    if (!m_window)
        return;
    if (!reason || !ui::LockedWindow::isLock(*reason)) {
        // Without a line nothing is known: what locked it stays.
        if (!m_locked || reason)
            return;
        m_window->show();
        // It may be what calls.
        m_locked->hide();
        m_locked.release()->deleteLater();
        return;
    }
    if (m_locked) {
        m_locked->setReason(*reason);
        return;
    }
    m_locked = std::make_unique<ui::LockedWindow>(*m_icons, m_workspace->folder(), *reason);
    connect(m_locked.get(), &ui::LockedWindow::tryAgain, m_agent.get(), &SyncAgent::syncNow);
    m_locked->show();
    m_window->hide();
}

// The lease ends without anybody saying so.
void DesktopContext::askGuard()
{
    // One at a time: a run tells the guard itself what it heard.
    if (m_agent->status().state == SyncStatus::State::Syncing)
        return;
    m_workspace->read(Workspace::Lane::Detail, QStringLiteral("desktop.guard"),
                      [this, folder = m_workspace->folder(), clock = &m_clock, address = AnswerAddress(this)](
                          ReadSession &, const Ticket &) {
                          const Result<void> admitted = SyncGuard(folder, *clock).admit();
                          if (admitted.ok())
                              return;
                          address.post([this, reason = admitted.error()] {
                              if (ui::LockedWindow::isLock(reason))
                                  lockOrNot(reason);
                          });
                      });
}

// For the window's parts as they are now.
void DesktopContext::addSyncWays()
{
    using Spec = ui::ActionRegistry::Spec;
    const QString group = tr("Workspaces");
    m_actions->add(
        Spec{QStringLiteral("workspace.join"), tr("Join a server…"), QStringLiteral("cloud"), {}, group},
        m_window->topBar(), [this] {
            ui::Place place;
            place.page = QStringLiteral("join");
            m_window->pages()->open(place);
        });
    const Workspaces workspaces;
    const auto offer = [&](const QString &id, const QString &text, const QString &folder) {
        if (QDir(folder) != QDir(m_workspace->folder()))
            m_actions->add(Spec{id, text, QStringLiteral("maximize-2"), {}, group}, m_window->topBar(),
                           [this, folder] { openWorkspace(folder); });
    };
    const QList<Workspaces::Joined> joined = workspaces.joined();
    for (const Workspaces::Joined &one : joined)
        offer(QStringLiteral("workspace.open.") + QFileInfo(one.folder).fileName(),
              tr("Open %1 as %2").arg(one.server, one.login), one.folder);
    if (!joined.isEmpty() || m_joined)
        offer(QStringLiteral("workspace.open.own"), tr("Open the workspace of this laptop alone"),
              workspaces.own());
    if (!m_joined)
        return;
    m_actions->setEnabled(QStringLiteral("window.act_as"), false,
                          tr("In a joined workspace you act as yourself."));
    m_desk = new ui::SyncDesk(*m_ui, *m_sync, *m_window);
    connect(m_desk, &ui::SyncDesk::syncRequested, m_agent.get(), &SyncAgent::syncNow);
}

void DesktopContext::openWorkspace(const QString &folder)
{
    if (!Workspaces().setStart(folder))
        m_notices->failed(tr("%1 could not be noted as the workspace to open first.").arg(folder));
    if (!QProcess::startDetached(QCoreApplication::applicationFilePath(), {QStringLiteral("-w"), folder}))
        m_notices->failed(tr("A window for %1 could not be opened.").arg(folder));
    else if (m_isNew && m_window)
        m_window->close();  // nothing was done in it yet
}

ui::MainWindow &DesktopContext::makeWindow()
{
    ui::JoinPage::Ways join;
    join.folderFor = [](const QUrl &server, const QString &login) {
        return Workspaces().folderFor(server, login);
    };
    join.open = [this](const QString &folder) { openWorkspace(folder); };
    m_window = std::make_unique<ui::MainWindow>(*m_ui, *m_notices, allPages(m_sync.get(), join));
    addRecordWays(*m_ui, *m_window);
    addSyncWays();
    connect(m_window.get(), &ui::MainWindow::rebuilt, this, [this] {
        addRecordWays(*m_ui, *m_window);
        addSyncWays();
    });
    connect(m_window.get(), &ui::MainWindow::actAsRequested, this,
            [this](const Id &user) { m_settings->setValue(ui::setting::actingAs(), user.toString()); });
    return *m_window;
}

void DesktopContext::startDuties()
{
    m_reminders = std::make_unique<ui::Reminders>(*m_ui);
    m_desktopReminders = std::make_unique<DesktopReminders>(
        *m_ui, *m_reminders, QDBusConnection::sessionBus(),
        // What may not be seen in the window is not said beside it either.
        [this] { return m_locked || QGuiApplication::applicationState() == Qt::ApplicationActive; });
    connect(m_desktopReminders.get(), &DesktopReminders::openAsked, this, [this](const Id &task) {
        // Said before the lock, answered under it.
        if (!m_window || m_locked)
            return;
        if (m_window->isMinimized())
            m_window->showNormal();
        m_window->raise();
        m_window->activateWindow();
        if (!task.isNull())
            m_ui->navigator->openRecord({QStringLiteral("task"), task});
        else
            m_ui->navigator->open({QStringLiteral("tasks"), {}, {}, {}, {}, {}});
    });
    m_reminders->start();
    // Of a joined workspace the server is the authority.
    if (m_agent) {
        m_agent->start();
        connect(&m_guardTimer, &QTimer::timeout, this, &DesktopContext::askGuard);
        m_guardTimer.start(GuardMs);
        return;
    }
    // What is due is due whoever the window acts as: it is the workspace's owner who keeps house.
    Actor owner = m_actor;
    owner.user = Id::named("user:owner");
    owner.team = Id();
    Housekeeping::start(*m_commands, owner);
}

void DesktopContext::noteExport(const QJsonObject &message, std::function<void(const QJsonObject &)> answer)
{
    m_workspace->write(Workspace::Priority::User, [commands = m_commands.get(), own = m_actor, message,
                                                   address = AnswerAddress(this),
                                                   answer](WriteSession &session, const Ticket &) {
        const auto note = [&]() -> Result<void> {
            const QString named = message.value(QLatin1String("user")).toString();
            Actor actor = own;
            if (const std::optional<Id> user = Id::fromString(named); user && !user->isNull()) {
                const ObjectTypePtr users = commands->configuration()->dictionary->find(u"user");
                DW_ASSIGN(const Record found, session.find(users, *user));
                if (!found.isValid() || found.isDeleted())
                    return Error(ErrorCode::NotFound, QStringLiteral("command.record_missing"),
                                 {users->key(), named});
                takeUser(actor, found);
            }
            if (const QJsonObject refused = message.value(QLatin1String("refused")).toObject();
                !refused.isEmpty()) {
                QStringList details;
                const QJsonArray given = refused.value(QLatin1String("arguments")).toArray();
                for (const QJsonValue &detail : given)
                    details.append(detail.toString());
                const Error error(ErrorCode::Forbidden, refused.value(QLatin1String("key")).toString(),
                                  details);
                commands->noteRefused(session, QStringLiteral("data.export"), actor, error);
                return {};
            }
            // Whatever else another program asks for is an export.
            const bool isRead =
                message.value(QLatin1String("command")).toString() == SensitiveRead::commandName();
            const CommandResult noted =
                commands->run(session,
                              {isRead ? SensitiveRead::commandName() : QStringLiteral("data.export"),
                               message.value(QLatin1String("arguments")).toObject()},
                              actor);
            return noted.status == CommandResult::Status::Applied ? Result<void>() : noted.error;
        };
        QJsonObject said;
        if (const Result<void> noted = note(); !noted.ok())
            said = {{QStringLiteral("key"), noted.error().key},
                    {QStringLiteral("arguments"), QJsonArray::fromStringList(noted.error().arguments)},
                    {QStringLiteral("forbidden"), noted.error().code == ErrorCode::Forbidden}};
        address.post([answer, said] { answer(said); });
    });
}

void DesktopContext::applySetting(const QString &key)
{
    if (key == ui::setting::language()) {
        setLanguage(wantedLanguage());
    } else if (key == ui::setting::actingAs()) {
        chooseActor();
        m_actions->renewRights();
        if (m_window)
            m_window->rebuild();
    } else if (key == ui::setting::density()) {
        if (m_window)
            m_window->rebuild();
    } else if (key == ui::setting::theme() || key == ui::setting::textSize() ||
               key == ui::setting::reducedMotion() || key == ui::setting::highContrast()) {
        const double before = m_theme->textScale();
        applyLook();
        // Heights that hold text were fixed when the parts were made.
        if (m_window && m_theme->textScale() > before + 0.001)
            m_window->rebuild();
        else if (m_window && m_theme->textScale() < before - 0.001)
            m_window->rebuild();
    }
}

void DesktopContext::applyLook()
{
    QString wanted = m_options.theme;
    if (wanted.isEmpty())
        wanted = m_settings->value(ui::setting::theme()).toString();
    const bool dark = wanted.isEmpty() ? m_scheme->prefersDark() : wanted == QLatin1String("dark");
    m_theme->setLanguageIsHan(m_language == Language::Chinese);
    m_theme->setTextScale(m_settings->value(ui::setting::textSize(), FullText).toInt(FullText) /
                          double(FullText));
    m_theme->setReducedMotion(m_settings->value(ui::setting::reducedMotion()).toBool());
    m_theme->setHighContrast(m_settings->value(ui::setting::highContrast()).toBool());
    m_theme->setMode(dark ? ui::Theme::Mode::Dark : ui::Theme::Mode::Light);
}

Language DesktopContext::wantedLanguage() const
{
    QString wanted = m_options.language;
    if (wanted.isEmpty())
        wanted = m_settings->value(ui::setting::language()).toString();
    if (wanted.isEmpty())
        return QLocale::system().language() == QLocale::Chinese ? Language::Chinese : Language::English;
    return wanted == QLatin1String("zh_CN") ? Language::Chinese : Language::English;
}

void DesktopContext::setLanguage(Language language)
{
    if (language == m_language)
        return;
    m_language = language;
    m_format = ui::Format(language == Language::Chinese ? ui::Format::Language::Chinese
                                                        : ui::Format::Language::English);
    m_ui->language = language;
    installTranslators();
    m_theme->setLanguageIsHan(language == Language::Chinese);
    if (m_window)
        m_window->rebuild();
}

void DesktopContext::installTranslators()
{
    QCoreApplication::removeTranslator(&m_texts);
    QCoreApplication::removeTranslator(&m_qtTexts);
    const QString name = m_language == Language::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
    QLocale::setDefault(QLocale(name));
    if (m_texts.load(QStringLiteral(":/i18n/dealwright_%1.qm").arg(name)))
        QCoreApplication::installTranslator(&m_texts);
    if (m_language == Language::Chinese &&
        m_qtTexts.load(QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtTexts);
}

void DesktopContext::actAs(const Id &user)
{
    m_settings->setValue(ui::setting::actingAs(), user.toString());
}

// Of a joined workspace the one it is enrolled for; else the one who was chosen last; the demo opens as Lin;
// else the owner, else the first who may act (DESIGN 3).
void DesktopContext::chooseActor()
{
    const std::optional<Id> chosen = Id::fromString(m_settings->value(ui::setting::actingAs()).toString());
    const ObjectTypePtr users = m_commands->configuration()->dictionary->find(u"user");
    m_workspace->readNow([&](ReadSession &session) {
        if (m_joined) {
            const auto own = joinedActor(session, *m_commands->configuration()->dictionary, *m_joined);
            m_actor = own.ok() ? *own : Actor{m_joined->user, {}, {}, {}, m_joined->device, {}};
            m_actor.openedBy = accountName();
            return;
        }
        Record user;
        const auto take = [&user](const Result<Record> &found) {
            if (!user.isValid() && found.ok() && found->isValid() && !found->isDeleted())
                user = *found;
        };
        const auto takeFirst = [&](QStringView field, const QString &value) {
            const int index = users->indexOf(field);
            const auto found = session.findByValue(users, index, Value(value), ReadSession::Match::Exact, 1);
            if (found.ok() && !found->isEmpty())
                take(found->first());
        };
        if (chosen)
            take(session.find(users, *chosen));
        if (!user.isValid() && m_workspace->info().demo) {
            takeFirst(u"login", QStringLiteral("lin"));
            takeFirst(u"login", QStringLiteral("lin.yue"));
        }
        if (!user.isValid())
            take(session.find(users, Id::named("user:owner")));
        if (!user.isValid())
            takeFirst(u"status", QStringLiteral("active"));
        m_actor = Actor();
        m_actor.device = m_workspace->info().device;
        m_actor.openedBy = accountName();
        if (!user.isValid())
            return;
        takeUser(m_actor, user);
    });
}

// Who acts may have another team or name now, and other rights.
void DesktopContext::renewActor()
{
    m_actions->renewRights();
    const RecordRef self{QStringLiteral("user"), m_actor.user};
    if (self.id.isNull())
        return;
    m_reader->run<Record>(
        Workspace::Lane::Detail, QStringLiteral("desktop.actor"), this,
        [self](const Reader &reader) { return reader.record(self); },
        [this, self](const Result<Record> &user) {
            // Whoever is out of sight even of themselves may do nothing any more, under the name they had.
            if (!user.ok() || m_actor.user != self.id)
                return;
            const Actor before = m_actor;
            takeUser(m_actor, *user);
            if (m_window && (m_actor.team != before.team || m_actor.name != before.name))
                m_window->showPerson();
        });
}

ReadContext DesktopContext::readContext() const
{
    const ConfigurationPtr configuration = m_commands->configuration();
    ReadContext context;
    context.dictionary = configuration->dictionary;
    context.settings = configuration->settings;
    context.policy = configuration->policy;
    context.actor = m_actor;
    context.now = m_clock.now();
    context.language = m_language;
    return context;
}

}  // namespace dw::desktop
