// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/adminpage.h"

#include "core/base/wording.h"
#include "ui/admin/adminhead.h"
#include "ui/admin/adminside.h"
#include "ui/admin/auditpage.h"
#include "ui/admin/fieldspanel.h"
#include "ui/admin/orgpage.h"
#include "ui/admin/rightstable.h"
#include "ui/admin/roleflags.h"
#include "ui/admin/signins.h"
#include "ui/admin/userlistmodel.h"
#include "ui/admin/userpanel.h"
#include "ui/admin/whypopover.h"
#include "ui/common/banner.h"
#include "ui/common/emptyview.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"
#include "ui/common/searchfield.h"
#include "ui/common/tableheader.h"
#include "ui/records/formsheet.h"
#include "ui/shell/notices.h"
#include "ui/shell/pageactions.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int SideWidth = 184;
constexpr int PanelWidth = 288;

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

std::shared_ptr<const RolePolicy> rolesOf(const UiContext &context)
{
    return std::dynamic_pointer_cast<const RolePolicy>(context.configuration()->policy);
}

}  // namespace

AdminPage::AdminPage(UiContext &context, QWidget *parent)
    : Page(context, parent)
    , m_changes(new AccessChanges(context, this))
    , m_signIns(new SignIns(context, this))
{
    build();
    addActions();
    connect(
        &context.commands, &CommandRunner::committed, this,
        [this](const CommitNotice &notice) {
            static const QStringList own{userKey(), roleKey(), QStringLiteral("permission"),
                                         QStringLiteral("record_share"), QStringLiteral("team")};
            const bool touched =
                std::any_of(notice.entries.begin(), notice.entries.end(),
                            [](const CommitNotice::Entry &entry) { return own.contains(entry.object); }) ||
                std::any_of(own.begin(), own.end(),
                            [&notice](const QString &object) { return notice.bulkObjects.contains(object); });
            // Whoever comes back is shown what is there then.
            if (touched && m_started && isVisible())
                read();
        },
        Qt::QueuedConnection);
    connect(m_changes, &AccessChanges::refused, this, &AdminPage::showRefusal);
    connect(m_changes, &AccessChanges::applied, this, [this] {
        m_refused = false;
        refreshBanner();
    });
}

AdminPage::~AdminPage() = default;

