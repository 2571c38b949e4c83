// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/leadowner.h"

#include "core/rules/computedfields.h"
#include "core/rules/validator.h"

namespace dw
{

Result<void> checkOpenLead(const Record &lead)
{
    const QString status = lead.value(u"status").text();
    if (status == QLatin1String("converted") || status == QLatin1String("disqualified"))
        return Error(ErrorCode::Refused, QLatin1String("lead.") + status);
    return {};
}

Result<void> putLeadOwner(CommandContext &context, const Record &lead, Record after)
{
    after.set(u"updated_at", Value(context.now()));
    after.set(u"updated_by", Value(context.actor().user));
    if (context.received() && after.type().find(u"received_at"))
        after.set(u"received_at", Value(*context.received()));
    after.set(u"rev", Value(qint64(lead.value(u"rev").integer() + 1)));
    DW_TRY(recompute(*context.configuration().rulebook, after, context.related(), context.evaluation()));
    Validator::Options options;
    options.acceptIncomplete = true;
    options.systemFields = true;
    DW_ASSIGN(const Findings problems,
              Validator(context.configuration().rulebook)
                  .check(lead, after, context.related(), context.evaluation(), options));
    context.addFindings(problems);
    context.noteAsked(lead, u"owner_id");
    context.put(lead, std::move(after));
    return {};
}

}  // namespace dw
