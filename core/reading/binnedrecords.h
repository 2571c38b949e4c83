// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"

#include <QList>
#include <QString>

namespace dw
{

// A record in the recycle bin.
struct BinnedRecord
{
    RecordRef record;
    QString title;  // empty where the actor may not read it
    Instant deletedAt;
    QString by;  // the name of who deleted it; empty where the actor may not see them
    // What went into the bin with it, by object: key and how many of them the actor may see.
    QList<std::pair<QString, int>> along;
};

struct BinnedRecords
{
    static constexpr int MostPerObject = 2000;

    QList<BinnedRecord> records;  // the newest first
    bool more = false;            // of an object with more than MostPerObject only the newest are here
};

// What was deleted since `since` and the actor may see. What went along with a record that is listed stands
// under it and not by itself. Every table is looked through: for a store thread, and not for every key press.
Result<BinnedRecords> binnedRecords(const Reader &reader, Instant since);

}  // namespace dw
