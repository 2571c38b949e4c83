// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskspage.h"

#include "core/base/wording.h"
#include "core/expression/syntaxnode.h"
#include "ui/common/banner.h"
#include "ui/common/emptyview.h"
#include "ui/common/searchfield.h"
#include "ui/common/seenrefresh.h"
#include "ui/common/tabbar.h"
#include "ui/pipeline/localtime.h"
#include "ui/shell/pageactions.h"
#include "ui/tasks/cutline.h"
#include "ui/tasks/quickaddbar.h"
#include "ui/tasks/tasklist.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLineEdit>
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
    const BusinessZone &zone = reader.context().settings.zone;
    const Instant now = reader.context().now;
    const Date day = zone.dateOf(now);
    const int toMonday = 8 - day.toQDate().dayOfWeek();
    // Where the groups begin and end; a week that ends tomorrow has no rest.
    const QList<Instant> ends{now, zone.startOf(Date{day.days + 1}), zone.startOf(Date{day.days + 2}),
                              zone.startOf(Date{day.days + std::max(2, toMonday)})};
    QList<qint64> counts;
    qint64 before = 0;
    for (const Instant &end : ends) {
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

TasksPage::TasksPage(UiContext &context, QWidget *parent)
    : Page(context, parent)
    , m_tabs(new TabBar(context.theme))
    , m_add(new QuickAddBar(context))
    , m_filter(new SearchField(context.theme, context.icons, tr("Filter tasks")))
    , m_failure(new Banner(context.theme, context.icons, Tone::Danger, {}))
    , m_list(new TaskList(context))
    , m_cut(new CutLine(context.theme, tr("Show more")))
    , m_empty(new EmptyView(context.theme, context.icons))
    , m_refresh(new SeenRefresh(this, RefreshDelayMs, [this] { reload(); }))
{
    const Theme &theme = context.theme;
    setAccessibleName(tr("Tasks"));
    auto *viewBar = new QFrame;
    viewBar->setObjectName(QStringLiteral("viewBar"));
    viewBar->setFixedHeight(theme.size(Theme::Size::Viewbar));
    auto *tabRow = new QHBoxLayout(viewBar);
    tabRow->setContentsMargins(theme.space(2), 0, theme.space(4), 0);
    for (const QString &name :
         {tr("My tasks"), tr("Calls"), tr("Visits"), tr("High priority"), tr("Everyone")})
        m_tabs->addTab(name);
    m_tabs->setAccessibleName(tr("Views"));
    tabRow->addWidget(m_tabs);
    tabRow->addStretch(1);

    auto *tools = new QWidget;
    auto *toolRow = new QHBoxLayout(tools);
    toolRow->setContentsMargins(theme.space(4), theme.space(2), theme.space(4), 0);
    toolRow->setSpacing(theme.space(2));
    m_add->setMinimumWidth(AddWidth);
    toolRow->addWidget(m_add, 1);
    m_filter->setFixedWidth(FilterWidth);
    m_filter->setKeyHint(QStringLiteral("/"));
    toolRow->addWidget(m_filter, 0, Qt::AlignTop);

    auto *plane = new QFrame;
    plane->setProperty("plane", QStringLiteral("surface"));
    auto *listColumn = new QVBoxLayout(plane);
    listColumn->setContentsMargins(0, 0, 0, 0);
    listColumn->addWidget(m_list);
    listColumn->addWidget(m_empty);
    listColumn->addWidget(m_cut);
    m_empty->hide();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(viewBar);
    column->addWidget(tools);
    column->addWidget(m_failure);
    column->addWidget(plane, 1);
    m_failure->hide();
    QPushButton *again = m_failure->addAction(tr("Read again"));
    connect(again, &QPushButton::clicked, this, &TasksPage::reload);

    connect(m_filter, &QLineEdit::textChanged, m_refresh, &SeenRefresh::start);
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        reload();
        Q_EMIT headChanged();
    });
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
    connect(m_add, &QuickAddBar::added, this, &TasksPage::reload);
    connect(m_cut, &CutLine::restWanted, this, [this] {
        ++m_more;
        reload();
    });
    connect(m_empty, &EmptyView::primaryChosen, this, [this] { m_add->setFocus(Qt::OtherFocusReason); });
    addActions();
}

void TasksPage::addActions()
{
    const PageActions actions(context(), this, tr("Tasks"));
    m_list->addActions(actions);
    actions.add("task.due", tr("Change when the task is due"), "calendar", QKeySequence(Qt::Key_D),
                [this] { m_list->snoozeCurrent(); });
    actions.add("task.add", tr("Add a task"), "plus", QKeySequence(Qt::Key_Q),
                [this] { m_add->setFocus(Qt::ShortcutFocusReason); });
    actions.add("task.filter", tr("Filter the tasks"), "search", QKeySequence(Qt::Key_Slash),
                [this] { m_filter->setFocus(Qt::ShortcutFocusReason); });
    actions.add("task.priority_high", tr("High priority"), "chevron-up", QKeySequence(Qt::Key_1),
                [this] { m_list->setPriority(QStringLiteral("high")); });
    actions.add("task.priority_normal", tr("Normal priority"), "minus", QKeySequence(Qt::Key_2),
                [this] { m_list->setPriority(QStringLiteral("normal")); });
    actions.add("task.priority_low", tr("Low priority"), "chevron-down", QKeySequence(Qt::Key_3),
                [this] { m_list->setPriority(QStringLiteral("low")); });
}

