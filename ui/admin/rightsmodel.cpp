// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/rightsmodel.h"

#include "ui/common/recorddelegate.h"

#include <utility>

namespace dw::ui
{

RightsModel::RightsModel(DictionaryPtr dictionary, Language language, QObject *parent)
    : QAbstractTableModel(parent), m_dictionary(std::move(dictionary)), m_language(language)
{}

void RightsModel::setRows(const QList<RightsRow> &rows)
{
    QList<int> lines;
    QString section;
    for (int i = 0; i < rows.size(); ++i) {
        if (rows[i].section != section) {
            section = rows[i].section;
            lines.append(-1 - i);
        }
        lines.append(i);
    }
    if (lines == m_lines) {
        m_rows = rows;
        Q_EMIT dataChanged(index(0, 0), index(int(m_lines.size()) - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    m_lines = lines;
    endResetModel();
}

const RightsRow *RightsModel::right(int row) const
{
    const int line = row < 0 || row >= m_lines.size() ? -1 : m_lines[row];
    return line < 0 ? nullptr : &m_rows[line];
}

int RightsModel::rowOf(const QString &object) const
{
    for (int row = 0; row < m_lines.size(); ++row) {
        if (const RightsRow *one = right(row); one && one->object->key() == object)
            return row;
    }
    return -1;
}

std::optional<RightColumn> RightsModel::columnOf(int column)
{
    if (column < FirstRight || column >= FirstRight + RightColumns)
        return std::nullopt;
    return RightColumn(column - FirstRight);
}

int RightsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int RightsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString RightsModel::text(const RightsRow &row, int column) const
{
    if (column == Object)
        return row.object->plural().in(m_language);
    const RightCell &cell = row.cell(*columnOf(column));
    if (cell.isEmpty())
        return {};
    return cell.isScope ? RightsMatrix::scopeName(*m_dictionary, cell.scope, cell.withParent, m_language)
                        : QString();
}

// What a screen reader says, and what the tooltip tells.
QString RightsModel::sentence(const RightsRow &row, int column) const
{
    QStringList parts;
    const auto right = columnOf(column);
    if (!right)
        return text(row, column);
    const RightCell &cell = row.cell(*right);
    const QString held = cell.isEmpty() ? tr("no") : cell.isScope ? text(row, column) : tr("yes");
    parts.append(tr("%1: %2").arg(RightsMatrix::columnName(*m_dictionary, *right, m_language), held));
    parts += cell.origins;
    if (!cell.note.isEmpty())
        parts.append(cell.note);
    return parts.join(QLatin1Char('\n'));
}

QVariant RightsModel::data(const QModelIndex &index, int role) const
{
    const RightsRow *row = right(index.row());
    if (!row) {
        const int line = m_lines.value(index.row());
        const bool head = index.column() == 0 && (role == Qt::DisplayRole || role == Qt::AccessibleTextRole);
        if (role == SectionCell)
            return true;
        return head ? QVariant(m_rows[-1 - line].section) : QVariant();
    }
    const auto column = columnOf(index.column());
    switch (role) {
        case Qt::DisplayRole:
            return text(*row, index.column());
        case Qt::ToolTipRole:
            return index.column() == Object ? QVariant() : QVariant(sentence(*row, index.column()));
        case Qt::AccessibleTextRole:
            return sentence(*row, index.column());
        case IconCell:
            if (index.column() == Object)
                return row->object->icon();
            return column && !row->cell(*column).isScope && row->cell(*column).held ? QStringLiteral("check")
                                                                                    : QString();
        case InheritedCell:
            return column && (row->cell(*column).isInherited || row->cell(*column).isIdle);
        case LockedCell:
            return !column || !row->cell(*column).canChange;
        default:
            return {};
    }
}

QVariant RightsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role != Qt::DisplayRole)
        return {};
    if (section == Object)
        return tr("Records of");
    return RightsMatrix::columnName(*m_dictionary, *columnOf(section), m_language);
}

Qt::ItemFlags RightsModel::flags(const QModelIndex &index) const
{
    return right(index.row()) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

}  // namespace dw::ui
