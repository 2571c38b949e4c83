// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// record.update {object, id, set: {field: value}, base?: {field: value}, waive?: {item: reason}, reason?}.
// `base` is what the person saw of what they set (checkSeen()).
class UpdateRecord final : public Command
{
public:
    QString name() const override { return QStringLiteral("record.update"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
};

}  // namespace dw
