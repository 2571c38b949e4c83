// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/accessrecords.h"
#include "core/access/company.h"
#include "core/base/datetime.h"
#include "core/base/id.h"

#include <QHash>
#include <QList>
#include <QStringList>

namespace dw
{

// Who there is to ask: managers, holders of roles, stand-ins. Immutable; made of records as they are at one
// moment. Lists are ordered by id, so that everybody who asks gets the same.
class ApprovalPeople
{
public:
    // A8: from `begins` up to, but not at, `ends`.
    struct Delegation
    {
        Id from;
        Id to;
        Instant begins;
        Instant ends;
        QStringList processes;        // codes; of none: all
        bool includesWaiting = true;  // also what was waiting before it began
    };
    enum class Task { New, Waiting };

    // Nobody stands in for somebody over more people than this.
    static constexpr int LongestChain = 3;
    // Nobody's manager is looked for further up than this.
    static constexpr int HighestManager = 64;

    ApprovalPeople() = default;
    explicit ApprovalPeople(const AccessRecords &records, QList<Delegation> delegations = {});

    bool mayAct(const Id &user) const;  // is known and works here
    // Their own, else the leader of their team, else of one above it. Null: there is none.
    Id managerOf(const Id &user) const;
    // All that stand above, the nearest first; circles end where they come round.
    QList<Id> managersOf(const Id &user) const;
    bool holds(const Id &user, const QString &role) const;
    QList<Id> holdersOf(const QString &role) const;  // who may act
    bool isAdministrator(const Id &user) const;
    QList<Id> administrators() const;  // who may act
    // Whom a user named to stand in for them, whether they are away or not. Null: nobody.
    Id delegateOf(const Id &user) const;
    // Who stands in for the user at that time: the delegate's delegate where they are away too. Null where
    // the user is there, where nobody of them is, and where they name each other in a circle.
    Id standInFor(const Id &user, const QString &process, Instant now, Task task) const;

private:
    Id nextStandIn(const Id &user, const QString &process, Instant now, Task task) const;

    Company m_company;
    QHash<Id, Id> m_managers;
    QHash<QString, QList<Id>> m_byRole;
    QList<Id> m_administrators;
    QList<Delegation> m_delegations;
};

}  // namespace dw
