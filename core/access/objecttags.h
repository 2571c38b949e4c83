// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/parents.h"
#include "core/expression/checkedexpression.h"

#include <QHash>
#include <QList>
#include <QString>

#include <array>
#include <memory>

namespace dw
{

// A condition that some permission sets for the records of an object. Equal ones are one.
struct ScopeFilter
{
    struct Permission
    {
        Id row;
        Id role;
    };
    QString name;
    std::shared_ptr<const CheckedExpression> condition;
    // Shows the record to the team of the user in this field, and to nobody else; -1: to whom the key shows
    // it.
    int teamOf = -1;
    QList<Permission> permissions;
};

// A way by which records of an object come to a key: their own, or one of their parent's tags; where a
// condition is fulfilled, or any.
struct ScopeTag
{
    QString name;        // "contact", "contact?<condition>", "task<contact<account"; empty: a free number
    int filter = -1;     // in ObjectTags::filters
    int parent = -1;     // in ScopeTags::objects(); -1: their own
    int parentTag = -1;  // of the parent
    int conditions = 0;  // on the way
};

// The tags of one object, by their numbers.
struct ObjectTags
{
    static constexpr int Limit = 64;

    ObjectTypePtr type;
    Parents parents;
    QList<int> parentObjects;  // in ScopeTags::objects(), each once
    QList<int> ownFields;      // none where nothing is somebody's of itself (Part, Remark)
    Whereabouts whereabouts;   // likewise
    QList<ScopeFilter> filters;
    QList<ScopeTag> tags;

    // The tag of the object's own with the filter (-1: without one); 0 if there is none.
    quint64 direct(int filter) const { return m_direct.value(filter + 1); }
    // All tags with the filter.
    quint64 withFilter(int filter) const { return m_withFilter.value(filter + 1); }
    // What the parent's tags become here, with whichever filter.
    quint64 inherited(int parent, quint64 parentTags) const;

    // Once `tags` stand.
    void index();

private:
    QList<quint64> m_direct;
    QList<quint64> m_withFilter;
    QHash<int, std::array<quint64, Limit>> m_inherited;
};

}  // namespace dw
