// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/toasthost.h"

#include "ui/common/toast.h"

#include <QEvent>

#include <utility>

namespace dw::ui
{

ToastHost::ToastHost(const Theme &theme, const Icons &icons, QWidget *window, int bottomInset)
    : QObject(window), m_window(window), m_toast(new Toast(theme, icons, window)), m_bottomInset(bottomInset)
{
    window->installEventFilter(this);
    connect(m_toast, &Toast::undoRequested, this, &ToastHost::undo);
    connect(m_toast, &Toast::closeRequested, this, &ToastHost::dismiss);
    connect(m_toast, &Toast::expired, this, &ToastHost::dismiss);
}

void ToastHost::show(const QString &text, std::function<void()> undo, const QString &warning)
{
    m_replaced = isShown() ? m_replaced + 1 : 0;
    m_undo = std::move(undo);
    m_toast->setContent(text, bool(m_undo), m_replaced, warning);
    place();
    m_toast->show();
    m_toast->raise();
    Q_EMIT shown(text);
}

bool ToastHost::undo()
{
    if (!isShown() || !m_undo)
        return false;
    const std::function<void()> act = std::exchange(m_undo, {});
    dismiss();
    act();
    return true;
}

void ToastHost::dismiss()
{
    m_undo = {};
    m_replaced = 0;
    m_toast->hide();
}

bool ToastHost::isShown() const
{
    return !m_toast->isHidden();
}

void ToastHost::place()
{
    const QSize size = m_toast->sizeHint();
    m_toast->resize(size);
    m_toast->move((m_window->width() - size.width()) / 2,
                  m_window->height() - m_bottomInset - 16 - size.height());
}

bool ToastHost::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window && event->type() == QEvent::Resize)
        place();
    return QObject::eventFilter(watched, event);
}

}  // namespace dw::ui
