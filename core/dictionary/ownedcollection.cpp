// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/ownedcollection.h"

#include "core/dictionary/objecttype.h"

namespace dw
{

bool isOwned(const Collection &collection)
{
    static const QStringList objects{QStringLiteral("opportunity_line"),
                                     QStringLiteral("opportunity_contact"),
                                     QStringLiteral("task"),
                                     QStringLiteral("activity"),
                                     QStringLiteral("comment"),
                                     QStringLiteral("attachment"),
                                     QStringLiteral("contact"),
                                     QStringLiteral("price_list_entry"),
                                     QStringLiteral("stage_history")};
    static const QStringList links{QStringLiteral("related"), QStringLiteral("opportunity_id"),
                                   QStringLiteral("account_id"), QStringLiteral("price_list_id"),
                                   QStringLiteral("record_ref")};
    return objects.contains(collection.object) && links.contains(collection.by);
}

}  // namespace dw
