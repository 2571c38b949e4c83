// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/adminhead.h"

#include "ui/common/iconbutton.h"
#include "ui/common/pilllabel.h"
#include "ui/common/searchfield.h"
#include "ui/common/segments.h"
#include "ui/common/textlabel.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QPushButton>

namespace dw::ui
{

namespace
{

constexpr int SearchWidth = 200;

}  // namespace

AdminHead::AdminHead(UiContext &context, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_title(new TextLabel(context.theme, {}, Theme::Scale::Title))
    , m_pill(new PillLabel(context.theme, context.icons, {}, Tone::Outline))
    , m_segments(new Segments(context.theme, context.icons))
    , m_search(new SearchField(context.theme, context.icons, tr("Name or login")))
    , m_why(new QPushButton(context.icons.icon(QStringLiteral("circle-help")), tr("Why?")))
    , m_edit(new QPushButton(context.icons.icon(QStringLiteral("pencil")), tr("Edit")))
    , m_give(new QPushButton(tr("Give to ...")))
    , m_newUser(new QPushButton(context.icons.icon(QStringLiteral("plus"), Theme::Role::AccentText),
                                tr("New user")))
    , m_more(new IconButton(context.icons, QStringLiteral("ellipsis"), tr("More"),
                            IconButton::Extent::Control, IconButton::Look::Framed))
{
    const Theme &theme = context.theme;
    setObjectName(QStringLiteral("pageHeader"));
    setFixedHeight(theme.size(Theme::Size::PageHeader));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.space(4), 0, theme.space(4), 0);
    row->setSpacing(theme.space(2));
    row->addWidget(m_title);
    row->addWidget(m_pill);
    row->addSpacing(theme.space(2));
    m_segments->addSegment(tr("Rights"));
    m_segments->addSegment(tr("Users"));
    m_segments->setAccessibleName(tr("What is shown of the role"));
    row->addWidget(m_segments);
    row->addStretch(1);
    m_search->setFixedWidth(SearchWidth);
    m_search->setAccessibleName(tr("Find a user by name or login"));
    m_search->setKeyHint(QStringLiteral("/"));
    row->addWidget(m_search);
    m_why->setToolTip(tr("Why somebody can or cannot see a record"));
    m_why->setAccessibleName(m_why->toolTip());
    m_why->setProperty("keyHint", QStringLiteral("W"));
    row->addWidget(m_why);
    m_edit->setProperty("keyHint", QStringLiteral("E"));
    row->addWidget(m_edit);
    m_give->setToolTip(tr("Give the role to somebody"));
    m_give->setAccessibleName(m_give->toolTip());
    row->addWidget(m_give);
    m_newUser->setProperty("kind", QStringLiteral("primary"));
    m_newUser->setProperty("keyHint", QStringLiteral("N"));
    row->addWidget(m_newUser);
    row->addWidget(m_more);
    connect(&theme, &Theme::changed, this,
            [this] { setFixedHeight(m_context.theme.size(Theme::Size::PageHeader)); });
    connect(m_search, &QLineEdit::textChanged, this, &AdminHead::textChanged);
    connect(m_newUser, &QPushButton::clicked, this, &AdminHead::newUserAsked);
    connect(m_give, &QPushButton::clicked, this, &AdminHead::giveAsked);
    connect(m_why, &QPushButton::clicked, this, &AdminHead::whyAsked);
    connect(m_edit, &QPushButton::clicked, this, &AdminHead::editAsked);
    connect(m_more, &QToolButton::clicked, this,
            [this] { Q_EMIT moreAsked(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    connect(m_segments, &Segments::chosen, this, [this](int index) { Q_EMIT holdersAsked(index == 1); });
    setKind(Kind::Users);
}

void AdminHead::setTitle(const QString &title, const QString &pill, Tone tone)
{
    m_title->setText(title);
    m_pill->setState(pill, tone);
    m_pill->setVisible(!pill.isEmpty());
}

void AdminHead::setKind(Kind kind)
{
    const bool users = kind == Kind::Users;
    m_segments->setVisible(kind == Kind::Role);
    m_search->setVisible(users);
    m_newUser->setVisible(users);
    m_edit->setVisible(!users);
    m_give->setVisible(kind == Kind::Role);
    m_more->setVisible(kind == Kind::Role);
}

void AdminHead::setHolders(int count, bool shown)
{
    m_segments->button(1)->setText(tr("Users %1").arg(m_context.format.integer(count)));
    m_segments->setCurrent(shown ? 1 : 0);
    m_segments->updateGeometry();
}

}  // namespace dw::ui
