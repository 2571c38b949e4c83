// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/configuration.h"
#include "core/store/session.h"

namespace dw
{

// What a new configuration brings in formulas and roll-ups against the one before (both immutable).

// B10: every new or changed formula must check and give what its field holds. Refused
// "configuration.formula_wrong" (field, line, character, reason) or "configuration.formula_type" (field,
// what it gives, what the field holds).
Result<void> checkFormulas(const Configuration &before, const Configuration &next);

// Those of `object`, of the next configuration, whose text or kind of result is new against `before`.
QList<const Field *> newFormulas(const ObjectType &object, const Configuration &before);

// The objects whose stored formulas fillFormulas() works out anew.
QStringList objectsToFill(const Configuration &before, const Configuration &next);

// The stored ones among them get their values in all records, and so does every stored formula that reads
// them from another object (DESIGN 4). In the running transaction, whose dictionary is already `next`'s. No
// change of a record by anybody: nothing is audited.
Result<void> fillFormulas(WriteSession &session, const Configuration &before, const Configuration &next,
                          const EvaluationContext &evaluation);

}  // namespace dw
