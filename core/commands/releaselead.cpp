// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/releaselead.h"

#include "core/commands/arguments.h"
#include "core/commands/leadowner.h"

namespace dw
{

Result<void> ReleaseLead::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_TRY(onlyArguments(arguments, {QStringLiteral("id")}));
    DW_ASSIGN(const Id id, idArgument(arguments, QStringLiteral("id")));
    DW_ASSIGN(const Record lead, context.load(QStringLiteral("lead"), id));
    DW_TRY(context.require(Action::Edit, lead.type(), &lead));
    const Value &owner = lead.value(u"owner_id");
    if (owner.isNull())
        return Error(ErrorCode::Refused, QStringLiteral("lead.not_owned"));
    if (owner.id() != context.actor().user)
        DW_TRY(context.require(Action::Transfer, lead.type(), &lead));
    DW_TRY(checkOpenLead(lead));
    Record after = lead;
    after.set(u"owner_id", Value());
    after.set(u"assigned_at", Value());
    after.set(u"assign_method", Value());
    after.set(u"status", Value(QStringLiteral("recycled")));
    after.set(u"recycle_count", Value(qint64(lead.value(u"recycle_count").integer() + 1)));
    return putLeadOwner(context, lead, std::move(after));
}

}  // namespace dw
