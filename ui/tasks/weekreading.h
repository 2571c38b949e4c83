// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "ui/tasks/taskreading.h"

#include <array>

namespace dw::ui
{

// The tasks of one week, Monday to Sunday as the business zone has its days, open and done ones, and the open
// ones that were due before it and are overdue: each task once.
struct TaskWeek
{
    static constexpr int Days = 7;

    QDate monday;
    TaskPart overdue;
    std::array<TaskPart, Days> days;  // open ones first, each by due date
    Instant asOf;

    qint64 all() const;
    qint64 shown() const;
    static QDate mondayOf(QDate day) { return day.addDays(1 - day.dayOfWeek()); }
    // What the week shows of the tasks that fulfil `where`.
    static QString condition(const QString &where, const BusinessZone &zone, QDate monday, Instant now);
};

// At most `limit` tasks of each day.
Result<TaskWeek> readTaskWeek(const Reader &reader, const QString &where, QDate monday, int limit);

}  // namespace dw::ui
