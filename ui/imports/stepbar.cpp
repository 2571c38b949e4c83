// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/stepbar.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QPainter>

#include <cmath>

namespace dw::ui
{

namespace
{

constexpr int Disc = 20;
constexpr int Arrow = 12;

}  // namespace

StepBar::StepBar(const Icons &icons, QWidget *parent) : ThemedWidget(icons.theme(), parent), m_icons(icons)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void StepBar::setSteps(const QStringList &steps)
{
    m_steps = steps;
    tell();
    updateGeometry();
}

void StepBar::setCurrent(int step)
{
    m_current = step;
    tell();
    updateGeometry();
}

void StepBar::tell()
{
    setAccessibleName(
        tr("Step %1 of %2: %3").arg(m_current + 1).arg(m_steps.size()).arg(m_steps.value(m_current)));
    update();
}

qreal StepBar::widthOf(int step) const
{
    const auto weight = step == m_current ? Theme::Weight::Strong : Theme::Weight::Regular;
    return Disc + theme().space(2) + textWidth(theme(), Theme::Scale::Body, weight, m_steps[step]);
}

QSize StepBar::sizeHint() const
{
    qreal width = 0;
    for (int i = 0; i < m_steps.size(); ++i)
        width += widthOf(i) + (i > 0 ? Arrow + 2 * theme().space(2) : 0);
    return QSize(int(std::ceil(width)), theme().size(Theme::Size::Control));
}

void StepBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    qreal x = 0;
    for (int i = 0; i < m_steps.size(); ++i) {
        if (i > 0) {
            x += theme().space(2);
            m_icons.paint(painter, QRectF(x, 0, Arrow, height()), QStringLiteral("chevron-right"),
                          Theme::Role::TextFaint, Arrow);
            x += Arrow + theme().space(2);
        }
        const QRectF disc(x, (height() - Disc) / 2.0, Disc, Disc);
        if (i < m_current) {
            paintRounded(painter, disc, Disc / 2.0, theme().color(Theme::Role::SuccessTint));
            m_icons.paint(painter, disc, QStringLiteral("check"), Theme::Role::Success, 12);
        } else {
            const bool now = i == m_current;
            paintRounded(painter, disc, Disc / 2.0,
                         theme().color(now ? Theme::Role::Accent : Theme::Role::Surface),
                         now ? QColor() : theme().color(Theme::Role::ControlBorder));
            TextSpec number;
            number.scale = Theme::Scale::Caption;
            number.weight = now ? Theme::Weight::Strong : Theme::Weight::Regular;
            number.role = now ? Theme::Role::AccentText : Theme::Role::TextMuted;
            number.align = Qt::AlignHCenter;
            drawText(painter, theme(), disc, QString::number(i + 1), number);
        }
        TextSpec label;
        label.weight = i == m_current ? Theme::Weight::Strong : Theme::Weight::Regular;
        label.role = i == m_current ? Theme::Role::Text : Theme::Role::TextMuted;
        const QRectF box(x + Disc + theme().space(2), 0, width() - x - Disc - theme().space(2), height());
        drawText(painter, theme(), box, m_steps[i], label);
        x += widthOf(i);
    }
}

}  // namespace dw::ui
