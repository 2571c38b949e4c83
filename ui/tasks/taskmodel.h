// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tasks/taskreading.h"

#include <QAbstractListModel>

#include <algorithm>
#include <functional>

namespace dw::ui
{

// A group of tasks under a head: "Overdue 5, oldest first". Without a title it has none.
struct TaskGroup
{
    QString title;
    QString note;
    QList<TaskRow> tasks;
    qint64 all = 0;       // how many there are, where `tasks` is a first part
    QString figure = {};  // the figure of its head: ShownFigure::key

    qint64 count() const { return std::max<qint64>(all, tasks.size()); }

    friend bool operator==(const TaskGroup &, const TaskGroup &) = default;
};

// Heads and tasks as one list. Heads can be neither chosen nor marked. Groups without tasks have no head.
class TaskModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    void setGroups(const QList<TaskGroup> &groups);
    // What a screen reader says of a task.
    void setDescription(std::function<QString(const TaskRow &)> describe)
    {
        m_describe = std::move(describe);
    }
    bool isHead(int row) const { return m_lines[row].task < 0; }
    const TaskGroup &group(int row) const { return m_groups[m_lines[row].group]; }
    const TaskRow &task(int row) const { return m_groups[m_lines[row].group].tasks[m_lines[row].task]; }
    int rowOf(const Id &task) const;  // -1 if it is not here
    int taskCount() const;
    // With those that are not shown.
    qint64 allCount() const;
    // The first task at or after `row`, else the last one before it; -1 without tasks.
    int nearestTask(int row) const;

private:
    struct Line
    {
        int group = 0;
        int task = -1;
    };
    QList<TaskGroup> m_groups;
    QList<Line> m_lines;
    std::function<QString(const TaskRow &)> m_describe;
};

}  // namespace dw::ui
