// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/weekview.h"

#include "ui/common/emptyview.h"
#include "ui/common/iconbutton.h"
#include "ui/common/textlabel.h"
#include "ui/pipeline/localtime.h"
#include "ui/shell/pageactions.h"
#include "ui/tasks/quickadd.h"
#include "ui/tasks/weekcolumn.h"
#include "ui/tasks/weeklist.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace dw::ui
{

namespace
{

constexpr int HeadHeight = 40;

}  // namespace

WeekView::WeekView(UiContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_head(new QWidget)
    , m_before(new IconButton(context.icons, QStringLiteral("chevron-left"), tr("The week before"),
                              IconButton::Extent::Bar))
    , m_after(new IconButton(context.icons, QStringLiteral("chevron-right"), tr("The week after"),
                             IconButton::Extent::Bar))
    , m_now(new QPushButton(tr("This week")))
    , m_title(new TextLabel(context.theme, {}, Theme::Scale::Title))
    , m_number(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextFaint))
    , m_days(new QWidget)
    , m_empty(new EmptyView(context.theme, context.icons))
{
    setAccessibleName(tr("Week"));
    buildHead();
    auto *row = new QHBoxLayout(m_days);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (int i = 0; i <= TaskWeek::Days; ++i) {
        auto *column = new WeekColumn(context);
        m_columns.append(column);
        row->addWidget(column, 1);
        connect(column->list(), &WeekList::sideways, this,
                [this, column](int step) { sideways(column, step); });
        connect(column->list(), &WeekList::shifted, this, &WeekView::shiftCurrent);
        // While a week is put in, the focus and the cursor go through lists that nobody chose.
        connect(column->list(), &WeekList::focused, this, [this, column] {
            if (!m_filling)
                take(column);
        });
        connect(column->list(), &TaskList::currentTaskChanged, this, [this] {
            if (!m_filling)
                m_moved = {};
            Q_EMIT currentTaskChanged();
        });
        connect(column, &WeekColumn::dropped, this,
                [this, column](const Id &task) { move(task, column->day()); });
    }
    m_columns.first()->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_days, 1);
    column->addWidget(m_empty, 1);
    m_empty->hide();
    connect(m_before, &QAbstractButton::clicked, this, [this] { chooseWeek(monday().addDays(-7)); });
    connect(m_after, &QAbstractButton::clicked, this, [this] { chooseWeek(monday().addDays(7)); });
    connect(m_now, &QAbstractButton::clicked, this, &WeekView::chooseThisWeek);
    retitle();
}

void WeekView::buildHead()
{
    const Theme &theme = m_context.theme;
    m_head->setFixedHeight(HeadHeight);
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(theme.space(3), 0, theme.space(4), 0);
    row->setSpacing(theme.space(1));
    m_before->setName(tr("The week before"), QStringLiteral("Ctrl+PgUp"));
    m_after->setName(tr("The week after"), QStringLiteral("Ctrl+PgDown"));
    m_now->setProperty("small", true);
    m_now->setProperty("keyHint", QStringLiteral("T"));
    row->addWidget(m_before);
    row->addWidget(m_after);
    row->addSpacing(theme.space(1));
    m_title->setElides(false);
    row->addWidget(m_title);
    row->addSpacing(theme.space(1));
    m_number->setElides(false);
    row->addWidget(m_number);
    row->addStretch(1);
    row->addWidget(m_now);
}

QDate WeekView::monday() const
{
    return m_chosen.value_or(TaskWeek::mondayOf(localToday(m_context)));
}

void WeekView::chooseWeek(QDate monday)
{
    if (monday == TaskWeek::mondayOf(localToday(m_context)))
        m_chosen.reset();
    else
        m_chosen = monday;
    m_awaited = true;
    retitle();
    Q_EMIT weekChosen();
}

