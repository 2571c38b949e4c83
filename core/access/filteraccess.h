// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/fieldaccess.h"

#include <QHash>
#include <QString>

namespace dw
{

// What an actor may ask records for (DESIGN 7). An expression that names a field which they may not read is
// Forbidden "access.forbidden_field" {object, field}. A masked field may be compared with constants for
// equality in a filter, and nothing else: its order, parts and groups would tell what the mask hides. What
// lies behind a reference to a record out of their sight is NULL to them; what a collection holds is not
// asked for at all where they may not see all of it.
class FilterAccess
{
public:
    FilterAccess(const Policy &policy, const Actor &actor, DictionaryPtr dictionary, Currency currency);

    // The expression as the store may be asked it for this actor; a null one stays null.
    Result<Condition> filter(const Condition &asked) const;
    // The same for what is grouped by, measured or shown.
    Result<Condition> value(const Condition &asked) const;
    // Only the check.
    Result<void> mayFilter(const CheckedExpression &asked) const;

private:
    enum class Use { Filter, Value };
    Result<Condition> allowed(const Condition &asked, Use use) const;
    Result<void> check(const Node &node, Use use) const;
    Result<void> checkField(const Node &node, FieldRight least) const;
    Result<void> checkAggregate(const Node &node, Use use) const;
    Result<void> checkStep(const Node::Step &step, FieldRight least) const;
    bool mayFollow(const ObjectTypePtr &target) const;
    FieldRight rightOf(const ObjectType &object, const QString &field) const;

    const Policy &m_policy;
    const Actor &m_actor;
    FieldAccess m_fields;
    mutable QHash<QString, FieldRights> m_rights;
};

}  // namespace dw
