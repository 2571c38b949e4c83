// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/expression/checkedexpression.h"

#include <QList>

#include <memory>

namespace dw
{

// Conditions that the program puts together itself, of any number of ids. They evaluate and compile like
// those that were written; their text is for people only and parses to nothing.
namespace conditions
{

using ConditionPtr = std::shared_ptr<const CheckedExpression>;

// No record at all.
ConditionPtr never(const ObjectTypePtr &object);
// The reference field `field` (or `id`) is one of `ids`; of no ids: never.
ConditionPtr isOneOf(const ObjectTypePtr &object, int field, const QList<Id> &ids);
// The text or picklist field has this value.
ConditionPtr isText(const ObjectTypePtr &object, int field, const QString &value);
// The reference field points at a record of `target` that fulfils `condition`, which must be followable;
// null: at any. A reference to any object counts only where it points at one of `target`.
ConditionPtr behind(const ObjectTypePtr &object, int reference, const ObjectTypePtr &target,
                    const ConditionPtr &condition);
// At least one of them; all are of the same object and none is null. Of none: null.
ConditionPtr anyOf(const QList<ConditionPtr> &conditions);

}  // namespace conditions

}  // namespace dw
