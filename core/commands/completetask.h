// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// task.complete {ids: [..], result_note?}. Already done tasks stay as they are. One that repeats makes the
// next.
class CompleteTask final : public Command
{
public:
    QString name() const override { return QStringLiteral("task.complete"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
};

}  // namespace dw
