// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/pipeline_world.h"
#include "ui/common/emptyview.h"
#include "ui/common/iconbutton.h"
#include "ui/common/segments.h"
#include "ui/tasks/cutline.h"
#include "ui/tasks/quickaddbar.h"
#include "ui/tasks/snoozepopover.h"
#include "ui/tasks/tasklistpage.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/weekcolumn.h"
#include "ui/tasks/weeklist.h"
#include "ui/tasks/weekview.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QShortcut>
#include <QTest>
#include <QVBoxLayout>

using namespace dw;
using namespace dw::ui;
using dw::test::BoardWorld;

namespace
{

// The page as the window has it, on Thursday 19 November 2026, 07:40.
struct Week
{
    explicit Week(BoardWorld &of) : world(of)
    {
        auto *column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        page = new TasksPage(*world.context);
        column->addWidget(page);
        window.resize(1318, 704);
        window.show();
        window.activateWindow();
        page->show(Place{QStringLiteral("tasks"), {}, {}, {}, {}, {}});
    }
    bool open()
    {
        if (!QTest::qWaitFor([&] { return page->isSettled(); }))
            return false;
        page->segments()->button(1)->click();
        view = page->week();
        return true;
    }
    // "Overdue: a | 16: b c | 19:"; days without tasks are left out.
    QString outline() const
    {
        QStringList days;
        for (const WeekColumn *column : view->columns()) {
            QStringList tasks;
            TaskModel *model = column->list()->tasks();
            for (int row = 0; row < model->rowCount(); ++row)
                tasks.append(model->task(row).subject);
            if (!tasks.isEmpty())
                days.append(
                    (column->day().isValid() ? QString::number(column->day().day()) : column->title()) +
                    QStringLiteral(": ") + tasks.join(u' '));
        }
        return days.join(QStringLiteral(" | "));
    }
    WeekColumn *day(int number) const { return view->columnOf(QDate(2026, 11, number)); }
    void press(Qt::Key key, Qt::KeyboardModifiers with = {})
    {
        QTest::keyClick(QApplication::focusWidget(), key, with);
    }

