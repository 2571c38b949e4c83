// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/inbox.h"
#include "core/sync/inboxkeeping.h"
#include "core/sync/laptoppolicy.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

namespace dw::test
{

namespace
{

QJsonObject one(const char *field, const QString &value)
{
    return {{QString::fromLatin1(field), value}};
}

QList<InboxItem> itemsOf(SyncLaptop &laptop)
{
    QList<InboxItem> items;
    laptop.workspace->readNow([&](ReadSession &session) {
        const auto read =
            InboxReader(session, laptop.runner->configuration(), laptop.actor, Language::English).items();
        if (!read.ok())
            qFatal("items: %s %s", qPrintable(read.error().key),
                   qPrintable(read.error().arguments.join(QLatin1Char('|'))));
        items = *read;
    });
    return items;
}

InboxOutcome decide(SyncLaptop &laptop, const InboxDecision &decision)
{
    InboxOutcome outcome;
    laptop.write([&](WriteSession &session) {
        outcome = Inbox(*laptop.runner).decide(session, decision, laptop.actor, Language::English);
    });
    return outcome;
}

InboxDecision of(const InboxItem &item, InboxDecision::Action action)
{
    InboxDecision decision;
    decision.action = action;
    decision.number = item.number;
    decision.record = item.isKept() ? item.record : RecordRef();
    return decision;
}

using Way = InboxDecision::Action;

}  // namespace

// What a person finds in the inbox and what comes of each way out (sync-protocol.md 3.5 to 3.7).
class InboxTest : public QObject
{
    Q_OBJECT

private:
    // Two laptops that hold the same customer; Anna's change is on the server first.
    struct Pair
    {
        SyncWorld world{2};
        SyncLaptop &lin = world.laptop(0);
        SyncLaptop &anna = world.laptop(1);
        Id account;

        Pair()
        {
            account =
                lin.create("account", {{QStringLiteral("name"), QStringLiteral("Acme")},

                                       {QStringLiteral("website"), QStringLiteral("https://a.example")}});
            world.syncAll();
        }
        Id contact()
        {
            const Id id = lin.create("contact", {{QStringLiteral("name"), QStringLiteral("Wang")},
                                                 {QStringLiteral("account_id"), account.toString()}});
            world.syncAll();
            return id;
        }
        Id deal()
        {
            const Id id =
                lin.create("opportunity",
                           {{QStringLiteral("name"), QStringLiteral("Deal")},
                            {QStringLiteral("account_id"), account.toString()},
                            {QStringLiteral("amount"), QStringLiteral("5000")},
                            {QStringLiteral("expected_close"), QStringLiteral("2027-01-15")},
                            {QStringLiteral("next_step"), QStringLiteral("Call")},
                            {QStringLiteral("next_step_at"), QStringLiteral("2026-11-25T02:00:00.000Z")}});
            world.syncAll();
            return id;
        }
        QString text(SyncParty &party, const char *object, const Id &id, const char *field)
        {
            const Record record = party.stored(object, id);
            return record.isValid() ? record.value(QString::fromLatin1(field)).text() : QString();
        }
        // The same field by both, Anna first.
        void collide(const char *field, const QString &mine, const QString &theirs)
        {
            QCOMPARE(anna.update("account", account, one(field, theirs)).status,
                     CommandResult::Status::Applied);
            QCOMPARE(lin.update("account", account, one(field, mine)).status, CommandResult::Status::Applied);
            world.sync(anna);
            world.sync(lin);
        }
    };

private Q_SLOTS:
    void aProposalHasThreeColumns()
    {
        Pair pair;
        pair.collide("website", QStringLiteral("https://mine.example"),
                     QStringLiteral("https://theirs.example"));
        const QList<InboxItem> items = itemsOf(pair.lin);
        QCOMPARE(items.size(), 1);
        const InboxItem &item = items.first();
        QVERIFY(item.isKept() && item.isConflict() && item.isHere);
        QCOMPARE(item.title, QStringLiteral("Acme"));
        QCOMPARE(item.command, QStringLiteral("Change Acme"));
        QVERIFY2(item.reason.contains(QLatin1String("Website")), qPrintable(item.reason));
        QCOMPARE(item.fields.size(), 1);
        const InboxField &field = item.fields.first();
        QCOMPARE(field.original->text(), QStringLiteral("https://a.example"));
        QCOMPARE(field.mine.text(), QStringLiteral("https://mine.example"));
        QCOMPARE(field.theirs->text(), QStringLiteral("https://theirs.example"));
        QCOMPARE(field.by, QStringLiteral("rep1"));
        QVERIFY(field.at.ms > 0);
    }

