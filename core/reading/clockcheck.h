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

}  // namespace dw