void AdminPage::build()
{
    UiContext &ui = context();
    const Theme &theme = ui.theme;
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_whole = new QStackedWidget;
    outer->addWidget(m_whole);
    m_noRight = new EmptyView(theme, ui.icons);
    m_noRight->setState(EmptyView::Reason::NoRight, tr("Only administrators see users and roles"),
                        tr("Whoever has the role Administrator can give it to you."));
    m_noRight->setActions({}, {});

    auto *all = new QWidget;
    auto *row = new QHBoxLayout(all);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *left = new QFrame;
    left->setObjectName(QStringLiteral("adminSide"));
    left->setFixedWidth(SideWidth);
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, theme.space(1), 0, theme.space(2));
    leftColumn->setSpacing(0);
    m_side = new AdminSide(ui);
    leftColumn->addWidget(m_side, 1);
    auto *newRole =
        new QPushButton(ui.icons.icon(QStringLiteral("plus"), Theme::Role::TextMuted), tr("New role"));
    newRole->setProperty("kind", QStringLiteral("quiet"));
    connect(newRole, &QPushButton::clicked, this, [this] { openForm({}, roleKey()); });
    leftColumn->addWidget(newRole, 0, Qt::AlignLeft);
    const auto way = [&](const char *icon, const QString &text, const QString &page) {
        auto *button =
            new QPushButton(ui.icons.icon(QString::fromLatin1(icon), Theme::Role::TextMuted), text);
        button->setObjectName(QStringLiteral("way:") + page);
        button->setProperty("kind", QStringLiteral("quiet"));
        connect(button, &QPushButton::clicked, this, [this, page] {
            Place place;
            place.page = page;
            context().navigator->open(place);
        });
        leftColumn->addWidget(button, 0, Qt::AlignLeft);
    };
    way("user-check", OrgPage::titleOf(OrgPage::Kind::Teams), OrgPage::keyOf(OrgPage::Kind::Teams));
    way("map-pin", OrgPage::titleOf(OrgPage::Kind::Territories), OrgPage::keyOf(OrgPage::Kind::Territories));
    way("link", OrgPage::titleOf(OrgPage::Kind::Shares), OrgPage::keyOf(OrgPage::Kind::Shares));
    way("history", AuditPage::title(), QStringLiteral("audit"));
    // Of a workspace that has a server.
    if (ui.pending)
        way("cloud", tr("Laptops"), QStringLiteral("laptops"));
    row->addWidget(left);

    auto *middle = new QFrame;
    middle->setObjectName(QStringLiteral("adminMain"));
    middle->setProperty("plane", QStringLiteral("surface"));
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = new AdminHead(ui);
    column->addWidget(m_head);
    m_banner = new Banner(theme, ui.icons, Tone::Warning, {});
    m_bannerWay = m_banner->addAction(tr("Give it to somebody"));
    m_banner->setClosable(true);
    m_banner->hide();
    column->addWidget(m_banner);
    m_flags = new RoleFlags(ui);
    column->addWidget(m_flags);
    m_main = new QStackedWidget;
    m_users = new UserListModel(ui, this);
    m_userTable = new RecordTable(theme, ui.icons);
    m_userTable->setModel(m_users);
    m_userTable->setEdge(theme.space(4));
    m_userTable->setAccessibleName(tr("Users"));
    m_userTable->records()->setColumn(UserListModel::Name, {CellSpec::Kind::Avatar, true, false});
    m_userTable->records()->setColumn(UserListModel::Login, {CellSpec::Kind::Text, false, true});
    m_userTable->records()->setColumn(UserListModel::Team, {CellSpec::Kind::Text, false, true});
    m_userTable->records()->setColumn(UserListModel::Status, {CellSpec::Kind::Pill, false, false});
    m_userTable->tableHeader()->setSectionsClickable(false);
    m_userTable->tableHeader()->setSortIndicatorShown(false);
    m_userTable->tableHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (const auto &[section, width] :
         {std::pair{int(UserListModel::Login), 96},
          std::pair{int(UserListModel::Status), m_signIns->isThere() ? 152 : 104}}) {
        m_userTable->tableHeader()->setSectionResizeMode(section, QHeaderView::Fixed);
        m_userTable->setColumnWidth(section, width);
    }
    m_userTable->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_main->addWidget(m_userTable);
    m_rights = new RightsTable(ui);
    m_main->addWidget(m_rights);
    m_none = new EmptyView(theme, ui.icons);
    m_main->addWidget(m_none);
    column->addWidget(m_main, 1);
    row->addWidget(middle, 1);

    m_right = new QStackedWidget;
    m_right->setFixedWidth(PanelWidth);
    m_panel = new UserPanel(ui);
    m_fields = new FieldsPanel(ui);
    m_right->addWidget(m_panel);
    m_right->addWidget(m_fields);
    row->addWidget(m_right);
    m_whole->addWidget(all);
    m_whole->addWidget(m_noRight);

    connect(m_side, &AdminSide::chosen, this, [this](const Id &role) {
        goTo(role.isNull() ? RecordRef() : RecordRef{roleKey(), role});
    });
    connect(m_head, &AdminHead::textChanged, m_users, &UserListModel::setText);
    connect(m_head, &AdminHead::newUserAsked, this, [this] { openForm({}, userKey()); });
    connect(m_head, &AdminHead::giveAsked, this, [this] { openGive(m_place.record.id); });
    connect(m_head, &AdminHead::whyAsked, this, &AdminPage::openWhy);
    connect(m_head, &AdminHead::editAsked, this, [this] {
        // On the list of those who have a role the head is still the role's.
        if (m_shown == Shown::Holders)
            openForm(m_place.record, roleKey());
        else
            editCurrent();
    });
    connect(m_head, &AdminHead::moreAsked, this, &AdminPage::openMore);
    connect(m_head, &AdminHead::holdersAsked, this,
            [this](bool holders) { goTo(m_place.record, holders ? QStringLiteral("users") : QString()); });
    connect(m_banner, &Banner::closed, this, [this] {
        m_refused = false;
        refreshBanner();
    });
    connect(m_bannerWay, &QPushButton::clicked, this, &AdminPage::takeWayOut);
    connect(m_flags, &RoleFlags::changeAsked, this,
            [this](const QString &field, bool on) { m_changes->setRoleFlag(m_place.record.id, field, on); });
    connect(m_rights, &RightsTable::changeAsked, this,
            [this](const QString &object, RightColumn right, const QVariant &value) {
                m_changes->setRight(m_place.record.id, object, right, value);
            });
    connect(m_rights, &RightsTable::explained, this, [this](const QString &why) {
        if (!why.isEmpty())
            context().notices.failed(why);
    });
    connect(m_rights, &RightsTable::currentObjectChanged, this, &AdminPage::refreshFields);
    connect(m_fields, &FieldsPanel::changeAsked, this,
            [this](const QString &field, std::optional<FieldRight> right) {
                if (const RightsRow *current = m_rights->currentRight())
                    m_changes->setFieldRight(m_place.record.id, current->object->key(), field, right);
            });
    connect(m_userTable->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { refreshPanel(); });
    connect(m_userTable, &QTableView::activated, this, &AdminPage::openRights);
    connect(m_users, &QAbstractItemModel::modelReset, this, [this] {
        if (m_users->rowCount() > 0 && !m_userTable->currentIndex().isValid()) {
            const int kept = std::max(0, m_users->rowOf(m_panel->user()));
            m_userTable->setCurrentIndex(m_users->index(kept, 0));
        }
        refreshPanel();
        Q_EMIT headChanged();
    });
    connect(m_panel, &UserPanel::editAsked, this, &AdminPage::editCurrent);
    connect(m_panel, &UserPanel::rightsAsked, this, &AdminPage::openRights);
    m_users->setSignIns(m_signIns);
    m_panel->setSignIns(m_signIns);
    connect(m_signIns, &SignIns::changed, this, [this] {
        if (m_data && m_right->currentWidget() == m_panel)
            refreshPanel();
    });
    connect(m_panel, &UserPanel::passwordAsked, this, &AdminPage::openPassword);
    connect(m_panel, &UserPanel::absenceAsked, this, &AdminPage::openAbsence);
    connect(m_panel, &UserPanel::grantAsked, this,
            [this](const Id &role) { m_changes->grant(m_panel->user(), role); });
    connect(m_panel, &UserPanel::revokeAsked, this,
            [this](const Id &role) { m_changes->revoke(m_panel->user(), role); });
    connect(m_panel, &UserPanel::statusAsked, this,
            [this](const QString &status) { m_changes->setStatus(m_panel->user(), status); });
}

