// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"
#include "ui/common/themedwidget.h"

#include <QAbstractButton>
#include <QList>

namespace dw::ui
{

// One figure of the row: the number, what it is, how it moved.
struct TileText
{
    QString figure;  // "31.2 M", "—"
    QString label;
    QString note;       // "was 31 % in Q3", "n = 0"
    QString shortNote;  // "was 31 %", where the note has no room; may be empty
    enum class Trend { None, Better, Worse } trend = Trend::None;
    bool up = false;  // which way the arrow of a trend points
};

// A tile: pressed (or Enter) it opens the definition of its figure.
class Tile : public QAbstractButton
{
    Q_OBJECT

public:
    Tile(const Theme &theme, const Icons &icons, bool first, QWidget *parent = nullptr);

    void setContent(const TileText &text);
    const TileText &content() const { return m_text; }
    // The note as the width allows it.
    QString shownNote() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qreal textLeft() const;
    qreal noteRoom() const;

    const Theme &m_theme;
    const Icons &m_icons;
    bool m_first;
    TileText m_text;
};

// The tiles side by side in one card, parted by hairlines; the first one is the widest.
class TileRow : public ThemedWidget
{
    Q_OBJECT

public:
    TileRow(const Theme &theme, const Icons &icons, int tiles, QWidget *parent = nullptr);

    Tile *tile(int index) const { return m_tiles[index]; }
    int count() const { return int(m_tiles.size()); }

Q_SIGNALS:
    void definitionAsked(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<Tile *> m_tiles;
};

}  // namespace dw::ui
