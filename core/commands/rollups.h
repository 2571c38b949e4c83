// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

#include <vector>

namespace dw
{

// Recomputes the stored roll-ups of every record whose collections the applied change set touched, and the
// stored formulas that read a changed record through a reference (DESIGN 4), in the running transaction, and
// adds those changes to the context's change set. Call after apply().
Result<void> applyRollUps(WriteSession &session, CommandContext &context);

// The stored formulas and roll-ups of these records, which TouchedRecords has found. Answers what changed; it
// is applied.
Result<ChangeSet> recomputeRollUps(WriteSession &session, const Configuration &configuration,
                                   const EvaluationContext &evaluation, const ObjectTypePtr &object,
                                   QList<Id> ids);

// Whether a formula of `object` reads more than the record itself.
bool readsOtherRecords(const CheckedExpression &formula, const ObjectType &object);

// The records of `type` with a formula over other records that is not what it gives; more of them where the
// database cannot tell.
Result<std::vector<RowRef>> staleRows(const ReadSession &session, const Configuration &configuration,
                                      const EvaluationContext &evaluation, const ObjectTypePtr &type);

// Puts right every formula over other records that is not what it gives, wherever that is, in the running
// transaction: after work in bulk that did not keep them, or that did not come to its end.
Result<void> mendRollUps(WriteSession &session, const ConfigurationPtr &configuration,
                         const EvaluationContext &evaluation);

}  // namespace dw
