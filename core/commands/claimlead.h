// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// lead.claim {id}: a lead that nobody owns becomes the actor's, who may see it and has the right to edit
// leads. Refused: "lead.already_claimed" {who, when}, "lead.claimed_by_yourself", those of checkOpenLead().
// On a laptop with a server nothing changes: the server decides by its own order who was first, and data
// holds `requested`; "lead.claim_waits" where it was asked already (sync-protocol.md 3.11).
class ClaimLead final : public Command
{
public:
    QString name() const override { return QStringLiteral("lead.claim"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
};

}  // namespace dw
