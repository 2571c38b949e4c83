// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

#include <QJsonObject>
#include <QString>

namespace dw
{

// Reading of command arguments; every refusal names the argument.
Result<QString> textArgument(const QJsonObject &arguments, const QString &name);  // required, not empty
Result<Id> idArgument(const QJsonObject &arguments, const QString &name);
Result<QList<Id>> idListArgument(const QJsonObject &arguments, const QString &name);

// An argument that the command does not know is Invalid "command.unknown_argument".
Result<void> onlyArguments(const QJsonObject &arguments, const QStringList &known);
// {"field": value, ...}; Invalid where it is missing or no object.
Result<QJsonObject> setArgument(const QJsonObject &arguments);

// Applies {"field": value, ...} to `record`. Blockers among the context's findings, all at once (B2, B3):
// "command.unknown_field", "command.read_only_field" (only the engine writes it), "value.wrong_type",
// "value.unknown_reference". A field that the actor may not edit is an Error, Forbidden. A reference
// may be given by the key of its target ("stage_id": "quotation"). `allowSystem` lets an import of history
// set dates and authors.
enum class SystemFields { Refuse, Allow };
Result<void> applyArguments(CommandContext &context, Record &record, const QJsonObject &set,
                            SystemFields system);

}  // namespace dw
