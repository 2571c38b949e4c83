// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace dw
{

// A named stretch of days relative to today, as in INPERIOD(date, "THIS_MONTH"). Both ends belong to it; an
// Instant is in it when its day in the business zone is, so that a filter on a time becomes the UTC bounds
// [zone.startOf(first), zone.startOf(last + 1)).
struct Period
{
    Date first;
    Date last;

    bool contains(Date date) const { return first <= date && date <= last; }

    // TODAY, YESTERDAY, TOMORROW; THIS_, LAST_, NEXT_ of WEEK (from Monday), MONTH, QUARTER and YEAR
    // (fiscal); LAST_7_DAYS, LAST_30_DAYS, LAST_90_DAYS, LAST_365_DAYS (ending today), NEXT_7_DAYS,
    // NEXT_30_DAYS, NEXT_90_DAYS (beginning today). Upper case only.
    static const QStringList &names();
    // Nothing for an unknown name or ends outside years 1 to 9999.
    static std::optional<Period> of(const QString &name, Date today, int fiscalStartMonth);
};

}  // namespace dw
