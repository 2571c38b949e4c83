// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/accessdata.h"
#include "ui/common/paint.h"

#include <QAbstractTableModel>

namespace dw::ui
{

class SignIns;

// The people of the workspace: all, those of a role, those whose name or login has a text in it.
class UserListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Login, Team, Roles, Status, ColumnCount };

    UserListModel(const UiContext &context, QObject *parent = nullptr);

    void setData(const AccessDataPtr &data);
    using QAbstractItemModel::setData;
    void setRole(const Id &role);  // null: of any role and of none
    void setText(const QString &text);
    // Says of whom the server has no password that they cannot sign in yet; null: nothing of it.
    void setSignIns(const SignIns *signIns);
    Id user(int row) const;
    int rowOf(const Id &user) const;

    static Tone toneOf(const QString &status);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void refresh();

    bool lacksPassword(const Record &user) const;

    const UiContext &m_context;
    const SignIns *m_signIns = nullptr;
    AccessDataPtr m_data;
    Id m_role;
    QString m_text;
    QList<Id> m_shown;
};

}  // namespace dw::ui
