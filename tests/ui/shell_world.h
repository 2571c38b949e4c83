// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/idgenerator.h"
#include "ui/common/look.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/windownotices.h"

#include <QJsonObject>
#include <QTemporaryDir>
#include <QTranslator>

#include <memory>

namespace dw::test
{

// A real workspace in a temporary folder and everything that pages work with, at 2026-11-19 10:42 in
// Shanghai. What the program's own context does, without its command line.
class UiWorld
{
public:
    // Owner: everybody may everything, whatever roles there are.
    enum class Access { Owner, Roles };
    explicit UiWorld(Access access = Access::Owner);
    ~UiWorld();

    ui::UiContext &ui() { return *m_ui; }
    ui::Theme &theme() { return *m_theme; }
    ui::ActionRegistry &actions() { return *m_actions; }
    ui::LocalSettings &settings() { return *m_settings; }
    ui::WindowNotices &notices() { return *m_notices; }
    CommandRunner &commands() { return *m_commands; }
    Workspace &workspace() { return *m_workspace; }
    FixedClock &clock() { return m_clock; }
    Actor actor() const { return m_actor; }
    // Whose hands the program is in from now on.
    void actAs(const Id &user) { m_actor.user = user; }

    // Translators and formats; the window is rebuilt by the caller.
    void setLanguage(Language language);
    // Fresh settings, as at the next start of the program.
    std::unique_ptr<ui::LocalSettings> settingsOfNextStart();
    // The record made, or a null id with a test failure.
    Id create(const char *object, const QJsonObject &fields);
    CommandResult run(const char *command, const QJsonObject &arguments);

private:
    QTemporaryDir m_folder;
    FixedClock m_clock;
    IdGenerator m_ids;
    Actor m_actor;
    Language m_language = Language::English;
    QTranslator m_texts;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<CommandRunner> m_commands;
    std::unique_ptr<AsyncReader> m_reader;
    std::unique_ptr<ui::LocalSettings> m_settings;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::Icons> m_icons;
    std::unique_ptr<ui::Look> m_look;
    ui::Format m_format;
    std::unique_ptr<ui::ActionRegistry> m_actions;
    std::unique_ptr<ui::WindowNotices> m_notices;
    std::unique_ptr<ui::UiContext> m_ui;
};

}  // namespace dw::test