void AdminPage::addActions()
{
    const PageActions actions(context(), this, tr("Administration"), FormSheet::isInHand);
    const auto key = [](const char *text) { return QKeySequence(QString::fromLatin1(text)); };
    actions.add("admin.new_user", tr("New user"), "user-plus", key("N"), [this] { openForm({}, userKey()); });
    actions.add("admin.new_role", tr("New role"), "plus", key("Shift+N"),
                [this] { openForm({}, roleKey()); });
    actions.add("admin.edit", tr("Edit the user or role"), "pencil", key("E"), [this] { editCurrent(); });
    actions.add("admin.give_role", tr("Give a role"), "lock", key("R"), [this] {
        if (m_right->currentWidget() == m_panel)
            m_panel->openRoleMenu();
        else if (m_shown == Shown::Role)
            openGive(m_place.record.id);
    });
    actions.add("admin.absence", tr("Set an absence"), "calendar", key("A"), [this] { openAbsence(); });
    actions.add("admin.first_password", tr("Set a first password"), "user-check", key("P"),
                [this] { openPassword(); });
    actions.add("admin.why", tr("Why can or cannot somebody see a record"), "circle-help", key("W"),
                [this] { openWhy(); });
    actions.add("admin.find", tr("Find a user"), "search", key("/"), [this] {
        goTo({});
        m_head->search()->setFocus();
    });
    actions.add("admin.reload", tr("Read again"), "refresh-cw", key("F5"), [this] { read(); });
}

void AdminPage::goTo(const RecordRef &record, const QString &where)
{
    Place place;
    place.page = key();
    place.record = record;
    place.where = where;
    if (place == m_place)
        return;
    if (context().navigator)
        context().navigator->open(place);
}

void AdminPage::show(const Place &place)
{
    m_place = place;
    m_started = true;
    m_refused = false;
    const bool may = context().may(Action::Configure, roleKey());
    m_whole->setCurrentIndex(may ? 0 : 1);
    if (may && (!m_data || !m_isReading))
        read();
    refresh();
}

