// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskmodel.h"

#include <algorithm>

namespace dw::ui
{

int TaskModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant TaskModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_lines.size())
        return {};
    if (isHead(index.row())) {
        const TaskGroup &head = group(index.row());
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole
                   ? QVariant(head.title + QLatin1Char(' ') + QString::number(head.count()))
                   : QVariant();
    }
    const TaskRow &row = task(index.row());
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return row.subject;
    if (role == Qt::AccessibleTextRole)
        return m_describe ? m_describe(row) : row.subject;
    return {};
}

Qt::ItemFlags TaskModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    // Whether a task is dragged at all is each list's to say.
    return isHead(index.row())
               ? Qt::ItemFlags(Qt::ItemNeverHasChildren)
               : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

void TaskModel::setGroups(const QList<TaskGroup> &groups)
{
    if (groups == m_groups)
        return;
    beginResetModel();
    m_groups = groups;
    m_lines.clear();
    for (int g = 0; g < int(m_groups.size()); ++g) {
        if (m_groups[g].tasks.isEmpty())
            continue;
        if (!m_groups[g].title.isEmpty())
            m_lines.append({g, -1});
        for (int t = 0; t < int(m_groups[g].tasks.size()); ++t)
            m_lines.append({g, t});
    }
    endResetModel();
}

int TaskModel::rowOf(const Id &wanted) const
{
    for (int row = 0; row < int(m_lines.size()); ++row) {
        if (!isHead(row) && task(row).id == wanted)
            return row;
    }
    return -1;
}

int TaskModel::taskCount() const
{
    return int(
        std::count_if(m_lines.begin(), m_lines.end(), [](const Line &line) { return line.task >= 0; }));
}

qint64 TaskModel::allCount() const
{
    qint64 all = 0;
    for (const TaskGroup &group : m_groups)
        all += group.count();
    return all;
}

int TaskModel::nearestTask(int row) const
{
    for (int after = std::max(0, row); after < int(m_lines.size()); ++after) {
        if (!isHead(after))
            return after;
    }
    for (int before = std::min(row, int(m_lines.size())) - 1; before >= 0; --before) {
        if (!isHead(before))
            return before;
    }
    return -1;
}

}  // namespace dw::ui
