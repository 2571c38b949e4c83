// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/themedwidget.h"

#include <QList>
#include <QString>

namespace dw::ui
{

// Figures side by side, parted by hairlines: label, value, a small line. 78 high.
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
    };

    explicit TileStrip(const Theme &theme, QWidget *parent = nullptr);

    void setTiles(const QList<Tile> &tiles);
    const QList<Tile> &tiles() const { return m_tiles; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return QSize(320, sizeHint().height()); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<Tile> m_tiles;
};

}  // namespace dw::ui
