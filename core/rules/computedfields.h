// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/records/relatedvalues.h"
#include "core/rules/rulebook.h"

namespace dw
{

// What is left of a company name for finding it again: folded, without legal forms (有限公司, 股份, Co., Ltd,
// GmbH ...), spaces and punctuation. Empty if nothing is left.
QString companyMatchKey(const QString &name);

// Recomputes the engine's own fields of a record: match keys, pinyin, stored formulas in their order.
Result<void> recompute(const Rulebook &rulebook, Record &record, const RelatedValues &related,
                       const EvaluationContext &context);

}  // namespace dw
