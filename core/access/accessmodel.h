// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/accessrecords.h"
#include "core/access/company.h"
#include "core/access/rolebook.h"

#include <memory>
#include <optional>
#include <vector>

namespace dw
{

// A record that was shown to somebody besides.
struct Share
{
    Id id;
    RecordRef record;
    RecordRef grantee;  // user, team or role
    bool edit = false;
    std::optional<Instant> expires;

    bool holdsAt(Instant now) const { return !expires || now < *expires; }
};

// All that access is worked out from. Immutable.
class AccessModel
{
public:
    AccessModel(const AccessRecords &records, const DictionaryPtr &dictionary, Currency currency);

    const Company &company() const { return m_company; }
    const RoleBook &roles() const { return m_roles; }
    const QList<Share> &shares() const { return m_shares; }
    // Whether any of them is of the record, in force or not.
    bool isShared(const RecordRef &record) const { return m_shared.contains(record); }
    const DictionaryPtr &dictionary() const { return m_dictionary; }
    // Somebody has a role.
    bool isInUse() const { return m_inUse; }
    // Somebody who may work has a role of an administrator.
    bool hasAdministrator() const;
    QList<const Role *> rolesOf(const Company::Person &person) const;
    // The same number as long as no share ends and nobody leaves or comes back.
    int turnAt(Instant now) const;

private:
    Company m_company;
    RoleBook m_roles;
    QList<Share> m_shares;
    QSet<RecordRef> m_shared;
    DictionaryPtr m_dictionary;
    bool m_inUse = false;
    std::vector<qint64> m_turns;
};

using AccessModelPtr = std::shared_ptr<const AccessModel>;

}  // namespace dw
