// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskspage.h"

#include "core/analytics/reportparameters.h"
#include "core/base/wording.h"
#include "core/expression/syntaxnode.h"
#include "ui/common/banner.h"
#include "ui/common/emptyview.h"
#include "ui/common/searchfield.h"
#include "ui/common/seenrefresh.h"
#include "ui/common/segments.h"
#include "ui/common/tabbar.h"
#include "ui/figures/figureexplainer.h"
#include "ui/pipeline/localtime.h"
#include "ui/records/filterbar.h"
#include "ui/records/formsheet.h"
#include "ui/records/viewbar.h"
#include "ui/records/viewkeeper.h"
#include "ui/records/viewtabs.h"
#include "ui/shell/pageactions.h"
#include "ui/tasks/cutline.h"
#include "ui/tasks/quickaddbar.h"
#include "ui/tasks/tasklist.h"
#include "ui/tasks/weeklist.h"
#include "ui/tasks/weekview.h"

#include <QAction>
#include <QFrame>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int OpenShown = 500;
constexpr int DoneShown = 50;
constexpr int RefreshDelayMs = 40;
constexpr int FilterWidth = 220;
constexpr int FilterHeight = 40;
constexpr int AddWidth = 420;

constexpr int Groups = 5;

// The open tasks by when they are due: overdue, today, tomorrow, this week, later.
int groupOf(const QDateTime &due, const QDateTime &now)
{
    const QDate today = now.date();
    return due < now                                            ? 0
           : due.date() == today                                ? 1
           : due.date() == today.addDays(1)                     ? 2
           : due.date() <= today.addDays(7 - today.dayOfWeek()) ? 3
                                                                : 4;
}

// How many open tasks each group has, where not all of them are read.
Result<QList<qint64>> countGroups(const Reader &reader, const QString &open)
{
    QList<qint64> counts;
    qint64 before = 0;
    for (const Instant &end : TasksPage::groupEnds(reader.context().settings.zone, reader.context().now)) {
        DW_ASSIGN(
            const qint64 until,
            countTasks(reader, QStringLiteral("AND(%1, due_at < %2)").arg(open, quotedText(end.toIso()))));
        counts.append(until - before);
        before = until;
    }
    DW_ASSIGN(const qint64 all, countTasks(reader, open));
    counts.append(all - before);
    return counts;
}

}  // namespace

QList<Instant> TasksPage::groupEnds(const BusinessZone &zone, Instant now)
{
    const Date day = zone.dateOf(now);
    const int toMonday = 8 - day.toQDate().dayOfWeek();
    // A week that ends tomorrow has no rest.
    return {now, zone.startOf(Date{day.days + 1}), zone.startOf(Date{day.days + 2}),
            zone.startOf(Date{day.days + std::max(2, toMonday)})};
}