void AdminPage::read()
{
    if (m_isReading) {
        m_readAgain = true;
        return;
    }
    m_isReading = true;
    context().reader.run<AccessDataPtr>(
        Workspace::Lane::List, QStringLiteral("admin.access"), this, readAccess,
        [this](const Result<AccessDataPtr> &data) {
            m_isReading = false;
            if (data.ok())
                take(*data);
            else if (context().may(Action::Configure, roleKey()))
                context().notices.failed(describe(data.error()));
            m_whole->setCurrentIndex(context().may(Action::Configure, roleKey()) ? 0 : 1);
            if (std::exchange(m_readAgain, false))
                read();
            if (isSettled())
                Q_EMIT settled();
        });
}

void AdminPage::take(const AccessDataPtr &data)
{
    m_data = data;
    m_changes->setData(data);
    m_side->setData(data);
    m_users->setData(data);
    refresh();
    QList<Id> users;
    for (const Record &user : data->users)
        users.append(user.id());
    m_signIns->read(users);
}

void AdminPage::refresh()
{
    const bool isRole = m_place.record.object == roleKey();
    const bool isUser = m_place.record.object == userKey();
    m_shown = isUser                               ? Shown::Rights
              : isRole && !m_place.where.isEmpty() ? Shown::Holders
              : isRole                             ? Shown::Role
                                                   : Shown::Users;
    if (!m_data)
        return;
    const Record *role = isRole ? m_data->role(m_place.record.id) : nullptr;
    const Record *user = isUser ? m_data->user(m_place.record.id) : nullptr;
    if ((isRole && !role) || (isUser && !user))
        m_shown = Shown::Users;  // deleted meanwhile
    const ValueText text(context());
    const bool matrix = m_shown == Shown::Role || m_shown == Shown::Rights;
    m_head->setKind(m_shown == Shown::Users    ? AdminHead::Kind::Users
                    : m_shown == Shown::Rights ? AdminHead::Kind::Rights
                                               : AdminHead::Kind::Role);
    if (m_shown == Shown::Users)
        m_head->setTitle(tr("Users"), {}, Tone::Outline);
    else if (m_shown == Shown::Rights)
        m_head->setTitle(tr("Rights of %1").arg(user->value(u"name").text()), {}, Tone::Outline);
    else
        m_head->setTitle(role->value(u"name").text(),
                         text.picklistLabel(*role->type().find(u"kind"), role->value(u"kind").text()),
                         Tone::Outline);
    if (role && m_shown != Shown::Users) {
        m_head->setHolders(m_data->holders(role->id()), m_shown == Shown::Holders);
        m_flags->setRole(*role);
    }
    m_flags->setVisible(m_shown == Shown::Role);
    m_users->setRole(m_shown == Shown::Holders ? role->id() : Id());
    m_side->setCurrent(role && m_shown != Shown::Users ? role->id() : Id());
    const bool empty = m_shown == Shown::Holders && m_users->rowCount() == 0;
    if (empty)
        m_none->setState(EmptyView::Reason::FirstUse, tr("Nobody has this role"),
                         tr("Give it to somebody, and it applies at once."), QStringLiteral("user"));
    m_main->setCurrentWidget(empty    ? static_cast<QWidget *>(m_none)
                             : matrix ? static_cast<QWidget *>(m_rights)
                                      : m_userTable);
    m_right->setCurrentWidget(matrix ? static_cast<QWidget *>(m_fields) : m_panel);
    if (matrix)
        refreshRights();
    else
        refreshPanel();
    refreshBanner();
    Q_EMIT headChanged();
}

void AdminPage::refreshRights()
{
    const ConfigurationPtr now = context().configuration();
    if (m_shown == Shown::Role) {
        m_rights->rights()->setRows(
            RightsMatrix::ofRole(*m_data, m_place.record.id, *now->dictionary, context().language));
    } else if (const auto policy = rolesOf(context())) {
        m_rights->rights()->setRows(RightsMatrix::ofUser(*policy, m_place.record.id, context().language));
    }
    if (!m_rights->currentIndex().isValid())
        m_rights->setCurrentObject(QStringLiteral("account"));
    refreshFields();
}

