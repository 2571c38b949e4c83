// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/seenrefresh.h"

#include <QEvent>
#include <QWidget>

#include <utility>

namespace dw::ui
{

SeenRefresh::SeenRefresh(QWidget *shown, int delayMs, std::function<void()> refresh)
    : QObject(shown), m_shown(shown), m_refresh(std::move(refresh))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(delayMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_due = !m_shown->isVisible();
        if (!m_due)
            m_refresh();
    });
    shown->installEventFilter(this);
}

bool SeenRefresh::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_shown && event->type() == QEvent::Show && std::exchange(m_due, false))
        m_timer.start();
    return QObject::eventFilter(watched, event);
}

}  // namespace dw::ui
