// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// demo.remove {}: purges every record of the demo company, also deleted ones, in one transaction. A record of
// one's own that cannot be without one of them (a call logged on a demo deal) goes with it; elsewhere the
// reference is emptied, a demo owner becomes whoever removes, a demo team the workspace's first one. Answers
// data {"removed": n, "with_them": m}. Not undoable.
class RemoveDemo final : public Command
{
public:
    QString name() const override { return QStringLiteral("demo.remove"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
    bool isUndoable() const override { return false; }
};

}  // namespace dw
