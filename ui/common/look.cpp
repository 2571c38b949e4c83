// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/look.h"

#include "ui/common/dealwrightstyle.h"
#include "ui/common/focusring.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
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

// Buttons and combos do not say by themselves that Space is theirs, so a shortcut would take it from them.
bool Look::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier) {
            event->accept();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

void Look::focusMoved(QWidget *from, QWidget *to)
{
    if (from != nullptr)
        from->removeEventFilter(this);
    if (qobject_cast<QAbstractButton *>(to) || qobject_cast<QComboBox *>(to))
        to->installEventFilter(this);
    delete m_ring;
    if (FocusRing::isFor(to) && to->window()->testAttribute(Qt::WA_KeyboardFocusChange))
        m_ring = new FocusRing(m_theme, to);
}

}  // namespace dw::ui
