// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/iconbutton.h"

#include "ui/common/paint.h"

namespace dw::ui
{

IconButton::IconButton(const Icons &icons, const QString &icon, const QString &name, Extent extent, Look look,
                       QWidget *parent)
    : QToolButton(parent), m_icons(icons)
{
    setProperty("kind", look == Look::Framed ? QStringLiteral("default") : QStringLiteral("quiet"));
    setProperty("small", extent == Extent::Bar);
    setFocusPolicy(Qt::TabFocus);
    setIconSize(QSize(16, 16));
    setIconName(icon);
    setName(name);
}

void IconButton::setName(const QString &name, const QString &shortcut)
{
    setAccessibleName(name);
    setToolTip(shortcut.isEmpty() ? name : name + QStringLiteral("  ") + keyHintText(shortcut));
}

void IconButton::setIconName(const QString &icon)
{
    setIcon(m_icons.icon(icon));
}

}  // namespace dw::ui
