// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/banner.h"
#include "ui/common/emptyview.h"
#include "ui/common/seenrefresh.h"
#include "ui/common/segments.h"
#include "ui/pipeline/localtime.h"
#include "ui/records/filterbar.h"
#include "ui/shell/localsettings.h"
#include "ui/tasks/cutline.h"
#include "ui/tasks/quickaddbar.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/weeklist.h"
#include "ui/tasks/weekview.h"

#include <QPushButton>

namespace dw::ui
{

namespace
{

constexpr int DayShown = 60;
constexpr int DayMore = 500;
const QString WeekKey = QStringLiteral("tasks.week");  // bool

}  // namespace

bool TasksPage::isWeekKept(const UiContext &context)
{
    return context.settings.value(WeekKey).toBool();
}

void TasksPage::keepWeek(const UiContext &context, bool week)
{
    if (isWeekKept(context) != week)
        context.settings.setValue(WeekKey, week);
}

void TasksPage::setWeekShown(bool week)
{
    m_segments->setCurrent(week ? 1 : 0);
    if (week == m_isWeek)
        return;
    m_isWeek = week;
    m_more = 0;
    m_cut->setText({});
    m_empty->hide();
    m_list->setVisible(!week);
    m_week->setVisible(week);
}

void TasksPage::addWeekActions(const PageActions &actions)
{
    m_week->addActions(actions);
    connect(m_week, &WeekView::currentTaskChanged, this, &Page::headChanged);
    connect(m_week, &WeekView::weekChosen, this, [this] {
        m_more = 0;
        m_refresh->start();
    });
    connect(m_week->emptyView(), &EmptyView::primaryChosen, this,
            [this] { m_add->setFocus(Qt::OtherFocusReason); });
    connect(m_week->emptyView(), &EmptyView::secondChosen, m_week, &WeekView::chooseThisWeek);
}

void TasksPage::reloadWeek(const QString &given)
{
    context().reader.run<TaskWeek>(
        Workspace::Lane::List, QStringLiteral("tasks"), this,
        [given, monday = m_week->monday(), limit = DayShown + m_more * DayMore](const Reader &reader) {
            return readTaskWeek(reader, given, monday, limit);
        },
        [this](const Result<TaskWeek> &week) {
            if (week.ok()) {
                takeWeek(*week);
                return;
            }
            if (week.error().code != ErrorCode::Cancelled)
                m_week->stay();
            showFailure(week.error());
        });
}

void TasksPage::takeWeek(const TaskWeek &week)
{
    // Meanwhile another one was chosen, or the agenda.
    if (!m_isWeek || week.monday != m_week->monday())
        return;
    m_failure->hide();
    const Format &format = context().format;
    m_weekCount = week.all();
    if (week.all() == 0) {
        const bool filtered = isFiltered();
        const bool present = week.monday == TaskWeek::mondayOf(localToday(context()));
        EmptyView *empty = m_week->emptyView();
        empty->setState(filtered ? EmptyView::Reason::NoMatch : EmptyView::Reason::Done,
                        filtered  ? tr("No task fits")
                        : present ? tr("Nothing is due this week")
                                  : tr("Nothing is due in that week"),
                        filtered ? tr("Another view or other words may show it.")
                                 : tr("Write what comes next, with its day: call Zhang fri 3pm."),
                        filtered ? QString() : QStringLiteral("calendar"));
        empty->setActions(filtered ? QString() : tr("Add task"), QStringLiteral("plus"),
                          present ? QString() : tr("This week"));
    }
    m_week->setWeek(week);
    m_cut->setText(week.shown() < week.all()
                       ? tr("The first %1 of %2 tasks are shown")
                             .arg(format.integer(week.shown()), format.integer(week.all()))
                       : QString());
    tellLoaded();
}

QString TasksPage::weekCondition() const
{
    return TaskWeek::condition(condition(), context().configuration()->settings.zone, m_week->monday(),
                               context().clock.now());
}

QStringList TasksPage::scenes() const
{
    return {QStringLiteral("week")};
}

void TasksPage::showScene(const QString &scene)
{
    if (scene != QLatin1String("week"))
        return;
    m_loaded = false;
    setWeekShown(true);
    reload();
}

}  // namespace dw::ui
