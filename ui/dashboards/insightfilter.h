// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/reportparameters.h"
#include "ui/common/format.h"

#include <QString>

#include <optional>

namespace dw::ui
{

// What the person has set in the head of the insight page.
struct InsightFilter
{
    enum class Period { ThisMonth, LastMonth, ThisQuarter, LastQuarter, ThisYear, LastYear, AllTime, Custom };
    Period period = Period::ThisQuarter;
    std::optional<Date> from;  // of a custom period; both ends belong to it
    std::optional<Date> to;
    Id team;
    Id owner;
    Id pipeline;
};

// The days of a period in the workspace's zone, and those of the one to compare it with: the month, quarter
// or year before, or as many days before a custom one. Both ends belong to it; open where absent.
struct PeriodDays
{
    std::optional<Date> from;
    std::optional<Date> to;

    bool isOpen() const { return !from || !to; }
};
PeriodDays daysOf(const InsightFilter &filter, Date today, int fiscalStartMonth);
// Open when there is nothing to compare with.
PeriodDays daysBefore(const InsightFilter &filter, Date today, int fiscalStartMonth);
// The six quarters that end with the period: a single quarter is no chart.
PeriodDays quartersOf(const PeriodDays &days, Date today, int fiscalStartMonth);

// "Q4 2026", "Nov 2026", "2026", "1 Oct – 12 Nov", "All time".
QString periodName(InsightFilter::Period period, const PeriodDays &days, int fiscalStartMonth,
                   const Format &format);

}  // namespace dw::ui
