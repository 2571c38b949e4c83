// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/matching/duplicatekey.h"
#include "core/store/session.h"

#include <functional>

namespace dw
{

// A stored record that looks like another one.
struct DuplicateCandidate
{
    Record record;
    DuplicateMatch match;
};

// What looks like `after` among the live stored records, by those of `keys` that it gives and that `before`
// (invalid: none) did not have so. Found by the indexes of their values, the surest first, five at most.
// `latest` says what a stored record is by now; empty: what is stored.
Result<QList<DuplicateCandidate>> searchDuplicates(
    const ReadSession &session, const QList<DuplicateKey> &keys, const Record &before, const Record &after,
    const std::function<Record(const Record &stored)> &latest = {});

}  // namespace dw
