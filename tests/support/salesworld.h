// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/reading/reader.h"
#include "core/store/workspace.h"

#include <QHash>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace dw::test
{

// A real workspace with people, deals and their stage histories, written record by record as an import of
// history does, for tests of figures. Its time is 2026-11-19 10:42 in Shanghai unless told otherwise.
class SalesWorld
{
public:
    explicit SalesWorld(const char *currency = "CNY", const char *now = "2026-11-19T10:42:00+08:00",
                        std::shared_ptr<const Policy> policy = std::make_shared<OwnerPolicy>());
    ~SalesWorld();

    Workspace &workspace() { return *m_workspace; }
    CommandRunner &runner() { return *m_runner; }
    FixedClock &clock() { return m_clock; }
    Actor actor() const;
    ReadContext context() const;

    // The ids of what a new workspace has.
    static Id stage(const char *key, const char *pipeline = "standard");
    static Id pipeline(const char *code = "standard");
    static Id owner() { return Id::named("user:owner"); }

    Id addTeam(const QString &name, const Id &parent = {});
    Id addUser(const QString &name, const Id &team = {});
    Id addAccount(const QString &name);
    struct Deal
    {
        QString name;
        Id owner = {};
        Id account = {};
        const char *stage = "first_contact";
        qint64 amount = -1;                              // minor units; below zero: none
        QString created = QStringLiteral("2026-10-01");  // date or time in the workspace's zone
        QString entered = {};                            // its stage; default: closed, else created
        QString closed = {};
        const char *currency = nullptr;  // default: the workspace's
        const char *pipeline = "standard";
    };
    Id addDeal(const Deal &deal);
    // A line of the deal's history; `from` null for the first.
    Id addMove(const Id &deal, const char *from, const char *to, const QString &at, qint64 dwellSeconds = -1,
               const char *gateResult = nullptr);
    // Writes what was added.
    void flush();

    // In one snapshot on a reader thread.
    void read(const std::function<void(const Reader &)> &work);

private:
    Record record(const char *object, const Id &id) const;
    Value moment(const QString &text) const;
    void add(Record record);

    QTemporaryDir m_folder;
    FixedClock m_clock;
    IdGenerator m_ids;
    Currency m_currency;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<CommandRunner> m_runner;
    ChangeSet m_pending;
    QHash<Id, Id> m_teamOf;
    QHash<Id, std::pair<Id, const char *>> m_ownerOf;  // of a deal, and its pipeline
};

}  // namespace dw::test
