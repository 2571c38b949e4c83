// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// activity.log {id?, set: {kind, subject, related: {object, id}, ...}, complete_task?: id}. A next step with
// a date makes a task (fields.json: activity.next_at).
class LogActivity final : public Command
{
public:
    QString name() const override { return QStringLiteral("activity.log"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
};

}  // namespace dw
