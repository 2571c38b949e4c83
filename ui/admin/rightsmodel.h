// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/rightsmatrix.h"

#include <QAbstractTableModel>

namespace dw::ui
{

// What a cell of rights answers beside the roles of every table.
enum RightRole : int {
    SectionCell = Qt::UserRole + 0x2000,  // bool: the row is the head of a section
    InheritedCell,                        // bool: not of the role itself
    LockedCell                            // bool: cannot be changed
};

// The matrix of rights: objects in sections, a column per right.
class RightsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Object = 0, FirstRight = 1, ColumnCount = FirstRight + RightColumns };

    RightsModel(DictionaryPtr dictionary, Language language, QObject *parent = nullptr);

    // Keeps the place of what is there already, so that a change moves nothing.
    void setRows(const QList<RightsRow> &rows);
    // Null for the head of a section.
    const RightsRow *right(int row) const;
    int rowOf(const QString &object) const;
    static std::optional<RightColumn> columnOf(int column);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QString text(const RightsRow &row, int column) const;
    QString sentence(const RightsRow &row, int column) const;

    DictionaryPtr m_dictionary;
    Language m_language;
    QList<RightsRow> m_rows;
    QList<int> m_lines;  // index of m_rows, or -1 - index of the row that begins a section
};

}  // namespace dw::ui
