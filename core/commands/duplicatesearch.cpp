// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/duplicatesearch.h"

#include <algorithm>

namespace dw
{

namespace
{

constexpr qsizetype MostNamed = 5;

bool isChanged(const DuplicateKey &key, const Record &before, const Record &after)
{
    return !before.isValid() || std::any_of(key.fields.begin(), key.fields.end(), [&](int field) {
        return before.value(field) != after.value(field);
    });
}

bool isGiven(const DuplicateKey &key, const Record &record)
{
    return std::none_of(key.fields.begin(), key.fields.end(),
                        [&](int field) { return record.value(field).isNull(); });
}

}  // namespace

Result<QList<DuplicateCandidate>> searchDuplicates(const ReadSession &session,
                                                   const QList<DuplicateKey> &keys, const Record &before,
                                                   const Record &after,
                                                   const std::function<Record(const Record &stored)> &latest)
{
    QList<DuplicateCandidate> candidates;
    for (const DuplicateKey &key : keys) {
        // Of a value that many share a few say enough.
        const int looked = key.fields.size() > 1 ? 500 : 20;
        if (!isGiven(key, after) || !isChanged(key, before, after))
            continue;
        DW_ASSIGN(const QList<Record> found,
                  session.findByValue(after.typePointer(), key.lookup, after.value(key.lookup),
                                      ReadSession::Match::Exact, looked));
        for (const Record &stored : found) {
            const Record other = latest ? latest(stored) : stored;
            const bool known =
                std::any_of(candidates.begin(), candidates.end(),
                            [&](const DuplicateCandidate &one) { return one.record.id() == other.id(); });
            if (known || other.id() == after.id() || other.isDeleted() || !agree(key, after, other))
                continue;
            if (const DuplicateMatch match = compare(keys, after, other); match.score > 0)
                candidates.append({other, match});
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const DuplicateCandidate &a, const DuplicateCandidate &b) {
                         return a.match.score > b.match.score;
                     });
    candidates.resize(std::min(candidates.size(), MostNamed));
    return candidates;
}

}  // namespace dw
