// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace dw::ui
{

// Small shapes that style, widgets and delegates share. Rectangles are outer edges in logical pixels; a
// border lies inside them.

enum class StageOutcome { Open, Won, Lost };

// A filled rectangle with radius and a border of `width` inside it; an invalid colour is not drawn.
void paintRounded(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill,
                  const QColor &border = {}, qreal width = 1, Qt::PenStyle pen = Qt::SolidLine);

// 2 px ring, 1 px outside `rect` (buttons, cards); the painter must be allowed to draw 3 px around it.
void paintFocusRing(QPainter &painter, const Theme &theme, const QRectF &rect, qreal radius);

// Ring with a pie of k/(n+1) from 12 o'clock for the open stage `k` of `n` (1-based); won: disc and tick;
// lost: ring and cross. Centred in `rect`, 12 px.
void paintStage(QPainter &painter, const Theme &theme, const QRectF &rect, int k, int n,
                StageOutcome outcome = StageOutcome::Open);

// Three bars 3 px wide, 5, 8 and 12 high, `lit` of them (0 to 3) in the colour of the value. Returns the
// width, 13.
qreal paintHealth(QPainter &painter, const Theme &theme, const QPointF &topLeft, int lit);

// Circle with initials ("LY") or the first Han character.
enum class Whose { Other, Mine };
void paintAvatar(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &initials,
                 Whose whose);
// The same of a record, large: a rounded square in its head.
void paintMonogram(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &initials);
// "Lin Yue" gives LY, "林悦" gives 林; empty for an empty name.
QString initialsOf(const Theme &theme, const QString &name);

enum class Tone { Neutral, Outline, Success, Warning, Danger, Info, Accent };
Theme::Role toneRole(Tone tone);      // of text and icon
Theme::Role toneTintRole(Tone tone);  // of the fill
qreal pillWidth(const Theme &theme, const QString &text, bool hasIcon);
// 20 high, centred vertically in `rect`, left aligned, elided to its width. Returns the width drawn.
qreal paintPill(QPainter &painter, const Theme &theme, const Icons &icons, const QRectF &rect,
                const QString &text, Tone tone, const QString &icon = {});

// The key in its box, as on buttons: 16 high, centred vertically in `rect`, left aligned.
// "Ctrl+K" is drawn "Ctrl K", "Alt+Left" with an arrow and named keys as on a keyboard, whether the name is
// Qt's portable one or that of the language. Text that is no shortcut stays as it is.
QString keyHintText(const QString &shortcut);
qreal keyHintWidth(const Theme &theme, const QString &text);
void paintKeyHint(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &text,
                  const QColor &on = {});

enum class Check { Off, On, Part };
void paintCheck(QPainter &painter, const Theme &theme, const Icons &icons, const QRectF &rect, Check check,
                bool enabled = true);

// 18 px letter in a box (A strong, others muted), centred in `rect`.
void paintTier(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &letter, bool first);

// Count in a 16 px disc or pill, centred in `rect`.
void paintBadge(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &text,
                bool accent = true);

// A 6 px bar filled from the left; `ratio` 0 to 1.
void paintBar(QPainter &painter, const Theme &theme, const QRectF &rect, double ratio,
              const QColor &fill = {});

// Grey row of a list being read: `column` rectangles of a row, each filled to a share that depends on `row`
// alone.
void paintSkeletonCell(QPainter &painter, const Theme &theme, const QRectF &cell, int row, int column,
                       Qt::Alignment align);

// The soft shadow of in-window popovers around `rect`.
constexpr int ShadowReach = 16;  // px outside it at most, and as far inside that its corners shape it
void paintShadow(QPainter &painter, const Theme &theme, const QRectF &rect);

}  // namespace dw::ui
