// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/texttablemodel.h"

namespace dw::ui
{

void TextTableModel::set(const QStringList &header, const QList<QStringList> &rows, const QList<int> &numbers)
{
    beginResetModel();
    m_header = header;
    m_rows = rows;
    m_numbers = numbers;
    endResetModel();
}

int TextTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TextTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_header.size());
}

QVariant TextTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return m_rows[index.row()].value(index.column());
    if (role == Qt::TextAlignmentRole && m_numbers.contains(index.column()))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant TextTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return m_header.value(section);
    if (role == Qt::TextAlignmentRole && m_numbers.contains(section))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

}  // namespace dw::ui
