// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettemodel.h"

namespace dw::ui
{

void PaletteModel::setRows(const QList<PaletteRow> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int PaletteModel::next(int from, int step) const
{
    for (qsizetype i = from; i >= 0 && i < m_rows.size(); i += step)
        if (!m_rows.at(i).isHead && m_rows.at(i).enabled)
            return int(i);
    return -1;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const PaletteRow &row = m_rows.at(index.row());
    switch (role) {
        case Qt::DisplayRole:
            return row.title;
        case Qt::AccessibleTextRole: {
            QStringList spoken{row.title};
            for (const QString &part : {row.detail, row.right})
                if (!part.isEmpty())
                    spoken.append(part);
            return spoken.join(QStringLiteral(", "));
        }
        case Qt::ToolTipRole:
            return row.isHead || row.detail.isEmpty() ? QVariant()
                                                      : row.title + QStringLiteral(", ") + row.detail;
        default:
            return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || m_rows.at(index.row()).isHead)
        return Qt::NoItemFlags;
    return m_rows.at(index.row()).enabled ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

}  // namespace dw::ui
