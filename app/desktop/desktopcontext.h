// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/options.h"
#include "core/base/idgenerator.h"
#include "core/commands/commandrunner.h"
#include "core/reading/asyncreader.h"
#include "core/store/workspace.h"
#include "core/sync/joined.h"
#include "core/sync/syncagent.h"
#include "ui/common/look.h"
#include "ui/records/pendingmarks.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/windownotices.h"
#include "ui/sync/firstsync.h"
#include "ui/sync/lockedwindow.h"
#include "ui/sync/syncdesk.h"
#include "ui/sync/syncstate.h"
#include "ui/tasks/reminders.h"

#include <QJsonObject>
#include <QPointer>
#include <QTimer>
#include <QTranslator>

#include <functional>
#include <memory>
#include <optional>

class QApplication;

namespace dw::desktop
{

class DesktopReminders;
class DesktopScheme;

// Everything of one open workspace and its window, in the order in which it must live.
class DesktopContext : public QObject
{
    Q_OBJECT

public:
    // Opens the workspace (makes the user's own one first when it is not there) and everything above it, but
    // no window. Errors as Workspace::open().
    static Result<std::unique_ptr<DesktopContext>> open(QApplication &application, const Options &options,
                                                        const Clock &clock);
    ~DesktopContext() override;

    ui::MainWindow &makeWindow();
    // The window's process is the authority: tasks whose reminder comes are announced from now on, what is
    // due to go is cleared away. Of a joined workspace the server is: it is kept in step with that from now
    // on.
    void startDuties();
    // Null in a standalone workspace, and without a window.
    SyncAgent *agent() const { return m_agent.get(); }
    ui::SyncDesk *syncDesk() const { return m_desk; }
    // Null while the workspace may be seen.
    ui::LockedWindow *locked() const { return m_locked.get(); }
    // Null before startDuties().
    DesktopReminders *desktopReminders() const { return m_desktopReminders.get(); }
    ui::MainWindow *window() const { return m_window.get(); }
    ui::UiContext &ui() { return *m_ui; }
    Workspace &workspace() { return *m_workspace; }
    bool isNew() const { return m_isNew; }
    ReadContext readContextNow() const { return readContext(); }

    // Writes what a program without a window exported into the audit, as the user that it names or else the
    // window's own; SingleInstance::NoteExport.
    void noteExport(const QJsonObject &message, std::function<void(const QJsonObject &)> answer);

    void setLanguage(Language language);
    void actAs(const Id &user);

private:
    DesktopContext(QApplication &application, const Options &options, const Clock &clock);
    Result<void> openWorkspace();
    void makeParts();
    void makeSync();
    void addSyncWays();
    void lockOrNot(const std::optional<Error> &reason);
    void askGuard();
    // A workspace in a window of its own, which opens by itself from now on.
    void openWorkspace(const QString &folder);
    void chooseActor();
    void renewActor();
    void applySetting(const QString &key);
    void applyLook();
    void installTranslators();
    ReadContext readContext() const;
    Language wantedLanguage() const;

    QApplication &m_application;
    Options m_options;
    const Clock &m_clock;
    IdGenerator m_ids;
    bool m_isNew = false;
    Language m_language = Language::English;
    Actor m_actor;
    QTranslator m_texts;
    QTranslator m_qtTexts;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<CommandRunner> m_commands;
    std::optional<Joined> m_joined;  // set: what is done goes into the outbox
    std::unique_ptr<AsyncReader> m_reader;
    std::unique_ptr<ui::LocalSettings> m_settings;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::Icons> m_icons;
    std::unique_ptr<ui::Look> m_look;
    std::unique_ptr<DesktopScheme> m_scheme;
    ui::Format m_format;
    std::unique_ptr<ui::ActionRegistry> m_actions;
    std::unique_ptr<ui::WindowNotices> m_notices;
    std::unique_ptr<ui::UiContext> m_ui;
    std::unique_ptr<ui::SyncState> m_sync;
    std::unique_ptr<ui::PendingMarks> m_pending;
    std::unique_ptr<ui::FirstSync> m_firstSync;
    std::unique_ptr<SyncAgent> m_agent;
    std::unique_ptr<ui::MainWindow> m_window;
    QPointer<ui::SyncDesk> m_desk;
    QTimer m_guardTimer;
    std::unique_ptr<ui::LockedWindow> m_locked;  // in place of the window
    std::unique_ptr<ui::Reminders> m_reminders;
    std::unique_ptr<DesktopReminders> m_desktopReminders;
};

}  // namespace dw::desktop
