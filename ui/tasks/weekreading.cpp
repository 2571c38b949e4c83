// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/weekreading.h"

#include "core/analytics/reportparameters.h"
#include "core/expression/syntaxnode.h"

#include <algorithm>

namespace dw::ui
{

namespace
{

Instant startOf(const BusinessZone &zone, QDate day)
{
    return zone.startOf(Date::fromQDate(day));
}

QString before(Instant end)
{
    return QStringLiteral("due_at < %1").arg(quotedText(end.toIso()));
}

QString from(Instant start)
{
    return QStringLiteral("due_at >= %1").arg(quotedText(start.toIso()));
}

QString openOrDone()
{
    return anyOf({openTasks(), QStringLiteral("status = \"done\"")});
}

// What lies between now and a week to come is neither overdue nor of that week.
QString overdueBefore(const BusinessZone &zone, QDate monday, Instant now)
{
    return allOf({openTasks(), before(std::min(now, startOf(zone, monday)))});
}

}  // namespace

qint64 TaskWeek::all() const
{
    qint64 count = overdue.all;
    for (const TaskPart &day : days)
        count += day.all;
    return count;
}

qint64 TaskWeek::shown() const
{
    qint64 count = overdue.tasks.size();
    for (const TaskPart &day : days)
        count += day.tasks.size();
    return count;
}

QString TaskWeek::condition(const QString &where, const BusinessZone &zone, QDate monday, Instant now)
{
    const QString week =
        allOf({openOrDone(), from(startOf(zone, monday)), before(startOf(zone, monday.addDays(Days)))});
    return allOf({where, anyOf({week, overdueBefore(zone, monday, now)})});
}

Result<TaskWeek> readTaskWeek(const Reader &reader, const QString &where, QDate monday, int limit)
{
    const BusinessZone &zone = reader.context().settings.zone;
    TaskWeek week;
    week.monday = monday;
    week.asOf = reader.context().now;
    DW_ASSIGN(week.overdue,
              readTaskPart(reader, allOf({where, overdueBefore(zone, monday, week.asOf)}), limit));
    for (int day = 0; day < TaskWeek::Days; ++day) {
        TaskPart &part = week.days[size_t(day)];
        const QString within = allOf({where, openOrDone(), from(startOf(zone, monday.addDays(day))),
                                      before(startOf(zone, monday.addDays(day + 1)))});
        DW_ASSIGN(part, readTaskPart(reader, within, limit));
        std::stable_partition(part.tasks.begin(), part.tasks.end(),
                              [](const TaskRow &task) { return !task.done; });
    }
    return week;
}

}  // namespace dw::ui
