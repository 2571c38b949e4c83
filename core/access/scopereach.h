// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/actorrights.h"
#include "core/access/placement.h"
#include "core/access/scopetags.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace dw
{

// Which keys one user reaches, with which tags of which objects (H(user) of the sync protocol): what
// RolePolicy shows them, except by permissions that are gaps (ScopeTags::gaps). Depends on the configuration
// and the time alone, on no record. A plain value.
class ScopeReach
{
public:
    ScopeReach(const AccessModelPtr &model, ScopeTagsPtr tags, const Id &user, Instant now);

    // One object's records of one key: what a store keeps and scans together.
    struct Part
    {
        QString object;
        ScopeKey key;
        quint64 tags = 0;
    };
    // Everything, by key, then object.
    QList<Part> parts() const;
    // In order.
    QList<ScopeKey> keys() const;
    // Of an object; 0 for a key that is not reached.
    quint64 tags(const QString &object, const ScopeKey &key) const;
    // Whether the user may see a record of that object.
    bool sees(const QString &object, const Placement &placement) const;
    // When it may be another next, the configuration being the same; nothing: never.
    std::optional<Instant> changesAt() const { return m_changesAt; }

    // The same keys with the same tags, by the same numbers.
    friend bool operator==(const ScopeReach &a, const ScopeReach &b);

private:
    // The tags of each object, by its place in ScopeTags::objects().
    using Profile = QList<quint64>;
    class Builder;

    ScopeTagsPtr m_tags;
    QHash<ScopeKey, int> m_keys;
    QList<Profile> m_profiles;  // what many keys have in common is kept once
    std::optional<Instant> m_changesAt;
};

}  // namespace dw
