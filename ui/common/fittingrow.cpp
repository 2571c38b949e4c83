// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/fittingrow.h"

#include "ui/common/iconbutton.h"

#include <QEvent>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace dw::ui
{

FittingRow::FittingRow(const Icons &icons, int spacing, const QString &more, QWidget *parent)
    : QWidget(parent)
    , m_spacing(spacing)
    , m_more(new IconButton(icons, QStringLiteral("ellipsis"), more, IconButton::Extent::Control,
                            IconButton::Look::Framed, this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_more->hide();
    connect(m_more, &QToolButton::clicked, this, &FittingRow::showRest);
}

void FittingRow::add(QPushButton *button)
{
    button->setParent(this);
    m_buttons.append(button);
    setTabOrder(button, m_more);
    arrange();
    updateGeometry();
}

QSize FittingRow::sizeHint() const
{
    QSize size(0, m_more->sizeHint().height());
    for (const QPushButton *button : m_buttons) {
        const QSize one = button->sizeHint();
        size = QSize(size.width() + one.width() + (size.width() > 0 ? m_spacing : 0),
                     std::max(size.height(), one.height()));
    }
    return size;
}

QSize FittingRow::minimumSizeHint() const
{
    return QSize(m_more->sizeHint().width(), sizeHint().height());
}

void FittingRow::resizeEvent(QResizeEvent *)
{
    arrange();
}

bool FittingRow::event(QEvent *event)
{
    // A button with another text is of another width.
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return QWidget::event(event);
}

void FittingRow::arrange()
{
    const bool all = sizeHint().width() <= width();
    const QSize more = m_more->sizeHint();
    const int room = all ? width() : width() - more.width();
    int left = 0;
    bool fits = true;
    for (QPushButton *button : std::as_const(m_buttons)) {
        const QSize one = button->sizeHint();
        fits = fits && left + one.width() + (all ? 0 : m_spacing) <= room + (all ? m_spacing : 0);
        button->setVisible(fits);
        if (!fits)
            continue;
        button->setGeometry(left, (height() - one.height()) / 2, one.width(), one.height());
        left += one.width() + m_spacing;
    }
    m_more->setVisible(!all);
    m_more->setGeometry(left, (height() - more.height()) / 2, more.width(), more.height());
}

void FittingRow::showRest()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QPushButton *button : std::as_const(m_buttons)) {
        if (!button->isHidden())
            continue;
        QAction *action = menu->addAction(button->icon(), button->text());
        action->setEnabled(button->isEnabled());
        connect(action, &QAction::triggered, button, &QPushButton::click);
    }
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height() + 4)));
}

}  // namespace dw::ui
