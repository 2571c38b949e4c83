// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/tilerow.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QHBoxLayout>
#include <QPainter>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

namespace
{

constexpr int RowHeight = 56;
constexpr qreal Edge = 16;
constexpr int Arrow = 14;

}  // namespace

Tile::Tile(const Theme &theme, const Icons &icons, bool first, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_icons(icons), m_first(first)
{
    setFocusPolicy(Qt::TabFocus);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Tile::setContent(const TileText &text)
{
    m_text = text;
    setAccessibleName(QStringList{text.label, text.figure, text.note}.join(QLatin1String(", ")));
    setToolTip(tr("%1: show its definition").arg(text.label));
    update();
}

qreal Tile::textLeft() const
{
    const Scale scale = m_first ? Scale::Figure : Scale::Heading;
    return Edge + textWidth(m_theme, scale, Weight::OfScale, m_text.figure) + 8;
}

qreal Tile::noteRoom() const
{
    return width() - 8 - textLeft() - (m_text.trend == TileText::Trend::None ? 0 : Arrow + 4);
}

QString Tile::shownNote() const
{
    const bool fits = textWidth(m_theme, Scale::Small, Weight::OfScale, m_text.note) <= noteRoom();
    return fits || m_text.shortNote.isEmpty() ? m_text.note : m_text.shortNote;
}

void Tile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse())
        paintRounded(painter, QRectF(rect()).adjusted(2, 2, -2, -2), m_theme.radius(Theme::Radius::Control),
                     m_theme.color(Role::Hover));
    const Scale scale = m_first ? Scale::Figure : Scale::Heading;
    TextSpec figure;
    figure.scale = scale;
    figure.elide = Qt::ElideNone;
    drawText(painter, m_theme, QRectF(Edge, 0, width() - Edge, height()), m_text.figure, figure);
    const qreal x = textLeft();
    const qreal room = width() - x - 8;
    TextSpec label;
    label.scale = Scale::Small;
    const qreal line = m_theme.line(Scale::Small);
    const qreal top = (height() - 2 * line) / 2;
    drawText(painter, m_theme, QRectF(x, top, room, line), m_text.label, label);
    TextSpec note = label;
    note.role = m_text.trend == TileText::Trend::Worse    ? Role::Danger
                : m_text.trend == TileText::Trend::Better ? Role::Success
                                                          : Role::TextMuted;
    qreal left = x;
    if (m_text.trend != TileText::Trend::None) {
        const QRectF icon(left, top + line, Arrow, line);
        painter.save();
        if (m_text.up) {
            painter.translate(0, 2 * icon.center().y());
            painter.scale(1, -1);
        }
        m_icons.paint(painter, icon, QStringLiteral("trending-down"), note.role, Arrow);
        painter.restore();
        left += Arrow + 4;
    }
    drawText(painter, m_theme, QRectF(left, top + line, noteRoom(), line), shownNote(), note);
    if (hasFocus())
        paintRounded(painter, QRectF(rect()).adjusted(2, 2, -2, -2), m_theme.radius(Theme::Radius::Control),
                     {}, m_theme.color(Role::FocusRing), m_theme.size(Theme::Size::FocusRing));
}

TileRow::TileRow(const Theme &theme, const Icons &icons, int tiles, QWidget *parent)
    : ThemedWidget(theme, parent)
{
    setFixedHeight(RowHeight);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(1);
    for (int i = 0; i < tiles; ++i) {
        auto *tile = new Tile(theme, icons, i == 0);
        tile->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
        connect(tile, &QAbstractButton::clicked, this, [this, i] { Q_EMIT definitionAsked(i); });
        row->addWidget(tile, i == 0 ? 3 : 2);
        m_tiles.append(tile);
    }
}

void TileRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintRounded(painter, rect(), theme().radius(Theme::Radius::Container), theme().color(Role::Surface),
                 theme().color(Role::Border));
    for (qsizetype i = 1; i < m_tiles.size(); ++i)
        painter.fillRect(QRect(m_tiles[i]->x() - 1, 1, 1, height() - 2), theme().color(Role::Border));
}

}  // namespace dw::ui
