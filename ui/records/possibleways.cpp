// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/possibleways.h"

#include "core/commands/leadowner.h"

#include <QCoreApplication>

namespace dw::ui
{

namespace
{

const QString Claim = QStringLiteral("record.claim");
const QString Release = QStringLiteral("record.release");

}  // namespace

bool isPossible(const QString &way, const Record &record)
{
    if ((way != Claim && way != Release) || !record.isValid())
        return true;
    return checkOpenLead(record).ok() && record.value(u"owner_id").isNull() == (way == Claim);
}

QString deniedReason(const QString &way, const Record &record, const UiContext &context)
{
    if ((way != Claim && way != Release) || !record.isValid())
        return {};
    const Actor actor = context.actor();
    const auto policy = context.configuration()->policy;
    // As the commands ask: who may edit some leads may claim one, who has one may give it back.
    const bool allowed = way == Claim
                             ? policy->may(actor, Action::Edit, record.type(), nullptr).allowed
                             : policy->may(actor, Action::Edit, record.type(), &record).allowed &&
                                   (record.value(u"owner_id").id() == actor.user ||
                                    policy->may(actor, Action::Transfer, record.type(), &record).allowed);
    return allowed ? QString()
                   : QCoreApplication::translate("dw::ui::ActionRegistry", "Your role does not allow it");
}

}  // namespace dw::ui
