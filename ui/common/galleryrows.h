// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace dw::ui
{

// The rows of the gallery's table: one for each state a row can be in.
class GalleryRows : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Mark, Stage, Deal, Amount, Days, ColumnCount };

    explicit GalleryRows(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

}  // namespace dw::ui
