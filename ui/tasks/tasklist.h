// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tasks/taskdelegate.h"
#include "ui/tasks/taskmodel.h"

#include <QListView>

#include <functional>

namespace dw::ui
{

class PageActions;

// The grouped tasks of Today and of the Tasks page. Completing and snoozing go through commands, with undo.
class TaskList : public QListView
{
    Q_OBJECT

public:
    explicit TaskList(UiContext &context, QWidget *parent = nullptr);

    TaskModel *tasks() const { return m_model; }
    // The current task and row stay where they can.
    void setGroups(const QList<TaskGroup> &groups);
    const TaskRow *currentTask() const;  // nullptr if none; valid until the model changes

    // "task.done" and "task.snooze" of a page, of the list that is in hand there.
    static void addActions(const PageActions &actions, const std::function<TaskList *()> &inHand);
    void completeCurrent();
    void snoozeCurrent();  // opens the times to choose from
    void snooze(const Id &task, const QDateTime &due);
    // The same with its own words for what was done; `after` hears whether it was.
    void snooze(const Id &task, const QDateTime &due, const QString &done,
                const std::function<void(bool applied)> &after = {});
    void setPriority(const QString &priority);
    void openCurrent();

Q_SIGNALS:
    void currentTaskChanged();
    // The count in a head that tells a figure was pressed.
    void figurePressed(const QString &figure);

protected:
    // With a look of its own; `delegate` is taken over.
    TaskList(UiContext &context, TaskDelegate *delegate, QWidget *parent);
    UiContext &context() const { return m_context; }

    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void complete(const Id &task);
    void run(const QString &command, const QJsonObject &arguments, const QString &done,
             const std::function<void(bool applied)> &after = {});

    UiContext &m_context;
    TaskModel *m_model;
    TaskDelegate *m_delegate;
};

}  // namespace dw::ui
