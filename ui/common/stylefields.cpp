// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/dealwrightstyle.h"
#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

// The part of DealwrightStyle that draws fields: line edits, combos, spin boxes, text edits.

namespace dw::ui
{

using Role = Theme::Role;

void DealwrightStyle::drawFieldPanel(QPainter &painter, const QRect &rect, QStyle::State state,
                                     const QWidget *widget) const
{
    const int radius = m_theme.radius(Theme::Radius::Control);
    if (!(state & State_Enabled)) {
        paintRounded(painter, rect, radius, m_theme.color(Role::Background), m_theme.color(Role::Border));
        return;
    }
    if (state & State_ReadOnly)
        return;
    const QColor fill = m_theme.color(m_theme.isDark() ? Role::Sunken : Role::Surface);
    const int ring = m_theme.size(Theme::Size::FocusRing);
    if (hasError(widget))
        paintRounded(painter, rect, radius, fill, m_theme.color(Role::Danger), ring);
    else if (state & State_HasFocus)
        paintRounded(painter, rect, radius, fill, m_theme.color(Role::FocusRing), ring);
    else
        paintRounded(painter, rect, radius, fill, m_theme.color(Role::ControlBorder));
}

void DealwrightStyle::drawComboBox(QPainter &painter, const QStyleOptionComboBox &option,
                                   const QWidget *widget) const
{
    if (option.frame)
        drawFieldPanel(painter, option.rect, option.state & ~State_ReadOnly, widget);
    const bool enabled = option.state & State_Enabled;
    const QRect arrow = subControlRect(CC_ComboBox, &option, SC_ComboBoxArrow, widget);
    m_icons.paint(painter, arrow, QStringLiteral("chevron-down"),
                  enabled ? Role::TextMuted : Role::TextDisabled, 14);
}

void DealwrightStyle::drawComboLabel(QPainter &painter, const QStyleOptionComboBox &option,
                                     const QWidget *widget) const
{
    if (option.editable)
        return;
    QRectF at = subControlRect(CC_ComboBox, &option, SC_ComboBoxEditField, widget);
    const bool enabled = option.state & State_Enabled;
    TextSpec spec;
    spec.scale = isSmall(widget) ? Theme::Scale::Small : Theme::Scale::Body;
    // QComboBox puts the placeholder's colour into ButtonText while nothing is chosen.
    spec.color = enabled ? option.palette.color(QPalette::ButtonText) : m_theme.color(Role::TextDisabled);
    if (!option.currentIcon.isNull()) {
        drawIcon(painter, QRectF(at.left(), at.top(), 16, at.height()), option.currentIcon, spec.color, 16,
                 enabled);
        at.setLeft(at.left() + 22);
    }
    drawText(painter, m_theme, at, option.currentText, spec);
}

}  // namespace dw::ui
