// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/claimlead.h"

#include "core/commands/arguments.h"
#include "core/commands/leadowner.h"
#include "core/store/replica.h"

namespace dw
{

namespace
{

Result<void> checkNobodys(const CommandContext &context, const Record &lead)
{
    const Value &owner = lead.value(u"owner_id");
    if (owner.isNull())
        return checkOpenLead(lead);
    if (owner.id() == context.actor().user)
        return Error(ErrorCode::Refused, QStringLiteral("lead.claimed_by_yourself"));
    DW_ASSIGN(const Record who, context.related().record({QStringLiteral("user"), owner.id()}));
    const Value &since = lead.value(u"assigned_at");
    return Error(ErrorCode::Refused, QStringLiteral("lead.already_claimed"),
                 {who.isValid() ? who.title(Language::English) : owner.id().toString(),
                  (since.isNull() ? lead.value(u"updated_at") : since)
                      .instant()
                      .toQDateTime(context.configuration().settings.zone.zone())
                      .toString(QStringLiteral("yyyy-MM-dd HH:mm"))});
}

// On a laptop: whether its server was asked before and has not answered.
Result<bool> waits(const WriteSession &session, const Id &lead)
{
    DW_ASSIGN(const QList<OutboxEntry> outbox, session.replica().outbox(0, -1));
    for (const OutboxEntry &entry : outbox) {
        if (entry.command == QLatin1String("lead.claim") && entry.body.contains(lead.toString().toLatin1()))
            return true;
    }
    return false;
}

}  // namespace

Result<void> ClaimLead::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_TRY(onlyArguments(arguments, {QStringLiteral("id")}));
    DW_ASSIGN(const Id id, idArgument(arguments, QStringLiteral("id")));
    DW_ASSIGN(const Record lead, context.load(QStringLiteral("lead"), id));
    // With some leads at all: whoever may edit their own only may claim what is to be theirs.
    DW_TRY(context.require(Action::Edit, lead.type(), nullptr));
    // Asked twice by one person, on two laptops: they have it.
    if (context.isDecided() && lead.value(u"owner_id").id() == context.actor().user)
        return {};
    DW_TRY(checkNobodys(context, lead));
    DW_ASSIGN(const QByteArray device, context.session().replica().value(QStringLiteral("device")));
    if (!device.isEmpty()) {
        DW_ASSIGN(const bool asked, waits(context.session(), id));
        if (asked)
            return Error(ErrorCode::Refused, QStringLiteral("lead.claim_waits"));
        context.data().insert(QStringLiteral("requested"), true);
        return {};
    }
    Record after = lead;
    after.set(u"owner_id", Value(context.actor().user));
    DW_ASSIGN(const Record user, context.related().record({QStringLiteral("user"), context.actor().user}));
    if (user.isValid())
        after.set(u"team_id", user.value(u"team_id"));
    // By the clock of who decides: when it was asked for on a laptop decides nothing.
    after.set(u"assigned_at", Value(context.received().value_or(context.now())));
    after.set(u"assign_method", Value(QStringLiteral("claim")));
    const QString status = lead.value(u"status").text();
    if (status == QLatin1String("new") || status == QLatin1String("recycled"))
        after.set(u"status", Value(QStringLiteral("assigned")));
    return putLeadOwner(context, lead, std::move(after));
}

}  // namespace dw
