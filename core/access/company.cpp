// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/company.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

std::optional<Instant> instantOf(const Value &value)
{
    return value.kind() == Value::Kind::Instant ? std::optional(value.instant()) : std::nullopt;
}

QList<Id> below(const QList<Id> &roots, const QHash<Id, QList<Id>> &children)
{
    QList<Id> all;
    QSet<Id> seen;
    QList<Id> open = roots;
    while (!open.isEmpty()) {
        const Id next = open.takeFirst();
        if (next.isNull() || seen.contains(next))
            continue;
        seen.insert(next);
        all.append(next);
        open += children.value(next);
    }
    return all;
}

}  // namespace

bool Company::Person::isAwayAt(Instant now) const
{
    if (delegate.isNull() || (!onLeave && !awayFrom))
        return false;
    return (!awayFrom || *awayFrom <= now) && (!awayTo || now < *awayTo);
}

Company::Company(const AccessRecords &records)
{
    for (const Record &team : records.teams) {
        m_subteams[team.value(u"parent_id").id()].append(team.id());
        m_led[team.value(u"leader_id").id()].append(team.id());
        m_teamNames.insert(team.id(), team.value(u"name").text());
    }
    for (const Record &territory : records.territories)
        m_subterritories[territory.value(u"parent_id").id()].append(territory.id());
    for (const Record &user : records.users) {
        Person person;
        person.id = user.id();
        person.name = user.value(u"name").text();
        person.team = user.value(u"team_id").id();
        person.roles = user.value(u"role_ids").ids();
        person.territories = user.value(u"territory_ids").ids();
        const QString status = user.value(u"status").text();
        person.active = status != QLatin1String("disabled") && status != QLatin1String("invited");
        person.onLeave = status == QLatin1String("on_leave");
        person.delegate = user.value(u"delegate_id").id();
        person.awayFrom = instantOf(user.value(u"away_from"));
        person.awayTo = instantOf(user.value(u"away_to"));
        m_members[person.team].append(person.id);
        m_people.insert(person.id, person);
    }
}

const Company::Person *Company::person(const Id &user) const
{
    const auto found = m_people.constFind(user);
    return found == m_people.cend() ? nullptr : &*found;
}

QList<Id> Company::teamsOf(const Person &person) const
{
    QList<Id> teams = m_led.value(person.id);
    if (!person.team.isNull() && !teams.contains(person.team))
        teams.prepend(person.team);
    return teams;
}

QList<Id> Company::withTeamsBelow(const QList<Id> &teams) const
{
    return below(teams, m_subteams);
}

QList<Id> Company::membersOf(const QList<Id> &teams) const
{
    QList<Id> members;
    for (const Id &team : teams)
        members += m_members.value(team);
    return members;
}

QList<Id> Company::territoriesOf(const Person &person) const
{
    return below(person.territories, m_subterritories);
}

QList<Id> Company::absentFor(const Id &delegate, Instant now) const
{
    QList<Id> absent;
    for (const Person &person : m_people) {
        if (person.delegate == delegate && person.id != delegate && person.active && person.isAwayAt(now))
            absent.append(person.id);
    }
    std::sort(absent.begin(), absent.end());
    return absent;
}

}  // namespace dw
