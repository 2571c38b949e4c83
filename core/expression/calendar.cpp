// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/calendar.h"

#include <algorithm>

namespace dw
{

namespace
{

constexpr qint64 FirstDay = -719162;  // 0001-01-01
constexpr qint64 LastDay = 2932896;   // 9999-12-31

qint64 floorDivide(qint64 a, qint64 b)
{
    return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

}  // namespace

bool Calendar::isValid(qint64 days)
{
    return days >= FirstDay && days <= LastDay;
}

int Calendar::weekday(Date date)
{
    const qint64 fromMonday = qint64(date.days) + 3;
    return int(fromMonday - floorDivide(fromMonday, 7) * 7) + 1;
}

int Calendar::quarter(Date date, int fiscalStartMonth)
{
    return (date.toQDate().month() - fiscalStartMonth + 12) % 12 / 3 + 1;
}

int Calendar::fiscalYear(Date date, int fiscalStartMonth)
{
    const QDate day = date.toQDate();
    return day.month() < fiscalStartMonth ? day.year() - 1 : day.year();
}

QString Calendar::yearMonth(Date date)
{
    const QDate day = date.toQDate();
    return QStringLiteral("%1-%2")
        .arg(day.year(), 4, 10, QLatin1Char('0'))
        .arg(day.month(), 2, 10, QLatin1Char('0'));
}

QString Calendar::yearQuarter(Date date, int fiscalStartMonth)
{
    return QStringLiteral("%1-Q%2")
        .arg(fiscalYear(date, fiscalStartMonth), 4, 10, QLatin1Char('0'))
        .arg(quarter(date, fiscalStartMonth));
}

Date Calendar::startOfMonth(Date date)
{
    return Date{qint32(date.days - date.toQDate().day() + 1)};
}

Date Calendar::endOfMonth(Date date)
{
    const QDate day = date.toQDate();
    return Date{qint32(date.days - day.day() + day.daysInMonth())};
}

std::optional<Date> Calendar::date(qint64 year, qint64 month, qint64 day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 ||
        !QDate::isValid(int(year), int(month), int(day)))
        return std::nullopt;
    return Date::fromQDate(QDate(int(year), int(month), int(day)));
}

std::optional<Date> Calendar::addDays(Date date, qint64 days)
{
    if (days > LastDay - FirstDay || days < FirstDay - LastDay || !isValid(date.days + days))
        return std::nullopt;
    return Date{qint32(date.days + days)};
}

std::optional<Date> Calendar::addMonths(Date date, qint64 months)
{
    if (months > 120000 || months < -120000)
        return std::nullopt;
    const QDate day = date.toQDate();
    const qint64 count = day.year() * 12 + day.month() - 1 + months;
    const qint64 year = floorDivide(count, 12);
    if (year < 1 || year > 9999)
        return std::nullopt;
    const QDate first(int(year), int(count - year * 12) + 1, 1);
    return Date::fromQDate(first.addDays(std::min(day.day(), first.daysInMonth()) - 1));
}

}  // namespace dw
