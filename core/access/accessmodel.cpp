// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/accessmodel.h"

#include <algorithm>

namespace dw
{

AccessModel::AccessModel(const AccessRecords &records, const DictionaryPtr &dictionary, Currency currency)
    : m_company(records), m_roles(records, dictionary, currency), m_dictionary(dictionary)
{
    for (const Record &record : records.shares) {
        Share share;
        share.id = record.id();
        share.record = record.value(u"record_ref").recordRef();
        share.grantee = record.value(u"grantee").recordRef();
        share.edit = record.value(u"right").text() == QLatin1String("edit");
        if (const Value &end = record.value(u"expires_at"); end.kind() == Value::Kind::Instant) {
            share.expires = end.instant();
            m_turns.push_back(share.expires->ms);
        }
        m_shares.append(share);
        m_shared.insert(share.record);
    }
    for (const Company::Person &person : m_company.people()) {
        for (const auto &time : {person.awayFrom, person.awayTo}) {
            if (time)
                m_turns.push_back(time->ms);
        }
        m_inUse = m_inUse || !rolesOf(person).isEmpty();
    }
    std::sort(m_turns.begin(), m_turns.end());
}

QList<const Role *> AccessModel::rolesOf(const Company::Person &person) const
{
    QList<const Role *> roles;
    for (const Id &id : person.roles) {
        if (const Role *role = m_roles.role(id))
            roles.append(role);
    }
    return roles;
}

bool AccessModel::hasAdministrator() const
{
    return std::any_of(
        m_company.people().begin(), m_company.people().end(), [this](const Company::Person &one) {
            const QList<const Role *> roles = rolesOf(one);
            return one.active &&
                   std::any_of(roles.begin(), roles.end(), [](const Role *role) { return role->admin; });
        });
}

int AccessModel::turnAt(Instant now) const
{
    return int(std::upper_bound(m_turns.begin(), m_turns.end(), now.ms) - m_turns.begin());
}

}  // namespace dw
