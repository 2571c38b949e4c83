// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace dw
{

// A rule of RFC 5545 (section 3.3.10) as far as tasks need it: FREQ=DAILY|WEEKLY|MONTHLY|YEARLY with INTERVAL
// (1 to 99), BYDAY, BYMONTHDAY, and COUNT or UNTIL. Weeks begin on Monday. A day that a month does not have
// is passed over, as the RFC says: the 31st of every month leaves out five of them. A plain value.
class Recurrence
{
public:
    // Upper-case, parts parted by ';', each at most once. Invalid "value.bad_recurrence" {the part that is
    // wrong}; parts that are not known are wrong as well.
    static Result<Recurrence> parse(const QString &rule);

    // As parse() takes it.
    QString toString() const;

    struct Step
    {
        QDateTime at;
        QString rule;  // what holds from there on: COUNT is less by those that have passed
    };
    // The first time after `due` that is also after `now`, at the same time of day, in the zone of `due`;
    // what was missed meanwhile has passed. Nothing when the rule has come to its end.
    std::optional<Step> next(const QDateTime &due, const QDateTime &now) const;

private:
    enum class Frequency { Daily, Weekly, Monthly, Yearly };
    struct Day
    {
        int ordinal = 0;  // the first (1) or last (-1) of the month or year; 0 = each
        int weekday = 1;  // Monday = 1
    };

    bool takePart(const QString &name, const QString &value);
    bool takeDays(const QString &value);
    bool takeMonthDays(const QString &value);
    bool takeUntil(const QString &value);
    bool fitsTogether() const;
    bool occurs(QDate date, QDate start) const;
    bool isDay(QDate date) const;
    bool isMonthDay(QDate date) const;
    bool isOver(const QDateTime &at) const;

    Frequency m_frequency = Frequency::Daily;
    int m_interval = 1;
    QList<Day> m_days;
    QList<int> m_monthDays;
    int m_count = 0;        // 0 = without end
    QDate m_untilDate;      // inclusive
    QDateTime m_untilTime;  // UTC, inclusive
};

}  // namespace dw
