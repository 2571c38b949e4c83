// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/idgenerator.h"
#include "core/commands/commandrunner.h"
#include "core/reading/asyncreader.h"
#include "ui/common/look.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/navigator.h"
#include "ui/shell/notices.h"
#include "ui/shell/uicontext.h"

#include <QJsonObject>
#include <QTemporaryDir>

#include <memory>

namespace dw::test
{

// What was said and where one was sent, in place of the window's frame.
class BoardNotices final : public ui::Notices
{
public:
    using ui::Notices::Notices;
    struct Line
    {
        QString text;
        Id transaction;
    };
    QList<Line> dones;
    QStringList failures;

    void done(const QString &text, const Id &transaction, const QString &) override
    {
        dones.append({text, transaction});
    }
    void failed(const QString &text) override { failures.append(text); }
    int beginJob(const QString &, const Ticket &) override { return 0; }
    void jobProgress(int, double, const QString &) override {}
    void endJob(int, const QString &, const QString &) override {}
};

class PlaceLog final : public ui::Navigator
{
public:
    QList<ui::Place> places;
    QList<RecordRef> records;
    QStringList lists;  // object: where

    void open(const ui::Place &place) override { places.append(place); }
    void openRecord(const RecordRef &record) override { records.append(record); }
    void openList(const QString &object, const QString &where, const QString &) override
    {
        lists.append(object + QLatin1String(": ") + where);
    }
    void back() override {}
    void forward() override {}
};

// A real standalone workspace with its pages' context: Thursday 19 November 2026, 07:40 in Shanghai.
class BoardWorld
{
public:
    explicit BoardWorld(Language language = Language::English);
    ~BoardWorld();

    Id add(const QString &object, const QJsonObject &set);
    CommandResult run(const QString &command, const QJsonObject &arguments);
    // The stored value of a field.
    Value value(const QString &object, const Id &id, const QString &field);
    Id stage(const QString &key, const QString &pipeline = QStringLiteral("standard"));
    static Id owner() { return Id::named("user:owner"); }
    // A deal of `stage` with everything that creating it there asks for, unless `set` says otherwise. A
    // later stage is reached as history is imported: by waivers.
    Id deal(const QString &name, const QString &stage, qint64 amount, const QJsonObject &set = {});

    QTemporaryDir folder;
    FixedClock clock;
    IdGenerator ids;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<CommandRunner> commands;
    std::unique_ptr<AsyncReader> reader;
    ui::Theme theme;
    ui::Icons icons;
    std::unique_ptr<ui::Look> look;
    ui::Format format;
    ui::ActionRegistry actions;
    std::unique_ptr<ui::LocalSettings> settings;
    BoardNotices notices;
    PlaceLog navigator;
    Id account;
    Id contact;
    std::unique_ptr<ui::UiContext> context;
};

}  // namespace dw::test
