// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"

#include <QSet>

#include <optional>

namespace dw
{

// Working days: Saturday and Sunday are off unless `workDays` names the date; `holidays` are off.
struct BusinessDays
{
    QSet<qint32> holidays;  // Date::days
    QSet<qint32> workDays;  // make-up days (调休)

    bool isWorking(Date date) const;
    // Working days from `first` to `last`, both counted; negative when last is before first.
    qint64 between(Date first, Date last) const;
    // The working day that many working days after `date` (before, if negative); 0 is the date itself.
    // Nothing beyond 10 000 working days or years 1 to 9999.
    std::optional<Date> add(Date date, qint64 days) const;
};

}  // namespace dw