    void mineGoesUpOverWhatThereIs()
    {
        Pair pair;
        pair.collide("website", QStringLiteral("https://mine.example"),
                     QStringLiteral("https://theirs.example"));
        const InboxOutcome outcome = decide(pair.lin, of(itemsOf(pair.lin).first(), Way::Mine));
        QVERIFY2(outcome.ok(), qPrintable(outcome.result.error.key +
                                          outcome.result.error.arguments.join(QLatin1Char('|'))));
        QVERIFY(pair.lin.inbox().isEmpty());
        const QList<OutboxEntry> outbox = pair.lin.outbox();
        QCOMPARE(outbox.size(), 1);
        // Of what was decided here nothing travels but the change itself.
        QVERIFY(!outbox.first().body.contains("inbox."));
        QCOMPARE(outbox.first().command, QStringLiteral("record.update"));
        pair.world.syncAll();
        QCOMPARE(pair.text(pair.world.server(), "account", pair.account, "website"),
                 QStringLiteral("https://mine.example"));
        QCOMPARE(pair.lin.contents(), pair.world.server().contents());
        QVERIFY(pair.lin.inbox().isEmpty());
    }

    void theirsChangesNothing()
    {
        Pair pair;
        pair.collide("website", QStringLiteral("https://mine.example"),
                     QStringLiteral("https://theirs.example"));
        const InboxOutcome outcome = decide(pair.lin, of(itemsOf(pair.lin).first(), Way::Theirs));
        QVERIFY(outcome.ok());
        QVERIFY(pair.lin.outbox().isEmpty() && pair.lin.inbox().isEmpty());
        // It can be taken back.
        CommandResult back;
        pair.lin.write([&](WriteSession &session) {
            back = Inbox(*pair.lin.runner).undo(session, outcome.undo, pair.lin.actor);
        });
        QCOMPARE(back.status, CommandResult::Status::Applied);
        QCOMPARE(itemsOf(pair.lin).size(), 1);
        QCOMPARE(itemsOf(pair.lin).first().fields.first().mine.text(),
                 QStringLiteral("https://mine.example"));
    }

    void undoOfMineBringsTheirsBack()
    {
        Pair pair;
        pair.collide("website", QStringLiteral("https://mine.example"),
                     QStringLiteral("https://theirs.example"));
        const InboxOutcome outcome = decide(pair.lin, of(itemsOf(pair.lin).first(), Way::Mine));
        QVERIFY(outcome.ok());
        pair.world.syncAll();
        CommandResult back;
        pair.lin.write([&](WriteSession &session) {
            back = Inbox(*pair.lin.runner).undo(session, outcome.undo, pair.lin.actor);
        });
        QCOMPARE(back.status, CommandResult::Status::Applied);
        pair.world.syncAll();
        QCOMPARE(pair.text(pair.world.server(), "account", pair.account, "website"),
                 QStringLiteral("https://theirs.example"));
        QCOMPARE(itemsOf(pair.lin).size(), 1);
    }

    void aFieldAtATime()
    {
        Pair pair;
        pair.anna.update("account", pair.account,
                         {{QStringLiteral("website"), QStringLiteral("https://theirs.example")},
                          {QStringLiteral("name"), QStringLiteral("Acme T")}});
        pair.lin.update("account", pair.account,
                        {{QStringLiteral("website"), QStringLiteral("https://mine.example")},
                         {QStringLiteral("name"), QStringLiteral("Acme M")}});
        pair.world.sync(pair.anna);
        pair.world.sync(pair.lin);
        const InboxItem item = itemsOf(pair.lin).first();
        QCOMPARE(item.fields.size(), 2);
        InboxDecision decision = of(item, Way::Theirs);
        decision.onlyChoices = true;
        decision.choices = {{item.record, QStringLiteral("name"), true}};
        QVERIFY(decide(pair.lin, decision).ok());
        const QList<InboxItem> left = itemsOf(pair.lin);
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.first().fields.size(), 1);
        QCOMPARE(left.first().fields.first().field, QStringLiteral("website"));
        QVERIFY(decide(pair.lin, of(left.first(), Way::Theirs)).ok());
        QVERIFY(pair.lin.inbox().isEmpty());
        pair.world.syncAll();
        QCOMPARE(pair.text(pair.world.server(), "account", pair.account, "name"), QStringLiteral("Acme M"));
        QCOMPARE(pair.text(pair.world.server(), "account", pair.account, "website"),
                 QStringLiteral("https://theirs.example"));
    }

