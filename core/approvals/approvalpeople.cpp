// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approvalpeople.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace dw
{

namespace
{

// The leader of the user's team, or of the nearest team above it that somebody else leads.
Id leaderOver(const Id &user, Id team, const QHash<Id, Record> &teams)
{
    for (int level = 0; level < ApprovalPeople::HighestManager && !team.isNull(); ++level) {
        const auto found = teams.constFind(team);
        if (found == teams.constEnd())
            break;
        const Id leader = found->value(u"leader_id").id();
        if (!leader.isNull() && leader != user)
            return leader;
        team = found->value(u"parent_id").id();
    }
    return {};
}

}  // namespace

ApprovalPeople::ApprovalPeople(const AccessRecords &records, QList<Delegation> delegations)
    : m_company(records), m_delegations(std::move(delegations))
{
    QHash<Id, Record> teams;
    for (const Record &team : records.teams)
        teams.insert(team.id(), team);
    QHash<Id, Record> roles;
    for (const Record &role : records.roles)
        roles.insert(role.id(), role);
    for (const Record &user : records.users) {
        const Id own = user.value(u"manager_id").id();
        m_managers.insert(user.id(), !own.isNull() && own != user.id()
                                         ? own
                                         : leaderOver(user.id(), user.value(u"team_id").id(), teams));
        for (const Id &id : user.value(u"role_ids").ids()) {
            const auto role = roles.constFind(id);
            if (role == roles.constEnd())
                continue;
            m_byRole[role->value(u"code").text()].append(user.id());
            if (role->value(u"kind").text() == QLatin1String("admin") &&
                !m_administrators.contains(user.id()))
                m_administrators.append(user.id());
        }
    }
    for (QList<Id> &holders : m_byRole)
        std::sort(holders.begin(), holders.end());
    std::sort(m_administrators.begin(), m_administrators.end());
    // What began last counts.
    std::sort(m_delegations.begin(), m_delegations.end(), [](const Delegation &a, const Delegation &b) {
        return std::tie(b.begins, a.to, a.ends) < std::tie(a.begins, b.to, b.ends);
    });
}

bool ApprovalPeople::mayAct(const Id &user) const
{
    const Company::Person *person = m_company.person(user);
    return person && person->active;
}

Id ApprovalPeople::managerOf(const Id &user) const
{
    return m_managers.value(user);
}

QList<Id> ApprovalPeople::managersOf(const Id &user) const
{
    QList<Id> managers;
    for (Id next = managerOf(user); managers.size() < HighestManager; next = managerOf(next)) {
        if (next.isNull() || next == user || managers.contains(next))
            break;
        managers.append(next);
    }
    return managers;
}

bool ApprovalPeople::holds(const Id &user, const QString &role) const
{
    return m_byRole.value(role).contains(user);
}

QList<Id> ApprovalPeople::holdersOf(const QString &role) const
{
    QList<Id> holders = m_byRole.value(role);
    holders.removeIf([this](const Id &user) { return !mayAct(user); });
    return holders;
}

bool ApprovalPeople::isAdministrator(const Id &user) const
{
    return m_administrators.contains(user);
}

QList<Id> ApprovalPeople::administrators() const
{
    QList<Id> acting = m_administrators;
    acting.removeIf([this](const Id &user) { return !mayAct(user); });
    return acting;
}

Id ApprovalPeople::delegateOf(const Id &user) const
{
    const Company::Person *person = m_company.person(user);
    return person ? person->delegate : Id();
}

Id ApprovalPeople::nextStandIn(const Id &user, const QString &process, Instant now, Task task) const
{
    for (const Delegation &delegation : m_delegations) {
        const bool meant = delegation.processes.isEmpty() || delegation.processes.contains(process);
        const bool runs = delegation.begins <= now && now < delegation.ends;
        if (delegation.from == user && meant && runs && (task == Task::New || delegation.includesWaiting))
            return delegation.to;
    }
    const Company::Person *person = m_company.person(user);
    return person && person->isAwayAt(now) ? person->delegate : Id();
}

Id ApprovalPeople::standInFor(const Id &user, const QString &process, Instant now, Task task) const
{
    QList<Id> chain{user};
    while (chain.size() <= LongestChain) {
        const Id next = nextStandIn(chain.last(), process, now, task);
        if (next.isNull())
            break;
        if (chain.contains(next))
            return {};
        chain.append(next);
    }
    // The last one that works here.
    while (chain.size() > 1 && !mayAct(chain.last()))
        chain.removeLast();
    return chain.size() > 1 ? chain.last() : Id();
}

}  // namespace dw
