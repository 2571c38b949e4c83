// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// change.undo {transaction?}: the actor's last command when absent. Puts each field back where the current
// value is still the one written; others are listed as hints and kept. Steps back past gates only when it
// restores the exact previous state (DESIGN 3). Stage history keeps both lines.
class UndoChange final : public Command
{
public:
    QString name() const override { return QStringLiteral("change.undo"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
    bool isUndoable() const override { return false; }
};

}  // namespace dw