TasksPage::TasksPage(UiContext &context, QWidget *parent)
    : Page(context, parent)
    , m_views(new ViewTabs(context, QStringLiteral("task"), QStringLiteral("list"),
                           ListView::shipped(QStringLiteral("task")), this))
    , m_segments(makeSegments(context, 0))
    , m_explainer(new FigureExplainer(context, this))
    , m_filters(new FilterBar(context, context.configuration()->dictionary->pointer(QStringLiteral("task"))))
    , m_add(new QuickAddBar(context, QStringLiteral("tasks")))
    , m_filter(new SearchField(context.theme, context.icons, tr("Filter tasks")))
    , m_failure(new Banner(context.theme, context.icons, Tone::Danger, {}))
    , m_list(new TaskList(context))
    , m_week(new WeekView(context))
    , m_cut(new CutLine(context.theme, tr("Show more")))
    , m_empty(new EmptyView(context.theme, context.icons))
    , m_refresh(new SeenRefresh(this, RefreshDelayMs, [this] { reload(); }))
{
    setAccessibleName(tr("Tasks"));
    QWidget *tools = buildTools();
    auto *plane = new QFrame;
    plane->setProperty("plane", QStringLiteral("surface"));
    auto *listColumn = new QVBoxLayout(plane);
    listColumn->setContentsMargins(0, 0, 0, 0);
    listColumn->addWidget(m_list);
    listColumn->addWidget(m_week, 1);
    listColumn->addWidget(m_empty);
    listColumn->addWidget(m_cut);
    m_empty->hide();
    m_week->hide();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(viewBar());
    column->addWidget(tools);
    column->addWidget(m_failure);
    column->addWidget(plane, 1);
    m_failure->hide();
    QPushButton *again = m_failure->addAction(tr("Read again"));
    connect(again, &QPushButton::clicked, this, &TasksPage::reload);

    connect(m_filter, &QLineEdit::textChanged, m_refresh, &SeenRefresh::start);
    viewBar()->addTool(m_segments);
    connect(m_segments, &Segments::chosen, this, [this](int index) {
        if (index == 2) {
            openAsList();
            return;
        }
        keepWeek(this->context(), index == 1);
        setWeekShown(index == 1);
        reload();
    });
    connect(viewBar(), &ViewBar::moreRequested, this, &TasksPage::showMoreMenu);
    connect(m_views, &ViewTabs::chosen, this, &TasksPage::chooseView);
    connect(m_views, &ViewTabs::renewed, this, [this] {
        m_filters->setChanged(m_views->setShown(m_filters->filter()));
        readCounts();
    });
    connect(m_filters, &FilterBar::filterChanged, this, &TasksPage::reload);
    connect(m_filters, &FilterBar::resetRequested, this, &TasksPage::chooseView);
    connect(m_filters, &FilterBar::saveRequested, m_views->keeper(), &ViewKeeper::save);
    connect(
        &context.commands, &CommandRunner::committed, this,
        [this](const CommitNotice &notice) {
            const bool touched =
                notice.bulkObjects.contains(QStringLiteral("task")) ||
                std::any_of(notice.entries.begin(), notice.entries.end(), [](const auto &entry) {
                    return entry.object == QLatin1String("task") || entry.object == QLatin1String("account");
                });
            if (touched)
                m_refresh->start();
        },
        Qt::QueuedConnection);
    connect(m_list, &TaskList::currentTaskChanged, this, &Page::headChanged);
    connect(m_list, &TaskList::figurePressed, m_explainer,
            qOverload<const QString &>(&FigureExplainer::explain));
    m_explainer->setFigures([this] { return figures(); });
    connect(m_add, &QuickAddBar::added, this, &TasksPage::reload);
    connect(m_cut, &CutLine::restWanted, this, [this] {
        ++m_more;
        reload();
    });
    connect(m_empty, &EmptyView::primaryChosen, this, [this] { m_add->setFocus(Qt::OtherFocusReason); });
    addActions();
    m_filters->setFilter(m_views->view().filter);
}

QWidget *TasksPage::buildTools()
{
    const Theme &theme = context().theme;
    auto *tools = new QWidget;
    auto *column = new QVBoxLayout(tools);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *bar = new QFrame;
    bar->setObjectName(QStringLiteral("filterBar"));
    bar->setFixedHeight(FilterHeight);
    auto *filterRow = new QHBoxLayout(bar);
    filterRow->setContentsMargins(theme.space(3), 0, theme.space(3), 0);
    filterRow->setSpacing(theme.space(2));
    m_filter->setFixedWidth(FilterWidth);
    m_filter->setKeyHint(QStringLiteral("/"));
    filterRow->addWidget(m_filter);
    m_filters->setEmbedded();
    filterRow->addWidget(m_filters, 1);
    column->addWidget(bar);
    auto *addRow = new QHBoxLayout;
    addRow->setContentsMargins(theme.space(4), theme.space(2), theme.space(4), 0);
    m_add->setMinimumWidth(AddWidth);
    addRow->addWidget(m_add, 1);
    column->addLayout(addRow);
    return tools;
}

Segments *TasksPage::makeSegments(UiContext &context, int current)
{
    auto *segments = new Segments(context.theme, context.icons);
    segments->addSegment(tr("Agenda"), QStringLiteral("square-check-big"));
    segments->addSegment(tr("Week"), QStringLiteral("calendar"));
    segments->addSegment(tr("List"), QStringLiteral("list"));
    segments->setCurrent(current);
    segments->setAccessibleName(tr("How to show the tasks"));
    return segments;
}

TabBar *TasksPage::tabs() const
{
    return m_views->tabs();
}

ViewBar *TasksPage::viewBar() const
{
    return m_views->bar();
}

void TasksPage::chooseView()
{
    m_filters->setFilter(m_views->view().filter);
    m_placeWhere.clear();
    reload();
    Q_EMIT headChanged();
}

