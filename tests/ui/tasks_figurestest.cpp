// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/figures_check.h"
#include "tests/ui/pipeline_world.h"
#include "ui/common/lineedit.h"
#include "ui/common/segments.h"
#include "ui/common/tabbar.h"
#include "ui/figures/definitionpopover.h"
#include "ui/figures/figurebutton.h"
#include "ui/figures/figureexplainer.h"
#include "ui/records/filterbar.h"
#include "ui/records/filterpopover.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/saveviewpopover.h"
#include "ui/records/viewbar.h"
#include "ui/tasks/sidelist.h"
#include "ui/tasks/tasklist.h"
#include "ui/tasks/tasklistpage.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/todaypage.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QJsonArray>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

using namespace dw;
using namespace dw::ui;
using dw::test::BoardWorld;

namespace
{

template <typename T>
struct Shown
{
    explicit Shown(BoardWorld &world, const QString &key)
    {
        auto *column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        page = new T(*world.context);
        column->addWidget(page);
        window.resize(1318, 704);
        window.show();
        window.activateWindow();
        page->show(Place{key, {}, {}, {}, {}, {}});
    }
    QWidget window;
    T *page;
};

Id addTask(BoardWorld &world, const QString &subject, const char *due, const char *kind = "todo")
{
    return world.add(QStringLiteral("task"),
                     {{QStringLiteral("subject"), subject},
                      {QStringLiteral("due_at"), QString::fromLatin1(due)},
                      {QStringLiteral("kind"), QString::fromLatin1(kind)},
                      {QStringLiteral("assignee_id"), BoardWorld::owner().toString()}});
}

// Overdue, due today and tomorrow, a visit; deals of several stages, one cold.
void fill(BoardWorld &world)
{
    const Instant now = world.clock.now();
    world.clock.set(*Instant::fromIso(u"2026-10-20T07:40:00+08:00", QTimeZone::utc()));
    addTask(world, QStringLiteral("late"), "2026-10-21T10:00:00+08:00");
    addTask(world, QStringLiteral("later"), "2026-10-22T10:00:00+08:00");
    world.deal(QStringLiteral("Cold"), QStringLiteral("needs"), 7000);
    world.clock.set(now);
    addTask(world, QStringLiteral("visit"), "2026-11-19T09:30:00+08:00", "visit");
    addTask(world, QStringLiteral("call"), "2026-11-19T10:30:00+08:00", "call");
    addTask(world, QStringLiteral("tomorrow"), "2026-11-20T10:00:00+08:00");
    addTask(world, QStringLiteral("far"), "2026-12-20T10:00:00+08:00");
    world.deal(QStringLiteral("Warm"), QStringLiteral("first_contact"), 3000);
}

QStringList subjects(BoardWorld &world, const QString &where)
{
    QStringList found{QStringLiteral("not read")};
    QObject receiver;
    world.reader->run<QStringList>(
        Workspace::Lane::Detail, QStringLiteral("subjects"), &receiver,
        [where](const Reader &reader) -> Result<QStringList> {
            DW_ASSIGN(const QList<TaskRow> tasks, readTasks(reader, where, 100));
            QStringList names;
            for (const TaskRow &task : tasks)
                names.append(task.subject);
            return names;
        },
        [&found](const Result<QStringList> &answer) {
            found = answer.ok() ? *answer : QStringList(answer.error().key);
        });
    [&] { QTRY_VERIFY(found != QStringList(QStringLiteral("not read"))); }();
    return found;
}

}  // namespace

class TaskFiguresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFigureOfTodayIsWhatItsDefinitionGives()
    {
        BoardWorld world;
        fill(world);
        Shown<TodayPage> shown(world, QStringLiteral("today"));
        QTRY_VERIFY(shown.page->isSettled());
        const QList<ShownFigure> figures = shown.page->figures();
        const auto value = [&](const char *key) {
            for (const ShownFigure &one : figures) {
                if (one.key == QLatin1String(key))
                    return one.value;
            }
            return QStringLiteral("absent");
        };
        QCOMPARE(value("overdue"), QStringLiteral("2"));
        QCOMPARE(value("today"), QStringLiteral("2"));
        QCOMPARE(value("visits"), QStringLiteral("1"));
        QCOMPARE(value("tomorrow"), QStringLiteral("1"));
        QCOMPARE(value("pipeline"), QStringLiteral("10,000"));
        QCOMPARE(value("risks"), QStringLiteral("1"));
        QCOMPARE(shown.page->risks()->lines().size(), 1);
        QStringList wrong{QStringLiteral("not read")};
        QObject receiver;
        world.reader->run<QStringList>(
            Workspace::Lane::Detail, QStringLiteral("check"), &receiver,
            [&world, figures](const Reader &reader) {
                return dw::test::differences(figures, reader, [&world](const Money &money) {
                    return world.format.money(money.minor, money.currency.minorDigits());
                });
            },
            [&wrong](const Result<QStringList> &answer) {
                wrong = answer.ok() ? *answer : QStringList(answer.error().key);
            });
        QTRY_COMPARE(wrong, QStringList());
    }

    void figuresOfTodayOpenTheirDefinitions()
    {
        BoardWorld world;
        fill(world);
        Shown<TodayPage> shown(world, QStringLiteral("today"));
        QTRY_VERIFY(shown.page->isSettled());
        const auto popover = [&] { return shown.page->explainer()->popover(); };
        FigureButton *late = nullptr;
        for (FigureButton *one : shown.page->findChildren<FigureButton *>()) {
            if (one->text() == QLatin1String("2 overdue"))
                late = one;
        }
        QVERIFY(late);
        QTest::mouseClick(late, Qt::LeftButton);
        QVERIFY(popover() && popover()->isVisible());
        for (const char *part : {"Overdue tasks", "count()", "due_at < NOW()", "Unit: number of records",
                                 "my tasks", "as of 07:40"})
            QVERIFY2(popover()->text().contains(QString::fromLatin1(part)), qPrintable(popover()->text()));
        popover()->dealsButton()->click();
        QVERIFY(world.navigator.lists.last().startsWith(QLatin1String("task: ")));
        QCOMPARE(subjects(world, world.navigator.lists.last().mid(6)),
                 QStringList({QStringLiteral("late"), QStringLiteral("later")}));
        // The count in the head of a group.
        const QRect head = shown.page->tasks()->visualRect(shown.page->tasks()->tasks()->index(0));
        QTest::mouseClick(shown.page->tasks()->viewport(), Qt::LeftButton, {}, head.center());
        QVERIFY(popover()->isVisible());
        popover()->closePopover();
        // A stage of my pipeline, by the key of the page: the line in hand.
        SideList *pipeline = shown.page->pipeline();
        pipeline->setFocus();
        QTRY_VERIFY(pipeline->hasFocus());
        QTest::keyClick(pipeline, Qt::Key_Down);
        QTest::keyClick(pipeline, Qt::Key_Equal);
        QTRY_VERIFY(popover()->isVisible());
        QVERIFY2(popover()->text().contains(QLatin1String("Needs")), qPrintable(popover()->text()));
        QVERIFY(popover()->text().contains(QLatin1String("7,000")));
        popover()->closePopover();
        // And by the menu of a line.
        QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(), QPoint(), Qt::NoModifier);
        QCoreApplication::sendEvent(pipeline, &asked);
        QTRY_VERIFY(pipeline->findChild<QMenu *>());
        pipeline->findChild<QMenu *>()->actions().first()->trigger();
        QVERIFY(popover()->isVisible());
    }

    void everyGroupOfTheAgendaIsWhatItsDefinitionGives()
    {
        BoardWorld world;
        fill(world);
        addTask(world, QStringLiteral("saturday"), "2026-11-21T10:00:00+08:00");
        world.run(
            QStringLiteral("task.complete"),
            {{QStringLiteral("ids"),
              QJsonArray{addTask(world, QStringLiteral("made"), "2026-11-19T11:00:00+08:00").toString()}}});
        Shown<TasksPage> shown(world, QStringLiteral("tasks"));
        QTRY_VERIFY(shown.page->isSettled());
        const QList<ShownFigure> figures = shown.page->figures();
        QStringList told;
        for (const ShownFigure &one : figures)
            told.append(one.key + QLatin1Char(' ') + one.value);
        QCOMPARE(told, QStringList({QStringLiteral("overdue 2"), QStringLiteral("today 2"),
                                    QStringLiteral("tomorrow 1"), QStringLiteral("week 1"),
                                    QStringLiteral("later 1"), QStringLiteral("done 1")}));
        QStringList wrong{QStringLiteral("not read")};
        QObject receiver;
        world.reader->run<QStringList>(
            Workspace::Lane::Detail, QStringLiteral("check"), &receiver,
            [figures](const Reader &reader) {
                return dw::test::differences(figures, reader, [](const Money &) { return QString(); });
            },
            [&wrong](const Result<QStringList> &answer) {
                wrong = answer.ok() ? *answer : QStringList(answer.error().key);
            });
        QTRY_COMPARE(wrong, QStringList());

        // A press on a head, and the key for the group of the task in hand.
        TaskList *list = shown.page->tasks();
        const auto popover = [&] { return shown.page->explainer()->popover(); };
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->tasks()->index(0)).center());
        QVERIFY(popover() && popover()->isVisible());
        for (const char *part : {"Overdue tasks", "due_at < NOW()", "as of 07:40"})
            QVERIFY2(popover()->text().contains(QString::fromLatin1(part)), qPrintable(popover()->text()));
        popover()->dealsButton()->click();
        QCOMPARE(subjects(world, world.navigator.lists.last().mid(6)),
                 QStringList({QStringLiteral("late"), QStringLiteral("later")}));
        list->setFocus();
        list->setCurrentIndex(list->tasks()->index(list->tasks()->rowCount() - 1));
        QTest::keyClick(list, Qt::Key_Equal);
        QTRY_VERIFY(popover()->isVisible());
        QVERIFY2(popover()->text().contains(QLatin1String("Tasks that are done")),
                 qPrintable(popover()->text()));
    }

    // What an export takes is what Today shows; of a side list, where it has the focus.
    void todayGivesOutWhatItShows()
    {
        BoardWorld world;
        fill(world);
        Shown<TodayPage> shown(world, QStringLiteral("today"));
        QTRY_VERIFY(shown.page->isSettled());
        const ListSource tasks = shown.page->listSource();
        QCOMPARE(tasks.object, QStringLiteral("task"));
        QCOMPARE(subjects(world, tasks.where),
                 QStringList({QStringLiteral("late"), QStringLiteral("later"), QStringLiteral("visit"),
                              QStringLiteral("call"), QStringLiteral("tomorrow")}));
        shown.page->risks()->setFocus();
        QTRY_VERIFY(shown.page->risks()->hasFocus());
        QCOMPARE(shown.page->listSource().object, QStringLiteral("opportunity"));
        QVERIFY(shown.page->listSource().where.contains(QLatin1String("dwell_state")));
    }

    void theAgendaIsFilteredAndSavedAsAView()
    {
        BoardWorld world;
        fill(world);
        Shown<TasksPage> shown(world, QStringLiteral("tasks"));
        QTRY_VERIFY(shown.page->isSettled());
        const TaskModel *model = shown.page->tasks()->tasks();
        QCOMPARE(model->taskCount(), 6);
        QTRY_COMPARE(shown.page->tabs()->tabCount(0), QStringLiteral("6"));
        QTRY_COMPARE(shown.page->tabs()->tabCount(1), QStringLiteral("1"));  // calls
        shown.page->tabs()->setCurrentIndex(2);
        QTRY_COMPARE(model->taskCount(), 1);
        QCOMPARE(shown.page->breadcrumb().last(), QStringLiteral("Visits"));
        shown.page->tabs()->setCurrentIndex(0);
        QTRY_COMPARE(model->taskCount(), 6);

        shown.page->tasks()->setFocus();
        QTRY_VERIFY(shown.page->tasks()->hasFocus());
        QTest::keyClick(shown.page->tasks(), Qt::Key_F);
        QTRY_VERIFY(shown.page->filterBar()->builder()->isVisible());
        shown.page->filterBar()->builder()->editText(QStringLiteral("CONTAINS(subject, \"late\")"));
        shown.page->filterBar()->builder()->applyButton()->click();
        QTRY_COMPARE(model->taskCount(), 2);
        // The list and the export take what the agenda shows.
        QCOMPARE(subjects(world, shown.page->listSource().where),
                 QStringList({QStringLiteral("late"), QStringLiteral("later")}));
        shown.page->segments()->button(2)->click();
        QCOMPARE(world.navigator.lists.last(), QStringLiteral("task: ") + shown.page->listSource().where);

        Q_EMIT shown.page->filterBar()->saveRequested();
        auto *popover = shown.window.findChild<SaveViewPopover *>();
        QVERIFY(popover);
        popover->name()->setText(QStringLiteral("Lates"));
        QTest::keyClick(popover->name(), Qt::Key_Return);
        QTRY_COMPARE(shown.page->tabs()->tabText(shown.page->tabs()->currentIndex()),
                     QStringLiteral("Lates"));
        shown.page->tabs()->setCurrentIndex(0);
        QTRY_COMPARE(model->taskCount(), 6);
    }

    // The same tasks as a list: with columns, groups and the views of the agenda.
    void theListHasViewsAndColumns()
    {
        BoardWorld world;
        fill(world);
        Shown<TaskListPage> shown(world, QStringLiteral("tasklist"));
        QTRY_VERIFY(shown.page->isSettled());
        QCOMPARE(shown.page->model()->recordCount(), 6);
        QCOMPARE(shown.page->views().first().key, QStringLiteral("mine"));
        QCOMPARE(shown.page->views().size(), 5);
        QVERIFY(shown.page->viewBar()->columnsButton()->isVisible());
        QVERIFY(shown.page->listSource().columns.contains(QStringLiteral("due_at")));
        // A figure's rows: the list has as many as the figure counts.
        Place place;
        place.page = QStringLiteral("tasklist");
        place.where = QStringLiteral("due_at < NOW()");
        place.title = QStringLiteral("Overdue tasks");
        shown.page->show(place);
        QTRY_COMPARE(shown.page->model()->recordCount(), 2);
        shown.page->segments()->button(0)->click();
        QCOMPARE(world.navigator.places.last().page, QStringLiteral("tasks"));
    }
};

DW_TEST(TaskFiguresTest)

#include "tasks_figurestest.moc"
