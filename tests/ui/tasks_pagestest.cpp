// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/pipeline_world.h"
#include "ui/common/popover.h"
#include "ui/pipeline/logform.h"
#include "ui/shell/recentrecords.h"
#include "ui/tasks/cutline.h"
#include "ui/tasks/logpopover.h"
#include "ui/tasks/quickaddbar.h"
#include "ui/tasks/reminders.h"
#include "ui/tasks/sidelist.h"
#include "ui/tasks/snoozepopover.h"
#include "ui/tasks/tasklist.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/todaypage.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
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

Id addTask(BoardWorld &world, const QString &subject, const char *due, const QJsonObject &more = {})
{
    QJsonObject set{{QStringLiteral("subject"), subject},
                    {QStringLiteral("due_at"), QString::fromLatin1(due)},
                    {QStringLiteral("assignee_id"), BoardWorld::owner().toString()}};
    for (auto field = more.begin(); field != more.end(); ++field)
        set.insert(field.key(), field.value());
    return world.add(QStringLiteral("task"), set);
}

// "Overdue: a, b | Today: c"
QString outline(const TaskModel &model)
{
    QString text;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.isHead(row))
            text += (text.isEmpty() ? QString() : QStringLiteral(" | ")) + model.group(row).title + u':';
        else
            text += u' ' + model.task(row).subject;
    }
    return text;
}

// The keys of what lies over the tasks are none of theirs.
template <typename T>
void pressUnderPopover(const QString &key)
{
    BoardWorld world;
    const Id first = addTask(world, QStringLiteral("first"), "2026-11-19T09:00:00+08:00");
    Shown<T> shown(world, key);
    QTRY_VERIFY(shown.page->isSettled());
    TaskList *list = shown.page->tasks();
    list->setFocus();
    QTRY_VERIFY(list->hasFocus());
    Popover over(world.context->theme, &shown.window);
    auto *button = new QPushButton(QStringLiteral("Over it"));
    over.body()->addWidget(button);
    over.openAt(list);
    button->setFocus();
    QTRY_VERIFY(button->hasFocus());
    QTest::keyClick(button, Qt::Key_S);
    QTest::keyClick(button, Qt::Key_E);
    QVERIFY(!shown.window.template findChild<SnoozePopover *>());
    // Written after what the keys would have done.
    world.deal(QStringLiteral("Later"), QStringLiteral("first_contact"), 1);
    QCOMPARE(world.value(QStringLiteral("task"), first, QStringLiteral("status")).text(),
             QStringLiteral("open"));
    QTest::keyClick(button, Qt::Key_Escape);
    QTRY_VERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_E);
    QTRY_COMPARE(world.notices.dones.size(), 1);
}

}  // namespace

class TaskPagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void todayParksTasksByDayAndCountsThem()
    {
        BoardWorld world;
        world.clock.set(*Instant::fromIso(u"2026-11-12T07:40:00+08:00", QTimeZone::utc()));
        addTask(world, QStringLiteral("late"), "2026-11-13T10:00:00+08:00",
                {{QStringLiteral("related"),
                  Value(RecordRef{QStringLiteral("account"), world.account}).toJson()}});
        world.clock.set(*Instant::fromIso(u"2026-11-19T07:40:00+08:00", QTimeZone::utc()));
        addTask(world, QStringLiteral("visit"), "2026-11-19T09:30:00+08:00",
                {{QStringLiteral("kind"), QStringLiteral("visit")}});
        addTask(world, QStringLiteral("tomorrow"), "2026-11-20T00:00:00+08:00");
        addTask(world, QStringLiteral("far"), "2026-11-21T00:00:00+08:00");
        Shown<TodayPage> shown(world, QStringLiteral("today"));
        QTRY_VERIFY(shown.page->isSettled());
        QCOMPARE(outline(*shown.page->tasks()->tasks()),
                 QStringLiteral("Overdue: late | Today: visit | Tomorrow: tomorrow"));
        QCOMPARE(shown.page->headText(), QStringLiteral("Thursday 19 November | 1 overdue, 1 visit today"));
        const QAbstractItemModelTester tester(shown.page->tasks()->tasks(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QString spoken = shown.page->tasks()->tasks()->index(1).data(Qt::AccessibleTextRole).toString();
        QCOMPARE(spoken, QStringLiteral("late, overdue, 宏威金属, 6\u00a0d late"));
    }

    void figuresOfTodaySayWhatTheyLeaveOut()
    {
        BoardWorld world;
        const QJsonObject dollars{{QStringLiteral("minor"), 100000},
                                  {QStringLiteral("currency"), QStringLiteral("USD")}};
        world.clock.set(*Instant::fromIso(u"2026-10-01T07:40:00+08:00", QTimeZone::utc()));
        world.deal(QStringLiteral("Spare parts"), QStringLiteral("first_contact"), 1000);
        world.deal(
            QStringLiteral("Export"), QStringLiteral("first_contact"), 0,
            {{QStringLiteral("amount"), dollars}, {QStringLiteral("currency"), QStringLiteral("usd")}});
        world.clock.set(*Instant::fromIso(u"2026-11-19T07:40:00+08:00", QTimeZone::utc()));
        Shown<TodayPage> shown(world, QStringLiteral("today"));
        QTRY_VERIFY(shown.page->isSettled());
        QCOMPARE(shown.page->pipelineText(), QStringLiteral("2 deals, 1,000 + 1 in USD"));
        QCOMPARE(shown.page->pipeline()->lines().first().amount, QStringLiteral("1,000 + 1 in USD"));
        QStringList risks;
        for (const SideLine &line : shown.page->risks()->lines())
            risks.append(line.more + u' ' + line.amount);
        risks.sort();
        QCOMPARE(risks,
                 QStringList({QStringLiteral("Export USD\u00a01,000"), QStringLiteral("Spare parts 1,000")}));
    }

    // Today shows a first part of a section; its figures are of all.
    void todayCountsWhatItDoesNotShow()
    {
        BoardWorld world;
        for (int i = 0; i < TodayTasks + 5; ++i)
            addTask(world, QStringLiteral("Call %1").arg(i), "2026-11-19T15:00:00+08:00",
                    {{QStringLiteral("kind"), QStringLiteral("call")}});
        Shown<TodayPage> shown(world, QStringLiteral("today"));
        QTRY_VERIFY(shown.page->isSettled());
        QCOMPARE(shown.page->headText(), QStringLiteral("Thursday 19 November | 45 due today"));
        const TaskModel *model = shown.page->tasks()->tasks();
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("Today 45"));
        QCOMPARE(model->taskCount(), TodayTasks);
        QCOMPARE(shown.page->statusTexts().first(), QStringLiteral("45 tasks"));
        QVERIFY(shown.page->cutLine()->isVisible());
        QCOMPARE(shown.page->cutLine()->text(), QStringLiteral("Today: the first 40 of 45 are shown"));
        QTest::mouseClick(shown.page->cutLine()->button(), Qt::LeftButton);
        QCOMPARE(world.navigator.places.size(), 1);
        QCOMPARE(world.navigator.places.first().page, QStringLiteral("tasks"));
    }

    void tasksAreCountedWhateverIsShown()
    {
        BoardWorld world;
        for (int i = 0; i < 503; ++i)
            addTask(world, QStringLiteral("Call %1").arg(i), "2026-11-19T15:00:00+08:00");
        addTask(world, QStringLiteral("tomorrow"), "2026-11-20T15:00:00+08:00");
        addTask(world, QStringLiteral("sunday"), "2026-11-22T15:00:00+08:00");
        addTask(world, QStringLiteral("later"), "2026-11-23T00:00:00+08:00");
        Shown<TasksPage> shown(world, QStringLiteral("tasks"));
        QTRY_VERIFY(shown.page->isSettled());
        const TaskModel *model = shown.page->tasks()->tasks();
        QCOMPARE(model->taskCount(), 500);
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("Today 503"));
        QCOMPARE(shown.page->statusTexts().first(), QStringLiteral("506 tasks"));
        QCOMPARE(shown.page->cutLine()->text(), QStringLiteral("The first 500 of 506 open tasks are shown"));
        QTest::mouseClick(shown.page->cutLine()->button(), Qt::LeftButton);
        QTRY_COMPARE(model->taskCount(), 506);
        QVERIFY(!shown.page->cutLine()->isVisible());
        QVERIFY(outline(*model).endsWith(
            QStringLiteral(" | Tomorrow: tomorrow | This week: sunday | Later: later")));
    }

    // By the names they have now, and nothing that is not there any more.
    void whatWasOpenedLastIsReadAnew()
    {
        BoardWorld world;
        const auto open = [&](const QString &name) {
            const RecordRef record{QStringLiteral("account"),
                                   world.add(QStringLiteral("account"), {{QStringLiteral("name"), name}})};
            rememberRecent(world.context->settings, {record, QStringLiteral("as it was called then")});
            return record;
        };
        const RecordRef kept = open(QStringLiteral("Kestrel")), gone = open(QStringLiteral("Gone"));
        world.run(QStringLiteral("record.delete"), {{QStringLiteral("object"), gone.object},
                                                    {QStringLiteral("ids"), QJsonArray{gone.id.toString()}}});
        Shown<TodayPage> shown(world, QStringLiteral("today"));
        QTRY_VERIFY(shown.page->isSettled());
        const auto titles = [&] {
            QStringList found;
            for (const SideList *list : shown.page->findChildren<SideList *>()) {
                for (const SideLine &line : list->lines()) {
                    if (line.record == kept || line.record == gone)
                        found.append(line.title);
                }
            }
            return found;
        };
        QTRY_COMPARE(titles(), QStringList{QStringLiteral("Kestrel")});
        open(QStringLiteral("Unrelated"));
        world.run(QStringLiteral("record.delete"), {{QStringLiteral("object"), kept.object},
                                                    {QStringLiteral("ids"), QJsonArray{kept.id.toString()}}});
        QTRY_COMPARE(titles(), QStringList());
    }

    void eMarksDoneWithUndoAndSSnoozes()
    {
        BoardWorld world;
        const Id first = addTask(world, QStringLiteral("first"), "2026-11-19T09:00:00+08:00");
        addTask(world, QStringLiteral("second"), "2026-11-19T10:00:00+08:00");
        Shown<TodayPage> shown(world, QStringLiteral("today"));
        QTRY_VERIFY(shown.page->isSettled());
        TaskList *list = shown.page->tasks();
        list->setFocus();
        QTRY_VERIFY(list->hasFocus());
        QCOMPARE(list->currentTask()->id, first);
        QTest::keyClick(list, Qt::Key_E);
        QTRY_COMPARE(world.notices.dones.size(), 1);
        QCOMPARE(world.value(QStringLiteral("task"), first, QStringLiteral("status")).text(),
                 QStringLiteral("done"));
        QTRY_COMPARE(outline(*list->tasks()), QStringLiteral("Today: second"));
        QCOMPARE(list->currentTask()->subject, QStringLiteral("second"));
        world.run(QStringLiteral("change.undo"),
                  {{QStringLiteral("transaction"), world.notices.dones.first().transaction.toString()}});
        QTRY_COMPARE(outline(*list->tasks()), QStringLiteral("Today: first second"));
        QCOMPARE(list->currentTask()->subject, QStringLiteral("second"));  // focus stays

        QTest::keyClick(list, Qt::Key_S);
        auto *popover = shown.window.findChild<SnoozePopover *>();
        QVERIFY(popover && popover->isVisible());
        popover->findChildren<QPushButton *>()[1]->click();
        QTRY_COMPARE(outline(*list->tasks()), QStringLiteral("Today: first | Tomorrow: second"));
        QCOMPARE(world.notices.failures, QStringList());
    }

    void plainKeysAreNotThoseOfTheTasksBelow()
    {
        pressUnderPopover<TasksPage>(QStringLiteral("tasks"));
        if (!QTest::currentTestFailed())
            pressUnderPopover<TodayPage>(QStringLiteral("today"));
    }

    void dealsAtRiskAndMyPipelineStandBeside()
    {
        BoardWorld world;
        world.deal(QStringLiteral("Gate valves"), QStringLiteral("first_contact"), 580000);
        world.clock.advanceMs(20LL * 86'400'000);
        world.deal(QStringLiteral("Trial"), QStringLiteral("first_contact"), 96000);
        Shown<TodayPage> shown(world, QStringLiteral("today"));
        QTRY_VERIFY(shown.page->isSettled());
        // Nothing was opened yet: no line parts the panel from nothing.
        const QList<QWidget *> lines = shown.page->findChildren<QWidget *>(QStringLiteral("sectionLine"));
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.first()->isVisible() && !lines.last()->isVisible());
        QCOMPARE(shown.page->risks()->lines().size(), 1);
        QCOMPARE(shown.page->risks()->lines().first().more, QStringLiteral("Gate valves"));
        QCOMPARE(shown.page->risks()->lines().first().warning, QStringLiteral("20\u00a0d"));
        const QList<SideLine> &funnel = shown.page->pipeline()->lines();
        QCOMPARE(funnel.size(), 6);
        QCOMPARE(funnel.first().count, QStringLiteral("2"));
        QCOMPARE(funnel.first().amount, QStringLiteral("676,000"));
        shown.page->risks()->setFocus();
        QTest::keyClick(shown.page->risks(), Qt::Key_Return);
        QCOMPARE(world.navigator.records.size(), 1);
    }

    void quickAddMakesATaskAndKeepsALineThatWasRefused()
    {
        BoardWorld world;
        Shown<TasksPage> shown(world, QStringLiteral("tasks"));
        QTRY_VERIFY(shown.page->isSettled());
        QLineEdit *edit = shown.page->quickAdd()->edit();
        edit->setText(QStringLiteral("call Zhang fri 3pm"));
        QCOMPARE(shown.page->quickAdd()->understood(), QStringLiteral("Call · call Zhang · Fri\u00A015:00"));
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(outline(*shown.page->tasks()->tasks()), QStringLiteral("Tomorrow: call Zhang"));
        QVERIFY(edit->text().isEmpty());
        edit->setText(QString(300, u'x'));
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY(shown.page->quickAdd()->understood().contains(QStringLiteral("300")));
        QCOMPARE(edit->text().size(), 300);
    }

    void groupsFiltersAndPriorities()
    {
        BoardWorld world;
        const Id task = addTask(world, QStringLiteral("draft"), "2026-11-19T18:00:00+08:00");
        addTask(world, QStringLiteral("sunday"), "2026-11-22T18:00:00+08:00");
        addTask(world, QStringLiteral("monday"), "2026-11-23T00:00:00+08:00");
        Shown<TasksPage> shown(world, QStringLiteral("tasks"));
        QTRY_VERIFY(shown.page->isSettled());
        TaskList *list = shown.page->tasks();
        QCOMPARE(outline(*list->tasks()), QStringLiteral("Today: draft | This week: sunday | Later: monday"));
        list->setFocus();
        QTRY_VERIFY(list->hasFocus());
        QTest::keyClick(list, Qt::Key_1);
        QTRY_COMPARE(world.value(QStringLiteral("task"), task, QStringLiteral("priority")).text(),
                     QStringLiteral("high"));
        QTest::keyClick(list, Qt::Key_E);
        QTRY_COMPARE(outline(*list->tasks()),
                     QStringLiteral("This week: sunday | Later: monday | Done: draft"));
    }

    void remindersComeOnceAlsoAfterSleep()
    {
        BoardWorld world;
        addTask(world, QStringLiteral("call"), "2026-11-19T10:00:00+08:00",
                {{QStringLiteral("remind_at"), QStringLiteral("2026-11-19T09:00:00+08:00")}});
        addTask(world, QStringLiteral("visit"), "2026-11-19T12:00:00+08:00",
                {{QStringLiteral("remind_at"), QStringLiteral("2026-11-19T11:00:00+08:00")}});
        addTask(world, QStringLiteral("later"), "2026-11-19T22:00:00+08:00",
                {{QStringLiteral("remind_at"), QStringLiteral("2026-11-19T21:00:00+08:00")}});
        Reminders reminders(*world.context);
        QSignalSpy said(&reminders, &Reminders::reminded);
        reminders.start();
        QTRY_VERIFY(reminders.next());
        reminders.check();
        QCOMPARE(said.size(), 0);
        // The lid was closed until noon.
        world.clock.advanceMs(5 * 3'600'000);
        reminders.check();
        QTRY_COMPARE(said.size(), 2);
        QTRY_VERIFY(reminders.next());
        QCOMPARE(reminders.next()->toIso(), QStringLiteral("2026-11-19T13:00:00.000Z"));
        // The clock is set back an hour: nothing is said twice.
        world.clock.advanceMs(-3'600'000);
        reminders.check();
        world.clock.advanceMs(3'600'000);
        reminders.check();
        QCOMPARE(said.size(), 2);
        QCOMPARE(world.notices.dones.size(), 2);
    }

    // On this laptop, and also when the program was closed meanwhile; what is done is not said again.
    void whatIsPutOffComesAgain()
    {
        BoardWorld world;
        const Id call = addTask(world, QStringLiteral("call"), "2026-11-19T08:00:00+08:00");
        const Id visit = addTask(world, QStringLiteral("visit"), "2026-11-19T08:00:00+08:00");
        const Instant begun = world.clock.now();
        {
            Reminders first(*world.context);
            QSignalSpy said(&first, &Reminders::reminded);
            first.snooze({call});
            QCOMPARE(first.next()->ms, begun.ms + 10 * 60'000);
            world.clock.advanceMs(9 * 60'000);
            first.check();
            QCOMPARE(first.next()->ms, begun.ms + 10 * 60'000);
            world.clock.advanceMs(60'000);
            first.check();
            QTRY_COMPARE(said.size(), 1);
            QCOMPARE(said[0][0].value<Id>(), call);
            QVERIFY(!first.next());
            first.check();
            first.snooze({call, visit});
        }
        world.run(QStringLiteral("task.complete"), {{QStringLiteral("ids"), QJsonArray{visit.toString()}}});
        world.clock.advanceMs(3'600'000);
        {
            // Closed before it is read: nothing was said, so that it is not over.
            Reminders closed(*world.context);
            closed.start();
        }
        Reminders second(*world.context);
        QSignalSpy again(&second, &Reminders::reminded);
        second.start();
        QTRY_COMPARE(again.size(), 1);
        QCOMPARE(again[0][0].value<Id>(), call);
        QCOMPARE(world.notices.dones.size(), 2);
        second.check();
        QVERIFY(!second.next());
    }

    // F3.103: the program was closed when they fell due.
    void whatFellDueWhileClosedIsSaidOnce()
    {
        BoardWorld world;
        addTask(world, QStringLiteral("call"), "2026-11-19T10:00:00+08:00",
                {{QStringLiteral("remind_at"), QStringLiteral("2026-11-19T09:00:00+08:00")}});
        {
            Reminders first(*world.context);
            first.start();
            QTRY_VERIFY(first.next());
        }
        world.clock.advanceMs(5 * 3'600'000);
        Reminders second(*world.context);
        QSignalSpy said(&second, &Reminders::reminded);
        second.start();
        QTRY_COMPARE(said.size(), 1);
        QCOMPARE(world.notices.dones.size(), 1);
        Reminders third(*world.context);
        QSignalSpy again(&third, &Reminders::reminded);
        addTask(world, QStringLiteral("later"), "2026-11-19T22:00:00+08:00",
                {{QStringLiteral("remind_at"), QStringLiteral("2026-11-19T21:00:00+08:00")}});
        third.start();
        QTRY_VERIFY(third.next());
        QCOMPARE(again.size(), 0);
    }

    void aCallIsLoggedAboutTheTasksCustomer()
    {
        BoardWorld world;
        addTask(world, QStringLiteral("Call about the clause"), "2026-11-19T10:00:00+08:00",
                {{QStringLiteral("kind"), QStringLiteral("call")},
                 {QStringLiteral("related"),
                  Value(RecordRef{QStringLiteral("account"), world.account}).toJson()}});
        Shown<TodayPage> shown(world, QStringLiteral("today"));
        QTRY_VERIFY(shown.page->isSettled());
        shown.page->tasks()->setFocus();
        QTest::keyClick(shown.page->tasks(), Qt::Key_C);
        const QPointer<LogPopover> popover = shown.window.findChild<LogPopover *>();
        QVERIFY(popover);
        QVERIFY(popover->saveButton()->isEnabled());
        popover->saveButton()->click();
        QTRY_COMPARE(world.notices.dones.size(), 1);
        QCOMPARE(world.notices.dones.first().text, QStringLiteral("Call logged: 宏威金属"));
        QVERIFY(!popover || !popover->isVisible());
    }
};

DW_TEST(TaskPagesTest)

#include "tasks_pagestest.moc"
