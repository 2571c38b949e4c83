// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/dealwrightstyle.h"
#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

// The part of DealwrightStyle that draws menus, tabs, table heads and scroll bars.

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

void DealwrightStyle::drawMenuItem(QPainter &painter, const QStyleOptionMenuItem &option) const
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator && !option.text.isEmpty()) {
        // The head of what follows.
        TextSpec spec;
        spec.scale = Scale::Caption;
        spec.role = Role::TextMuted;
        drawText(painter, m_theme, QRectF(option.rect).adjusted(12, 4, -12, 0), option.text, spec);
        return;
    }
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(option.rect.left(), option.rect.center().y(), option.rect.width(), 1),
                         m_theme.color(Role::Border));
        return;
    }
    const bool enabled = option.state & State_Enabled;
    if (enabled && (option.state & State_Selected))
        painter.fillRect(option.rect, m_theme.color(Role::Selection));

    const Role textRole = enabled ? Role::Text : Role::TextDisabled;
    QRectF at = QRectF(option.rect).adjusted(12, 0, -12, 0);
    const QRectF iconBox(at.left(), at.top(), 16, at.height());
    if (option.checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option.checked)
            m_icons.paint(painter, iconBox, QStringLiteral("check"), textRole, 16);
    } else if (!option.icon.isNull()) {
        drawIcon(painter, iconBox, option.icon, m_theme.color(enabled ? Role::TextFaint : Role::TextDisabled),
                 16, enabled);
    }
    at.setLeft(at.left() + 24);

    const QString label = withoutMnemonic(option.text.section(QLatin1Char('\t'), 0, 0));
    const QString right = keyHintText(option.text.section(QLatin1Char('\t'), 1));
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        m_icons.paint(painter, QRectF(at.right() - 14, at.top(), 14, at.height()),
                      QStringLiteral("chevron-right"), enabled ? Role::TextMuted : Role::TextDisabled, 14);
        at.setRight(at.right() - 22);
    } else if (!right.isEmpty()) {
        TextSpec spec;
        spec.scale = Scale::Small;
        spec.role = enabled ? Role::TextMuted : Role::TextDisabled;
        spec.align = Qt::AlignRight;
        at.setRight(at.right() - drawText(painter, m_theme, at, right, spec) - 16);
    }
    TextSpec spec;
    spec.role = textRole;
    drawText(painter, m_theme, at, label, spec);
}

// Of combos' lists and lists of boxes: the common style lays such text out by itself, without the line boxes
// and the weight of Han that drawText() keeps.
void DealwrightStyle::drawItem(QPainter &painter, const QStyleOptionViewItem &option,
                               const QWidget *widget) const
{
    QStyleOptionViewItem bare(option);
    bare.text.clear();
    bare.features &= ~QStyleOptionViewItem::HasDisplay;
    QProxyStyle::drawControl(CE_ItemViewItem, &bare, &painter, widget);
    const bool enabled = option.state & State_Enabled;
    const auto group = enabled ? QPalette::Normal : QPalette::Disabled;
    const bool selected = option.state & State_Selected;
    TextSpec spec;
    spec.color = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    spec.elide = option.textElideMode;
    drawText(painter, m_theme, proxy()->subElementRect(SE_ItemViewItemText, &option, widget), option.text,
             spec);
}

void DealwrightStyle::drawTabShape(QPainter &painter, const QStyleOptionTab &option) const
{
    if (option.state & State_Selected) {
        const QRect line(option.rect.left() + 8, option.rect.bottom() - 1, option.rect.width() - 16, 2);
        painter.fillRect(line, m_theme.color(m_theme.isDark() ? Role::Link : Role::Accent));
    }
    if ((option.state & State_HasFocus) && (option.state & State_KeyboardFocusChange))
        paintRounded(painter, option.rect.adjusted(0, 1, 0, -1), m_theme.radius(Theme::Radius::Control),
                     QColor(), m_theme.color(Role::FocusRing), m_theme.size(Theme::Size::FocusRing));
}

void DealwrightStyle::drawTabLabel(QPainter &painter, const QStyleOptionTab &option) const
{
    const bool selected = option.state & State_Selected;
    TextSpec spec;
    spec.weight = selected ? Weight::Strong : Weight::Regular;
    spec.role = selected                          ? Role::Text
                : !(option.state & State_Enabled) ? Role::TextDisabled
                                                  : Role::TextMuted;
    drawText(painter, m_theme, QRectF(option.rect).adjusted(10, 0, -10, 0), withoutMnemonic(option.text),
             spec);
}

