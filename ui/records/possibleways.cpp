// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/possibleways.h"

#include "core/commands/leadowner.h"

namespace dw::ui
{

bool isPossible(const QString &way, const Record &record, const UiContext &context)
{
    const bool claims = way == QLatin1String("record.claim");
    if ((!claims && way != QLatin1String("record.release")) || !record.isValid())
        return true;
    if (!checkOpenLead(record).ok())
        return false;
    const Value &owner = record.value(u"owner_id");
    if (claims)
        return owner.isNull();
    if (owner.isNull())
        return false;
    const Actor actor = context.actor();
    return owner.id() == actor.user ||
           context.configuration()->policy->may(actor, Action::Transfer, record.type(), &record).allowed;
}

}  // namespace dw::ui
