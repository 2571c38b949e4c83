// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/tilestrip.h"

#include "ui/common/textlayout.h"

#include <QPainter>

namespace dw::ui
{

TileStrip::TileStrip(const Theme &theme, QWidget *parent) : ThemedWidget(theme, parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void TileStrip::setTiles(const QList<Tile> &tiles)
{
    m_tiles = tiles;
    QStringList spoken;
    for (const Tile &tile : tiles)
        spoken.append(tile.label + QStringLiteral(": ") + tile.value + QLatin1Char(' ') + tile.note);
    setAccessibleName(spoken.join(QStringLiteral("; ")));
    update();
}

QSize TileStrip::sizeHint() const
{
    return QSize(
        640, theme().line(Theme::Scale::Small) * 2 + theme().line(Theme::Scale::Title) + theme().space(6));
}

void TileStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor border = theme().color(Theme::Role::Border);
    painter.fillRect(QRect(0, height() - 1, width(), 1), border);
    if (m_tiles.isEmpty())
        return;
    // The first, the next step, is text and gets more room.
    const qreal unit = width() / (m_tiles.size() + 0.3);
    qreal left = 0;
    for (qsizetype i = 0; i < m_tiles.size(); ++i) {
        const qreal wide = i == 0 ? unit * 1.3 : unit;
        const Tile &tile = m_tiles[i];
        const qreal x = left + 16;
        const qreal room = wide - 32;
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
        left += wide;
        if (i + 1 < m_tiles.size())
            painter.fillRect(QRectF(qRound(left), 0, 1, height()), border);
    }
}

}  // namespace dw::ui
