// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"

#include <QString>

#include <optional>

namespace dw
{

// What the date functions compute; also for the functions that a database registers.
class Calendar
{
public:
    static bool isValid(qint64 days);  // years 1 to 9999
    static int weekday(Date date);     // Monday 1 to Sunday 7
    static int quarter(Date date, int fiscalStartMonth);
    static int fiscalYear(Date date, int fiscalStartMonth);
    static QString yearMonth(Date date);                          // "2026-11"
    static QString yearQuarter(Date date, int fiscalStartMonth);  // "2026-Q4"
    static Date startOfMonth(Date date);
    static Date endOfMonth(Date date);
    // Nothing for a day that does not exist.
    static std::optional<Date> date(qint64 year, qint64 month, qint64 day);
    static std::optional<Date> addDays(Date date, qint64 days);
    // The same day of the month, or its last one: 31 January + 1 month is 28 or 29 February.
    static std::optional<Date> addMonths(Date date, qint64 months);
};

}  // namespace dw
