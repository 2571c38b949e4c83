// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// record.restore {object, ids: [..]}. Brings back what record.delete took, children of the same deletion
// included.
class RestoreRecord final : public Command
{
public:
    QString name() const override { return QStringLiteral("record.restore"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
};

}  // namespace dw
