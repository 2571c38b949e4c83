// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/accessdata.h"
#include "ui/shell/uicontext.h"

#include <QListView>

class QStandardItemModel;

namespace dw::ui
{

// Left of administration: Users, and the roles with the number of those who have them (picture k).
class AdminSide : public QListView
{
    Q_OBJECT

public:
    explicit AdminSide(UiContext &context, QWidget *parent = nullptr);

    void setData(const AccessDataPtr &data);
    // A null role is Users.
    void setCurrent(const Id &role);
    Id currentRole() const;
    int lines() const;

Q_SIGNALS:
    void chosen(const dw::Id &role);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    UiContext &m_context;
    QStandardItemModel *m_model;
    bool m_quiet = false;
};

}  // namespace dw::ui
