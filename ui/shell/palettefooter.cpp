// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettefooter.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QPainter>
#include <QPainterPath>

namespace dw::ui
{

namespace
{

constexpr int Inset = 16;
constexpr int KeyGap = 4;

struct Hint
{
    QStringList keys;
    QString text;
};

qreal widthOf(const Theme &theme, const Hint &hint)
{
    qreal width = textWidth(theme, Theme::Scale::Small, Theme::Weight::Regular, hint.text) + 1;
    for (const QString &key : hint.keys)
        width += keyHintWidth(theme, key) + KeyGap;
    return width;
}

void paintHint(QPainter &painter, const Theme &theme, qreal x, qreal height, const Hint &hint)
{
    for (const QString &key : hint.keys) {
        const qreal width = keyHintWidth(theme, key);
        paintKeyHint(painter, theme, QRectF(x, 0, width, height), key);
        x += width + KeyGap;
    }
    drawText(painter, theme, QRectF(x, 0, 200, height), hint.text,
             TextSpec{.scale = Theme::Scale::Small, .role = Theme::Role::TextMuted, .elide = Qt::ElideNone});
}

}  // namespace

PaletteFooter::PaletteFooter(const Theme &theme, QWidget *parent) : ThemedWidget(theme, parent)
{
    setFixedHeight(Height);
}

void PaletteFooter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int radius = theme().radius(Theme::Radius::Container);
    QPainterPath path;  // the lower corners are the palette's
    path.setFillRule(Qt::WindingFill);
    path.addRoundedRect(QRectF(rect()), radius, radius);
    path.addRect(QRectF(0, 0, width(), height() - radius));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, theme().color(Theme::Role::Background));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRect(0, 0, width(), 1), theme().color(Theme::Role::Border));

    const QList<Hint> left{{{QStringLiteral(">")}, tr("commands")},
                           {{QStringLiteral("@")}, tr("people")},
                           {{QStringLiteral("#")}, tr("number")}};
    const QList<Hint> right{{{QStringLiteral("↑"), QStringLiteral("↓")}, tr("choose")},
                            {{QStringLiteral("Space")}, tr("peek")},
                            {{QStringLiteral("Esc")}, tr("close")}};
    qreal x = Inset;
    for (const Hint &hint : left) {
        paintHint(painter, theme(), x, height(), hint);
        x += widthOf(theme(), hint) + theme().space(4);
    }
    x = width() - Inset + theme().space(4);
    for (const Hint &hint : right)
        x -= widthOf(theme(), hint) + theme().space(4);
    for (const Hint &hint : right) {
        paintHint(painter, theme(), x, height(), hint);
        x += widthOf(theme(), hint) + theme().space(4);
    }
}

}  // namespace dw::ui
