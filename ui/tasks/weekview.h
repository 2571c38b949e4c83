// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"
#include "ui/tasks/weekreading.h"

#include <QWidget>

#include <optional>

class QPushButton;

namespace dw::ui
{

class EmptyView;
class IconButton;
class PageActions;
class TextLabel;
class WeekColumn;
class WeekList;

// A week of tasks: what is overdue, then Monday to Sunday. Shows the present week until another is chosen,
// also after midnight. Whoever owns it reads the week; moving a task is a command, with undo.
class WeekView : public QWidget
{
    Q_OBJECT

public:
    explicit WeekView(UiContext &context, QWidget *parent = nullptr);

    // Monday of the week that is to be shown.
    QDate monday() const;
    void chooseWeek(QDate monday);
    void chooseThisWeek();
    // In place of the days where there is nothing at all; the week can still be changed.
    void setWeek(const TaskWeek &week);
    // The chosen week cannot be read: the one whose days are shown stays the chosen one.
    void stay();
    EmptyView *emptyView() const { return m_empty; }
    bool isEmpty() const { return m_nothing; }

    // The overdue ones first, hidden where there are none.
    const QList<WeekColumn *> &columns() const { return m_columns; }
    WeekColumn *columnOf(QDate day) const;  // nullptr outside the week
    // The day that has, or had, the focus.
    WeekList *inHand() const;
    QWidget *focusTarget();
    QString title() const;

    IconButton *beforeButton() const { return m_before; }
    IconButton *afterButton() const { return m_after; }
    QPushButton *thisWeekButton() const { return m_now; }

    // Weeks before, after and now, and the day of the task in hand.
    void addActions(const PageActions &actions);
    // The task in hand to the day before (-1) or after (+1).
    void shiftCurrent(int days);
    // To the same time of that day.
    void move(const Id &task, QDate day);

Q_SIGNALS:
    // Another week is to be read.
    void weekChosen();
    void currentTaskChanged();

private:
    void buildHead();
    void sideways(WeekColumn *from, int step);
    void take(WeekColumn *column);
    void select(const Id &task);
    void retitle();
    const TaskRow *find(const Id &task) const;

    UiContext &m_context;
    QWidget *m_head;
    IconButton *m_before;
    IconButton *m_after;
    QPushButton *m_now;
    TextLabel *m_title;
    TextLabel *m_number;
    QWidget *m_days;
    EmptyView *m_empty;
    QList<WeekColumn *> m_columns;
    WeekColumn *m_hand = nullptr;
    std::optional<QDate> m_chosen;  // Monday of a week that is not the present one
    QDate m_shown;                  // Monday of the week whose days are shown; null before the first
    Id m_moved;                     // goes to its new day with the cursor, unless another one is chosen
    bool m_moving = false;          // its command has not answered yet
    bool m_awaited = false;         // the chosen week has not come yet
    bool m_filling = false;
    bool m_nothing = false;
    bool m_taken = false;
};

}  // namespace dw::ui
