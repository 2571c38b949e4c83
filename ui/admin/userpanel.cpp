// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/userpanel.h"

#include "ui/admin/signins.h"
#include "ui/admin/userlistmodel.h"
#include "ui/common/avatar.h"
#include "ui/common/factlist.h"
#include "ui/common/panelsection.h"
#include "ui/common/pilllabel.h"
#include "ui/common/sectionhead.h"
#include "ui/common/textlabel.h"

#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int FactLabel = 96;

QPushButton *smallButton(const QString &text)
{
    auto *button = new QPushButton(text);
    button->setProperty("small", true);
    return button;
}

}  // namespace

UserPanel::UserPanel(UiContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_text(context), m_scroll(new QScrollArea)
{
    setAccessibleName(tr("User"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    column->addWidget(m_scroll);
}

void UserPanel::showUser(const AccessDataPtr &access, const Id &id)
{
    m_data = access;
    m_user = id;
    const Record *user = access ? access->user(id) : nullptr;
    QWidget *focused = window()->focusWidget();
    const bool hadFocus = focused != nullptr && isAncestorOf(focused);
    m_revoke.clear();
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, m_context.theme.space(4));
    column->setSpacing(0);
    if (user) {
        addHead(column, *user);
        if (m_signIns && m_signIns->isThere())
            addSignIn(column, *user);
        addRoles(column, *user);
        addAbsence(column, *user);
        addFacts(column, *user);
    }
    column->addStretch(1);
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false);
    // What had the focus is made anew: the same place has it, not the first of the window.
    if (hadFocus && m_give)
        m_give->setFocus(Qt::OtherFocusReason);
}

void UserPanel::addHead(QVBoxLayout *column, const Record &user)
{
    const Theme &theme = m_context.theme;
    auto *head = new QWidget;
    auto *lines = new QVBoxLayout(head);
    lines->setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(3));
    lines->setSpacing(theme.space(3));
    auto *top = new QHBoxLayout;
    top->setSpacing(theme.space(3));
    const QString name = user.value(u"name").text();
    top->addWidget(new Avatar(theme, name, user.id() == m_context.actor().user ? Whose::Mine : Whose::Other,
                              Theme::Size::AvatarLarge));
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(new TextLabel(theme, name, Theme::Scale::Title));
    const QString team = m_data->titles.value({QStringLiteral("team"), user.value(u"team_id").id()});
    names->addWidget(new TextLabel(theme, m_context.format.clauses({user.value(u"login").text(), team}),
                                   Theme::Scale::Small, Theme::Role::TextMuted));
    top->addLayout(names, 1);
    const QString status = user.value(u"status").text();
    top->addWidget(
        new PillLabel(theme, m_context.icons, m_text.picklistLabel(*user.type().find(u"status"), status),
                      UserListModel::toneOf(status)),
        0, Qt::AlignTop);
    lines->addLayout(top);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.space(2));
    auto *edit = new QPushButton(m_context.icons.icon(QStringLiteral("pencil")), tr("Edit"));
    edit->setProperty("keyHint", QStringLiteral("E"));
    connect(edit, &QPushButton::clicked, this, &UserPanel::editAsked);
    buttons->addWidget(edit);
    const bool off = status == QLatin1String("disabled");
    auto *turn = new QPushButton(off ? tr("Let work again") : tr("Disable"));
    turn->setToolTip(off ? tr("May sign in and work again")
                         : tr("May do nothing any more; what they own stays as it is"));
    connect(turn, &QPushButton::clicked, this,
            [this, off] { Q_EMIT statusAsked(off ? QStringLiteral("active") : QStringLiteral("disabled")); });
    buttons->addWidget(turn);
    buttons->addStretch(1);
    lines->addLayout(buttons);
    column->addWidget(head);
}

void UserPanel::addSignIn(QVBoxLayout *column, const Record &user)
{
    const Theme &theme = m_context.theme;
    const std::optional<SignIns::State> state = m_signIns->of(user.id());
    QVBoxLayout *lines = addPanelSection(column, theme);
    auto *head = new SectionHead(theme, tr("Sign-in"));
    // One's own is changed with the old one, at the sign-in.
    if (user.id() != m_context.actor().user) {
        m_password = smallButton(state == SignIns::State::None ? tr("Set a first password")
                                                               : tr("New first password"));
        m_password->setProperty("keyHint", QStringLiteral("P"));
        connect(m_password, &QPushButton::clicked, this, &UserPanel::passwordAsked);
        head->addAction(m_password);
    }
    lines->addWidget(head);
    QString text;
    if (state)
        text = *state == SignIns::State::None ? tr("Cannot sign in yet: the server has no password.")
               : *state == SignIns::State::MustChange
                   ? tr("Has a first password, to be changed at the sign-in.")
                   : tr("Signs in with a password.");
    else
        text = m_signIns->problem().isEmpty() ? tr("The server is being asked.")
                                              : tr("Not known now. %1").arg(m_signIns->problem());
    auto *said = new TextLabel(theme, text, Theme::Scale::Small,
                               state == SignIns::State::None ? Theme::Role::Warning : Theme::Role::TextMuted);
    said->setWordWrap(true);
    lines->addWidget(said);
}

