// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// task.snooze {ids: [..], due_at}. A new due date in the past is refused; a reminder moves along.
class SnoozeTask final : public Command
{
public:
    QString name() const override { return QStringLiteral("task.snooze"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
};

}  // namespace dw