void DealwrightStyle::drawHeaderLabel(QPainter &painter, const QStyleOptionHeader &option,
                                      const QWidget *widget) const
{
    const QVariant asked = widget == nullptr ? QVariant() : widget->property("edge");
    const int edge = asked.isValid() ? asked.toInt() : 12;
    const bool first = option.position == QStyleOptionHeader::Beginning ||
                       option.position == QStyleOptionHeader::OnlyOneSection;
    const bool last =
        option.position == QStyleOptionHeader::End || option.position == QStyleOptionHeader::OnlyOneSection;
    QRectF at = QRectF(option.rect).adjusted(first ? edge : 6, 0, last ? -edge : -6, 0);
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    TextSpec spec;
    spec.scale = Scale::Small;
    spec.weight = sorted ? Weight::Strong : Weight::Regular;
    spec.role = sorted ? Role::Text : Role::TextMuted;
    spec.align = option.textAlignment & Qt::AlignHorizontal_Mask;
    const bool right = spec.align & Qt::AlignRight;
    const bool centre = spec.align & Qt::AlignHCenter;
    if (!option.icon.isNull() && option.text.isEmpty()) {
        const qreal x = right ? at.right() - 12 : centre ? at.center().x() - 6 : at.left();
        drawIcon(painter, QRectF(x, at.top(), 12, at.height()), option.icon, m_theme.color(spec.role), 12,
                 true);
        return;
    }
    // The arrow stands before a right-aligned title and after others, so that the text keeps the column's
    // edge.
    const QString arrow = option.sortIndicator == QStyleOptionHeader::SortDown ? QStringLiteral("arrow-up")
                                                                               : QStringLiteral("arrow-down");
    const qreal reserve = sorted ? 16 : 0;
    if (right) {
        const qreal drawn = drawText(painter, m_theme, at.adjusted(reserve, 0, 0, 0), option.text, spec);
        if (sorted)
            m_icons.paint(painter, QRectF(at.right() - drawn - 16, at.top(), 12, at.height()), arrow,
                          Role::TextMuted, 12);
    } else {
        const qreal drawn = drawText(painter, m_theme, at.adjusted(0, 0, -reserve, 0), option.text, spec);
        const qreal end = centre ? at.center().x() + drawn / 2.0 : at.left() + drawn;
        if (sorted)
            m_icons.paint(painter, QRectF(end + 4, at.top(), 12, at.height()), arrow, Role::TextMuted, 12);
    }
}

QRect DealwrightStyle::scrollBarRect(const QStyleOptionSlider &option, SubControl part) const
{
    const QRect whole = option.rect;
    const bool horizontal = option.orientation == Qt::Horizontal;
    const int length = horizontal ? whole.width() : whole.height();
    const qint64 range = qint64(option.maximum) - option.minimum;
    int slider = length;
    if (range > 0) {
        const qint64 pages = range + std::max(1, option.pageStep);
        slider = std::clamp(int(qint64(length) * option.pageStep / pages), std::min(24, length), length);
    }
    const int start = sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                              length - slider, option.upsideDown);
    const auto along = [&](int from, int size) {
        return horizontal ? QRect(whole.left() + from, whole.top(), size, whole.height())
                          : QRect(whole.left(), whole.top() + from, whole.width(), size);
    };
    switch (part) {
        case SC_ScrollBarGroove:
            return whole;
        case SC_ScrollBarSlider:
            return along(start, slider);
        case SC_ScrollBarSubPage:
            return along(0, start);
        case SC_ScrollBarAddPage:
            return along(start + slider, length - start - slider);
        default:
            return QRect();
    }
}

void DealwrightStyle::drawScrollBar(QPainter &painter, const QStyleOptionSlider &option) const
{
    if (option.maximum <= option.minimum)
        return;
    const QRectF slider = scrollBarRect(option, SC_ScrollBarSlider);
    const bool active =
        (option.activeSubControls & SC_ScrollBarSlider) && (option.state & (State_MouseOver | State_Sunken));
    const bool upright = option.orientation == Qt::Vertical;
    const QRectF thumb =
        slider.adjusted(upright ? slider.width() - 7 : 2, upright ? 2 : slider.height() - 7, -2, -2);
    paintRounded(painter, thumb, 2.5, m_theme.color(active ? Role::BorderStrong : Role::ControlBorder));
}

}  // namespace dw::ui
