// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/explanation.h"
#include "core/access/rolepolicy.h"
#include "tests/exchange/import_support.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>

namespace dw::test
{

// A company under roles: the owner; in East `rep` and `mate`, led by `boss` of the team above; in North
// `other`. Each has a customer with a contact, a deal with a line, a note and a task, all told apart by the
// login in every text of theirs. Nobody has a role until it is given.
class RoleWorld
{
public:
    struct Own
    {
        Id user, account, contact, deal, line, note, task, comment;
    };

    RoleWorld();

    ImportWorld &base() { return m_world; }
    FixedClock &clock() { return m_world.clock(); }
    const RolePolicy &policy() const;
    Own &of(const char *login) { return m_people[QString::fromLatin1(login)]; }
    QStringList logins() const { return m_people.keys(); }
    Actor actor(const char *login) const;

    // As the owner of the workspace; fails loudly unless it is applied. The main record's id.
    Id mine(const char *command, const QJsonObject &arguments);
    CommandResult run(const Actor &actor, const char *command, const QJsonObject &arguments);
    void set(const char *object, const Id &id, const QJsonObject &values);
    CommandResult trySet(const Actor &actor, const char *object, const Id &id, const QJsonObject &values);
    void give(const char *login, const QStringList &codes);
    Id role(const char *code, const char *kind = "custom");
    Id permission(const Id &role, const char *object, const QJsonObject &values);
    Id share(const char *object, const Id &record, const RecordRef &grantee, const QJsonObject &values = {});

    void read(const Actor &actor, const std::function<void(const Reader &)> &work);
    // The names (or what titles them) of all that the actor sees of an object, sorted.
    QStringList seen(const char *login, const char *object, const char *field);
    Record stored(const QString &object, const Id &id);
    QList<Record> storedAll(const QString &object);

private:
    Id create(const char *object, const QJsonObject &set);
    Id person(const char *login, const Id &team);

    ImportWorld m_world;
    QHash<QString, Own> m_people;
    QHash<QString, Id> m_teams;
};

// The keys of what a command was refused for, parted by blanks; empty if there is none.
QString keysOf(const CommandResult &result);
bool isApplied(const CommandResult &result);

}  // namespace dw::test