void WeekView::stay()
{
    // The present week comes by itself when it changes: nothing to go back from.
    if (!std::exchange(m_awaited, false) || !m_shown.isValid())
        return;
    m_chosen = m_shown;
    if (m_shown == TaskWeek::mondayOf(localToday(m_context)))
        m_chosen.reset();
    retitle();
}

void WeekView::chooseThisWeek()
{
    chooseWeek(TaskWeek::mondayOf(localToday(m_context)));
}

QString WeekView::title() const
{
    const QDate today = localToday(m_context);
    return tr("%1 to %2")
        .arg(m_context.format.calendarDate(monday(), today),
             m_context.format.calendarDate(monday().addDays(TaskWeek::Days - 1), today));
}

void WeekView::retitle()
{
    m_title->setText(title());
    m_number->setText(tr("week %1").arg(monday().weekNumber()));
    m_now->setEnabled(m_chosen.has_value());
}

void WeekView::setWeek(const TaskWeek &week)
{
    const QScopedValueRollback<bool> filling(m_filling, true);
    const QWidget *focus = QApplication::focusWidget();
    const bool hadFocus = focus != nullptr && (m_days->isAncestorOf(focus) || m_empty->isAncestorOf(focus));
    // Where it was, and what: the same task wherever it is now, else the one that took its place.
    const TaskRow *current = m_hand ? m_hand->list()->currentTask() : nullptr;
    const Id wanted = !m_moved.isNull() ? m_moved : current ? current->id : Id();
    m_nothing = week.all() == 0;
    m_shown = week.monday;
    m_awaited = false;
    m_columns.first()->setTasks(week.overdue);
    m_columns.first()->setVisible(!week.overdue.tasks.isEmpty());
    for (int day = 0; day < TaskWeek::Days; ++day) {
        WeekColumn *column = m_columns[day + 1];
        column->setDay(week.monday.addDays(day));
        column->setTasks(week.days[size_t(day)]);
    }
    retitle();
    // First what comes: a hidden widget gives the focus away.
    QWidget *const places[] = {m_days, m_empty};
    places[m_nothing ? 1 : 0]->show();
    places[m_nothing ? 0 : 1]->hide();
    if (m_hand == m_columns.first() && week.overdue.tasks.isEmpty())
        m_hand = nullptr;
    if (!m_hand || !m_taken) {
        m_hand = columnOf(localToday(m_context));
        if (!m_hand)
            m_hand = m_columns[1];
    }
    m_taken = true;
    take(m_hand);
    select(wanted);
    if (hadFocus)
        focusTarget()->setFocus();
}

WeekColumn *WeekView::columnOf(QDate day) const
{
    const auto found = std::find_if(m_columns.begin(), m_columns.end(), [day](const WeekColumn *column) {
        return column->day().isValid() && column->day() == day;
    });
    return found == m_columns.end() ? nullptr : *found;
}

WeekList *WeekView::inHand() const
{
    return (m_hand ? m_hand : m_columns[1])->list();
}

QWidget *WeekView::focusTarget()
{
    if (!m_nothing)
        return inHand();
    // A filter leaves the empty week without one, or both.
    for (QPushButton *button : {m_empty->primaryButton(), m_empty->secondButton()}) {
        if (button->isVisibleTo(m_empty))
            return button;
    }
    return m_after;
}

// One task is current, in one day.
void WeekView::take(WeekColumn *column)
{
    m_hand = column;
    for (WeekColumn *other : std::as_const(m_columns)) {
        if (other != column)
            other->list()->setCurrentIndex({});
        other->update();
    }
    Q_EMIT currentTaskChanged();
}

void WeekView::select(const Id &task)
{
    if (task.isNull())
        return;
    for (WeekColumn *column : std::as_const(m_columns)) {
        const int row = column->list()->tasks()->rowOf(task);
        if (row < 0)
            continue;
        // A week that is read before the answer still has it where it was.
        if (!m_moving)
            m_moved = {};
        take(column);
        column->list()->setCurrentIndex(column->list()->tasks()->index(row));
        return;
    }
}

