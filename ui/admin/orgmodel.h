// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/orgdata.h"
#include "ui/shell/uicontext.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace dw::ui
{

// Teams or territories as a tree, or record shares, in columns of their fields. In the tree a name stands in
// by how deep it is.
class OrgModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    // "team", "territory" or "record_share".
    OrgModel(const UiContext &context, const QString &object, QObject *parent = nullptr);

    void setData(const OrgDataPtr &data);
    using QAbstractItemModel::setData;
    Id idAt(int row) const;
    int rowOf(const Id &id) const;
    int columnOf(const QString &field) const { return int(m_fields.indexOf(field)); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString textOf(const OrgData::Line &line, int column) const;

    const UiContext &m_context;
    QString m_object;
    QStringList m_fields;
    bool m_counts = false;  // a last column: how many users
    OrgDataPtr m_data;
};

}  // namespace dw::ui
