// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail.h"

#include "ui/common/paint.h"
#include "ui/shell/avatarbutton.h"
#include "ui/shell/railbutton.h"

#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int LogoHeight = 40;
constexpr int LogoSize = 24;
constexpr int LogoGap = 4;
constexpr int AvatarAbove = 2;
constexpr int AvatarBelow = 17;
constexpr int AvatarLeft = 10;

}  // namespace

Rail::Rail(const Icons &icons, QWidget *parent)
    : QFrame(parent)
    , m_icons(icons)
    , m_top(new QVBoxLayout)
    , m_bottom(new QVBoxLayout)
    , m_avatar(new AvatarButton(icons.theme(), this))
{
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Pages"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, LogoHeight + LogoGap, 0, AvatarBelow);
    column->setSpacing(0);
    m_top->setSpacing(0);
    m_bottom->setSpacing(0);
    column->addLayout(m_top);
    column->addStretch();
    column->addLayout(m_bottom);
    column->addSpacing(AvatarAbove);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(AvatarLeft, 0, 0, 0);
    foot->addWidget(m_avatar);
    foot->addStretch();
    column->addLayout(foot);
    connect(m_avatar, &AvatarButton::clicked, this, &Rail::avatarClicked);
    setWide(false);
}

void Rail::addEntry(const QString &page, const QString &icon, const QString &name, const QString &shortcut,
                    Place place)
{
    auto *button = new RailButton(m_icons, icon, name, shortcut, this);
    button->setObjectName(QStringLiteral("rail.") + page);
    (place == Place::Top ? m_top : m_bottom)->addWidget(button);
    m_buttons.insert(page, button);
    m_order.append(page);
    connect(button, &RailButton::clicked, this, [this, page] {
        setCurrent(m_current);  // the page decides: a click alone checks nothing
        Q_EMIT chosen(page);
    });
}

void Rail::setEntryVisible(const QString &page, bool visible)
{
    if (RailButton *button = m_buttons.value(page))
        button->setVisible(visible);
}

void Rail::setCurrent(const QString &page)
{
    m_current = page;
    for (auto one = m_buttons.constBegin(); one != m_buttons.constEnd(); ++one)
        one.value()->setChecked(one.key() == page);
}

void Rail::setBadge(const QString &page, int count)
{
    if (RailButton *button = m_buttons.value(page))
        button->setBadge(count);
}

void Rail::setPerson(const QString &name)
{
    m_avatar->setPerson(name);
}

void Rail::setWide(bool wide)
{
    setFixedWidth(m_icons.theme().size(wide ? Theme::Size::RailWide : Theme::Size::Rail));
    for (RailButton *button : std::as_const(m_buttons))
        button->setWide(wide);
}

QWidget *Rail::focusTarget() const
{
    if (RailButton *button = m_buttons.value(m_current))
        return button;
    return m_order.isEmpty() ? static_cast<QWidget *>(m_avatar) : m_buttons.value(m_order.first());
}

// The mark: two sheets that fit together, drawn on the grid of 24.
void Rail::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = m_icons.theme();
    painter.translate(QPoint((theme.size(Theme::Size::Rail) - LogoSize) / 2, (LogoHeight - LogoSize) / 2));
    paintRounded(painter, QRectF(2, 2, 20, 20), 4, theme.color(Theme::Role::Accent, Theme::Mode::Light));
    QPainterPath left;
    left.addPolygon(
        QPolygonF({{6, 6}, {11, 6}, {11, 10.2}, {8.6, 9}, {8.6, 15}, {11, 13.8}, {11, 18}, {6, 18}}));
    QPainterPath right;
    right.addPolygon(
        QPolygonF({{18, 6}, {13, 6}, {13, 9.2}, {10.6, 8}, {10.6, 16}, {13, 14.8}, {13, 18}, {18, 18}}));
    QColor front = theme.color(Theme::Role::AccentText, Theme::Mode::Light);
    painter.fillPath(left, front);
    front.setAlphaF(0.62F);
    painter.fillPath(right, front);
}

}  // namespace dw::ui
