// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/switch.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QPainter>

#include <cmath>

namespace dw::ui
{

namespace
{

constexpr int TrackWidth = 28;
constexpr int TrackHeight = 16;
constexpr int Gap = 6;

}  // namespace

Switch::Switch(const Theme &theme, const QString &text, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize Switch::sizeHint() const
{
    const qreal label =
        textWidth(m_theme, Theme::Scale::Body, Theme::Weight::Regular, withoutMnemonic(text()));
    return QSize(TrackWidth + (text().isEmpty() ? 0 : Gap + int(std::ceil(label))),
                 m_theme.size(Theme::Size::HitTargetMin));
}

void Switch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF track(0, std::round((height() - TrackHeight) / 2.0), TrackWidth, TrackHeight);
    const Theme::Role fill = !isEnabled()  ? Theme::Role::Border
                             : isChecked() ? Theme::Role::Accent
                                           : Theme::Role::BorderStrong;
    paintRounded(painter, track, TrackHeight / 2.0, m_theme.color(fill));
    // The knob is white in both themes, like the text on the accent colour.
    const QRectF knob(track.left() + (isChecked() ? 14 : 2), track.top() + 2, 12, 12);
    paintRounded(painter, knob, 6, m_theme.color(Theme::Role::AccentText));
    TextSpec spec;
    spec.role = isEnabled() ? Theme::Role::Text : Theme::Role::TextDisabled;
    drawText(painter, m_theme, QRectF(rect()).adjusted(TrackWidth + Gap, 0, 0, 0), withoutMnemonic(text()),
             spec);
}

}  // namespace dw::ui
