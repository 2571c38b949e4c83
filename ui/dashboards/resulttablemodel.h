// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/resulttable.h"
#include "ui/common/format.h"

#include <QAbstractTableModel>

namespace dw::ui
{

// The rows of a report for the table beside its chart: same data, same order.
class ResultTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit ResultTableModel(const Format &format, QObject *parent = nullptr);

    void setTable(const ResultTable &table);
    const ResultTable &table() const { return m_table; }
    // Where there is no room for all: amounts as 67.5 M, and short heads where there are any; the tooltips
    // have them in full.
    void setShort(bool isShort) { m_isShort = isShort; }
    // Tab-parted lines with a head, locale-free numbers: for the clipboard.
    QString toText() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString head(int column, bool isShort) const;

    const Format &m_format;
    ResultTable m_table;
    bool m_isShort = false;
};

}  // namespace dw::ui
