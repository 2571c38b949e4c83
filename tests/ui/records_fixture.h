// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/idgenerator.h"
#include "core/commands/commandrunner.h"
#include "core/reading/asyncreader.h"
#include "ui/common/look.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/notices.h"
#include "ui/shell/uicontext.h"

#include <QJsonObject>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace dw::test
{

// Notices that only remember what was said.
class NoticeLog final : public ui::Notices
{
    Q_OBJECT

public:
    void done(const QString &text, const Id &transaction, const QString &warning) override
    {
        m_done.append(text);
        m_warned.append(warning);
        m_last = transaction;
    }
    void failed(const QString &text) override { m_failed.append(text); }
    int beginJob(const QString &, const Ticket &) override { return 1; }
    void jobProgress(int, double, const QString &) override {}
    void endJob(int, const QString &, const QString &) override {}

    QStringList m_done;
    QStringList m_warned;  // beside m_done
    QStringList m_failed;
    Id m_last;
};

// Where pages wanted to go.
class NavigatorLog final : public ui::Navigator
{
public:
    void open(const ui::Place &place) override { m_places.append(place); }
    void openRecord(const RecordRef &record) override { m_records.append(record); }
    void openList(const QString &object, const QString &where, const QString &) override
    {
        m_lists.append(object + QLatin1Char('|') + where);
    }
    void back() override {}
    void forward() override {}

    QList<ui::Place> m_places;
    QList<RecordRef> m_records;
    QStringList m_lists;
};

// A real workspace in a folder of its own and everything that pages work with. It is Wednesday 18 November
// 2026, 07:40.
class RecordsFixture
{
public:
    // Owner: everybody may everything, whatever roles there are.
    enum class Access { Owner, Roles };
    explicit RecordsFixture(Access access = Access::Owner);
    ~RecordsFixture();

    // Runs a command and fails the test unless it is applied; the first id.
    Id run(const char *command, const QJsonObject &arguments);
    Id create(const char *object, const QJsonObject &set);
    Id account(const QString &name, QJsonObject set = {});
    Id deal(const QString &name, const Id &account, QJsonObject set = {});
    // As stored now.
    Record stored(const RecordRef &ref);
    CommandResult attempt(const char *command, const QJsonObject &arguments);

    // As at the next start of the program: the settings are what the workspace keeps. No page may be open.
    void restart();

    static QString owner() { return Id::named("user:owner").toString(); }
    Actor actor() const;

    Id m_actor = Id::named("user:owner");  // in whose hands the program is
    QTemporaryDir m_folder;
    FixedClock m_clock;
    IdGenerator m_ids;
    DictionaryPtr m_dictionary;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<CommandRunner> m_runner;
    std::unique_ptr<AsyncReader> m_reader;
    ui::Theme m_theme;
    ui::Icons m_icons{m_theme};
    ui::Format m_format;
    std::unique_ptr<ui::Look> m_look;
    std::unique_ptr<ui::ActionRegistry> m_actions;
    std::unique_ptr<ui::LocalSettings> m_settings;
    NoticeLog m_notices;
    NavigatorLog m_navigator;
    std::unique_ptr<ui::UiContext> m_context;

private:
    void makeContext();
};

}  // namespace dw::test
