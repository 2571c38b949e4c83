// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/checkedexpression.h"

#include <functional>

namespace dw
{

// What the visible records of an object fulfil; null = every one is visible.
using VisibleRecords = std::function<std::shared_ptr<const CheckedExpression>(const ObjectTypePtr &)>;

// Whether the condition can be asked of a record from a row that refers to it. One that counts amounts in the
// row's currency or follows collections cannot.
bool isFollowable(const CheckedExpression &condition);

// The expression for somebody who does not see every record: what is read through a reference to a record out
// of sight is NULL, whatever it holds. The conditions of `visible` must be followable. The text stays the
// original's.
std::shared_ptr<const CheckedExpression> narrowed(const std::shared_ptr<const CheckedExpression> &expression,
                                                  const VisibleRecords &visible);

// Over rows of `object`: the reference field points at a record that fulfils `target` (Seen); or it does not,
// or points at none (Unseen). Where there is no record nothing is fulfilled, not even a condition that holds
// of empty fields.
enum class Behind { Seen, Unseen };
std::shared_ptr<const CheckedExpression> behindReference(const ObjectTypePtr &object, int reference,
                                                         const CheckedExpression &target, Behind which);

}  // namespace dw
