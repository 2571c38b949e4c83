// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/rightsmodel.h"
#include "ui/common/recordtable.h"
#include "ui/shell/uicontext.h"

#include <QMenu>
#include <QPointer>

namespace dw::ui
{

// The matrix of rights to be walked cell by cell: Enter, Space, F2 and a click change a right; scopes are
// chosen from a menu, the others switch. Del takes a right.
class RightsTable : public RecordTable
{
    Q_OBJECT

public:
    explicit RightsTable(UiContext &context, QWidget *parent = nullptr);

    RightsModel *rights() const { return m_model; }
    // Of the current row; null if none.
    const RightsRow *currentRight() const;
    void setCurrentObject(const QString &object);
    // As Enter does; a right that cannot be changed says why.
    void changeCurrent();
    // The menu of scopes while it is open, for tests.
    QMenu *menu() const { return m_menu; }

Q_SIGNALS:
    void currentObjectChanged(const QString &object);
    // A scope for columns of scopes, else true or false.
    void changeAsked(const QString &object, dw::ui::RightColumn column, const QVariant &value);
    void explained(const QString &why);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void layoutColumns();
    void openMenu(const QModelIndex &index, const RightsRow &row, RightColumn column);

    UiContext &m_context;
    RightsModel *m_model;
    QPointer<QMenu> m_menu;
    QString m_object;
};

}  // namespace dw::ui