void TasksPage::readCounts()
{
    // What the agenda shows of a view: cancelled ones are in the list alone.
    m_views->readCounts([](const ListView &view) {
        return allOf({view.filter, anyOf({openTasks(), QStringLiteral("status = \"done\"")})});
    });
}

// What the agenda as a whole can do and has no button for.
void TasksPage::showMoreMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char *id : {"export.list", "list.save_view"}) {
        if (QAction *action = context().actions.action(QString::fromLatin1(id)))
            menu->addAction(action);
    }
    menu->popup(at);
}

void TasksPage::openAsList()
{
    m_segments->setCurrent(m_isWeek ? 1 : 0);
    const ListSource source = listSource();
    if (context().navigator)
        context().navigator->openList(source.object, source.where, source.view);
}

ListSource TasksPage::listSource() const
{
    const ListView &view = m_views->view();
    ListSource source;
    source.object = QStringLiteral("task");
    source.where = m_isWeek ? weekCondition()
                            : allOf({condition(), anyOf({openTasks(), QStringLiteral("status = \"done\"")})});
    source.sort = {QStringLiteral("due_at")};
    source.columns = view.columns;
    source.view = m_isWeek ? m_week->title() : view.name.in(context().language);
    return source;
}

void TasksPage::addActions()
{
    const PageActions actions(context(), this, tr("Tasks"), FormSheet::isInHand);
    TaskList::addActions(actions, [this] { return inHand(); });
    addWeekActions(actions);
    m_views->keeper()->addActions(actions);
    // The group of the task in hand.
    actions.add("figure.explain", FigureExplainer::actionText(), "circle-help", QKeySequence(Qt::Key_Equal),
                [this] { explainFigure(); });
    actions.add("task.add_filter", tr("Add a filter"), "funnel", QKeySequence(Qt::Key_F),
                [this] { m_filters->addCondition(); });
    actions.add("task.due", tr("Change when the task is due"), "calendar", QKeySequence(Qt::Key_D),
                [this] { inHand()->snoozeCurrent(); });
    actions.add("task.add", tr("Add a task"), "plus", QKeySequence(Qt::Key_Q),
                [this] { m_add->setFocus(Qt::ShortcutFocusReason); });
    actions.add("task.filter", tr("Filter the tasks"), "search", QKeySequence(Qt::Key_Slash),
                [this] { m_filter->setFocus(Qt::ShortcutFocusReason); });
    actions.add("task.priority_high", tr("High priority"), "chevron-up", QKeySequence(Qt::Key_1),
                [this] { inHand()->setPriority(QStringLiteral("high")); });
    actions.add("task.priority_normal", tr("Normal priority"), "minus", QKeySequence(Qt::Key_2),
                [this] { inHand()->setPriority(QStringLiteral("normal")); });
    actions.add("task.priority_low", tr("Low priority"), "chevron-down", QKeySequence(Qt::Key_3),
                [this] { inHand()->setPriority(QStringLiteral("low")); });
}

void TasksPage::show(const Place &place)
{
    m_placeWhere = place.where;
    if (!m_viewsRead) {
        m_viewsRead = true;
        m_views->read();
    }
    setWeekShown(isWeekKept(context()));
    reload();
}

TaskList *TasksPage::inHand() const
{
    return m_isWeek ? m_week->inHand() : m_list;
}

bool TasksPage::isFiltered() const
{
    return !m_filter->text().trimmed().isEmpty() || !m_placeWhere.isEmpty() ||
           m_filters->filter() != m_views->views().first().filter;
}

QString TasksPage::condition() const
{
    const QString typed = m_filter->text().trimmed();
    return allOf(
        {m_filters->filter(), m_placeWhere,
         typed.isEmpty() ? QString() : QStringLiteral("CONTAINS(subject, %1)").arg(quotedText(typed))});
}

