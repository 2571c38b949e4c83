// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/avatarbutton.h"

#include "ui/common/paint.h"

#include <QPainter>

namespace dw::ui
{

AvatarButton::AvatarButton(const Theme &theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setFocusPolicy(Qt::TabFocus);
    setFixedSize(sizeHint());
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void AvatarButton::setPerson(const QString &name)
{
    m_name = name;
    setAccessibleName(tr("Acting as %1").arg(name));
    setToolTip(accessibleName());
    update();
}

QSize AvatarButton::sizeHint() const
{
    const int side = m_theme.size(Theme::Size::Avatar);
    return QSize(side, side);
}

void AvatarButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int side = m_theme.size(Theme::Size::Avatar);
    paintAvatar(painter, m_theme, QRectF((width() - side) / 2.0, (height() - side) / 2.0, side, side),
                initialsOf(m_theme, m_name), Whose::Mine);
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintRounded(painter, QRectF(rect()), width() / 2.0, QColor(), m_theme.color(Theme::Role::FocusRing),
                     m_theme.size(Theme::Size::FocusRing));
}

}  // namespace dw::ui
