// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/businessdays.h"

#include "core/expression/calendar.h"

#include <algorithm>

namespace dw
{

namespace
{

// Mondays to Fridays before `day` counted from a Monday long ago; differences are what matters.
qint64 weekdaysBefore(qint64 day)
{
    const qint64 fromMonday = day + 3;  // 1970-01-01 was a Thursday
    const qint64 weeks = (fromMonday - (fromMonday % 7 + 7) % 7) / 7;
    return weeks * 5 + std::min<qint64>(fromMonday - weeks * 7, 5);
}

}  // namespace

bool BusinessDays::isWorking(Date date) const
{
    if (holidays.contains(date.days))
        return false;
    return Calendar::weekday(date) <= 5 || workDays.contains(date.days);
}

qint64 BusinessDays::between(Date first, Date last) const
{
    if (last < first)
        return -between(last, first);
    qint64 count = weekdaysBefore(qint64(last.days) + 1) - weekdaysBefore(first.days);
    const auto inside = [&](qint32 day) { return day >= first.days && day <= last.days; };
    for (const qint32 day : holidays) {
        if (inside(day) && Calendar::weekday(Date{day}) <= 5)
            --count;
    }
    for (const qint32 day : workDays) {
        if (inside(day) && Calendar::weekday(Date{day}) > 5 && !holidays.contains(day))
            ++count;
    }
    return count;
}

std::optional<Date> BusinessDays::add(Date date, qint64 days) const
{
    if (days > 10000 || days < -10000)
        return std::nullopt;
    const qint32 step = days < 0 ? -1 : 1;
    // Weekends and holidays between make the way longer; a calendar without working days must end as well.
    qint64 fuel = 100000;
    for (qint64 left = days < 0 ? -days : days; left > 0;) {
        date.days += step;
        if (!Calendar::isValid(date.days) || --fuel == 0)
            return std::nullopt;
        if (isWorking(date))
            --left;
    }
    return date;
}

}  // namespace dw
