// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/tasklist.h"

#include "ui/shell/applied.h"
#include "ui/shell/notices.h"
#include "ui/shell/pageactions.h"
#include "ui/shell/refusaltext.h"
#include "ui/tasks/snoozepopover.h"

#include <QJsonArray>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

namespace dw::ui
{

TaskList::TaskList(UiContext &context, QWidget *parent) : TaskList(context, new TaskDelegate(context), parent)
{}

TaskList::TaskList(UiContext &context, TaskDelegate *delegate, QWidget *parent)
    : QListView(parent), m_context(context), m_model(new TaskModel(this)), m_delegate(delegate)
{
    m_delegate->setParent(this);
    setModel(m_model);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    setAccessibleName(tr("Tasks"));
    m_model->setDescription([this](const TaskRow &task) { return m_delegate->spoken(task); });
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, &TaskList::currentTaskChanged);
}

const TaskRow *TaskList::currentTask() const
{
    const QModelIndex index = currentIndex();
    if (!index.isValid() || index.row() >= m_model->rowCount() || m_model->isHead(index.row()))
        return nullptr;
    return &m_model->task(index.row());
}

void TaskList::setGroups(const QList<TaskGroup> &groups)
{
    const TaskRow *current = currentTask();
    const Id before = current ? current->id : Id();
    const int row = currentIndex().row();
    const int scrolled = verticalScrollBar()->value();
    m_model->setGroups(groups);
    if (currentTask() && currentTask()->id == before)
        return;
    const int same = before.isNull() ? -1 : m_model->rowOf(before);
    const int next = same >= 0 ? same : m_model->nearestTask(std::max(0, row));
    if (next >= 0)
        setCurrentIndex(m_model->index(next));
    verticalScrollBar()->setValue(scrolled);
}

void TaskList::run(const QString &command, const QJsonObject &arguments, const QString &done,
                   const std::function<void(bool applied)> &after)
{
    m_context.commands.submit({command, arguments}, m_context.actor(), this,
                              [this, done, after](const CommandResult &result) {
                                  const bool applied = result.status == CommandResult::Status::Applied;
                                  if (applied)
                                      tellApplied(m_context, done, result);
                                  else
                                      m_context.notices.failed(refusalText(m_context, result));
                                  if (after)
                                      after(applied);
                              });
}

void TaskList::complete(const Id &task)
{
    const int row = m_model->rowOf(task);
    if (row < 0 || m_model->task(row).done)
        return;
    run(QStringLiteral("task.complete"), {{QStringLiteral("ids"), QJsonArray{task.toString()}}},
        tr("Done: %1").arg(m_model->task(row).subject));
}

void TaskList::addActions(const PageActions &actions, const std::function<TaskList *()> &inHand)
{
    actions.add("task.done", tr("Mark the task done"), "check", QKeySequence(Qt::Key_E),
                [inHand] { inHand()->completeCurrent(); });
    actions.add("task.snooze", tr("Snooze the task"), "clock", QKeySequence(Qt::Key_S),
                [inHand] { inHand()->snoozeCurrent(); });
}

void TaskList::completeCurrent()
{
    if (const TaskRow *task = currentTask())
        complete(Id(task->id));
}

void TaskList::snooze(const Id &task, const QDateTime &due)
{
    if (const int row = m_model->rowOf(task); row >= 0)
        snooze(task, due, tr("Snoozed: %1").arg(m_model->task(row).subject));
}

void TaskList::snooze(const Id &task, const QDateTime &due, const QString &done,
                      const std::function<void(bool applied)> &after)
{
    run(QStringLiteral("task.snooze"),
        {{QStringLiteral("ids"), QJsonArray{task.toString()}},
         {QStringLiteral("due_at"), Instant{due.toMSecsSinceEpoch()}.toIso()}},
        done, after);
}

void TaskList::snoozeCurrent()
{
    const TaskRow *task = currentTask();
    if (!task || task->done)
        return;
    auto *popover = new SnoozePopover(m_context, window());
    connect(popover, &SnoozePopover::chosen, this,
            [this, id = task->id](const QDateTime &due) { snooze(id, due); });
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    const QRect at = m_delegate->partRect(visualRect(currentIndex()), TaskDelegate::Part::Snooze);
    popover->openAt(QRect(viewport()->mapTo(window(), at.topLeft()), at.size()), Popover::Side::Below);
}

void TaskList::setPriority(const QString &priority)
{
    const TaskRow *task = currentTask();
    if (!task || task->priority == priority)
        return;
    run(QStringLiteral("record.update"),
        {{QStringLiteral("object"), QStringLiteral("task")},
         {QStringLiteral("id"), task->id.toString()},
         {QStringLiteral("set"), QJsonObject{{QStringLiteral("priority"), priority}}}},
        tr("Priority changed: %1").arg(task->subject));
}

void TaskList::openCurrent()
{
    const TaskRow *task = currentTask();
    if (!task || !m_context.navigator)
        return;
    m_context.navigator->openRecord(task->related.id.isNull() ? RecordRef{QStringLiteral("task"), task->id}
                                                              : task->related);
}

void TaskList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        openCurrent();
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        completeCurrent();
        return;
    }
    // Plain letters are actions of the page, not a search in the list.
    if (!event->text().isEmpty() && event->text()[0].isPrint()) {
        event->ignore();
        return;
    }
    QListView::keyPressEvent(event);
}

void TaskList::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid() && !m_model->isHead(index.row())) {
        const bool current = index == currentIndex();
        const auto part = m_delegate->partAt(visualRect(index), event->position().toPoint(), current);
        if (part == TaskDelegate::Part::Circle || part == TaskDelegate::Part::Done) {
            complete(Id(m_model->task(index.row()).id));
            return;
        }
        if (part == TaskDelegate::Part::Snooze) {
            snoozeCurrent();
            return;
        }
    }
    if (event->button() == Qt::LeftButton && index.isValid() && m_model->isHead(index.row())) {
        if (const QString figure = m_model->group(index.row()).figure; !figure.isEmpty())
            Q_EMIT figurePressed(figure);
        return;
    }
    QListView::mousePressEvent(event);
}

void TaskList::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    // The mouse says itself which one; the focus comes before its press.
    if (event->reason() != Qt::MouseFocusReason && !currentTask()) {
        if (const int first = m_model->nearestTask(0); first >= 0)
            setCurrentIndex(m_model->index(first));
    }
    viewport()->update();
}

void TaskList::focusOutEvent(QFocusEvent *event)
{
    QListView::focusOutEvent(event);
    viewport()->update();
}

}  // namespace dw::ui
