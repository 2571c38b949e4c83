// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/themedwidget.h"

#include <QList>
#include <QString>

namespace dw::ui
{

// Figures side by side, parted by hairlines: label, value, a small line. 78 high. Those that have a
// definition open it when they are pressed; Left and Right walk through them, Enter opens.
class TileStrip : public ThemedWidget
{
    Q_OBJECT

public:
    struct Tile
    {
        QString label;
        QString value;
        QString note;
        Theme::Role role = Theme::Role::Text;
        QString figure = {};  // ShownFigure::key; empty where it has no definition
    };

    explicit TileStrip(const Theme &theme, QWidget *parent = nullptr);

    void setTiles(const QList<Tile> &tiles);
    const QList<Tile> &tiles() const { return m_tiles; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return QSize(320, sizeHint().height()); }

    // Where a tile stands.
    QRect placeOf(int tile) const;
    // The figure that the arrows have come to.
    QString currentFigure() const { return m_tiles.value(m_current).figure; }

Q_SIGNALS:
    void figurePressed(const QString &figure);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    int figureAt(const QPoint &at) const;  // -1 where no tile with a definition is
    int nextFigure(int from, int step) const;

    int m_hovered = -1;
    int m_current = -1;
    QList<Tile> m_tiles;
};

}  // namespace dw::ui
