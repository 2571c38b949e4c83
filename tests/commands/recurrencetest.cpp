// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/commands/dealworld.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

// Tasks that repeat: a done one makes the next, in one transaction.
class TaskRecurrenceTest : public QObject
{
    Q_OBJECT

private:
    using Status = CommandResult::Status;

    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }
    static QJsonObject calling(DealWorld &world, const char *rule)
    {
        return {{text("subject"), text("Ring the buyer")},
                {text("kind"), text("call")},
                {text("priority"), text("high")},
                {text("assignee_id"), world.actor.user.toString()},
                {text("due_at"), text("2026-11-19T15:00:00+08:00")},
                {text("remind_at"), text("2026-11-19T14:30:00+08:00")},
                {text("recurrence"), text(rule)}};
    }
    static Id nextOf(const Id &task) { return Id::named("task.next:" + task.toString().toLatin1()); }
    static CommandResult complete(DealWorld &world, const Id &task)
    {
        return world.run("task.complete", {{text("ids"), QJsonArray{task.toString()}},
                                           {text("result_note"), text("He wants an offer")}});
    }

private Q_SLOTS:
    void aDoneOneMakesTheNext()
    {
        DealWorld world;
        QJsonObject set = calling(world, "FREQ=WEEKLY;COUNT=2");
        const Id account = world.account(text("Acme"));
        set.insert(text("related"), Value(RecordRef{text("account"), account}).toJson());
        const Id task = world.create("task", set);
        const CommandResult done = complete(world, task);
        const Record next = world.stored("task", nextOf(task));
        QVERIFY(next.isValid());
        const Record first = world.stored("task", task);
        QCOMPARE(first.value(u"status").text(), text("done"));
        QCOMPARE(next.value(u"status").text(), text("open"));
        for (const char16_t *same :
             {u"subject", u"kind", u"priority", u"assignee_id", u"owner_id", u"related"})
            QCOMPARE(next.value(same), first.value(same));
        QVERIFY(next.value(u"result_note").isNull() && next.value(u"done_at").isNull());
        QCOMPARE(next.value(u"due_at").instant().toIso(), text("2026-11-26T07:00:00.000Z"));
        QCOMPARE(next.value(u"remind_at").instant().toIso(), text("2026-11-26T06:30:00.000Z"));
        QCOMPARE(next.value(u"recurrence").text(), text("FREQ=WEEKLY;COUNT=1"));

        // One transaction: undo takes both back, and done again it goes on again.
        world.undo(done);
        QCOMPARE(world.stored("task", task).value(u"status").text(), text("open"));
        QVERIFY(world.stored("task", next.id()).isDeleted());
        complete(world, task);
        qint64 open = 0;
        world.read([&](const Reader &reader) {
            open = *reader.count(*reader.query(text("task"), text("status = \"open\""), {}));
        });
        QCOMPARE(open, qint64(1));

        // The last of the rule makes none.
        const Id last = world.create("task", calling(world, "FREQ=WEEKLY;COUNT=1"));
        complete(world, last);
        QVERIFY(!world.stored("task", nextOf(last)).isValid());
    }

    void whateverWayItIsDoneOneFollows()
    {
        DealWorld world;
        const Id task = world.create("task", calling(world, "FREQ=DAILY"));
        world.update("task", task, {{text("status"), text("done")}});
        QVERIFY(world.stored("task", nextOf(task)).isValid());
        // Opened and done again, it does not follow twice.
        world.update("task", task, {{text("status"), text("open")}});
        world.update("task", task, {{text("status"), text("done")}});
        complete(world, task);
        qint64 all = 0;
        world.read([&](const Reader &reader) { all = *reader.count(*reader.query(text("task"), {}, {})); });
        QCOMPARE(all, qint64(2));
        const Id cancelled = world.create("task", calling(world, "FREQ=DAILY"));
        world.update("task", cancelled, {{text("status"), text("cancelled")}});
        QVERIFY(!world.stored("task", nextOf(cancelled)).isValid());
    }

    void aRuleIsChecked()
    {
        DealWorld world;
        for (const char *rule : {"every monday", "FREQ=HOURLY", "FREQ=WEEKLY;BYDAY=XX"}) {
            const CommandResult refused = world.attempt(
                "record.create", {{text("object"), text("task")}, {text("set"), calling(world, rule)}});
            QCOMPARE(refused.status, Status::Refused);
            QCOMPARE(refused.findings.first().key, text("value.bad_recurrence"));
            QCOMPARE(refused.findings.first().field, text("recurrence"));
            QCOMPARE(refused.findings.first().arguments.first(), text("@field:task.recurrence"));
        }
    }
};

DW_TEST(TaskRecurrenceTest)

}  // namespace dw::test

#include "recurrencetest.moc"
