// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

namespace dw
{

// Soft deletion (DESIGN 5). What belongs to a record alone goes along at the same instant, which is how a
// restore finds it again: lines and roles of a deal, tasks, activities, comments and attachments of any
// record, contacts of a customer. Deals of a customer stay and hold its deletion back
// ("command.has_children").
Result<void> moveToBin(CommandContext &context, const Record &record);
Result<void> takeFromBin(CommandContext &context, const Record &record);

// The records {object, ids} of a command that may be in the bin, each one visible to the actor and theirs to
// delete.
Result<QList<Record>> recordsInArgument(CommandContext &context, const QJsonObject &arguments);

// What points at a deleted record through `field` of `type` and went into the bin with it.
Result<QList<Record>> deletedAlong(const ReadSession &session, const DictionaryPtr &dictionary,
                                   const Record &parent, const ObjectTypePtr &type, int field,
                                   const EvaluationContext &evaluation);

}  // namespace dw
