// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/accessrecords.h"
#include "core/base/datetime.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace dw
{

// Who works where and stands in for whom. Immutable. Trees that run in a circle end where they come round.
class Company
{
public:
    struct Person
    {
        Id id;
        QString name;
        Id team;
        QList<Id> roles;
        QList<Id> territories;
        bool active = true;  // may work at all: not disabled, not merely invited
        bool onLeave = false;
        Id delegate;
        std::optional<Instant> awayFrom;
        std::optional<Instant> awayTo;

        // Whether the delegate stands in: while the user is on leave, or between the two times.
        bool isAwayAt(Instant now) const;
    };

    Company() = default;
    explicit Company(const AccessRecords &records);

    // Null if there is none.
    const Person *person(const Id &user) const;
    const QHash<Id, Person> &people() const { return m_people; }
    // The team that the user belongs to and those they lead.
    QList<Id> teamsOf(const Person &person) const;
    QList<Id> withTeamsBelow(const QList<Id> &teams) const;
    // Everybody whose team is one of these, whatever their status: what leavers owned stays in sight.
    QList<Id> membersOf(const QList<Id> &teams) const;
    QList<Id> territoriesOf(const Person &person) const;
    // Whose delegate the user is at that time.
    QList<Id> absentFor(const Id &delegate, Instant now) const;
    QString teamName(const Id &team) const { return m_teamNames.value(team); }

private:
    QHash<Id, Person> m_people;
    QHash<Id, QList<Id>> m_members;
    QHash<Id, QList<Id>> m_subteams;
    QHash<Id, QList<Id>> m_led;
    QHash<Id, QString> m_teamNames;
    QHash<Id, QList<Id>> m_subterritories;
};

}  // namespace dw
