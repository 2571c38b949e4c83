// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/popover.h"

#include "ui/common/paint.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int ShadowRoom = 16;  // room for shadow and arrow around the frame
constexpr int Arrow = 8;
constexpr int Edge = 8;  // least distance to the window's edge

}  // namespace

Popover::Popover(const Theme &theme, QWidget *window)
    : QFrame(window), m_theme(theme), m_body(new QVBoxLayout(this)), m_width(theme.size(Theme::Size::Popover))
{
    setFocusPolicy(Qt::ClickFocus);
    const int margin = ShadowRoom + theme.space(4);
    m_body->setContentsMargins(margin, margin, margin, margin);
    m_body->setSpacing(theme.space(2));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void Popover::setContentWidth(int width)
{
    m_width = width;
}

QRect Popover::frameRect() const
{
    return geometry().adjusted(ShadowRoom, ShadowRoom, -ShadowRoom, -ShadowRoom);
}

void Popover::openAt(QWidget *anchor, Side side)
{
    openAt(QRect(anchor->mapTo(parentWidget(), QPoint(0, 0)), anchor->size()), side);
}

void Popover::openAt(const QRect &anchorInWindow, Side side)
{
    m_anchor = anchorInWindow;
    m_side = side;
    ensurePolished();
    place();
    if (!isVisible()) {
        m_focusBefore = QApplication::focusWidget();
        qApp->installEventFilter(this);
    }
    show();
    raise();
    setFocus(Qt::PopupFocusReason);
    if (QWidget *first = nextInFocusChain(); first != nullptr && isAncestorOf(first))
        focusNextChild();
}

void Popover::fit()
{
    if (isVisible())
        place();
}

void Popover::place()
{
    m_body->activate();
    const int outer = m_width + 2 * ShadowRoom;
    const int height =
        m_body->hasHeightForWidth() ? m_body->totalHeightForWidth(outer) : m_body->sizeHint().height();
    QRect frame(0, 0, m_width, height - 2 * ShadowRoom);
    switch (m_side) {
        case Side::Below:
            frame.moveTopLeft(QPoint(m_anchor.left(), m_anchor.bottom() + 1 + Arrow));
            break;
        case Side::Above:
            frame.moveBottomLeft(QPoint(m_anchor.left(), m_anchor.top() - 1 - Arrow));
            break;
        case Side::RightOf:
            frame.moveTopLeft(QPoint(m_anchor.right() + 1 + Arrow, m_anchor.top()));
            break;
        case Side::LeftOf:
            frame.moveTopRight(QPoint(m_anchor.left() - 1 - Arrow, m_anchor.top()));
            break;
    }
    const QRect room = parentWidget()->rect().adjusted(Edge, Edge, -Edge, -Edge);
    frame.moveLeft(std::max(room.left(), std::min(frame.left(), room.right() - frame.width())));
    frame.moveTop(std::max(room.top(), std::min(frame.top(), room.bottom() - frame.height())));
    setGeometry(frame.adjusted(-ShadowRoom, -ShadowRoom, ShadowRoom, ShadowRoom));
}

void Popover::closePopover()
{
    if (isHidden())
        return;
    qApp->removeEventFilter(this);
    hide();
    if (m_focusBefore != nullptr)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    Q_EMIT closed();
}

void Popover::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape) {
        closePopover();
    } else if (enter && m_primary) {
        // A button that has the focus is what Enter means; Ctrl+Enter is always the primary one.
        auto *focused = qobject_cast<QPushButton *>(window()->focusWidget());
        const bool always = event->modifiers().testFlag(Qt::ControlModifier);
        (focused && !always ? focused : m_primary.data())->click();
    } else {
        QFrame::keyPressEvent(event);
    }
}

bool Popover::focusNextPrevChild(bool next)
{
    QWidget *begin = window()->focusWidget();
    if (begin == nullptr || !isAncestorOf(begin))
        begin = this;
    const auto step = [next](QWidget *from) {
        return next ? from->nextInFocusChain() : from->previousInFocusChain();
    };
    for (QWidget *at = step(begin); at != begin; at = step(at)) {
        const bool reached =
            (at->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && at->focusProxy() == nullptr;
        if (!reached || !at->isVisible() || !at->isEnabled() || !isAncestorOf(at))
            continue;
        at->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        return true;
    }
    return false;
}

bool Popover::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType()) {
        const auto *widget = static_cast<QWidget *>(watched);
        // Combo lists, menus and dialogs are windows of their own: a click there is not outside.
        if (widget->window() == window() && widget != this && !isAncestorOf(widget))
            closePopover();
    }
    // What is below has shortcuts of its own for Return (open the row), Space (preview it) and Esc (choose
    // none): here they are the field's, and Esc closes this.
    if (event->type() == QEvent::ShortcutOverride && watched->isWidgetType() &&
        isAncestorOf(static_cast<QWidget *>(watched))) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space || key == Qt::Key_Escape) {
            event->accept();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void Popover::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF frame = QRectF(rect()).adjusted(ShadowRoom, ShadowRoom, -ShadowRoom, -ShadowRoom);
    const int radius = m_theme.radius(Theme::Radius::Container);
    paintShadow(painter, m_theme, frame);
    paintRounded(painter, frame, radius, m_theme.color(Theme::Role::Raised),
                 m_theme.color(Theme::Role::ControlBorder));

    const QPointF target = m_anchor.center() - pos();
    QPolygonF arrow;
    const bool vertical = m_side == Side::Below || m_side == Side::Above;
    const qreal low = (vertical ? frame.left() : frame.top()) + radius + Arrow;
    const qreal high = (vertical ? frame.right() : frame.bottom()) - radius - Arrow;
    const qreal at = std::clamp(vertical ? target.x() : target.y(), low, std::max(low, high));
    switch (m_side) {
        case Side::Below:
            arrow << QPointF(at - Arrow, frame.top() + 1) << QPointF(at, frame.top() - Arrow + 1)
                  << QPointF(at + Arrow, frame.top() + 1);
            break;
        case Side::Above:
            arrow << QPointF(at - Arrow, frame.bottom() - 1) << QPointF(at, frame.bottom() + Arrow - 1)
                  << QPointF(at + Arrow, frame.bottom() - 1);
            break;
        case Side::RightOf:
            arrow << QPointF(frame.left() + 1, at - Arrow) << QPointF(frame.left() - Arrow + 1, at)
                  << QPointF(frame.left() + 1, at + Arrow);
            break;
        case Side::LeftOf:
            arrow << QPointF(frame.right() - 1, at - Arrow) << QPointF(frame.right() + Arrow - 1, at)
                  << QPointF(frame.right() - 1, at + Arrow);
            break;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Theme::Role::Raised));
    painter.drawPolygon(arrow);
    painter.setPen(QPen(m_theme.color(Theme::Role::ControlBorder), 1));
    painter.drawPolyline(arrow);
}

}  // namespace dw::ui
