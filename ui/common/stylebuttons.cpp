// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/dealwrightstyle.h"
#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <cmath>

// The part of DealwrightStyle that draws push buttons and tool buttons.

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Size = Theme::Size;
using Weight = Theme::Weight;

namespace
{

constexpr int Gap = 6;

Weight labelWeight(DealwrightStyle::Kind kind, QStyle::State state)
{
    const bool filled = kind == DealwrightStyle::Kind::Primary || kind == DealwrightStyle::Kind::Danger;
    return filled && (state & QStyle::State_Enabled) ? Weight::Strong : Weight::Regular;
}

int padding(bool small)
{
    return small ? 8 : 10;
}

int iconSize(bool small)
{
    return small ? 14 : 16;
}

Scale labelScale(bool small)
{
    return small ? Scale::Small : Scale::Body;
}

QString hintOf(const QWidget *widget)
{
    return widget == nullptr ? QString() : keyHintText(widget->property("keyHint").toString());
}

}  // namespace

DealwrightStyle::ButtonLook DealwrightStyle::buttonLook(Kind kind, QStyle::State state) const
{
    const auto color = [this](Role role) { return m_theme.color(role); };
    const bool dark = m_theme.isDark();
    const bool pressed = state & State_Sunken;
    const bool hover = state & State_MouseOver;
    if (!(state & State_Enabled))
        return {QColor(), kind == Kind::Quiet ? QColor() : color(Role::Border), color(Role::TextDisabled)};
    switch (kind) {
        case Kind::Primary: {
            const QColor fill = color(pressed ? Role::AccentPressed
                                      : hover ? Role::AccentHover
                                              : Role::Accent);
            return {fill, QColor(), color(Role::AccentText)};
        }
        case Kind::Danger: {
            const QColor fill = color(pressed ? Role::DangerPressed
                                      : hover ? Role::DangerHover
                                              : Role::Danger);
            return {fill, QColor(), color(Role::DangerText)};
        }
        case Kind::Quiet:
        case Kind::Default:
            break;
    }
    const bool quiet = kind == Kind::Quiet;
    ButtonLook look;
    look.border = quiet ? QColor() : color(Role::ControlBorder);
    look.text = color(quiet && !pressed && !hover ? Role::TextMuted : Role::Text);
    if (state & State_On) {
        look.fill = color(Role::Selection);
        look.text = color(Role::SelectionText);
    } else if (pressed) {
        look.fill = color(dark ? Role::ControlBorder : Role::SelectionInactive);
    } else if (hover) {
        look.fill = color(dark ? Role::SelectionInactive : Role::Hover);
    } else if (!quiet) {
        look.fill = color(dark ? Role::Raised : Role::Surface);
    }
    return look;
}

void DealwrightStyle::drawButtonPanel(QPainter &painter, const QRect &rect, Kind kind,
                                      QStyle::State state) const
{
    const ButtonLook look = buttonLook(kind, state);
    paintRounded(painter, rect, m_theme.radius(Theme::Radius::Control), look.fill, look.border);
}

