// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/avatar.h"

#include <QPainter>

namespace dw::ui
{

Avatar::Avatar(const Theme &theme, const QString &name, Whose whose, Theme::Size size, QWidget *parent)
    : ThemedWidget(theme, parent), m_whose(whose), m_size(size)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setPerson(name, whose);
}

void Avatar::setPerson(const QString &name, Whose whose)
{
    m_name = name;
    m_whose = whose;
    setAccessibleName(name);
    setToolTip(name);
    update();
}

QSize Avatar::sizeHint() const
{
    return QSize(theme().size(m_size), theme().size(m_size));
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_size == Theme::Size::AvatarLarge)
        paintMonogram(painter, theme(), rect(), initialsOf(theme(), m_name));
    else
        paintAvatar(painter, theme(), rect(), initialsOf(theme(), m_name), m_whose);
}

}  // namespace dw::ui
