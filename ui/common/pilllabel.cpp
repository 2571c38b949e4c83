// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/pilllabel.h"

#include <QPainter>

namespace dw::ui
{

PillLabel::PillLabel(const Theme &theme, const Icons &icons, const QString &text, Tone tone,
                     const QString &icon, QWidget *parent)
    : ThemedWidget(theme, parent), m_icons(icons), m_text(text), m_icon(icon), m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
}

void PillLabel::setState(const QString &text, Tone tone, const QString &icon)
{
    m_text = text;
    m_tone = tone;
    m_icon = icon;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize PillLabel::sizeHint() const
{
    return QSize(int(pillWidth(theme(), m_text, !m_icon.isEmpty())), theme().size(Theme::Size::Pill));
}

QSize PillLabel::minimumSizeHint() const
{
    return sizeHint();
}

void PillLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintPill(painter, theme(), m_icons, rect(), m_text, m_tone, m_icon);
}

}  // namespace dw::ui
