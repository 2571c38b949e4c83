// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/textlayout.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dw::ui
{

qreal baseline(const Theme &theme, Theme::Scale scale, Theme::Weight weight, qreal top, qreal height)
{
    const QFontMetricsF &metrics = theme.metrics(scale, weight);
    return std::round(top + (height - metrics.ascent() - metrics.descent()) / 2.0 + metrics.ascent());
}

qreal textWidth(const Theme &theme, Theme::Scale scale, Theme::Weight weight, const QString &text)
{
    return theme.metrics(scale, weight).horizontalAdvance(text);
}

QString elided(const Theme &theme, Theme::Scale scale, Theme::Weight weight, const QString &text, qreal width,
               Qt::TextElideMode mode)
{
    const QFontMetricsF &metrics = theme.metrics(scale, weight);
    if (mode == Qt::ElideNone || metrics.horizontalAdvance(text) <= width)
        return text;
    QString result = metrics.elidedText(text, mode, width);
    // Kerning at the cut can make the result a fraction wider than asked for.
    for (qreal less = 1; !result.isEmpty() && metrics.horizontalAdvance(result) > width; ++less) {
        if (width - less <= 0)
            return {};
        result = metrics.elidedText(text, mode, width - less);
    }
    return result;
}

namespace
{

bool hasHan(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x2E80; });
}

// Qt thickens the stems of the Han face (CFF, unlike the Latin one) and blends them by a gamma that thins
// dark ink on a light ground: light on dark they come out half a weight heavier than the letters beside them.
// On a transparent ground Qt blends without the gamma, so such text is drawn there first. A pen with a
// texture does the same at twice the cost; it is left for painters that turn.
void drawHan(QPainter &painter, const Theme &theme, const QPointF &at, const QString &text, qreal width,
             const QColor &color)
{
    const QTransform &to = painter.deviceTransform();
    const qreal ratio = to.m11();
    if (to.type() > QTransform::TxScale || ratio != to.m22() ||
        ratio != painter.device()->devicePixelRatioF()) {
        QImage ink(1, 1, QImage::Format_RGB32);
        ink.fill(color);
        painter.setPen(QPen(QBrush(ink), 1));
        painter.drawText(at, text);
        return;
    }
    // Whole device pixels, so that the glyphs lie as they would without the detour. Han and Latin ink ends
    // within an em and a quarter above and half an em below the baseline, and hardly beside the advance.
    const qreal em = painter.font().pixelSize();
    const QPointF device = to.map(at);
    const QPoint corner(int(std::floor(device.x() - 2 * ratio)),
                        int(std::floor(device.y() - 1.25 * em * ratio)));
    const QSize size(int(std::ceil((width + 5) * ratio)), int(std::ceil(1.75 * em * ratio)));
    QImage &paper = theme.scratch(size, ratio);
    {
        QPainter ink(&paper);
        ink.setFont(painter.font());
        ink.setPen(color);
        ink.drawText((device - corner) / ratio, text);
    }
    const QPointF shift((corner.x() - to.dx()) / ratio, (corner.y() - to.dy()) / ratio);
    painter.drawImage(QRectF(shift, QSizeF(size) / ratio), paper, QRectF(QPointF(0, 0), size));
}

}  // namespace

qreal drawText(QPainter &painter, const Theme &theme, const QRectF &box, const QString &text,
               const TextSpec &spec)
{
    if (text.isEmpty() || box.width() <= 0)
        return 0;
    // Measuring a text costs as much as drawing it: it is done once where the text fits.
    QString shown = text;
    qreal width = textWidth(theme, spec.scale, spec.weight, text);
    if (width > box.width() && spec.elide != Qt::ElideNone) {
        shown = elided(theme, spec.scale, spec.weight, text, box.width(), spec.elide);
        width = textWidth(theme, spec.scale, spec.weight, shown);
    }
    qreal x = box.left();
    if (spec.align & Qt::AlignRight)
        x = box.right() - width;
    else if (spec.align & Qt::AlignHCenter)
        x = box.left() + std::floor((box.width() - width) / 2.0);
    painter.setFont(theme.font(spec.scale, spec.weight));
    const QColor color = spec.color.isValid() ? spec.color : theme.color(spec.role);
    const QPointF at(x, baseline(theme, spec.scale, spec.weight, box.top(), box.height()));
    painter.setPen(color);
    if (theme.isDark() && hasHan(shown))
        drawHan(painter, theme, at, shown, width, color);
    else
        painter.drawText(at, shown);
    return width;
}

QString withoutMnemonic(const QString &text)
{
    QString plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('&') && i + 1 < text.size())
            ++i;
        plain += text[i];
    }
    return plain;
}

}  // namespace dw::ui
