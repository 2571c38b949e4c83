// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// record.delete {object, ids: [..]}. Soft: the recycle bin keeps it 90 days, children that only it owns go
// along.
class DeleteRecord final : public Command
{
public:
    QString name() const override { return QStringLiteral("record.delete"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
};

}  // namespace dw