void UserPanel::addRoles(QVBoxLayout *column, const Record &user)
{
    const Theme &theme = m_context.theme;
    QVBoxLayout *lines = addPanelSection(column, theme);
    const QList<Id> held = user.value(u"role_ids").ids();
    auto *head =
        new SectionHead(theme, tr("Roles"), held.isEmpty() ? QString() : QString::number(held.size()));
    m_give = smallButton(tr("Give a role"));
    m_give->setProperty("keyHint", QStringLiteral("R"));
    connect(m_give, &QPushButton::clicked, this, &UserPanel::openRoleMenu);
    head->addAction(m_give);
    lines->addWidget(head);
    for (const Id &id : held) {
        const Record *role = m_data->role(id);
        if (!role)
            continue;
        const QString name = role->value(u"name").text();
        auto *row = new QHBoxLayout;
        row->setSpacing(theme.space(2));
        row->addWidget(new TextLabel(theme, name, Theme::Scale::Body), 1);
        auto *take = smallButton(tr("Take"));
        take->setProperty("kind", QStringLiteral("quiet"));
        take->setAccessibleName(tr("Take the role %1").arg(name));
        take->setToolTip(take->accessibleName());
        connect(take, &QPushButton::clicked, this, [this, id] { Q_EMIT revokeAsked(id); });
        row->addWidget(take);
        m_revoke.insert(id, take);
        lines->addLayout(row);
    }
    if (held.isEmpty()) {
        // As long as nobody has a role, everybody may everything; the page's banner says so.
        const bool inUse = std::any_of(m_data->users.begin(), m_data->users.end(), [](const Record &one) {
            return !one.value(u"role_ids").ids().isEmpty();
        });
        auto *none = new TextLabel(theme,
                                   inUse ? tr("Without a role, and so only what everybody may.")
                                         : tr("Without a role, like everybody."),
                                   Theme::Scale::Small, Theme::Role::TextMuted);
        none->setWordWrap(true);
        lines->addWidget(none);
    }
    auto *all = smallButton(tr("All rights together"));
    all->setProperty("keyHint", QStringLiteral("Enter"));
    connect(all, &QPushButton::clicked, this, &UserPanel::rightsAsked);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(0, theme.space(1), 0, 0);
    foot->addWidget(all);
    foot->addStretch(1);
    lines->addLayout(foot);
}

void UserPanel::addAbsence(QVBoxLayout *column, const Record &user)
{
    const Theme &theme = m_context.theme;
    QVBoxLayout *lines = addPanelSection(column, theme);
    auto *head = new SectionHead(theme, tr("Absence"));
    m_absence = smallButton(tr("Set"));
    m_absence->setAccessibleName(tr("Set an absence"));
    m_absence->setProperty("keyHint", QStringLiteral("A"));
    connect(m_absence, &QPushButton::clicked, this, &UserPanel::absenceAsked);
    head->addAction(m_absence);
    lines->addWidget(head);
    auto *facts = new FactList(theme, FactLabel);
    bool any = false;
    for (const QStringView key :
         {QStringView(u"delegate_id"), QStringView(u"away_from"), QStringView(u"away_to")}) {
        const Field &field = *user.type().find(key);
        const QString value = m_text.full(field, user.value(key), m_data->titles);
        any = any || !value.isEmpty();
        if (!value.isEmpty())
            facts->addFact(m_text.label(field), value);
    }
    if (any) {
        lines->addWidget(facts);
        return;
    }
    delete facts;
    lines->addWidget(
        new TextLabel(theme, tr("Nobody stands in."), Theme::Scale::Small, Theme::Role::TextMuted));
}

void UserPanel::addFacts(QVBoxLayout *column, const Record &user)
{
    const Theme &theme = m_context.theme;
    QVBoxLayout *lines = addPanelSection(column, theme);
    lines->addWidget(new SectionHead(theme, tr("Facts")));
    auto *facts = new FactList(theme, FactLabel);
    for (const QStringView key : {QStringView(u"email"), QStringView(u"mobile"), QStringView(u"manager_id"),
                                  QStringView(u"territory_ids"), QStringView(u"language")}) {
        const Field &field = *user.type().find(key);
        const QString value = m_text.text(field, user.value(key), m_data->titles);
        if (!value.isEmpty())
            facts->addFact(m_text.label(field), value);
    }
    lines->addWidget(facts);
}

void UserPanel::openRoleMenu()
{
    const Record *user = m_data ? m_data->user(m_user) : nullptr;
    if (!user || !m_give)
        return;
    const QList<Id> held = user->value(u"role_ids").ids();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Give a role"));
    for (const Record &role : m_data->roles) {
        if (held.contains(role.id()))
            continue;
        QAction *action = menu->addAction(role.value(u"name").text());
        connect(action, &QAction::triggered, this, [this, id = role.id()] { Q_EMIT grantAsked(id); });
    }
    if (menu->isEmpty())
        menu->addAction(tr("There is no other role"))->setEnabled(false);
    m_menu = menu;
    menu->popup(m_give->mapToGlobal(QPoint(0, m_give->height())));
}

void UserPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.color(Theme::Role::Background));
    painter.fillRect(QRect(0, 0, 1, height()), m_context.theme.color(Theme::Role::Border));
}

}  // namespace dw::ui
