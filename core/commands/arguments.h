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

// Applies {"field": value, ...} to `record`: unknown keys are ErrorCode::Invalid, fields that only the engine
// writes are Invalid "command.read_only_field", fields that the actor may not edit are Forbidden. A reference
// may be given by the key of its target ("stage_id": "quotation"). `allowSystem` lets an import of history
// set dates and authors.
enum class SystemFields { Refuse, Allow };
Result<void> applyArguments(CommandContext &context, Record &record, const QJsonObject &set,
                            SystemFields system);

}  // namespace dw
