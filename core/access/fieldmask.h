// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/policy.h"
#include "core/records/record.h"

namespace dw
{

// The one column filter (features/README.md 6), of reading and of what a server sends.

// Hidden fields become null, masked ones their mask ("138****5678").
void applyRights(Record &record, const FieldRights &rights);
// The mask of a value by the field's type: phone, e-mail, everything else dots.
QString maskedText(const Field &field, const Value &value);

}  // namespace dw