    // Two transactions of one field against one foreign value: one proposal, what was typed last.
    void proposalsFold()
    {
        Pair pair;
        pair.anna.update("account", pair.account, one("website", QStringLiteral("https://t.example")));
        pair.lin.update("account", pair.account, one("website", QStringLiteral("https://m1.example")));
        pair.lin.update("account", pair.account, one("website", QStringLiteral("https://m2.example")));
        pair.world.sync(pair.anna);
        pair.world.sync(pair.lin);
        const QList<InboxItem> items = itemsOf(pair.lin);
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.first().fields.size(), 1);
        QCOMPARE(items.first().fields.first().mine.text(), QStringLiteral("https://m2.example"));
        QCOMPARE(items.first().fields.first().original->text(), QStringLiteral("https://a.example"));
        QCOMPARE(items.first().fields.first().theirs->text(), QStringLiteral("https://t.example"));
        QVERIFY(decide(pair.lin, of(items.first(), Way::Mine)).ok());
        QVERIFY(pair.lin.inbox().isEmpty());
        pair.world.syncAll();
        QCOMPARE(pair.text(pair.world.server(), "account", pair.account, "website"),
                 QStringLiteral("https://m2.example"));
    }

    void guardedFieldsTakeChoices()
    {
        Pair pair;
        const Id deal = pair.deal();
        pair.anna.update("opportunity", deal, one("amount", QStringLiteral("7000")));
        pair.lin.update("opportunity", deal,
                        {{QStringLiteral("amount"), QStringLiteral("6000")},
                         {QStringLiteral("name"), QStringLiteral("Bigger deal")}});
        pair.world.sync(pair.anna);
        pair.world.sync(pair.lin);
        const InboxItem item = itemsOf(pair.lin).first();
        QCOMPARE(item.code, QStringLiteral("conflict_guarded"));
        QCOMPARE(item.fields.size(), 2);
        const auto amount = std::find_if(item.fields.begin(), item.fields.end(), [](const InboxField &field) {
            return field.field == QLatin1String("amount");
        });
        QVERIFY(amount != item.fields.end() && amount->conflict);
        QCOMPARE(amount->theirs->money().minor, 700000);
        QCOMPARE(amount->mine.money().minor, 600000);
        InboxDecision decision = of(item, Way::Mine);
        decision.choices = {{item.record, QStringLiteral("amount"), false}};
        QVERIFY(decide(pair.lin, decision).ok());
        pair.world.syncAll();
        const Record stored = pair.world.server().stored("opportunity", deal);
        QCOMPARE(stored.value(u"amount").money().minor, 700000);
        QCOMPARE(stored.value(u"name").text(), QStringLiteral("Bigger deal"));
        QVERIFY(pair.lin.inbox().isEmpty());
    }

    void deletedIsRestoredAndChanged()
    {
        Pair pair;
        const Id contact = pair.contact();
        pair.anna.done("record.delete", {{QStringLiteral("object"), QStringLiteral("contact")},
                                         {QStringLiteral("ids"), QJsonArray{contact.toString()}}});
        pair.lin.update("contact", contact, one("job_title", QStringLiteral("Buyer")));
        pair.world.sync(pair.anna);
        pair.world.sync(pair.lin);
        const InboxItem item = itemsOf(pair.lin).first();
        QCOMPARE(item.code, QStringLiteral("deleted"));
        QVERIFY(item.mayRestore());
        const InboxOutcome outcome = decide(pair.lin, of(item, Way::Restore));
        QVERIFY2(outcome.ok(), qPrintable(outcome.result.error.key +
                                          outcome.result.error.arguments.join(QLatin1Char('|'))));
        QCOMPARE(pair.lin.outbox().size(), 1);
        pair.world.syncAll();
        QVERIFY(pair.lin.inbox().isEmpty());
        const Record stored = pair.world.server().stored("contact", contact);
        QVERIFY(!stored.isDeleted());
        QCOMPARE(stored.value(u"job_title").text(), QStringLiteral("Buyer"));
        QCOMPARE(pair.lin.contents(), pair.world.server().contents());
    }

    void whatFellWithItGoesUpWithIt()
    {
        Pair pair;
        const Id parent = pair.account;
        pair.anna.done("record.delete", {{QStringLiteral("object"), QStringLiteral("account")},
                                         {QStringLiteral("ids"), QJsonArray{parent.toString()}}});
        // Made of a customer that is gone by then; a note stands on it.
        const Id contact = pair.lin.create("contact", {{QStringLiteral("name"), QStringLiteral("Wang")},
                                                       {QStringLiteral("account_id"), parent.toString()}});
        pair.lin.done("activity.log",
                      {{QStringLiteral("set"),
                        QJsonObject{{QStringLiteral("kind"), QStringLiteral("note")},
                                    {QStringLiteral("subject"), QStringLiteral("First talk")},
                                    {QStringLiteral("outcome"), QStringLiteral("neutral")},
                                    {QStringLiteral("related"),
                                     Value(RecordRef{QStringLiteral("contact"), contact}).toJson()},
                                    {QStringLiteral("occurred_at"), QStringLiteral("2026-11-19T01:00:00Z")},
                                    {QStringLiteral("performer_id"), pair.lin.actor.user.toString()}}}});
        pair.world.sync(pair.anna);
        pair.world.sync(pair.lin);
        QVERIFY(!pair.lin.stored("contact", contact).isValid());
        const QList<InboxItem> items = itemsOf(pair.lin);
        QCOMPARE(items.size(), 1);
        QVERIFY(items.first().isNew);
        QCOMPARE(items.first().title, QStringLiteral("Wang"));
        QCOMPARE(items.first().followers.size(), 1);
        // As long as its customer is in the bin it does not go through, and all of it waits on.
        QVERIFY(!decide(pair.lin, of(items.first(), Way::Mine)).ok());
        QCOMPARE(pair.lin.inbox().size(), 2);
        pair.anna.done("record.restore", {{QStringLiteral("object"), QStringLiteral("account")},
                                          {QStringLiteral("ids"), QJsonArray{parent.toString()}}});
        pair.world.sync(pair.anna);
        pair.world.sync(pair.lin);
        const InboxOutcome outcome = decide(pair.lin, of(itemsOf(pair.lin).first(), Way::Mine));
        QVERIFY2(outcome.ok(), qPrintable(outcome.result.error.key +
                                          outcome.result.error.arguments.join(QLatin1Char('|'))));
        QCOMPARE(outcome.undo.transactions.size(), 2);
        QVERIFY(pair.lin.inbox().isEmpty());
        QCOMPARE(pair.lin.outbox().size(), 2);
        pair.world.syncAll();
        QVERIFY(pair.lin.inbox().isEmpty());
        QVERIFY(pair.world.server().stored("contact", contact).isValid());
        QCOMPARE(pair.lin.contents(), pair.world.server().contents());
        QCOMPARE(pair.anna.contents(), pair.world.server().contents());
    }

    void aNoteKeepsWhatWasTyped()
    {
        Pair pair;
        pair.collide("website", QStringLiteral("https://mine.example"),
                     QStringLiteral("https://theirs.example"));
        QVERIFY(decide(pair.lin, of(itemsOf(pair.lin).first(), Way::Note)).ok());
        QVERIFY(pair.lin.inbox().isEmpty());
        const QList<OutboxEntry> outbox = pair.lin.outbox();
        QCOMPARE(outbox.size(), 1);
        QCOMPARE(outbox.first().command, QStringLiteral("activity.log"));
        pair.world.syncAll();
        const Record note = pair.world.server().stored("activity", outbox.first().created.first());
        QVERIFY(note.isValid());
        QCOMPARE(note.value(u"related").recordRef().id, pair.account);
        QVERIFY(note.value(u"content").text().contains(QLatin1String("https://mine.example")));
        QVERIFY(!note.value(u"content").text().contains(QLatin1String("theirs.example")));
    }

    // The record is in the bin: the note is for who typed it.
    void aNoteOnNothingIsATask()
    {
        Pair pair;
        const Id contact = pair.contact();
        pair.anna.done("record.delete", {{QStringLiteral("object"), QStringLiteral("contact")},
                                         {QStringLiteral("ids"), QJsonArray{contact.toString()}}});
        pair.lin.update("contact", contact, one("job_title", QStringLiteral("Buyer of zinc")));
        pair.world.sync(pair.anna);
        pair.world.sync(pair.lin);
        QVERIFY(decide(pair.lin, of(itemsOf(pair.lin).first(), Way::Note)).ok());
        const QList<OutboxEntry> outbox = pair.lin.outbox();
        QCOMPARE(outbox.size(), 1);
        const Record task = pair.lin.stored("task", outbox.first().created.first());
        QVERIFY(task.value(u"result_note").text().contains(QLatin1String("Buyer of zinc")));
        QCOMPARE(task.value(u"assignee_id").id(), pair.lin.actor.user);
        pair.world.syncAll();
        QVERIFY(pair.world.server().stored("task", outbox.first().created.first()).isValid());
    }

    void discardedIsEmptiedAfterAWhile()
    {
        Pair pair;
        QList<qint64> numbers;
        for (int i = 0; i <= 20; ++i) {
            pair.collide("website", QStringLiteral("https://m%1.example").arg(i),
                         QStringLiteral("https://t%1.example").arg(i));
            const InboxItem item = itemsOf(pair.lin).first();
            numbers.append(item.number);
            QVERIFY(decide(pair.lin, of(item, Way::Discard)).ok());
        }
        pair.lin.workspace->readNow([&](ReadSession &session) {
            const auto first = session.replica().inboxEntry(numbers.first());
            const auto last = session.replica().inboxEntry(numbers.last());
            QCOMPARE((*first)->state, InboxEntry::State::Discarded);
            QCOMPARE((*first)->body, QByteArray("{}"));
            QVERIFY((*last)->body.contains("m20.example"));
        });
    }

    // The commands that follow and the entry's end are one transaction: whatever stops it, both or none.
    void nothingIsLostInBetween()
    {
        Pair pair;
        const Id contact = pair.contact();
        pair.anna.done("record.delete", {{QStringLiteral("object"), QStringLiteral("contact")},
                                         {QStringLiteral("ids"), QJsonArray{contact.toString()}}});
        pair.lin.update("contact", contact, one("job_title", QStringLiteral("Buyer")));
        pair.world.sync(pair.anna);
        pair.world.sync(pair.lin);
        const QMap<QString, QByteArray> before = pair.lin.contents();
        // A rule says no: what was typed waits as it did.
        const InboxOutcome refused = decide(pair.lin, of(itemsOf(pair.lin).first(), Way::Mine));
        QVERIFY(!refused.ok());
        QVERIFY(refused.settled.isEmpty());
        QCOMPARE(pair.lin.contents(), before);
        QVERIFY(pair.lin.outbox().isEmpty());
        const QList<InboxItem> left = itemsOf(pair.lin);
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.first().fields.first().mine.text(), QStringLiteral("Buyer"));
    }

    void revokedInputEndsAfterItsTime_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("begun");  // the laptop's clock, in days ahead, when the time began
        QTest::addColumn<int>("ahead");  // and from then on
        QTest::newRow("as it is delivered") << 0 << 0 << 0;
        QTest::newRow("as the workspace decided") << 3 << 0 << 0;
        QTest::newRow("by a clock that was set ahead") << 0 << 0 << 3650;
        QTest::newRow("by a clock that was set right") << 0 << -3650 << 0;
    }
    void revokedInputEndsAfterItsTime()
    {
        QFETCH(int, days);
        QFETCH(const int, begun);
        QFETCH(const int, ahead);
        Pair pair;
        pair.collide("website", QStringLiteral("https://mine.example"),
                     QStringLiteral("https://theirs.example"));
        pair.lin.write([&](WriteSession &session) {
            QVERIFY(session.begin(Durability::Saved).ok());
            InboxEntry entry = session.replica().inbox()->first();
            QJsonObject answer = QJsonDocument::fromJson(entry.answer).object();
            answer.insert(QStringLiteral("revoked"), true);
            entry.answer = QJsonDocument(answer).toJson();
            QVERIFY(session.replica().updateInbox(entry).ok());
            LaptopPolicy policy;
            if (days > 0) {
                policy.revokedInputDays = days;
                QVERIFY(policy.save(session.replica()).ok());
            }
            QVERIFY(session.commit().ok());
            days = policy.revokedInputDays;
        });
        const InboxItem item = itemsOf(pair.lin).first();
        QCOMPARE(item.fields.first().mine.text(), QStringLiteral("https://mine.example"));
        QVERIFY(!item.fields.first().original);
        // The time begins with the first complete pull after it.
        pair.lin.clock->setSkewMs(begun * qint64(86'400'000));
        pair.world.sync(pair.lin);
        pair.lin.clock->setSkewMs(ahead * qint64(86'400'000));
        pair.world.clock().advanceMs((days - 1) * qint64(86'400'000));
        pair.world.sync(pair.lin);
        QCOMPARE(pair.lin.inbox().size(), 1);
        pair.world.clock().advanceMs(2 * qint64(86'400'000));
        pair.world.sync(pair.lin);
        QVERIFY(pair.lin.inbox().isEmpty());
    }

    void everyCodeHasASentenceAndAWayOut()
    {
        Pair pair;
        const QStringList codes{QStringLiteral("validation"),
                                QStringLiteral("gate_failed"),
                                QStringLiteral("conflict_guarded"),
                                QStringLiteral("aggregate_changed"),
                                QStringLiteral("deleted"),
                                QStringLiteral("changed_since"),
                                QStringLiteral("has_protected_children"),
                                QStringLiteral("not_visible"),
                                QStringLiteral("forbidden"),
                                QStringLiteral("forbidden_field"),
                                QStringLiteral("locked_for_approval"),
                                QStringLiteral("subject_changed"),
                                QStringLiteral("step_closed"),
                                QStringLiteral("not_approver"),
                                QStringLiteral("already_claimed"),
                                QStringLiteral("lease_expired"),
                                QStringLiteral("lost_out_of_reach"),
                                QStringLiteral("unique"),
                                QStringLiteral("dependency_rejected"),
                                QStringLiteral("meta_incompatible"),
                                QStringLiteral("too_large"),
                                QStringLiteral("unknown_command"),
                                QStringLiteral("rule_error")};
        QByteArray body;
        pair.lin.update("account", pair.account, one("website", QStringLiteral("https://typed.example")));
        body = pair.lin.outbox().first().body;
        pair.world.syncAll();
        pair.lin.write([&](WriteSession &session) {
            QVERIFY(session.begin(Durability::Saved).ok());
            for (const QString &code : codes) {
                InboxEntry entry;
                entry.transaction = Id::named("tx:" + code.toLatin1());
                entry.code = code;
                entry.body = body;
                entry.answer = QJsonDocument(QJsonObject{{QStringLiteral("st"), QStringLiteral("rejected")},
                                                         {QStringLiteral("code"), code}})
                                   .toJson();
                entry.at = pair.world.clock().now();
                QVERIFY(session.replica().addToInbox(entry).ok());
            }
            QVERIFY(session.commit().ok());
        });
        const QList<InboxItem> items = itemsOf(pair.lin);
        QCOMPARE(items.size(), codes.size());
        const QString other = InboxText(*pair.lin.runner->configuration(), Language::English)
                                  .reason(QStringLiteral("of_tomorrow"), {});
        for (const InboxItem &item : items) {
            QVERIFY2(!item.reason.isEmpty() && item.reason.endsWith(QLatin1Char('.')),
                     qPrintable(item.code + item.reason));
            QVERIFY2(item.reason != QString(other).replace(QLatin1String("of_tomorrow"), item.code),
                     qPrintable(item.code));
            QVERIFY2(decide(pair.lin, of(item, Way::Note)).ok(), qPrintable(item.code));
        }
        QVERIFY(pair.lin.inbox().isEmpty());
    }

    // One that this program cannot read any more is still what somebody typed.
    void theUnreadableCanBeNoted()
    {
        Pair pair;
        pair.lin.write([&](WriteSession &session) {
            QVERIFY(session.begin(Durability::Saved).ok());
            InboxEntry entry;
            entry.transaction = Id::named("tx:old");
            entry.code = QStringLiteral("validation");
            entry.body =
                QByteArray(40'000, 'x').prepend("{\"v\":9,\"cmd\":\"old.command\",\"typed\":\"") + "\"}";
            entry.answer = "{\"st\":\"rejected\",\"code\":\"validation\"}";
            QVERIFY(session.replica().addToInbox(entry).ok());
            QVERIFY(session.commit().ok());
        });
        const InboxItem item = itemsOf(pair.lin).first();
        QVERIFY(!item.isReadable);
        QVERIFY(!item.mayResend());
        QVERIFY(decide(pair.lin, of(item, Way::Note)).ok());
        QCOMPARE(pair.lin.outbox().size(), 3);
        QVERIFY(pair.lin.inbox().isEmpty());
        pair.world.syncAll();
        QVERIFY(pair.lin.inbox().isEmpty());
    }
};

DW_TEST(InboxTest)

}  // namespace dw::test

#include "inboxtest.moc"
