// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/icontext.h"

#include "ui/common/textlayout.h"

#include <QPainter>

#include <cmath>

namespace dw::ui
{

namespace
{

constexpr int IconSize = 16;

}  // namespace

IconText::IconText(const Icons &icons, QWidget *parent) : ThemedWidget(icons.theme(), parent), m_icons(icons)
{}

void IconText::set(const QString &icon, const QString &text, Theme::Role role)
{
    m_icon = icon;
    m_text = text;
    m_role = role;
    setAccessibleName(text);
    setToolTip(text);
    updateGeometry();
    update();
}

QSize IconText::sizeHint() const
{
    const int before = m_icon.isEmpty() ? 0 : IconSize + theme().space(1);
    const qreal width = textWidth(theme(), Theme::Scale::Small, Theme::Weight::Regular, m_text);
    return QSize(before + int(std::ceil(width)), std::max(IconSize, theme().line(Theme::Scale::Small)));
}

QSize IconText::minimumSizeHint() const
{
    return QSize(IconSize, sizeHint().height());
}

void IconText::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QRectF box = rect();
    if (!m_icon.isEmpty()) {
        m_icons.paint(painter, QRectF(0, 0, IconSize, height()), m_icon, m_role, IconSize);
        box.setLeft(IconSize + theme().space(1));
    }
    TextSpec spec;
    spec.scale = Theme::Scale::Small;
    spec.role = m_role;
    drawText(painter, theme(), box, m_text, spec);
}

}  // namespace dw::ui
