// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/auditentry.h"

namespace dw
{

// B12: a clock that went back by more than this between two lines of one device was set, it did not drift.
inline constexpr qint64 MostClockBackMs = 5 * 60'000;

// `later` was written after `earlier`, and says that it was before.
inline bool wasClockSetBack(const AuditRecord &later, const AuditRecord &earlier)
{
    return later.entry.device == earlier.entry.device && later.sequence > earlier.sequence &&
           earlier.entry.at.ms - later.entry.at.ms > MostClockBackMs;
}

// The server took it so much later than it was entered that both times are worth telling apart.
inline bool wasReceivedLate(const AuditRecord &line)
{
    return line.entry.receivedAt && line.entry.receivedAt->ms - line.entry.at.ms > MostClockBackMs;
}

}  // namespace dw
