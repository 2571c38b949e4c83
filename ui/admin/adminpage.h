// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/accesschanges.h"
#include "ui/shell/page.h"

#include <QPointer>

class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace dw::ui
{

class AbsencePopover;
class AdminHead;
class AdminSide;
class Banner;
class EmptyView;
class FieldsPanel;
class FormSheet;
class GivePopover;
class PasswordPopover;
class RecordTable;
class RightsTable;
class RoleFlags;
class SignIns;
class UserListModel;
class UserPanel;
class WhyPopover;

// Administration of access: users, roles, and the matrix of rights of either. Place::record says which: null
// is the list of users, a role its matrix (or, with Place::where "users", who has it), a user the rights of
// all their roles together.
class AdminPage : public Page
{
    Q_OBJECT

public:
    explicit AdminPage(UiContext &context, QWidget *parent = nullptr);
    ~AdminPage() override;

    QString key() const override { return QStringLiteral("admin"); }
    void show(const Place &place) override;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override;
    QWidget *focusTarget() override;
    QList<QWidget *> panes() override;
    QStringList scenes() const override;
    void showScene(const QString &scene) override;

    AdminSide *side() const { return m_side; }
    // To another page of administration: "teams", "territories", "shares", and where there is a server
    // "laptops"; else null.
    QPushButton *wayButton(const QString &page) const;
    RightsTable *rights() const { return m_rights; }
    FieldsPanel *fields() const { return m_fields; }
    UserPanel *userPanel() const { return m_panel; }
    UserListModel *users() const { return m_users; }
    RecordTable *userTable() const { return m_userTable; }
    RoleFlags *flags() const { return m_flags; }
    Banner *banner() const { return m_banner; }
    QString bannerText() const;
    const AccessDataPtr &data() const { return m_data; }
    // The user in hand: of the current row, or whose rights are shown; null on a role.
    Id currentUser() const;

    FormSheet *openForm(const RecordRef &record, const QString &object);
    WhyPopover *openWhy();
    AbsencePopover *openAbsence();
    // A first password at the server; null, and said why, of oneself and where nobody signs in.
    PasswordPopover *openPassword();
    GivePopover *openGive(const Id &role);

private:
    enum class Shown { Users, Role, Holders, Rights };

    void build();
    void addActions();
    void read();
    void take(const AccessDataPtr &data);
    void refresh();
    void refreshRights();
    void refreshFields();
    void refreshPanel();
    void refreshBanner();
    void showRefusal(const QString &why, AccessChanges::Refusal refusal, const Id &user, const Id &role);
    void takeWayOut();
    void goTo(const RecordRef &record, const QString &where = {});
    void editCurrent();
    QWidget *mainPane();
    void openRights();
    void openMore(const QPoint &at);
    Id firstAdministrator() const;
    QString usersText(int count) const;

    Place m_place;
    Shown m_shown = Shown::Users;
    AccessDataPtr m_data;
    AccessChanges *m_changes;
    SignIns *m_signIns;
    bool m_isReading = false;
    bool m_readAgain = false;
    bool m_started = false;
    // What the banner says, and what its button does.
    enum class BannerWay { Begin, Give, FillIn };
    BannerWay m_way = BannerWay::Begin;
    bool m_refused = false;
    Id m_bannerRole;
    Id m_bannerUser;
    Id m_wantedUser;

    QStackedWidget *m_whole;
    EmptyView *m_noRight;
    AdminSide *m_side;
    AdminHead *m_head;
    Banner *m_banner;
    QPushButton *m_bannerWay;
    RoleFlags *m_flags;
    QStackedWidget *m_main;
    UserListModel *m_users;
    RecordTable *m_userTable;
    EmptyView *m_none;
    RightsTable *m_rights;
    QStackedWidget *m_right;
    UserPanel *m_panel;
    FieldsPanel *m_fields;
    QPointer<WhyPopover> m_why;
};

}  // namespace dw::ui
