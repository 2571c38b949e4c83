// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/focusring.h"

#include "ui/common/filterchip.h"
#include "ui/common/paint.h"
#include "ui/common/switch.h"

#include <QCheckBox>
#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QStyleOption>
#include <QToolButton>

namespace dw::ui
{

FocusRing::FocusRing(const Theme &theme, QWidget *target)
    : QWidget(target->parentWidget()), m_theme(theme), m_target(target)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    target->installEventFilter(this);
    connect(&theme, &Theme::changed, this, &FocusRing::follow);
    follow();
}

bool FocusRing::isFor(const QWidget *widget)
{
    return widget != nullptr && widget->parentWidget() != nullptr &&
           (qobject_cast<const QPushButton *>(widget) != nullptr ||
            qobject_cast<const QToolButton *>(widget) != nullptr ||
            qobject_cast<const QCheckBox *>(widget) != nullptr ||
            qobject_cast<const QRadioButton *>(widget) != nullptr ||
            qobject_cast<const Switch *>(widget) != nullptr);
}

QRect FocusRing::ringed() const
{
    QStyleOptionButton option;
    option.initFrom(m_target);
    if (qobject_cast<const QCheckBox *>(m_target) != nullptr)
        return m_target->style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, m_target);
    if (qobject_cast<const QRadioButton *>(m_target) != nullptr)
        return m_target->style()->subElementRect(QStyle::SE_RadioButtonIndicator, &option, m_target);
    if (qobject_cast<const Switch *>(m_target) != nullptr)
        return QRect(0, (m_target->height() - 16) / 2, 28, 16);
    return m_target->rect();
}

void FocusRing::follow()
{
    if (m_target == nullptr)
        return;
    if (parentWidget() != m_target->parentWidget())
        setParent(m_target->parentWidget());
    const int out = 1 + m_theme.size(Theme::Size::FocusRing);
    setGeometry(ringed().translated(m_target->pos()).adjusted(-out, -out, out, out));
    setVisible(m_target->isVisibleTo(m_target->parentWidget()));
    raise();
    update();
}

void FocusRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int out = 1 + m_theme.size(Theme::Size::FocusRing);
    const QRectF inner = QRectF(rect()).adjusted(out, out, -out, -out);
    const bool round = qobject_cast<const QRadioButton *>(m_target) != nullptr ||
                       qobject_cast<const Switch *>(m_target) != nullptr;
    paintFocusRing(painter, m_theme, inner,
                   round ? inner.height() / 2.0 : m_theme.radius(Theme::Radius::Control));
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
        case QEvent::Move:
        case QEvent::Resize:
        case QEvent::Show:
        case QEvent::Hide:
        case QEvent::ParentChange:
        case QEvent::ZOrderChange:
            follow();
            break;
        default:
            break;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace dw::ui
