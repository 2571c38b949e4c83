// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/matching/matchprofile.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace dw
{

// Why two look like one, or like two. `key` is a line of core/base/wording ("match.phone_same"), `arguments`
// its arguments, `points` what it added to the score or took from it.
struct MatchReason
{
    QString key;
    QStringList arguments;
    int points = 0;

    friend bool operator==(const MatchReason &, const MatchReason &) = default;
};

struct MatchScore
{
    int score = 0;               // 0..100
    QList<MatchReason> reasons;  // what says most first

    friend bool operator==(const MatchScore &, const MatchScore &) = default;
};

// How sure two profiles are the same; a person and a company (leads with and without a contact) are compared
// as companies. The points of what agrees and of what does not are added up; one valid credit code has 90 at
// least, two of them, or a branch and its company, stay below AskedScore whatever else is equal. Symmetric; a
// profile with itself has 100 unless all that it says is the name of a person. Nothing is looked up: the
// score is the same whatever other records there are. Pure, thread-safe.
MatchScore scoreOf(const MatchProfile &one, const MatchProfile &other);

}  // namespace dw
