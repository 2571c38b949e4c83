// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/searchbutton.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QPainter>

namespace dw::ui
{

namespace
{

constexpr int Width = 400;
constexpr int LeftInset = 8;
constexpr int RightInset = 6;
constexpr int IconBox = 16;

}  // namespace

SearchButton::SearchButton(const Icons &icons, QWidget *parent) : QAbstractButton(parent), m_icons(icons)
{
    setText(tr("Search records or run a command"));
    setAccessibleName(text());
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::IBeamCursor);
    connect(&icons.theme(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SearchButton::setKeyHint(const QString &shortcut)
{
    m_hint = keyHintText(shortcut);
    update();
}

QSize SearchButton::sizeHint() const
{
    return QSize(Width, m_icons.theme().size(Theme::Size::Control));
}

void SearchButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_icons.theme();
    const bool reached = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
    const QColor fill = theme.color(theme.isDark() ? Theme::Role::Sunken : Theme::Role::Surface);
    const QColor frame = theme.color(reached        ? Theme::Role::FocusRing
                                     : underMouse() ? Theme::Role::BorderStrong
                                                    : Theme::Role::ControlBorder);
    paintRounded(painter, QRectF(rect()), theme.radius(Theme::Radius::Control), fill, frame,
                 theme.size(reached ? Theme::Size::FocusRing : Theme::Size::Border));
    m_icons.paint(painter, QRectF(LeftInset, 0, IconBox, height()), QStringLiteral("search"),
                  Theme::Role::TextFaint);
    const qreal hint = m_hint.isEmpty() ? 0 : keyHintWidth(theme, m_hint);
    const qreal left = LeftInset + IconBox + theme.space(2);
    drawText(painter, theme, QRectF(left, 0, width() - RightInset - hint - theme.space(2) - left, height()),
             text(), TextSpec{.role = Theme::Role::TextFaint});
    if (hint > 0)
        paintKeyHint(painter, theme, QRectF(width() - RightInset - hint, 0, hint, height()), m_hint);
}

void SearchButton::enterEvent(QEnterEvent *event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void SearchButton::leaveEvent(QEvent *event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

}  // namespace dw::ui