void AdminPage::refreshFields()
{
    const RightsRow *row = m_rights->currentRight();
    if (!m_data || !row)
        return;
    // Of a role only what is not its own needs a word.
    const bool ofRole = m_shown == Shown::Role;
    QStringList origins;
    for (int i = 0; i < RightColumns; ++i) {
        const RightCell &cell = row->cells[size_t(i)];
        if (!cell.origins.isEmpty() && (cell.isInherited || !ofRole))
            origins.append(tr("%1: %2").arg(RightsMatrix::columnName(*context().configuration()->dictionary,
                                                                     RightColumn(i), context().language),
                                            context().format.clauses(cell.origins)));
    }
    if (ofRole) {
        const Record *role = m_data->role(m_place.record.id);
        m_fields->show(row->object,
                       FieldRightsModel::ofRole(*m_data, m_place.record.id, *row->object, context().language),
                       origins, role && role->value(u"kind").text() != QLatin1String("admin"));
        return;
    }
    const auto policy = rolesOf(context());
    if (!policy)
        return;
    m_fields->show(row->object,
                   FieldRightsModel::ofUser(*policy, m_place.record.id, *row->object, context().language),
                   origins, false);
}

void AdminPage::refreshPanel()
{
    if (m_shown != Shown::Users && m_shown != Shown::Holders)
        return;
    if (!m_wantedUser.isNull()) {
        if (const int row = m_users->rowOf(m_wantedUser); row >= 0) {
            m_wantedUser = Id();
            m_userTable->setCurrentIndex(m_users->index(row, 0));
            return;
        }
    }
    m_panel->showUser(m_data, m_users->user(m_userTable->currentIndex().row()));
}

Id AdminPage::currentUser() const
{
    if (m_shown == Shown::Rights)
        return m_place.record.id;
    return m_shown == Shown::Role ? Id() : m_panel->user();
}

void AdminPage::editCurrent()
{
    if (m_shown == Shown::Role || (m_shown == Shown::Holders && currentUser().isNull()))
        openForm(m_place.record, roleKey());
    else if (!currentUser().isNull())
        openForm({userKey(), currentUser()}, userKey());
}

void AdminPage::openRights()
{
    if (!m_panel->user().isNull())
        goTo({userKey(), m_panel->user()});
}

QPushButton *AdminPage::wayButton(const QString &page) const
{
    return findChild<QPushButton *>(QStringLiteral("way:") + page);
}

QStringList AdminPage::breadcrumb() const
{
    QStringList parts{tr("Admin"), tr("Users")};
    if (!m_data)
        return parts;
    if (const Record *role = m_data->role(m_place.record.id); role && m_shown != Shown::Users)
        return {tr("Admin"), tr("Roles"), role->value(u"name").text()};
    if (const Record *user = m_data->user(m_place.record.id); user && m_shown == Shown::Rights)
        parts.append(user->value(u"name").text());
    return parts;
}

QString AdminPage::usersText(int count) const
{
    return count == 1 ? tr("1 user") : tr("%1 users").arg(context().format.integer(count));
}

QStringList AdminPage::statusTexts() const
{
    if (!m_data)
        return {};
    if (m_shown == Shown::Role)
        return {usersText(m_data->holders(m_place.record.id)),
                tr("Enter changes a right, Del takes it, F6 goes to the fields")};
    if (m_shown == Shown::Rights)
        return {tr("All roles together"), tr("F6 goes to the fields")};
    return {usersText(m_users->rowCount()), tr("Enter shows all rights, R gives a role")};
}

bool AdminPage::isSettled() const
{
    const bool may = context().may(Action::Configure, roleKey());
    return m_started && (!may || (m_data && !m_isReading && !m_changes->isBusy())) &&
           (!m_why || !m_why->isAsking());
}

QWidget *AdminPage::focusTarget()
{
    // Whoever walks through the roles goes on walking.
    return m_side->hasFocus() ? m_side : mainPane();
}

QWidget *AdminPage::mainPane()
{
    if (m_whole->currentWidget() == m_noRight)
        return this;
    if (m_main->currentWidget() == m_none)
        return m_side;
    return m_main->currentWidget();
}

QList<QWidget *> AdminPage::panes()
{
    if (m_whole->currentIndex() == 1)
        return {this};
    QList<QWidget *> panes{mainPane()};
    if (m_right->currentWidget() == m_fields)
        panes.append(m_fields->table());
    else if (QPushButton *absence = m_panel->absenceButton())
        panes.append(absence);
    panes.append(m_side);
    return panes;
}

}  // namespace dw::ui
