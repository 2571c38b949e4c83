// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/rolepolicy.h"

#include <limits>

namespace dw
{

namespace
{

// More users than work at once on any server; each costs some kilobytes.
constexpr qsizetype KnownActors = 4000;
constexpr qsizetype KnownFields = 10'000;

bool isAllowed(const ActorRights &actor, const ObjectRights &rights, Action action)
{
    switch (action) {
        case Action::Read:
            return !rights.read.isEmpty();
        case Action::Create:
            return rights.create;
        case Action::Edit:
            return !rights.edit.isEmpty();
        case Action::Delete:
            return !rights.remove.isEmpty();
        case Action::Export:
            return rights.exports;
        case Action::ExportLarge:
            return rights.exports && actor.exportsLarge();
        case Action::Import:
            return rights.imports;
        case Action::Approve:
            return rights.approve;
        case Action::Transfer:
            return rights.transfer;
        case Action::BulkEdit:
            return actor.bulkEdits() && !rights.edit.isEmpty();
        case Action::Share:
            return !rights.read.isEmpty();
        case Action::WaiveGate:
            return rights.waive;
        case Action::ImportHistory:
            return rights.importsHistory;
        case Action::Configure:
            return actor.mayConfigure();
    }
    return false;
}

}  // namespace

std::shared_ptr<const ActorRights> RolePolicy::rightsOf(const Id &user, ActorRights::Reach reach) const
{
    const Instant now = m_clock.now();
    const std::pair<Id, int> key(user, 2 * m_model->turnAt(now) + (reach == ActorRights::Reach::Own ? 1 : 0));
    const std::lock_guard lock(m_mutex);
    auto known = m_known.constFind(key);
    if (known == m_known.cend()) {
        if (m_known.size() >= KnownActors)
            m_known.clear();
        known = m_known.insert(key, std::make_shared<const ActorRights>(m_model, user, now, reach));
    }
    return *known;
}

Decision RolePolicy::may(const Actor &actor, Action action, const ObjectType &object, const Record *) const
{
    const auto user = rightsOf(actor.user);
    // Asked of everybody who signs in: no rights on an object are worked out, and kept, for it.
    if (action == Action::Configure)
        return {user->mayConfigure() && m_model->dictionary()->find(object.key()), {}};
    const auto rights = user->of(object.key());
    return {rights && isAllowed(*user, *rights, action), {}};
}

Condition RolePolicy::readable(const Actor &actor, const ObjectTypePtr &object) const
{
    const auto rights = rightsOf(actor.user)->of(object->key());
    return rights ? rights->readable : nullptr;
}

Condition RolePolicy::within(const Actor &actor, Action action, const ObjectTypePtr &object) const
{
    using Reach = ActorRights::Reach;
    const bool own = action == Action::Transfer || action == Action::WaiveGate || action == Action::Share;
    const auto rights = rightsOf(actor.user, own ? Reach::Own : Reach::Whole)->of(object->key());
    if (!rights)
        return nullptr;
    switch (action) {
        case Action::Create:
            return rights->creatable;
        case Action::Edit:
        case Action::BulkEdit:
        case Action::Transfer:
        case Action::WaiveGate:
            return rights->editable;
        case Action::Delete:
            return rights->removable;
        default:
            return rights->readable;
    }
}

FieldRights RolePolicy::fields(const Actor &actor, const ObjectType &object) const
{
    const auto user = rightsOf(actor.user);
    const ObjectTypePtr known = m_model->dictionary()->find(object.key());
    if (user->mayEverything() || !known)
        return {};
    const std::pair key(user->roles(), object.key());
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_fields.constFind(key); found != m_fields.cend())
            return *found;
    }
    // Two may work at the same; they come to the same.
    FieldRights rights = user->fieldsOf(*known);
    const std::lock_guard lock(m_mutex);
    if (m_fields.size() >= KnownFields)
        m_fields.clear();
    m_fields.insert(key, rights);
    return rights;
}

qint64 RolePolicy::exportRows(const Actor &actor) const
{
    return rightsOf(actor.user)->exportRows();
}

}  // namespace dw
