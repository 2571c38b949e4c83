// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/expression/evaluator.h"
#include "core/records/relatedvalues.h"
#include "core/rules/finding.h"

namespace dw
{

// The rules of single fields that the dictionary cannot say, for what differs from `before` (invalid for a
// create): an activity lies at most five minutes ahead, a deal's contacts are its own or its customer's,
// nothing stands above itself, nor customers deeper than 10 levels or comments deeper than 3, a file name is
// no path, a task repeats by a rule that is understood. Pure over `related`.
Result<Findings> checkRecordRules(const Record &before, const Record &after, const RelatedValues &related,
                                  const EvaluationContext &context);

// What an open deal should have and lacks, as warnings, where the change touches it: the next step with its
// date, dates that are not past.
Findings adviceOnDeal(const Record &before, const Record &after, const EvaluationContext &context);

// Whether something can have happened at that time; clocks differ by up to five minutes.
bool hasHappened(Instant at, Instant now);

// Whether `contact` takes part in the deal or belongs to its customer. One that was deleted does not; one of
// no customer yet (a name from an import) does.
Result<bool> isContactOfDeal(const Record &deal, const Id &contact, const RelatedValues &related);

// A file name without a path or control characters.
bool isPlainFileName(const QString &name);

}  // namespace dw
