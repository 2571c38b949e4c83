// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/tilestrip.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace dw::ui
{

TileStrip::TileStrip(const Theme &theme, QWidget *parent) : ThemedWidget(theme, parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMouseTracking(true);
}

void TileStrip::setTiles(const QList<Tile> &tiles)
{
    m_tiles = tiles;
    QStringList spoken;
    for (const Tile &tile : tiles)
        spoken.append(tile.label + QStringLiteral(": ") + tile.value + QLatin1Char(' ') + tile.note);
    setAccessibleName(spoken.join(QStringLiteral("; ")));
    const int first = nextFigure(-1, 1);
    // Also without definitions: what it says is read out to who does not see it.
    setFocusPolicy(tiles.isEmpty() ? Qt::NoFocus : Qt::TabFocus);
    if (m_tiles.value(m_current).figure.isEmpty())
        m_current = first;
    m_hovered = -1;
    update();
}

QSize TileStrip::sizeHint() const
{
    return QSize(
        640, theme().line(Theme::Scale::Small) * 2 + theme().line(Theme::Scale::Title) + theme().space(6));
}

QRect TileStrip::placeOf(int tile) const
{
    // The first, the next step, is text and gets more room.
    const qreal unit = width() / (m_tiles.size() + 0.3);
    const auto left = [unit](int i) { return i == 0 ? 0 : qRound(unit * (i + 0.3)); };
    return QRect(left(tile), 0, left(tile + 1) - left(tile), height());
}

int TileStrip::figureAt(const QPoint &at) const
{
    for (int i = 0; i < int(m_tiles.size()); ++i) {
        if (placeOf(i).contains(at))
            return m_tiles[i].figure.isEmpty() ? -1 : i;
    }
    return -1;
}

int TileStrip::nextFigure(int from, int step) const
{
    for (int i = from + step; i >= 0 && i < int(m_tiles.size()); i += step) {
        if (!m_tiles[i].figure.isEmpty())
            return i;
    }
    return -1;
}

void TileStrip::mouseMoveEvent(QMouseEvent *event)
{
    const int hovered = figureAt(event->position().toPoint());
    if (hovered == m_hovered)
        return;
    m_hovered = hovered;
    setCursor(hovered < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

void TileStrip::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void TileStrip::mouseReleaseEvent(QMouseEvent *event)
{
    const int pressed = figureAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && pressed >= 0) {
        m_current = pressed;
        Q_EMIT figurePressed(m_tiles[pressed].figure);
    }
}

void TileStrip::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (key == Qt::Key_Left || key == Qt::Key_Right) {
        if (const int next = nextFigure(m_current, key == Qt::Key_Left ? -1 : 1); next >= 0)
            m_current = next;
        update();
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space) && m_current >= 0) {
        Q_EMIT figurePressed(m_tiles[m_current].figure);
    } else {
        ThemedWidget::keyPressEvent(event);
    }
}

void TileStrip::focusInEvent(QFocusEvent *event)
{
    ThemedWidget::focusInEvent(event);
    update();
}

void TileStrip::focusOutEvent(QFocusEvent *event)
{
    ThemedWidget::focusOutEvent(event);
    update();
}

bool TileStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int tile = figureAt(help->pos());
        QToolTip::showText(help->globalPos(),
                           tile < 0 ? QString() : tr("%1: show its definition").arg(m_tiles[tile].label),
                           this);
        return true;
    }
    return ThemedWidget::event(event);
}

void TileStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor border = theme().color(Theme::Role::Border);
    painter.fillRect(QRect(0, height() - 1, width(), 1), border);
    if (m_tiles.isEmpty())
        return;
    const int radius = theme().radius(Theme::Radius::Control);
    if (hasFocus() && m_current < 0)
        paintRounded(painter, QRectF(rect()).adjusted(3, 3, -3, -4), radius, {},
                     theme().color(Theme::Role::FocusRing), theme().size(Theme::Size::FocusRing));
    for (int i = 0; i < int(m_tiles.size()); ++i) {
        const Tile &tile = m_tiles[i];
        const QRect place = placeOf(i);
        const QRectF inner = QRectF(place).adjusted(3, 3, -2, -4);
        if (i == m_hovered)
            paintRounded(painter, inner, radius, theme().color(Theme::Role::Hover));
        const qreal x = place.left() + 16;
        const qreal room = place.width() - 32;
        qreal y = theme().space(3);
        TextSpec small;
        small.scale = Theme::Scale::Small;
        small.role = Theme::Role::TextMuted;
        drawText(painter, theme(), QRectF(x, y, room, theme().line(Theme::Scale::Small)), tile.label, small);
        y += theme().line(Theme::Scale::Small);
        TextSpec value;
        value.scale = Theme::Scale::Title;
        value.role = tile.role;
        drawText(painter, theme(), QRectF(x, y, room, theme().line(Theme::Scale::Title)), tile.value, value);
        y += theme().line(Theme::Scale::Title);
        drawText(painter, theme(), QRectF(x, y, room, theme().line(Theme::Scale::Small)), tile.note, small);
        if (i + 1 < int(m_tiles.size()))
            painter.fillRect(QRect(place.right() + 1, 0, 1, height()), border);
        if (hasFocus() && i == m_current)
            paintRounded(painter, inner, radius, {}, theme().color(Theme::Role::FocusRing),
                         theme().size(Theme::Size::FocusRing));
    }
}

}  // namespace dw::ui
