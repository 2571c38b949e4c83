// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/matching/duplicatekey.h"
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
    DuplicateMatch match;
};

// The pairs among the live records of an object that the actor sees, by those duplicate keys (duplicatekey.h)
// of which they may read every field, from `minScore` on; the surest first, then the oldest; at most `limit`
// (-1: all). Records are only compared that share a whole key; of a value that more than 20 records share,
// each of them only with the oldest. In memory: a few numbers a record, and the records that share something.
//
// Errors: Invalid "duplicate.no_keys" {object} where nothing of the object is checked for duplicates,
// Forbidden "access.forbidden_field" {object, field} where the actor may read none of what is, and the
// reader's.
Result<QList<DuplicatePair>> duplicatePairs(const Reader &reader, const QString &object, int minScore,
                                            qsizetype limit = -1);

}  // namespace dw
