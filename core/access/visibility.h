// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/policy.h"
#include "core/expression/evaluator.h"
#include "core/records/relatedvalues.h"

namespace dw
{

// Whether the actor may see this record at all: its object and its row. `record` must be whole.
Result<bool> isVisible(const Record &record, const Policy &policy, const Actor &actor,
                       const RelatedValues &related, const EvaluationContext &context);

}  // namespace dw
