// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// "attachment.arrived" {sha256, size, user}: the server has got a file from this user. What they
// attached with it and was still under way is stored now; what was said to have another size has failed. Run
// by the server alone; asks for Configure of whoever else tries.
class AttachmentArrived final : public Command
{
public:
    QString name() const override { return QStringLiteral("attachment.arrived"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
    bool isUndoable() const override { return false; }
};

}  // namespace dw
