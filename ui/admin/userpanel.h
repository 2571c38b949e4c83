// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/accessdata.h"
#include "ui/shell/uicontext.h"

#include <QFrame>
#include <QMenu>
#include <QPointer>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace dw::ui
{

class SignIns;

// Right of the list of users: who it is, the roles with the ways to give and take them, and the absence.
class UserPanel : public QFrame
{
    Q_OBJECT

public:
    explicit UserPanel(UiContext &context, QWidget *parent = nullptr);

    // Of a joined workspace; outlives the panel's use.
    void setSignIns(const SignIns *signIns) { m_signIns = signIns; }
    // A null user shows nothing.
    void showUser(const AccessDataPtr &data, const Id &user);
    Id user() const { return m_user; }
    // The roles that the user does not have, to choose from.
    void openRoleMenu();
    QMenu *menu() const { return m_menu; }
    QPushButton *absenceButton() const { return m_absence; }
    // Null where nobody signs in, and of oneself.
    QPushButton *passwordButton() const { return m_password; }
    QPushButton *revokeButton(const Id &role) const { return m_revoke.value(role); }

Q_SIGNALS:
    void editAsked();
    void rightsAsked();
    void absenceAsked();
    void passwordAsked();
    void grantAsked(const dw::Id &role);
    void revokeAsked(const dw::Id &role);
    void statusAsked(const QString &status);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addHead(QVBoxLayout *column, const Record &user);
    void addRoles(QVBoxLayout *column, const Record &user);
    void addSignIn(QVBoxLayout *column, const Record &user);
    void addAbsence(QVBoxLayout *column, const Record &user);
    void addFacts(QVBoxLayout *column, const Record &user);

    UiContext &m_context;
    ValueText m_text;
    AccessDataPtr m_data;
    Id m_user;
    QScrollArea *m_scroll;
    QPointer<QMenu> m_menu;
    QPointer<QPushButton> m_give;
    QPointer<QPushButton> m_absence;
    const SignIns *m_signIns = nullptr;
    QPointer<QPushButton> m_password;
    QHash<Id, QPointer<QPushButton>> m_revoke;
};

}  // namespace dw::ui
