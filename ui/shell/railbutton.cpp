// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/railbutton.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace dw::ui
{

namespace
{

constexpr int CellLeft = 6;
constexpr int CellTop = 2;
constexpr int BarInset = 8;
constexpr int Gap = 8;

}  // namespace

RailButton::RailButton(const Icons &icons, const QString &icon, const QString &name, const QString &shortcut,
                       QWidget *parent)
    : QAbstractButton(parent), m_icons(icons), m_icon(icon)
{
    setText(name);
    setAccessibleName(name);
    setToolTip(shortcut.isEmpty() ? name : name + QStringLiteral("  ") + keyHintText(shortcut));
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setFixedHeight(Pitch);
    connect(&icons.theme(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void RailButton::setWide(bool wide)
{
    m_wide = wide;
    updateGeometry();
    update();
}

void RailButton::setBadge(int count)
{
    m_badge = count;
    update();
}

QRect RailButton::cellRect() const
{
    return QRect(CellLeft, CellTop, m_wide ? width() - 2 * CellLeft : Cell, Cell);
}

QSize RailButton::sizeHint() const
{
    return QSize(Cell + 2 * CellLeft, Pitch);
}

void RailButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_icons.theme();
    const QRectF cell = cellRect();
    const int radius = theme.radius(Theme::Radius::Container);
    const bool reached = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
    if (isChecked())
        paintRounded(painter, cell, radius, theme.color(Theme::Role::RailSelected));
    else if (underMouse() && isEnabled())
        paintRounded(painter, cell, radius, theme.color(Theme::Role::Hover));
    if (isChecked()) {
        const QColor bar = theme.color(theme.isDark() ? Theme::Role::Link : Theme::Role::Accent);
        QPainterPath path;
        const QRectF edge(-2, cell.top() + BarInset, theme.size(Theme::Size::AccentBar) + 2,
                          cell.height() - 2 * BarInset);
        path.addRoundedRect(edge, 2, 2);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillPath(path, bar);
    }
    const Theme::Role role = isChecked() ? Theme::Role::Link : Theme::Role::RailIcon;
    const QRectF iconBox(cell.left(), cell.top(), Cell, Cell);
    m_icons.paint(painter, iconBox, m_icon, role, theme.size(Theme::Size::IconRail));
    if (m_wide) {
        const QRectF label(iconBox.right() + 1, cell.top(), cell.right() - iconBox.right() - Gap,
                           cell.height());
        drawText(painter, theme, label, text(),
                 TextSpec{.weight = isChecked() ? Theme::Weight::Strong : Theme::Weight::OfScale,
                          .role = isChecked() ? Theme::Role::Text : Theme::Role::TextMuted});
    }
    if (m_badge > 0) {
        const int size = theme.size(Theme::Size::Badge);
        paintBadge(painter, theme, QRectF(iconBox.right() - size, cell.top() + 1, size, size),
                   QString::number(m_badge));
    }
    if (reached)
        paintRounded(painter, cell, radius, QColor(), theme.color(Theme::Role::FocusRing),
                     theme.size(Theme::Size::FocusRing));
}

void RailButton::enterEvent(QEnterEvent *event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void RailButton::leaveEvent(QEvent *event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

// Up and Down go through the rail as they would through a list; Enter chooses as well as Space.
void RailButton::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            click();
            return;
        case Qt::Key_Down:
            focusNextChild();
            return;
        case Qt::Key_Up:
            focusPreviousChild();
            return;
        default:
            QAbstractButton::keyPressEvent(event);
    }
}

}  // namespace dw::ui
