// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/policy.h"
#include "core/expression/checkedexpression.h"
#include "core/records/record.h"

namespace dw
{

// The one column filter (features/README.md 6): every value that leaves reading passes here.

// Hidden fields become null, masked ones their mask ("138****5678").
void applyRights(Record &record, const FieldRights &rights);
// The mask of a value by the field's type: phone, e-mail, everything else dots.
QString maskedText(const Field &field, const Value &value);
// ErrorCode::Forbidden "access.forbidden_field" when the expression reads a field of `object`, or of an
// object it follows to, that the actor may not read.
Result<void> checkFields(const CheckedExpression &expression, const Actor &actor, const Policy &policy,
                         const Dictionary &dictionary);

}  // namespace dw