void DealwrightStyle::drawIcon(QPainter &painter, const QRectF &rect, const QIcon &icon, const QColor &color,
                               int px, bool enabled) const
{
    if (!icon.name().isEmpty() && m_icons.contains(icon.name()))
        m_icons.paint(painter, rect, icon.name(), color, px);
    else
        icon.paint(&painter, QRectF(rect.center() - QPointF(px / 2.0, px / 2.0), QSizeF(px, px)).toRect(),
                   Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
}

QSize DealwrightStyle::pushButtonSize(const QStyleOptionButton &option, const QWidget *widget) const
{
    const bool small = isSmall(widget);
    const Kind kind = kindOf(widget);
    // Measured as enabled: a button must not change its width when it becomes so.
    const QStyle::State enabled = option.state | State_Enabled;
    const QString text = withoutMnemonic(option.text);
    qreal width = 0;
    const auto add = [&width](qreal part) { width += (width > 0 ? Gap : 0) + part; };
    if (!option.icon.isNull())
        add(iconSize(small));
    if (!text.isEmpty())
        add(std::ceil(textWidth(m_theme, labelScale(small), labelWeight(kind, enabled), text)));
    if (const QString hint = hintOf(widget); !hint.isEmpty())
        add(keyHintWidth(m_theme, hint));
    if (option.features & QStyleOptionButton::HasMenu)
        add(14);
    const int height = m_theme.size(small ? Size::ControlSmall : Size::Control);
    if (text.isEmpty())
        return QSize(height, height);
    return QSize(int(width) + 2 * padding(small), height);
}

void DealwrightStyle::drawButtonLabel(QPainter &painter, const QStyleOptionButton &option,
                                      const QWidget *widget) const
{
    const bool small = isSmall(widget);
    const Kind kind = kindOf(widget);
    const ButtonLook look = buttonLook(kind, option.state);
    const bool enabled = option.state & State_Enabled;
    const Weight weight = labelWeight(kind, option.state);
    const QString text = withoutMnemonic(option.text);
    const QString hint = hintOf(widget);
    const int px = iconSize(small);

    qreal fixed = 0;
    int parts = 0;
    const auto reserve = [&](bool present, qreal width) {
        if (present) {
            fixed += width;
            ++parts;
        }
    };
    reserve(!option.icon.isNull(), px);
    reserve(!hint.isEmpty(), hint.isEmpty() ? 0 : keyHintWidth(m_theme, hint));
    reserve(option.features & QStyleOptionButton::HasMenu, 14);
    const qreal gaps = Gap * std::max(0, parts + (text.isEmpty() ? 0 : 1) - 1);
    const qreal room = option.rect.width() - 2 * padding(small) - fixed - gaps;
    const qreal wanted = std::ceil(textWidth(m_theme, labelScale(small), weight, text));
    const qreal textSpace = std::min(std::max<qreal>(room, 0), wanted);

    QRectF at(option.rect);
    at.setLeft(std::round(option.rect.left() + (option.rect.width() - fixed - gaps - textSpace) / 2.0));
    if (!option.icon.isNull()) {
        const bool warns =
            enabled && widget != nullptr && widget->property("tone") == QLatin1String("warning");
        drawIcon(painter, QRectF(at.left(), at.top(), px, at.height()), option.icon,
                 warns ? m_theme.color(Role::Warning) : look.text, px, enabled);
        at.setLeft(at.left() + px + Gap);
    }
    if (!text.isEmpty()) {
        TextSpec spec;
        spec.scale = labelScale(small);
        spec.weight = weight;
        spec.color = look.text;
        drawText(painter, m_theme, QRectF(at.left(), at.top(), textSpace, at.height()), text, spec);
        at.setLeft(at.left() + textSpace + Gap);
    }
    if (!hint.isEmpty()) {
        const bool filled = enabled && (kind == Kind::Primary || kind == Kind::Danger);
        paintKeyHint(painter, m_theme, at, hint,
                     filled     ? look.text
                     : !enabled ? m_theme.color(Role::TextDisabled)
                                : QColor());
        at.setLeft(at.left() + keyHintWidth(m_theme, hint) + Gap);
    }
    if (option.features & QStyleOptionButton::HasMenu)
        m_icons.paint(painter, QRectF(at.left(), at.top(), 14, at.height()), QStringLiteral("chevron-down"),
                      look.text, 14);
}

QSize DealwrightStyle::toolButtonSize(const QStyleOptionToolButton &option, const QWidget *widget) const
{
    const bool small = isSmall(widget);
    const int height = m_theme.size(small ? Size::ControlSmall : Size::Control);
    const bool withText = option.toolButtonStyle != Qt::ToolButtonIconOnly && !option.text.isEmpty();
    const bool withIcon = option.toolButtonStyle != Qt::ToolButtonTextOnly && !option.icon.isNull();
    const bool arrow = option.features & QStyleOptionToolButton::HasMenu;
    if (!withText)
        return QSize(height + (arrow ? 14 : 0), height);
    qreal width =
        std::ceil(textWidth(m_theme, labelScale(small), Weight::Regular, withoutMnemonic(option.text)));
    width += withIcon ? iconSize(small) + Gap : 0;
    width += arrow ? 14 + Gap : 0;
    return QSize(int(width) + 2 * padding(small), height);
}

void DealwrightStyle::drawToolButton(QPainter &painter, const QStyleOptionToolButton &option,
                                     const QWidget *widget) const
{
    const bool small = isSmall(widget);
    const Kind kind = kindOf(widget);
    drawButtonPanel(painter, option.rect, kind, option.state);
    const ButtonLook look = buttonLook(kind, option.state);
    const bool enabled = option.state & State_Enabled;
    const bool withText = option.toolButtonStyle != Qt::ToolButtonIconOnly && !option.text.isEmpty();
    const bool withIcon = option.toolButtonStyle != Qt::ToolButtonTextOnly && !option.icon.isNull();
    const bool arrow = option.features & QStyleOptionToolButton::HasMenu;
    const int px = option.iconSize.isValid() && option.iconSize.width() != 0 && !withText
                       ? std::min(option.iconSize.width(), int(option.rect.width()))
                       : iconSize(small);
    QRectF at(option.rect);
    if (!withText) {
        if (arrow)
            at.setRight(at.right() - 14);
        drawIcon(painter, at, option.icon, look.text, px, enabled);
        at = QRectF(at.right() - 2, at.top(), 14, at.height());
    } else {
        at.adjust(padding(small), 0, -padding(small), 0);
        if (withIcon) {
            drawIcon(painter, QRectF(at.left(), at.top(), px, at.height()), option.icon, look.text, px,
                     enabled);
            at.setLeft(at.left() + px + Gap);
        }
        TextSpec spec;
        spec.scale = labelScale(small);
        spec.color = look.text;
        const qreal room = at.width() - (arrow ? 14 + Gap : 0);
        const qreal drawn = drawText(painter, m_theme, QRectF(at.left(), at.top(), room, at.height()),
                                     withoutMnemonic(option.text), spec);
        at = QRectF(at.left() + drawn + Gap, at.top(), 14, at.height());
    }
    if (arrow)
        m_icons.paint(painter, at, QStringLiteral("chevron-down"), look.text, 14);
}

}  // namespace dw::ui
