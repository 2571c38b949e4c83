// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"
#include "ui/records/valuetext.h"

#include <QList>

namespace dw::ui
{

// What the peek panel and the record page show of one record, read in one snapshot.
struct RecordDetails
{
    Record record;
    Titles titles;
    QList<Record> openDeals;  // of an account, largest first
    int dealCount = 0;
    QList<TimelineEntry> timeline;

    // At most `timelineRows` entries.
    static Result<RecordDetails> read(const Reader &reader, const RecordRef &ref, int timelineRows);
};

}  // namespace dw::ui
