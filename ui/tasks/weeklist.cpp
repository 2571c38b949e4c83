// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/weeklist.h"

#include "ui/tasks/weekdelegate.h"

#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>

namespace dw::ui
{

namespace
{

// -1, +1; 0 for any other key.
int stepOf(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Left ? -1 : event.key() == Qt::Key_Right ? 1 : 0;
}

Qt::KeyboardModifiers modifiersOf(const QKeyEvent &event)
{
    return event.modifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier);
}

}  // namespace

WeekList::WeekList(UiContext &context, int gutter, QWidget *parent)
    : WeekList(context, new WeekDelegate(context, gutter), parent)
{}

WeekList::WeekList(UiContext &context, WeekDelegate *delegate, QWidget *parent)
    : TaskList(context, delegate, parent), m_delegate(delegate)
{
    setUniformItemSizes(true);
    setResizeMode(QListView::Adjust);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setAcceptDrops(false);
    viewport()->setAcceptDrops(false);
    viewport()->setAutoFillBackground(false);
    setAutoFillBackground(false);
    connect(this, &QListView::doubleClicked, this, &TaskList::openCurrent);
}

bool WeekList::canShift() const
{
    const TaskRow *task = currentTask();
    return task != nullptr && !task->done;
}

bool WeekList::event(QEvent *event)
{
    // The window goes back and forward with the same keys; a task in hand goes first.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (stepOf(*key) != 0 && modifiersOf(*key) == Qt::AltModifier && canShift()) {
            event->accept();
            return true;
        }
    }
    return TaskList::event(event);
}

void WeekList::keyPressEvent(QKeyEvent *event)
{
    const int step = stepOf(*event);
    if (step != 0 && modifiersOf(*event) == Qt::NoModifier) {
        Q_EMIT sideways(step);
        return;
    }
    if (step != 0 && modifiersOf(*event) == Qt::AltModifier && canShift()) {
        Q_EMIT shifted(step);
        return;
    }
    TaskList::keyPressEvent(event);
}

void WeekList::startDrag(Qt::DropActions)
{
    if (!canShift())
        return;
    const TaskRow task = *currentTask();
    const QRect at = m_delegate->cardRect(visualRect(currentIndex()));
    QPixmap picture(at.size() * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    {
        QPainter painter(&picture);
        m_delegate->paintCard(painter, QRectF(QPointF(0, 0), QSizeF(at.size())), task, true, true);
    }
    auto *dragged = new QMimeData;
    dragged->setData(mimeType(), task.id.toByteArray());
    QDrag drag(this);
    drag.setMimeData(dragged);
    drag.setPixmap(picture);
    drag.setHotSpot(viewport()->mapFromGlobal(QCursor::pos()) - at.topLeft());
    drag.exec(Qt::MoveAction);
}

void WeekList::focusInEvent(QFocusEvent *event)
{
    TaskList::focusInEvent(event);
    Q_EMIT focused();
}

}  // namespace dw::ui
