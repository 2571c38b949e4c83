// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/matching/duplicatekey.h"
#include "core/matching/matchsearch.h"
#include "core/reading/reader.h"

#include <QList>
#include <QString>

namespace dw
{

// Two records that look like one thing.
struct DuplicatePair
{
    Id one;    // made earlier
    Id other;  // made later
    QString oneTitle;
    QString otherTitle;
    // The reason "match.field_same" has the key of a field as its argument.
    MatchScore match;
};

struct DuplicatePairs
{
    QList<DuplicatePair> pairs;  // the surest first, then the oldest
    // Of what so many share not all pairs were looked at. Within what the actor sees.
    QList<CappedBlock> capped;
};

// The pairs among the live records of an object that the actor sees, from `minScore` on, at most `limit` (-1:
// all), by those fields that they may read. Customers, contacts and leads are weighed by all that says who
// they are (matchscore.h); from LeastWeighed on, as nearly everything is a little like something. Besides,
// records of any object that share a whole duplicate key (duplicatekey.h) have at least the score of that
// key, but for the normalised name of a customer: whose place and address speak against it is another one. Of
// a value of a key that more than 20 records share each of them is compared with the oldest alone. In memory:
// about a kilobyte a record, and the records that share something.
//
// Errors: Invalid "duplicate.no_keys" {object} where nothing of the object is checked for duplicates,
// Forbidden "access.forbidden_field" {object, field} where the actor may read none of what is, and the
// reader's.
inline constexpr int LeastWeighed = 50;
Result<DuplicatePairs> duplicatePairs(const Reader &reader, const QString &object, int minScore,
                                      qsizetype limit = -1);

}  // namespace dw
