// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"

#include <QList>

#include <optional>

namespace dw::ui
{

// A task as lists show it.
struct TaskRow
{
    Id id;
    QString subject;
    QString kind;
    QString priority;
    RecordRef related;
    QString relatedTitle;
    RecordRef account;  // the customer behind `related`, null if none
    QString accountTitle;
    Instant due;
    bool done = false;

    friend bool operator==(const TaskRow &, const TaskRow &) = default;
};

// The first tasks of a list, and how many it has.
struct TaskPart
{
    QList<TaskRow> tasks;
    qint64 all = 0;

    bool isCut() const { return all > tasks.size(); }
};

// The tasks that fulfil `where` by due date, at most `limit`, with what they are about. One query and one
// look-up for each related record.
Result<QList<TaskRow>> readTasks(const Reader &reader, const QString &where, int limit,
                                 const QStringList &sort = {QStringLiteral("due_at")});
// Those of these records, as they are given.
Result<QList<TaskRow>> taskRows(const Reader &reader, const QList<Record> &records);
// The same with their number: counted by the store where there may be more.
Result<TaskPart> readTaskPart(const Reader &reader, const QString &where, int limit,
                              const QStringList &sort = {QStringLiteral("due_at")});
Result<qint64> countTasks(const Reader &reader, const QString &where);
// "status" is one of the open ones.
QString openTasks();
// The Lucide icon of a task's kind and words.
QString taskIcon(const TaskRow &task);

}  // namespace dw::ui
