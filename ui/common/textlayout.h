// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QPointF>
#include <QRectF>
#include <QString>

class QPainter;

namespace dw::ui
{

// How one line of text is drawn. A colour given wins over the role.
struct TextSpec
{
    Theme::Scale scale = Theme::Scale::Body;
    Theme::Weight weight = Theme::Weight::OfScale;
    Theme::Role role = Theme::Role::Text;
    Qt::Alignment align = Qt::AlignLeft;  // horizontal part only; the line is always centred in its box
    Qt::TextElideMode elide = Qt::ElideRight;
    QColor color = {};
};

// Text in fixed line boxes (ui.md 3): the baseline follows from the Latin face alone, so that rows of Han and
// Latin text are equally high.

// Baseline of a line box of `height` that begins at `top`.
qreal baseline(const Theme &theme, Theme::Scale scale, Theme::Weight weight, qreal top, qreal height);

qreal textWidth(const Theme &theme, Theme::Scale scale, Theme::Weight weight, const QString &text);

// `text`, or its head with an ellipsis. Never wider than `width`; empty when not even the ellipsis fits.
QString elided(const Theme &theme, Theme::Scale scale, Theme::Weight weight, const QString &text, qreal width,
               Qt::TextElideMode mode = Qt::ElideRight);

// Draws one line centred vertically in `box`; elides unless ElideNone. Returns the width drawn.
qreal drawText(QPainter &painter, const Theme &theme, const QRectF &box, const QString &text,
               const TextSpec &spec = {});

// "&Save" without its mnemonic mark: "Save"; "&&" is one ampersand.
QString withoutMnemonic(const QString &text);

}  // namespace dw::ui
