// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/matching/matchscore.h"

#include <QList>

#include <span>
#include <vector>

namespace dw
{

struct MatchedPair
{
    quint32 one = 0;  // indexes of what was searched; one < other
    quint32 other = 0;
    MatchScore match;
};

// Of a value that very many share not every pair is looked at. Which ones they are: "match.by_phone" and the
// like.
struct CappedBlock
{
    QString key;             // of core/base/wording: by what they are alike
    QString field;           // of "match.field_same": its key
    qsizetype profiles = 0;  // how many are

    friend bool operator==(const CappedBlock &, const CappedBlock &) = default;
};

struct MatchSearch
{
    std::vector<MatchedPair> pairs;  // the surest first, then by index
    QList<CappedBlock> capped;       // the largest first
};

// All pairs of `profiles` that score `minScore` and more and that share something: a code, phone, e-mail, own
// domain, address, name, its sound, or a name but for one letter. Of more than MostInBlock that share one
// value each is compared with those BlockWindow next to it by name, and by address: such values are told in
// `capped`. The pairs do not depend on the order of `profiles`. 100 000 companies take about ten seconds of
// one core; in memory some 30 numbers a profile.
inline constexpr size_t MostInBlock = 60;
inline constexpr size_t BlockWindow = 12;
MatchSearch searchMatches(std::span<const MatchProfile> profiles, int minScore);

}  // namespace dw