void TasksPage::show(const Place &place)
{
    m_placeWhere = place.where;
    reload();
}

QString TasksPage::condition() const
{
    QStringList parts;
    const auto view = View(std::max(0, m_tabs->currentIndex()));
    if (view != View::Everyone)
        parts.append(QStringLiteral("assignee_id = CURRENTUSER()"));
    if (view == View::Calls)
        parts.append(QStringLiteral("kind = \"call\""));
    if (view == View::Visits)
        parts.append(QStringLiteral("kind = \"visit\""));
    if (view == View::High)
        parts.append(QStringLiteral("priority = \"high\""));
    if (!m_placeWhere.isEmpty())
        parts.append(m_placeWhere);
    if (const QString typed = m_filter->text().trimmed(); !typed.isEmpty())
        parts.append(QStringLiteral("CONTAINS(subject, %1)").arg(quotedText(typed)));
    return parts.join(QStringLiteral(", "));
}

void TasksPage::reload()
{
    const QString given = condition();
    const QString prefix = given.isEmpty() ? QStringLiteral("AND(") : QStringLiteral("AND(%1, ").arg(given);
    const QString open = prefix + openTasks() + QLatin1Char(')');
    const QString done = prefix + QStringLiteral("status = \"done\")");
    if (given != m_shownCondition) {
        m_shownCondition = given;
        m_more = 0;
    }
    context().reader.run<Lists>(
        Workspace::Lane::List, QStringLiteral("tasks"), this,
        [open, done, more = m_more](const Reader &reader) -> Result<Lists> {
            Lists lists;
            DW_ASSIGN(lists.open, readTaskPart(reader, open, OpenShown + more * OpenShown));
            DW_ASSIGN(lists.done,
                      readTaskPart(reader, done, DoneShown + more * OpenShown, {QStringLiteral("-due_at")}));
            if (lists.open.isCut()) {
                DW_ASSIGN(lists.counts, countGroups(reader, open));
            }
            return lists;
        },
        [this](const Result<Lists> &lists) {
            if (lists.ok()) {
                m_failure->hide();
                take(*lists);
            } else if (lists.error().code != ErrorCode::Cancelled) {
                m_failure->setText(describe(lists.error()));
                m_failure->show();
            }
        });
}

void TasksPage::take(const Lists &lists)
{
    const Format &format = context().format;
    const QDateTime now = localTime(context(), context().clock.now());
    QList<TaskGroup> groups{
        {tr("Overdue"), {}, {}},  {tr("Today"), {}, {}},
        {tr("Tomorrow"), {}, {}}, {tr("This week"), {}, {}},
        {tr("Later"), {}, {}},    {tr("Done"), tr("newest first"), lists.done.tasks, lists.done.all}};
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
        const bool filtered = !m_filter->text().trimmed().isEmpty() || m_tabs->currentIndex() > 0;
        m_empty->setState(filtered ? EmptyView::Reason::NoMatch : EmptyView::Reason::FirstUse,
                          filtered ? tr("No task fits") : tr("No tasks yet"),
                          filtered ? tr("Another view or other words may show it.")
                                   : tr("Write what comes next, with its day: call Zhang fri 3pm."),
                          filtered ? QString() : QStringLiteral("square-check-big"));
        m_empty->setActions(filtered ? QString() : tr("Add task"), QStringLiteral("plus"));
    }
    const bool first = !m_loaded;
    m_loaded = true;
    Q_EMIT headChanged();
    if (first)
        Q_EMIT settled();
}

QStringList TasksPage::breadcrumb() const
{
    return {tr("Tasks"), m_tabs->tabText(std::max(0, m_tabs->currentIndex()))};
}

QStringList TasksPage::statusTexts() const
{
    const qint64 count = m_list->tasks()->allCount();
    return {count == 1 ? tr("1 task") : tr("%1 tasks").arg(context().format.integer(count)),
            tr("E done, S snooze, 1 to 3 priority")};
}

QWidget *TasksPage::focusTarget()
{
    return m_list->isHidden() ? static_cast<QWidget *>(m_add) : m_list;
}

RecordRef TasksPage::currentRecord() const
{
    const TaskRow *task = m_list->currentTask();
    return task ? RecordRef{QStringLiteral("task"), task->id} : RecordRef{};
}

}  // namespace dw::ui