    BoardWorld &world;
    QWidget window;
    TasksPage *page = nullptr;
    WeekView *view = nullptr;
};

Id taskDue(BoardWorld &world, const QString &subject, const char *due)
{
    return world.add(QStringLiteral("task"),
                     {{QStringLiteral("subject"), subject},
                      {QStringLiteral("due_at"), QString::fromLatin1(due)},
                      {QStringLiteral("assignee_id"), BoardWorld::owner().toString()}});
}

QString dueOf(BoardWorld &world, const Id &task)
{
    return world.value(QStringLiteral("task"), task, QStringLiteral("due_at"))
        .instant()
        .toQDateTime(QTimeZone("Asia/Shanghai"))
        .toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

bool drop(WeekColumn *on, const Id &task)
{
    QMimeData data;
    data.setData(WeekList::mimeType(), task.toByteArray());
    QDragEnterEvent enter(QPoint(20, 80), Qt::MoveAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(on, &enter);
    QDropEvent dropped(QPointF(20, 80), Qt::MoveAction, &data, Qt::LeftButton, {});
    if (enter.isAccepted())
        QApplication::sendEvent(on, &dropped);
    return enter.isAccepted() && dropped.isAccepted();
}

}  // namespace

class TaskWeekTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachTaskStandsOnItsDay()
    {
        BoardWorld world;
        world.clock.set(*Instant::fromIso(u"2026-11-10T07:40:00+08:00", QTimeZone::utc()));
        taskDue(world, QStringLiteral("late"), "2026-11-13T10:00:00+08:00");
        taskDue(world, QStringLiteral("monday"), "2026-11-16T10:00:00+08:00");
        world.clock.set(*Instant::fromIso(u"2026-11-19T07:40:00+08:00", QTimeZone::utc()));
        taskDue(world, QStringLiteral("visit"), "2026-11-19T09:30:00+08:00");
        taskDue(world, QStringLiteral("midnight"), "2026-11-20T00:00:00+08:00");
        taskDue(world, QStringLiteral("sunday"), "2026-11-22T23:59:00+08:00");
        taskDue(world, QStringLiteral("next"), "2026-11-23T00:00:00+08:00");
        Week week(world);
        QVERIFY(week.open());
        QTRY_COMPARE(week.outline(),
                     QStringLiteral("Overdue: late | 16: monday | 19: visit | 20: midnight | 22: sunday"));
        QVERIFY(week.view->columns().first()->isVisible());
        QVERIFY(week.day(19)->isToday() && !week.day(20)->isToday());
        QCOMPARE(week.day(19)->list()->accessibleName(),
                 QStringLiteral("Today, Thursday 19 November 2026, 1 task"));
        QCOMPARE(week.day(18)->list()->accessibleName(),
                 QStringLiteral("Wednesday 18 November 2026, 0 tasks"));
        QCOMPARE(week.view->title(), QStringLiteral("16\u00a0Nov to 22\u00a0Nov"));
        QCOMPARE(week.page->statusTexts().first(), QStringLiteral("5 tasks"));
        for (const WeekColumn *column : week.view->columns())
            const QAbstractItemModelTester tester(column->list()->tasks(),
                                                  QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(week.day(16)->list()->tasks()->index(0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("monday, overdue, 3\u00a0d late"));

        // What is overdue is so in every week to come, each task once; of the past only what was before it.
        QVERIFY(!week.view->thisWeekButton()->isEnabled());
        week.view->afterButton()->click();
        QTRY_COMPARE(week.outline(), QStringLiteral("Overdue: late monday | 23: next"));
        QCOMPARE(week.view->title(), QStringLiteral("23\u00a0Nov to 29\u00a0Nov"));
        week.view->thisWeekButton()->click();
        week.view->beforeButton()->click();
        QTRY_COMPARE(week.outline(), QStringLiteral("13: late"));
        QVERIFY(!week.view->columns().first()->isVisible());
        week.view->thisWeekButton()->click();
        QTRY_VERIFY(week.outline().contains(QStringLiteral("19: visit")));
    }

    void theKeyboardWalksWorksAndMoves()
    {
        BoardWorld world;
        const Id first = taskDue(world, QStringLiteral("first"), "2026-11-19T09:00:00+08:00");
        const Id second = taskDue(world, QStringLiteral("second"), "2026-11-19T10:00:00+08:00");
        taskDue(world, QStringLiteral("friday"), "2026-11-20T10:00:00+08:00");
        Week week(world);
        // The window's own way back: a task in hand goes first, an empty day does not.
        int back = 0;
        const QShortcut shortcut(QKeySequence(Qt::ALT | Qt::Key_Left), &week.window, [&] { ++back; });
        QVERIFY(week.open());
        QTRY_COMPARE(week.outline(), QStringLiteral("19: first second | 20: friday"));
        week.page->focusTarget()->setFocus();
        QTRY_VERIFY(week.day(19)->list()->hasFocus());
        QCOMPARE(week.page->currentRecord().id, first);
        week.press(Qt::Key_Down);
        QCOMPARE(week.page->currentRecord().id, second);
        week.press(Qt::Key_Right);
        QVERIFY(week.day(20)->list()->hasFocus());
        QVERIFY(!week.day(19)->list()->currentTask());
        week.press(Qt::Key_Right);
        QVERIFY(week.day(21)->list()->hasFocus());
        QVERIFY(week.page->currentRecord().id.isNull());
        week.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(back, 1);
        week.press(Qt::Key_Left);
        week.press(Qt::Key_Left);
        QCOMPARE(week.page->currentRecord().id, first);

        week.press(Qt::Key_Right, Qt::AltModifier);
        QTRY_COMPARE(week.outline(), QStringLiteral("19: second | 20: first friday"));
        QCOMPARE(dueOf(world, first), QStringLiteral("2026-11-20 09:00"));
        QTRY_VERIFY(week.day(20)->list()->hasFocus());
        QCOMPARE(week.page->currentRecord().id, first);
        QCOMPARE(world.notices.dones.last().text, QStringLiteral("Moved to Friday 20 November 2026: first"));
        world.run(QStringLiteral("change.undo"),
                  {{QStringLiteral("transaction"), world.notices.dones.last().transaction.toString()}});
        QTRY_COMPARE(week.outline(), QStringLiteral("19: first second | 20: friday"));
        QCOMPARE(dueOf(world, first), QStringLiteral("2026-11-19 09:00"));
        QCOMPARE(week.page->currentRecord().id, first);
        // The same by the page's own actions, as the pipeline has them.
        week.press(Qt::Key_Right, Qt::ControlModifier);
        QTRY_COMPARE(week.outline(), QStringLiteral("19: second | 20: first friday"));
        // What is over cannot be chosen; the task stays and the reason is said.
        week.press(Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(week.outline(), QStringLiteral("19: first second | 20: friday"));
        week.press(Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(world.notices.failures.size(), 1);
        QVERIFY(world.notices.failures.first().contains(QStringLiteral("The new date lies in the past")));
        QCOMPARE(back, 1);

        week.press(Qt::Key_D);
        QVERIFY(week.window.findChild<SnoozePopover *>());
        QTest::keyClick(week.window.findChild<SnoozePopover *>(), Qt::Key_Escape);
        QTRY_VERIFY(week.day(19)->list()->hasFocus());
        week.press(Qt::Key_Space);
        QTRY_COMPARE(world.value(QStringLiteral("task"), first, QStringLiteral("status")).text(),
                     QStringLiteral("done"));
        QTRY_COMPARE(week.outline(), QStringLiteral("19: second first | 20: friday"));
        week.press(Qt::Key_Return);
        QCOMPARE(world.navigator.records.size(), 1);
        // A done task is not moved: the key is the window's again.
        week.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(back, 2);
    }

    void aTaskIsDraggedToAnotherDay()
    {
        BoardWorld world;
        const Id task = taskDue(world, QStringLiteral("call"), "2026-11-20T09:00:00+08:00");
        Week week(world);
        QVERIFY(week.open());
        QTRY_COMPARE(week.outline(), QStringLiteral("20: call"));
        QVERIFY(week.day(20)->list()->dragEnabled());
        QVERIFY(week.day(20)->list()->tasks()->index(0).flags() & Qt::ItemIsDragEnabled);
        QVERIFY(drop(week.day(22), task));
        QTRY_COMPARE(week.outline(), QStringLiteral("22: call"));
        QCOMPARE(dueOf(world, task), QStringLiteral("2026-11-22 09:00"));
        QVERIFY(!drop(week.view->columns().first(), task));
        // Its time of today is over: it is due at any time of what is left.
        world.clock.advanceMs(3 * 3'600'000);
        QVERIFY(drop(week.day(19), task));
        QTRY_COMPARE(week.outline(), QStringLiteral("19: call"));
        QCOMPARE(dueOf(world, task), QStringLiteral("2026-11-19 23:59"));
    }

    // Who goes on to another task before the moved one has arrived stays there.
    void theCursorStaysWithWhatIsChosenSince()
    {
        BoardWorld world;
        taskDue(world, QStringLiteral("first"), "2026-11-19T09:00:00+08:00");
        const Id second = taskDue(world, QStringLiteral("second"), "2026-11-19T10:00:00+08:00");
        Week week(world);
        QVERIFY(week.open());
        QTRY_COMPARE(week.outline(), QStringLiteral("19: first second"));
        week.page->focusTarget()->setFocus();
        week.press(Qt::Key_Right, Qt::AltModifier);
        week.press(Qt::Key_Down);
        QCOMPARE(week.page->currentRecord().id, second);
        QTRY_COMPARE(week.outline(), QStringLiteral("19: second | 20: first"));
        QCOMPARE(week.page->currentRecord().id, second);
    }

    void theFirstClickOnACardOnlyChoosesIt()
    {
        BoardWorld world;
        taskDue(world, QStringLiteral("call"), "2026-11-19T09:00:00+08:00");
        const Id friday = taskDue(world, QStringLiteral("friday"), "2026-11-20T10:00:00+08:00");
        Week week(world);
        QVERIFY(week.open());
        QTRY_COMPARE(week.outline(), QStringLiteral("19: call | 20: friday"));
        week.page->focusTarget()->setFocus();
        WeekList *list = week.day(20)->list();
        const QPoint at =
            qobject_cast<TaskDelegate *>(list->itemDelegate())
                ->partRect(list->visualRect(list->tasks()->index(0)), TaskDelegate::Part::Snooze)
                .center();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, at);
        QVERIFY(list->hasFocus());
        QCOMPARE(week.page->currentRecord().id, friday);
        QVERIFY(!week.window.findChild<SnoozePopover *>());
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, at);
        QVERIFY(week.window.findChild<SnoozePopover *>());
    }

    // Two days late, within its own week: the day after it is over as well.
    void whatIsOverdueIsMovedOnToToday()
    {
        BoardWorld world;
        world.clock.set(*Instant::fromIso(u"2026-11-16T07:40:00+08:00", QTimeZone::utc()));
        const Id late = taskDue(world, QStringLiteral("late"), "2026-11-17T10:00:00+08:00");
        world.clock.set(*Instant::fromIso(u"2026-11-19T07:40:00+08:00", QTimeZone::utc()));
        Week week(world);
        QVERIFY(week.open());
        QTRY_COMPARE(week.outline(), QStringLiteral("17: late"));
        week.page->focusTarget()->setFocus();
        week.press(Qt::Key_Left);
        week.press(Qt::Key_Left);
        QCOMPARE(week.page->currentRecord().id, late);
        week.press(Qt::Key_Right, Qt::AltModifier);
        QTRY_COMPARE(week.outline(), QStringLiteral("19: late"));
        QCOMPARE(dueOf(world, late), QStringLiteral("2026-11-19 10:00"));
        QVERIFY(world.notices.failures.isEmpty());
    }

    void theFocusGoesThroughAnEmptyWeek()
    {
        BoardWorld world;
        taskDue(world, QStringLiteral("call"), "2026-11-19T09:00:00+08:00");
        Week week(world);
        QVERIFY(week.open());
        QTRY_COMPARE(week.outline(), QStringLiteral("19: call"));
        week.page->focusTarget()->setFocus();
        week.press(Qt::Key_PageDown, Qt::ControlModifier);
        QTRY_VERIFY(week.view->emptyView()->isVisible());
        QVERIFY(week.view->emptyView()->primaryButton()->hasFocus());
        week.press(Qt::Key_T);
        QTRY_VERIFY(!week.view->emptyView()->isVisible());
        QVERIFY(week.view->inHand()->hasFocus());
    }

    // Its title would stand over the days of another one.
    void aWeekThatCannotBeReadIsNotTheChosenOne()
    {
        BoardWorld world;
        WeekView view(*world.context);
        TaskWeek shown;
        shown.monday = QDate(2026, 11, 16);
        view.setWeek(shown);
        view.chooseWeek(QDate(2026, 11, 23));
        view.stay();
        QCOMPARE(view.monday(), QDate(2026, 11, 16));
        QCOMPARE(view.title(), QStringLiteral("16\u00a0Nov to 22\u00a0Nov"));
        QVERIFY(!view.thisWeekButton()->isEnabled());
    }

    void overTheEndOfTheWeekItIsFollowed()
    {
        BoardWorld world;
        const Id task = taskDue(world, QStringLiteral("call"), "2026-11-22T09:00:00+08:00");
        Week week(world);
        QVERIFY(week.open());
        QTRY_COMPARE(week.outline(), QStringLiteral("22: call"));
        week.page->focusTarget()->setFocus();
        for (int i = 0; i < 3; ++i)
            week.press(Qt::Key_Right);
        QCOMPARE(week.page->currentRecord().id, task);
        week.press(Qt::Key_Right, Qt::AltModifier);
        QTRY_COMPARE(week.outline(), QStringLiteral("23: call"));
        QCOMPARE(week.view->title(), QStringLiteral("23\u00a0Nov to 29\u00a0Nov"));
        QTRY_COMPARE(week.page->currentRecord().id, task);
        week.press(Qt::Key_T);
        QTRY_COMPARE(week.view->title(), QStringLiteral("16\u00a0Nov to 22\u00a0Nov"));
    }

    void anEmptyWeekSaysSoAndLeadsOn()
    {
        BoardWorld world;
        Week week(world);
        QVERIFY(week.open());
        QTRY_VERIFY(week.view->emptyView()->isVisible());
        QVERIFY(week.view->emptyView()->primaryButton()->isVisible());
        QVERIFY(!week.view->emptyView()->secondButton()->isVisible());
        week.view->afterButton()->click();
        QTRY_VERIFY(week.view->emptyView()->secondButton()->isVisible());
        week.view->emptyView()->secondButton()->click();
        QTRY_VERIFY(!week.view->emptyView()->secondButton()->isVisible());
        week.view->emptyView()->primaryButton()->click();
        QVERIFY(week.page->quickAdd()->edit()->hasFocus());
        week.page->quickAdd()->edit()->setText(QStringLiteral("call Zhang fri 3pm"));
        QTest::keyClick(week.page->quickAdd()->edit(), Qt::Key_Return);
        QTRY_COMPARE(week.outline(), QStringLiteral("20: call Zhang"));
        QVERIFY(!week.view->emptyView()->isVisible());
    }

    void theWeekIsKeptAndTheListShowsTheSame()
    {
        BoardWorld world;
        taskDue(world, QStringLiteral("call"), "2026-11-20T09:00:00+08:00");
        taskDue(world, QStringLiteral("later"), "2026-12-20T09:00:00+08:00");
        {
            Week week(world);
            QVERIFY(week.open());
            QTRY_COMPARE(week.outline(), QStringLiteral("20: call"));
            week.page->segments()->button(2)->click();
            QCOMPARE(world.navigator.lists.size(), 1);
            QVERIFY(world.navigator.lists.first().contains(QStringLiteral("due_at <")));
            QCOMPARE(week.page->segments()->current(), 1);
        }
        Week again(world);
        QTRY_VERIFY(again.page->isSettled());
        QVERIFY(again.page->isWeek() && again.page->week()->isVisible() && !again.page->tasks()->isVisible());
        QCOMPARE(again.page->segments()->current(), 1);
        again.page->segments()->button(0)->click();
        QTRY_COMPARE(again.page->tasks()->tasks()->taskCount(), 2);
        QVERIFY(!again.page->week()->isVisible());
        QVERIFY(!TasksPage::isWeekKept(*world.context));
        TaskListPage list(*world.context);
        list.segments()->button(1)->click();
        QVERIFY(TasksPage::isWeekKept(*world.context));
        QCOMPARE(world.navigator.places.last().page, QStringLiteral("tasks"));
    }

    void aFullDayShowsItsFirstTasks()
    {
        BoardWorld world;
        for (int i = 0; i < 63; ++i)
            taskDue(world, QStringLiteral("Call %1").arg(i), "2026-11-19T15:00:00+08:00");
        taskDue(world, QStringLiteral("friday"), "2026-11-20T15:00:00+08:00");
        Week week(world);
        QVERIFY(week.open());
        QTRY_COMPARE(week.page->cutLine()->text(), QStringLiteral("The first 61 of 64 tasks are shown"));
        QVERIFY(week.outline().endsWith(QStringLiteral("20: friday")));
        QTest::mouseClick(week.page->cutLine()->button(), Qt::LeftButton);
        QTRY_COMPARE(week.day(19)->list()->tasks()->taskCount(), 63);
        QVERIFY(!week.page->cutLine()->isVisible());
    }
};

DW_TEST(TaskWeekTest)

#include "tasks_weektest.moc"
