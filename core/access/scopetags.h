// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/accessmodel.h"
#include "core/access/objecttags.h"
#include "core/access/scopegap.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace dw
{

// The ways by which records come to scope keys (sync protocol, 3.12), numbered for each object: what
// placements (Placer) and reaches (ScopeReach) have in common. A record is visible to a user if and only if
// one key is in its placement and in the user's reach with a common tag of its object.
//
// A tag tells the objects that the key came through, for each of them must be opened to the user by itself:
// "task<contact<account" is a task seen with its contact, that with its customer. A condition of a permission
// makes tags of its own, "contact?<what it says>", set where it is fulfilled. Which tags there are follows
// from the dictionary and from the conditions in permissions, from nothing else of the configuration.
//
// Immutable. Numbers that were given stay as long as their tags do, when `known` is what was kept with the
// placements.
class ScopeTags
{
public:
    // object -> the names of its tags by number; empty where a number is free.
    using Names = QHash<QString, QStringList>;

    // Limit "access.too_many_ways" {object} where the dictionary alone needs more than 64 for an object.
    // Conditions for which no number is left are gaps.
    static Result<std::shared_ptr<const ScopeTags>> of(const AccessModel &model, const Names &known = {});

    Names names() const;
    // Permissions without reach, by object.
    const QList<ScopeGap> &gaps() const { return m_gaps; }

    // The objects whose placements must be worked out anew if they were worked out with numbers that meant
    // `before`: those with a tag that was not there.
    QStringList newSince(const Names &before) const;
    // The objects whose placements depend on the zone, the fiscal year and the business calendars, through
    // conditions.
    QStringList conditioned() const;

    // Parents before children.
    const QList<ObjectTags> &objects() const { return m_objects; }
    // -1 if there is none.
    int indexOf(const QString &object) const { return m_index.value(object, -1); }
    // In ObjectTags::filters; -1 if the permission has none. Nothing where it is a gap.
    std::optional<int> filterOf(const Id &permission) const;

private:
    ScopeTags() = default;
    class Builder;

    QList<ObjectTags> m_objects;
    QHash<QString, int> m_index;
    QHash<Id, int> m_filters;
    QSet<Id> m_undecided;
    QList<ScopeGap> m_gaps;
};

using ScopeTagsPtr = std::shared_ptr<const ScopeTags>;

}  // namespace dw
