// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/groupname.h"
#include "ui/records/recordlistmodel.h"

#include <algorithm>
#include <utility>

namespace dw::ui
{

Result<GroupedRows> RecordListModel::readRows(const Reader &reader, const Query &query,
                                              const ListSource &source, int limit)
{
    GroupedRows list;
    if (source.group.isEmpty()) {
        DW_ASSIGN(list.rows, reader.rows(query, limit));
        return list;
    }
    const auto grouping = Grouping::fromText(source.group);
    if (!grouping)
        return Error(ErrorCode::Invalid, QStringLiteral("reading.group_by"), {source.group, source.object});
    return GroupedRows::read(reader, query, *grouping, limit);
}

std::vector<RowRef> RecordListModel::placed(const GroupedRows &list, const QStringList &collapsed)
{
    if (list.groups.isEmpty())
        return list.rows;
    const QSet<QString> closed(collapsed.begin(), collapsed.end());
    std::vector<RowRef> rows;
    rows.reserve(list.rows.size() + size_t(list.groups.size()));
    auto record = list.rows.begin();
    for (qsizetype i = 0; i < list.groups.size(); ++i) {
        rows.push_back(RowRef{-1 - i});
        const auto end = record + list.groups[i].count;
        if (!closed.contains(list.groups[i].key))
            rows.insert(rows.end(), record, end);
        record = end;
    }
    return rows;
}

void RecordListModel::takeList(GroupedRows list)
{
    // Rows alone need no second vector.
    std::vector<RowRef> rows =
        list.groups.isEmpty() ? std::exchange(list.rows, {}) : placed(list, m_source.collapsed);
    m_list = std::move(list);
    replaceRows(std::move(rows));
}

const GroupedRows::Group *RecordListModel::group(int row) const
{
    if (row < 0 || row >= rowCount() || m_rows[size_t(row)].row >= 0)
        return nullptr;
    const qint64 at = -1 - m_rows[size_t(row)].row;
    // Rows are about to be those of another list.
    static const GroupedRows::Group none;
    return at < m_list.groups.size() ? &m_list.groups[qsizetype(at)] : &none;
}

void RecordListModel::setCollapsed(const QString &groupKey, bool collapsed)
{
    if (collapsed == isCollapsed(groupKey))
        return;
    if (collapsed)
        m_source.collapsed.append(groupKey);
    else
        m_source.collapsed.removeAll(groupKey);
    replace();
}

void RecordListModel::setAllCollapsed(bool collapsed)
{
    m_source.collapsed.clear();
    for (const GroupedRows::Group &group : std::as_const(m_list.groups)) {
        if (collapsed)
            m_source.collapsed.append(group.key);
    }
    replace();
}

void RecordListModel::replace()
{
    // Of what is being read only the groups that are open come with their first rows.
    replaceRows(placed(m_list, m_source.collapsed));
    Q_EMIT collapsedChanged();
    Q_EMIT rowsReplaced();
}

int RecordListModel::headOf(int row) const
{
    if (m_list.groups.isEmpty() || row >= rowCount())
        return -1;
    while (row >= 0 && group(row) == nullptr)
        --row;
    return row;
}

int RecordListModel::firstRecord() const
{
    for (int row = 0; row <= m_list.groups.size() && row < rowCount(); ++row) {
        if (group(row) == nullptr)
            return row;
    }
    return 0;
}

int RecordListModel::placeOf(int row) const
{
    if (row < 0 || row >= rowCount() || group(row) != nullptr)
        return 0;
    if (m_list.groups.isEmpty())
        return row + 1;
    const auto found = std::find(m_list.rows.begin(), m_list.rows.end(), m_rows[size_t(row)]);
    return found == m_list.rows.end() ? 0 : int(found - m_list.rows.begin()) + 1;
}

void RecordListModel::setGroupTotals(const QHash<QString, QHash<QString, Money>> &totals)
{
    m_groupTotals = totals;
    if (!m_list.groups.isEmpty() && !m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::DisplayRole});
}

QVariant RecordListModel::headData(const GroupedRows::Group &group, int column, int role) const
{
    if (role == GroupCell)
        return isCollapsed(group.key) ? int(GroupState::Collapsed) : int(GroupState::Expanded);
    const ListColumn &at = m_columns[column];
    if (role == Qt::TextAlignmentRole)
        return int(at.align | Qt::AlignVCenter);
    if (role == Qt::DisplayRole && column != 1) {
        const QHash<QString, Money> sums = m_groupTotals.value(group.key);
        const auto sum = sums.constFind(at.key);
        return sum == sums.cend() ? QString() : m_context.format.money(*sum);
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole &&
        role != GroupCountCell && role != GroupNameCell)
        return {};
    // Exact, or not said.
    const QString count = m_complete ? m_context.format.integer(group.count) : QString(QChar(0x2026));
    if (role == GroupCountCell)
        return count;
    const QString name = groupName(m_context, *m_object, m_source.group, group);
    if (role == Qt::DisplayRole || role == GroupNameCell)
        return name;
    const QString told = tr("%1, %2").arg(name, count);
    if (role == Qt::ToolTipRole)
        return told;
    return isCollapsed(group.key) ? tr("%1, collapsed").arg(told) : tr("%1, expanded").arg(told);
}

}  // namespace dw::ui
