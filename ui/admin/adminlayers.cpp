// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/wording.h"
#include "ui/admin/absencepopover.h"
#include "ui/admin/accesschanges.h"
#include "ui/admin/adminhead.h"
#include "ui/admin/adminpage.h"
#include "ui/admin/fieldspanel.h"
#include "ui/admin/givepopover.h"
#include "ui/admin/passwordpopover.h"
#include "ui/admin/signins.h"
#include "ui/admin/userlistmodel.h"
#include "ui/admin/userpanel.h"
#include "ui/admin/whypopover.h"
#include "ui/common/banner.h"
#include "ui/records/formsheet.h"
#include "ui/records/recordform.h"
#include "ui/shell/applied.h"
#include "ui/shell/notices.h"

#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int FromTop = 88;  // where what has no anchor stands, as the palette does

const QString &userKey()
{
    static const QString key = QStringLiteral("user");
    return key;
}

const QString &roleKey()
{
    static const QString key = QStringLiteral("role");
    return key;
}

}  // namespace

void AdminPage::openMore(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("More"));
    const Id role = m_place.record.id;
    QAction *remove = menu->addAction(context().icons.icon(QStringLiteral("trash-2")), tr("Delete the role"));
    connect(remove, &QAction::triggered, this, [this, role] { m_changes->remove(role); });
    if (m_data && m_data->holders(role) > 0) {
        remove->setEnabled(false);
        remove->setText(remove->text() + QLatin1Char('\t') + tr("somebody has it"));
    }
    menu->popup(at);
}

FormSheet *AdminPage::openForm(const RecordRef &record, const QString &object)
{
    UiContext &ui = context();
    auto *form = new RecordForm(ui, ui.configuration()->dictionary->pointer(object));
    auto *sheet = new FormSheet(ui, form, this);
    if (!record.id.isNull()) {
        form->startEdit(record);
    } else if (object == userKey()) {
        const QByteArray zone = ui.configuration()->settings.zone.zone().id();
        form->startNew(
            {{QStringLiteral("status"), Value(QStringLiteral("active"))},
             {QStringLiteral("team_id"), Value(ui.actor().team)},
             {QStringLiteral("time_zone"), Value(QString::fromLatin1(zone))},
             {QStringLiteral("language"),
              Value(ui.language == Language::Chinese ? QStringLiteral("zh_cn") : QStringLiteral("en"))}});
    } else {
        form->startNew({});
    }
    connect(sheet, &FormSheet::saved, this, [this](const RecordRef &saved, const CommandResult &result) {
        tellApplied(context(), tr("Saved"), result);
        m_refused = false;
        refreshBanner();
        if (saved.object == roleKey()) {
            goTo(saved);
        } else if (m_shown == Shown::Users) {
            m_wantedUser = saved.id;
            refreshPanel();
        }
    });
    sheet->open();
    return sheet;
}

WhyPopover *AdminPage::openWhy()
{
    m_why = new WhyPopover(context(), window());
    m_why->setQuestion(currentUser(), {});
    m_why->openAt(QRect(window()->width() / 2, FromTop, 1, 1), Popover::Side::Below);
    return m_why;
}

AbsencePopover *AdminPage::openAbsence()
{
    const Record *user =
        m_data && m_right->currentWidget() == m_panel ? m_data->user(currentUser()) : nullptr;
    if (!user)
        return nullptr;
    auto *popover = new AbsencePopover(context(), *user, window());
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    popover->openAt(m_panel->absenceButton(), Popover::Side::LeftOf);
    return popover;
}

PasswordPopover *AdminPage::openPassword()
{
    const Record *user =
        m_data && m_right->currentWidget() == m_panel ? m_data->user(currentUser()) : nullptr;
    if (!m_signIns->isThere()) {
        context().notices.failed(tr("Nobody signs in here: this workspace is not joined to a server."));
        return nullptr;
    }
    if (user && user->id() == context().actor().user)
        context().notices.failed(tr("You change your own password when you sign in."));
    if (!user || !m_panel->passwordButton())
        return nullptr;
    auto *popover = new PasswordPopover(context(), *m_signIns, *user, window());
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    // The button is made anew whenever the panel is.
    popover->openAt(m_panel->passwordButton(), Popover::Side::LeftOf);
    return popover;
}

GivePopover *AdminPage::openGive(const Id &role)
{
    const Record *record = m_data ? m_data->role(role) : nullptr;
    if (!record)
        return nullptr;
    auto *popover = new GivePopover(context(), record->value(u"name").text(), window());
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    connect(popover, &GivePopover::chosen, this,
            [this, role](const Id &user) { m_changes->grant(user, role); });
    QWidget *anchor = m_banner->isVisible() ? static_cast<QWidget *>(m_bannerWay) : m_head->give();
    if (anchor->isVisible())
        popover->openAt(anchor);
    else
        popover->openAt(QRect(window()->width() / 2, FromTop, 1, 1), Popover::Side::Below);
    return popover;
}

QStringList AdminPage::scenes() const
{
    return {QStringLiteral("role"),    QStringLiteral("holders"), QStringLiteral("rights"),
            QStringLiteral("absence"), QStringLiteral("why"),     QStringLiteral("refused"),
            QStringLiteral("form"),    QStringLiteral("password")};
}

void AdminPage::showScene(const QString &scene)
{
    if (!m_data || m_data->roles.isEmpty())
        return;
    // A role that has most of what can be shown: one that inherits.
    const auto inheriting = std::find_if(m_data->roles.begin(), m_data->roles.end(), [](const Record &role) {
        return !role.value(u"inherits_id").id().isNull();
    });
    const Record &role = inheriting == m_data->roles.end() ? m_data->roles.first() : *inheriting;
    const auto holder =
        std::max_element(m_data->users.begin(), m_data->users.end(), [](const Record &a, const Record &b) {
            return a.value(u"role_ids").ids().size() < b.value(u"role_ids").ids().size();
        });
    if (scene == QLatin1String("role")) {
        goTo({roleKey(), role.id()});
    } else if (scene == QLatin1String("holders")) {
        goTo({roleKey(), role.id()}, QStringLiteral("users"));
    } else if (scene == QLatin1String("rights")) {
        goTo({userKey(), holder->id()});
    } else if (scene == QLatin1String("absence")) {
        openAbsence();
    } else if (scene == QLatin1String("password")) {
        // As it is shown once, where no server is asked.
        auto *popover = new PasswordPopover(context(), *m_signIns, *holder, window());
        connect(popover, &Popover::closed, popover, &QObject::deleteLater);
        popover->openAt(QRect(window()->width() / 2, FromTop, 1, 1), Popover::Side::Below);
        popover->showPassword(QStringLiteral("q4x73-3g5y6-pgwui-tdwf8"));
    } else if (scene == QLatin1String("form")) {
        openForm({}, userKey());
    } else if (scene == QLatin1String("refused")) {
        showRefusal(wording(QStringLiteral("access.last_admin")), AccessChanges::Refusal::Held, holder->id(),
                    firstAdministrator());
    } else if (scene == QLatin1String("why")) {
        WhyPopover *why = openWhy();
        why->setQuestion(holder->id(), {userKey(), m_data->users.first().id()});
    }
}

}  // namespace dw::ui