void WeekView::sideways(WeekColumn *from, int step)
{
    const int row = std::max(0, from->list()->currentIndex().row());
    for (qsizetype next = m_columns.indexOf(from) + step; next >= 0 && next < m_columns.size();
         next += step) {
        WeekColumn *column = m_columns[next];
        if (!column->isVisibleTo(m_days))
            continue;
        TaskModel *model = column->list()->tasks();
        if (const int last = model->rowCount() - 1; last >= 0)
            column->list()->setCurrentIndex(model->index(std::min(row, last)));
        column->list()->setFocus(Qt::TabFocusReason);
        return;
    }
}

const TaskRow *WeekView::find(const Id &task) const
{
    for (const WeekColumn *column : m_columns) {
        if (const int row = column->list()->tasks()->rowOf(task); row >= 0)
            return &column->list()->tasks()->task(row);
    }
    return nullptr;
}

void WeekView::shiftCurrent(int days)
{
    const TaskRow *task = m_hand ? m_hand->list()->currentTask() : nullptr;
    if (!task || task->done)
        return;
    QDate day = localTime(m_context, task->due).date().addDays(days);
    // Nothing is moved on to a day that is over.
    if (days > 0)
        day = std::max(day, localToday(m_context));
    // What is overdue goes to the first day that it can go to, and no further back.
    if (m_hand == m_columns.first()) {
        if (days < 0)
            return;
        day = std::max(monday(), localToday(m_context));
    }
    move(Id(task->id), day);
}

void WeekView::move(const Id &id, QDate day)
{
    const TaskRow *task = find(id);
    if (!task || task->done || !day.isValid())
        return;
    const QDateTime due = localTime(m_context, task->due);
    if (due.date() == day)
        return;
    QDateTime moved(day, due.time(), due.timeZone());
    const QDateTime now = localTime(m_context, m_context.clock.now());
    // Its time of today is over: any time of what is left of the day.
    if (day == now.date() && moved < now)
        moved = anyTimeOn(day, due.timeZone());
    // Before its answer: the week may be read again first, and the cursor goes along.
    m_moved = id;
    m_moving = true;
    const auto after = [this, id, day, from = monday()](bool applied) {
        if (m_moved != id)  // another one was chosen, or moved, since
            return;
        m_moving = false;
        if (!applied)
            m_moved = {};
        else if (const QDate week = TaskWeek::mondayOf(day); week != from && monday() == from)
            chooseWeek(week);
    };
    inHand()->snooze(id, moved, tr("Moved to %1: %2").arg(m_context.format.fullDate(day), task->subject),
                     after);
}

void WeekView::addActions(const PageActions &actions)
{
    const auto whenSeen = [this](auto act) {
        return [this, act] {
            if (isVisible())
                act();
        };
    };
    actions.add("task.week_before", tr("The week before"), "chevron-left",
                QKeySequence(Qt::CTRL | Qt::Key_PageUp),
                whenSeen([this] { chooseWeek(monday().addDays(-7)); }), false);
    actions.add("task.week_after", tr("The week after"), "chevron-right",
                QKeySequence(Qt::CTRL | Qt::Key_PageDown),
                whenSeen([this] { chooseWeek(monday().addDays(7)); }), false);
    actions.add("task.week_now", tr("This week"), "calendar", QKeySequence(Qt::Key_T),
                whenSeen([this] { chooseThisWeek(); }), false);
    actions.add("task.day_before", tr("Move the task a day back"), "arrow-left",
                QKeySequence(Qt::CTRL | Qt::Key_Left), whenSeen([this] { shiftCurrent(-1); }), false);
    actions.add("task.day_after", tr("Move the task a day on"), "arrow-right",
                QKeySequence(Qt::CTRL | Qt::Key_Right), whenSeen([this] { shiftCurrent(1); }), false);
}

}  // namespace dw::ui
