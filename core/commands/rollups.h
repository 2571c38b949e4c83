// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

#include <QHash>
#include <QSet>

namespace dw
{

// Recomputes the stored roll-ups of every record whose collections the applied change set touched, and the
// stored formulas that read a changed record through a reference (DESIGN 4), in the running transaction, and
// adds those changes to the context's change set. Call after apply().
Result<void> applyRollUps(WriteSession &session, CommandContext &context);

// The same in two steps, for work in bulk: which records the changes touch, collected over many transactions,
// and their roll-ups at the end, `ids` being part of what was collected for the object. Answers what changed;
// it is applied.
using TouchedParents = QHash<ObjectTypePtr, QSet<Id>>;
void collectTouchedParents(const Configuration &configuration, const ChangeSet &changes,
                           TouchedParents &touched);
Result<ChangeSet> recomputeRollUps(WriteSession &session, const Configuration &configuration,
                                   const EvaluationContext &evaluation, const ObjectTypePtr &object,
                                   QList<Id> ids);

// Whether a formula of `object` reads more than the record itself.
bool readsOtherRecords(const CheckedExpression &formula, const ObjectType &object);

// Puts right every formula over other records that is not what it gives, wherever that is, in the running
// transaction: after work in bulk that did not keep them, or that did not come to its end.
Result<void> mendRollUps(WriteSession &session, const Configuration &configuration,
                         const EvaluationContext &evaluation);

}  // namespace dw
