// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// opportunity.advance {id, to: stage key or id, set?: {..}, base?: {field: value}, waive?: {item: reason},
// reason?: why it goes back}. Moves a deal to another stage of its pipeline, filling in what the gate asks
// for on the way. `base` is what the person saw of the stage and of what they set (checkSeen()).
class AdvanceOpportunity final : public Command
{
public:
    QString name() const override { return QStringLiteral("opportunity.advance"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
};

}  // namespace dw