void TasksPage::reload()
{
    m_filters->setChanged(m_views->setShown(m_filters->filter()));
    readCounts();
    const QString given = condition();
    const QString open = allOf({given, openTasks()});
    const QString done = allOf({given, QStringLiteral("status = \"done\"")});
    if (given != m_shownCondition) {
        m_shownCondition = given;
        m_more = 0;
    }
    if (m_isWeek) {
        reloadWeek(given);
        return;
    }
    context().reader.run<Lists>(
        Workspace::Lane::List, QStringLiteral("tasks"), this,
        [open, done, more = m_more](const Reader &reader) -> Result<Lists> {
            Lists lists;
            lists.asOf = reader.context().now;
            DW_ASSIGN(lists.open, readTaskPart(reader, open, OpenShown + more * OpenShown));
            DW_ASSIGN(lists.done,
                      readTaskPart(reader, done, DoneShown + more * OpenShown, {QStringLiteral("-due_at")}));
            if (lists.open.isCut()) {
                DW_ASSIGN(lists.counts, countGroups(reader, open));
            }
            return lists;
        },
        [this, given](const Result<Lists> &lists) {
            if (!lists.ok()) {
                showFailure(lists.error());
            } else if (!m_isWeek) {
                m_failure->hide();
                m_groupedWhere = given;
                take(*lists);
            }
        });
}

void TasksPage::showFailure(const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    m_failure->setText(describe(error));
    m_failure->show();
}

void TasksPage::take(const Lists &lists)
{
    const Format &format = context().format;
    const QDateTime now = localTime(context(), lists.asOf);
    m_groupedAt = lists.asOf;
    m_explainer->setAsOf(lists.asOf);
    QList<TaskGroup> groups{
        {tr("Overdue"), {}, {}, 0, QStringLiteral("overdue")},
        {tr("Today"), {}, {}, 0, QStringLiteral("today")},
        {tr("Tomorrow"), {}, {}, 0, QStringLiteral("tomorrow")},
        {tr("This week"), {}, {}, 0, QStringLiteral("week")},
        {tr("Later"), {}, {}, 0, QStringLiteral("later")},
        {tr("Done"), tr("newest first"), lists.done.tasks, lists.done.all, QStringLiteral("done")}};
    for (const TaskRow &task : lists.open.tasks)
        groups[groupOf(localTime(context(), task.due), now)].tasks.append(task);
    for (int group = 0; group < std::min<int>(Groups, int(lists.counts.size())); ++group)
        groups[group].all = lists.counts[group];
    m_list->setGroups(groups);
    QStringList cut;
    if (lists.open.isCut())
        cut.append(tr("The first %1 of %2 open tasks are shown")
                       .arg(format.integer(lists.open.tasks.size()), format.integer(lists.open.all)));
    if (lists.done.isCut())
        cut.append(tr("The last %1 of %2 done tasks are shown")
                       .arg(format.integer(lists.done.tasks.size()), format.integer(lists.done.all)));
    m_cut->setText(cut.join(QStringLiteral(" · ")));
    const bool nothing = m_list->tasks()->taskCount() == 0;
    m_list->setVisible(!nothing);
    m_empty->setVisible(nothing);
    if (nothing) {
        const bool filtered = isFiltered();
        m_empty->setState(filtered ? EmptyView::Reason::NoMatch : EmptyView::Reason::FirstUse,
                          filtered ? tr("No task fits") : tr("No tasks yet"),
                          filtered ? tr("Another view or other words may show it.")
                                   : tr("Write what comes next, with its day: call Zhang fri 3pm."),
                          filtered ? QString() : QStringLiteral("square-check-big"));
        m_empty->setActions(filtered ? QString() : tr("Add task"), QStringLiteral("plus"));
    }
    tellLoaded();
}

void TasksPage::tellLoaded()
{
    const bool first = !m_loaded;
    m_loaded = true;
    Q_EMIT headChanged();
    if (first)
        Q_EMIT settled();
}

QStringList TasksPage::breadcrumb() const
{
    return {tr("Tasks"), m_views->view().name.in(context().language)};
}

QStringList TasksPage::statusTexts() const
{
    const qint64 count = m_isWeek ? m_weekCount : m_list->tasks()->allCount();
    return {count == 1 ? tr("1 task") : tr("%1 tasks").arg(context().format.integer(count)),
            m_isWeek ? tr("E done, D due, Alt+Left and Alt+Right another day")
                     : tr("E done, S snooze, 1 to 3 priority")};
}

QWidget *TasksPage::focusTarget()
{
    if (m_isWeek)
        return m_week->focusTarget();
    return m_list->isHidden() ? static_cast<QWidget *>(m_add) : m_list;
}

RecordRef TasksPage::currentRecord() const
{
    const TaskRow *task = inHand()->currentTask();
    return task ? RecordRef{QStringLiteral("task"), task->id} : RecordRef{};
}

}  // namespace dw::ui
