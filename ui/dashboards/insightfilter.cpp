// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/insightfilter.h"

#include "core/expression/calendar.h"
#include "core/expression/period.h"

#include <QCoreApplication>
#include <QLocale>

namespace dw::ui
{

namespace
{

using P = InsightFilter::Period;

QString nameOf(P period, bool before)
{
    switch (period) {
        case P::ThisMonth:
            return before ? QStringLiteral("LAST_MONTH") : QStringLiteral("THIS_MONTH");
        case P::LastMonth:
            return QStringLiteral("LAST_MONTH");
        case P::ThisQuarter:
            return before ? QStringLiteral("LAST_QUARTER") : QStringLiteral("THIS_QUARTER");
        case P::LastQuarter:
            return QStringLiteral("LAST_QUARTER");
        case P::ThisYear:
            return before ? QStringLiteral("LAST_YEAR") : QStringLiteral("THIS_YEAR");
        case P::LastYear:
            return QStringLiteral("LAST_YEAR");
        case P::AllTime:
        case P::Custom:
            break;
    }
    return {};
}

PeriodDays named(const QString &name, Date today, int fiscalStartMonth)
{
    const std::optional<dw::Period> period = dw::Period::of(name, today, fiscalStartMonth);
    return period ? PeriodDays{period->first, period->last} : PeriodDays();
}

}  // namespace

PeriodDays daysOf(const InsightFilter &filter, Date today, int fiscalStartMonth)
{
    if (filter.period == P::AllTime)
        return {};
    if (filter.period == P::Custom)
        return {filter.from, filter.to};
    return named(nameOf(filter.period, false), today, fiscalStartMonth);
}

PeriodDays daysBefore(const InsightFilter &filter, Date today, int fiscalStartMonth)
{
    if (filter.period == P::AllTime)
        return {};
    const PeriodDays days = daysOf(filter, today, fiscalStartMonth);
    if (days.isOpen())
        return {};
    if (filter.period == P::Custom) {
        const qint32 length = days.to->days - days.from->days + 1;
        return {Date{days.from->days - length}, Date{days.from->days - 1}};
    }
    const bool running =
        filter.period == P::ThisMonth || filter.period == P::ThisQuarter || filter.period == P::ThisYear;
    return named(nameOf(filter.period, true), running ? today : *days.from, fiscalStartMonth);
}

PeriodDays quartersOf(const PeriodDays &days, Date today, int fiscalStartMonth)
{
    if (days.isOpen())
        return days;
    const std::optional<dw::Period> last =
        dw::Period::of(QStringLiteral("THIS_QUARTER"), *days.to, fiscalStartMonth);
    if (!last)
        return days;
    Q_UNUSED(today)
    const Date first = last->first.addMonths(-15);
    return {std::min(first, *days.from), last->last};
}

QString periodName(InsightFilter::Period period, const PeriodDays &days, int fiscalStartMonth,
                   const Format &format)
{
    if (period == P::AllTime || days.isOpen())
        return period == P::AllTime ? QCoreApplication::translate("InsightFilter", "All time")
                                    : QCoreApplication::translate("InsightFilter", "Any time");
    const bool chinese = format.language() == Format::Language::Chinese;
    const QDate from = days.from->toQDate();
    switch (period) {
        case P::ThisMonth:
        case P::LastMonth:
            return chinese ? QStringLiteral("%1年%2月").arg(from.year()).arg(from.month())
                           : QLocale::c().monthName(from.month(), QLocale::ShortFormat) + QLatin1Char(' ') +
                                 QString::number(from.year());
        case P::ThisQuarter:
        case P::LastQuarter: {
            const int year = Calendar::fiscalYear(*days.from, fiscalStartMonth);
            const int quarter = Calendar::quarter(*days.from, fiscalStartMonth);
            return chinese ? QStringLiteral("%1年第 %2 季度").arg(year).arg(quarter)
                           : QStringLiteral("Q%1 %2").arg(quarter).arg(year);
        }
        case P::ThisYear:
        case P::LastYear: {
            const int year = Calendar::fiscalYear(*days.from, fiscalStartMonth);
            return chinese ? QStringLiteral("%1年").arg(year) : QString::number(year);
        }
        case P::AllTime:
        case P::Custom:
            break;
    }
    const QDate to = days.to->toQDate();
    return format.calendarDate(from, to) + QStringLiteral(" – ") + format.calendarDate(to, from);
}

}  // namespace dw::ui
