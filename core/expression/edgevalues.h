// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/objecttype.h"
#include "core/expression/evaluator.h"

#include <QList>

namespace dw
{

// Values at the edges of what a field can hold, to try expressions with: the first is an ordinary one, the
// second none at all. Then zero, the ends of what the field allows, month ends and leap days, Chinese text, a
// text as long as the field takes, every value of a list; at and beside each of `constants`, which are what
// an expression compares it with.
//
// A number without limits of its own is tried up to what is believable, not to the end of its 64 bits:
// amounts to 10 000 000 000 units, whole numbers and decimals to 100 000, percentages to 1 000 %, days from
// 1900 to 2999. Values that the field's own limits refuse are left out; a computed field has none.
QList<Value> edgeValues(const Field &field, const QString &leadsTo, const QList<Value> &constants,
                        const EvaluationContext &context);

}  // namespace dw
