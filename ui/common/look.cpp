// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/look.h"

#include "ui/common/dealwrightstyle.h"
#include "ui/common/focusring.h"

#include <QApplication>
#include <QStyleFactory>
#include <QToolTip>

namespace dw::ui
{

Look::Look(QApplication &application, const Theme &theme, const Icons &icons)
    : m_application(application), m_theme(theme)
{
    application.setStyle(new DealwrightStyle(theme, icons));
    applyTheme();
    connect(&theme, &Theme::changed, this, &Look::applyTheme);
    connect(&application, &QApplication::focusChanged, this, &Look::focusMoved);
}

Look::~Look()
{
    delete m_ring;
    // The style reads the theme, which may be gone before the next widget is drawn.
    m_application.setStyle(QStyleFactory::create(QStringLiteral("fusion")));
}

void Look::applyTheme()
{
    m_theme.apply(m_application);
    QToolTip::setPalette(m_theme.palette());
    QToolTip::setFont(m_theme.font(Theme::Scale::Small));
}

void Look::focusMoved(QWidget *, QWidget *to)
{
    delete m_ring;
    if (FocusRing::isFor(to) && to->window()->testAttribute(Qt::WA_KeyboardFocusChange))
        m_ring = new FocusRing(m_theme, to);
}

}  // namespace dw::ui
