// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/period.h"

#include "core/expression/calendar.h"

namespace dw
{

const QStringList &Period::names()
{
    static const QStringList all = QStringLiteral(
                                       "TODAY YESTERDAY TOMORROW "
                                       "THIS_WEEK LAST_WEEK NEXT_WEEK THIS_MONTH LAST_MONTH NEXT_MONTH "
                                       "THIS_QUARTER LAST_QUARTER NEXT_QUARTER THIS_YEAR LAST_YEAR NEXT_YEAR "
                                       "LAST_7_DAYS LAST_30_DAYS LAST_90_DAYS LAST_365_DAYS "
                                       "NEXT_7_DAYS NEXT_30_DAYS NEXT_90_DAYS")
                                       .split(QLatin1Char(' '));
    return all;
}

std::optional<Period> Period::of(const QString &name, Date today, int fiscalStartMonth)
{
    if (!names().contains(name))
        return std::nullopt;
    const auto days = [&](qint64 from, qint64 to) -> std::optional<Period> {
        const std::optional<Date> begin = Calendar::addDays(today, from);
        const std::optional<Date> end = Calendar::addDays(today, to);
        return begin && end ? std::optional(Period{*begin, *end}) : std::nullopt;
    };
    const auto months = [](Date start, int offset, int length) -> std::optional<Period> {
        const std::optional<Date> begin = Calendar::addMonths(start, offset);
        const std::optional<Date> end = begin ? Calendar::addMonths(*begin, length - 1) : std::nullopt;
        return end ? std::optional(Period{*begin, Calendar::endOfMonth(*end)}) : std::nullopt;
    };

    if (name == QLatin1String("TODAY"))
        return days(0, 0);
    if (name == QLatin1String("YESTERDAY"))
        return days(-1, -1);
    if (name == QLatin1String("TOMORROW"))
        return days(1, 1);
    if (name.endsWith(QLatin1String("_DAYS"))) {
        const int count = name.mid(5, name.size() - 10).toInt();
        return name.startsWith(QLatin1String("LAST")) ? days(1 - count, 0) : days(0, count - 1);
    }
    const int offset = name.startsWith(QLatin1String("LAST"))   ? -1
                       : name.startsWith(QLatin1String("NEXT")) ? 1
                                                                : 0;
    const QString unit = name.mid(5);
    if (unit == QLatin1String("WEEK")) {
        const int monday = 1 - Calendar::weekday(today);
        return days(monday + 7 * offset, monday + 7 * offset + 6);
    }
    const Date month = Calendar::startOfMonth(today);
    if (unit == QLatin1String("MONTH"))
        return months(month, offset, 1);
    const int intoYear = (today.toQDate().month() - fiscalStartMonth + 12) % 12;
    if (unit == QLatin1String("QUARTER"))
        return months(month, offset * 3 - intoYear % 3, 3);
    return months(month, offset * 12 - intoYear, 12);
}

}  // namespace dw
