// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/accountstore.h"

namespace dw
{

// What stores of accounts have in common, whatever database they are on.

// How often a key was tried, as it is stored.
struct AttemptCount
{
    qint64 failures = 0;
    qint64 lastAt = 0;
    qint64 lockedUntil = 0;

    // As it counts now: after a long time without a failure it begins anew.
    AttemptCount at(const AttemptLimit &limit, Instant now) const;
    // With one more.
    AttemptCount failed(const AttemptLimit &limit, Instant now) const;
};

// The short code of the device with this number, from 0: letters and digits that nobody takes for another,
// A2 ... Z9, then AA2 ... ZZ9 and so on.
QString deviceCode(qint64 number);

// How long a session that is over is kept: a device that was wiped while it was away must still be known when
// it comes back.
inline constexpr qint64 KeepEndedSessionMs = qint64(180) * 86'400'000;

}  // namespace dw
