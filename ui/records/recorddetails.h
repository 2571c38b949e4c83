// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"
#include "ui/records/moneysum.h"
#include "ui/records/valuetext.h"

#include <QList>

namespace dw::ui
{

// What the peek panel and the record page show of one record, read in one snapshot. Figures are of all its
// deals, whatever is listed; what the actor may not read is left empty.
struct RecordDetails
{
    Record record;
    Titles titles;
    qint64 openCount = 0;     // of an account
    QList<Record> openDeals;  // the largest ShownDeals of them, largest first
    Record soonest;  // of all its open deals the one whose next step comes first; invalid if none has one
    MoneySum open;
    MoneySum weighted;
    QList<TimelineEntry> timeline;

    static constexpr int ShownDeals = 20;

    // At most `timelineRows` entries.
    static Result<RecordDetails> read(const Reader &reader, const RecordRef &ref, int timelineRows);
    // The condition that selects the children of a collection; empty where a list cannot say it.
    static QString whereOf(const ObjectType &child, const QString &by, const Id &parent);
};

}  // namespace dw::ui
