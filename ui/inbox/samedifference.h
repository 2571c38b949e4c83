// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/inbox.h"

#include <QList>
#include <QStringList>

namespace dw::ui
{

// What else waits of the same kind (picture h, "do the same"): other records of the object whose same fields
// the same person changed too.
struct SameDifference
{
    struct Also
    {
        InboxItem item;
        InboxDecision decision;  // of these fields alone: what else is asked of the item goes on waiting
    };
    QList<Also> also;
    QStringList fields;   // keys, of all of them
    qsizetype count = 0;  // differences: fields of records

    // `choices` as made for `item`. Nothing where a field was chosen one way in one record and the other way
    // in another, or where it is not known who changed it.
    static SameDifference of(const InboxItem &item, const QList<InboxDecision::Choice> &choices,
                             const QList<InboxItem> &all);
};

}  // namespace dw::ui
