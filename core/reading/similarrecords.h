// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/matching/matchscore.h"
#include "core/matching/recordprofile.h"
#include "core/reading/reader.h"

#include <QList>
#include <QString>

namespace dw
{

// A record that looks like the one that somebody is writing.
struct SimilarRecord
{
    Id id;
    QString title;
    MatchScore match;
};

// What of the object says who a record is, as far as the actor may read it unmasked.
RecordProfile readableProfile(const ReadContext &context, const ObjectType &object);

// Is there one like `draft` already (a customer, contact or lead; saved or not, with whatever is filled in so
// far)? The records that the actor sees from `minScore` on, the surest first, `limit` at most. Looked for by
// full-text search for parts of the names, their sound, phones and e-mails, so in workspaces that have it
// (not on the server); at most 40 found of each of these are weighed. Some milliseconds, of a store thread.
// Nothing for other objects.
Result<QList<SimilarRecord>> similarRecords(const Reader &reader, const Record &draft, int minScore,
                                            qsizetype limit = 5);

}  // namespace dw
