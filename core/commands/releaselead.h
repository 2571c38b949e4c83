// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// lead.release {id}: its owner, or who may hand it over, lets a lead go. It is nobody's then and may be
// claimed (ClaimLead); its team goes on seeing it. Refused: "lead.not_owned", those of checkOpenLead().
class ReleaseLead final : public Command
{
public:
    QString name() const override { return QStringLiteral("lead.release"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
};

}  // namespace dw
