// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace dw::test
{

// The scripted cases of sync-protocol.md 6, by their numbers there.
class CasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsWithWhatTheServerHolds();
    void whatOneTypesTheOtherSees();
    void case1LostAnswer();
    void case2StoppedBeforeSending();
    void case3BothChangeOnePhone();
    void whoItWasIsToldHoweverLongAgo();
    void case4DifferentFieldsMeet();
    void case5GuardedStage();
    void case7EditOfSomethingDeleted();
    void case8DeletionOfSomethingChanged();
    void dependantsFallWithWhatTheyNeed();
    void aRejectionDoesNotStopTheQueue();

private:
    static Id account(SyncParty &party, const QString &name)
    {
        return party.create("account", {{QStringLiteral("name"), name}});
    }
    static Id contact(SyncParty &party, const Id &account, const QString &name)
    {
        return party.create(
            "contact", {{QStringLiteral("name"), name}, {QStringLiteral("account_id"), account.toString()}});
    }
    static Id deal(SyncParty &party, const Id &account)
    {
        return party.create("opportunity",
                            {{QStringLiteral("name"), QStringLiteral("Deal")},
                             {QStringLiteral("account_id"), account.toString()},
                             {QStringLiteral("amount"), QStringLiteral("5000")},
                             {QStringLiteral("expected_close"), QStringLiteral("2027-01-15")},
                             {QStringLiteral("next_step"), QStringLiteral("Call")},
                             {QStringLiteral("next_step_at"), QStringLiteral("2026-11-25T02:00:00.000Z")}});
    }
    static QString name(SyncParty &party, const char *object, const Id &id)
    {
        const Record record = party.stored(object, id);
        return record.isValid() ? record.value(u"name").text() : QString();
    }
};

void CasesTest::startsWithWhatTheServerHolds()
{
    SyncWorld world(1);
    QCOMPARE(world.laptop(0).contents(), world.server().contents());
    QVERIFY(world.laptop(0).outbox().isEmpty());
}

void CasesTest::whatOneTypesTheOtherSees()
{
    SyncWorld world(2);
    const Id id = account(world.laptop(0), QStringLiteral("华为技术"));
    const Id deal = CasesTest::deal(world.laptop(0), id);
    QCOMPARE(world.laptop(0).outbox().size(), 2);
    world.syncAll();
    QCOMPARE(name(world.server(), "account", id), QStringLiteral("华为技术"));
    QCOMPARE(name(world.laptop(1), "opportunity", deal), QStringLiteral("Deal"));
    QVERIFY(world.laptop(0).outbox().isEmpty());
    QVERIFY(world.laptop(0).inbox().isEmpty());
    QCOMPARE(world.laptop(0).contents(), world.server().contents());
    QCOMPARE(world.laptop(1).contents(), world.server().contents());
}

void CasesTest::case1LostAnswer()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    const Id id = account(lin, QStringLiteral("Acme"));
    QVERIFY(world.push(lin, SyncWorld::Wire::AnswerLost));
    QVERIFY(world.push(lin, SyncWorld::Wire::AnswerLost));
    // The answer comes with the next pull too, in the snapshot of the rows.
    world.pull(lin);
    QVERIFY(lin.outbox().isEmpty());
    QCOMPARE(name(lin, "account", id), QStringLiteral("Acme"));
    world.syncAll();
    QCOMPARE(lin.contents(), world.server().contents());
    QCOMPARE(world.laptop(1).contents(), world.server().contents());
}

void CasesTest::case2StoppedBeforeSending()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id id = account(lin, QStringLiteral("Acme"));
    QVERIFY(world.push(lin, SyncWorld::Wire::RequestLost));
    QVERIFY(!world.server().stored("account", id).isValid());
    QCOMPARE(lin.outbox().first().state, OutboxEntry::State::Sent);
    world.sync(lin);
    QCOMPARE(name(world.server(), "account", id), QStringLiteral("Acme"));
}

void CasesTest::case3BothChangeOnePhone()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    const Id id = contact(lin, account(lin, QStringLiteral("Acme")), QStringLiteral("Li"));
    world.syncAll();
    const auto phone = [&](SyncParty &party) { return party.stored("contact", id).value(u"mobile").text(); };
    anna.update("contact", id, {{QStringLiteral("mobile"), QStringLiteral("+8613800000001")}});
    lin.update("contact", id,
               {{QStringLiteral("mobile"), QStringLiteral("+8613900000002")},
                {QStringLiteral("job_title"), QStringLiteral("CTO")}});
    world.sync(anna);
    QCOMPARE(phone(lin), QStringLiteral("+8613900000002"));
    world.sync(lin);
    // The server's phone stays, the rest of the transaction applies, and what Lin typed waits for a choice.
    QCOMPARE(phone(world.server()), QStringLiteral("+8613800000001"));
    QCOMPARE(phone(lin), QStringLiteral("+8613800000001"));
    QCOMPARE(lin.stored("contact", id).value(u"job_title").text(), QStringLiteral("CTO"));
    const QList<InboxEntry> inbox = lin.inbox();
    QCOMPARE(inbox.size(), 1);
    QCOMPARE(inbox.first().code, QStringLiteral("kept"));
    const QJsonObject kept = QJsonDocument::fromJson(inbox.first().answer)
                                 .object()
                                 .value(QLatin1String("kept"))
                                 .toArray()
                                 .first()
                                 .toObject();
    QCOMPARE(kept.value(QLatin1String("field")).toString(), QStringLiteral("mobile"));
    QCOMPARE(kept.value(QLatin1String("server")).toString(), QStringLiteral("+8613800000001"));
    QCOMPARE(kept.value(QLatin1String("yours")).toString(), QStringLiteral("+8613900000002"));
}

// Behind more changes of the record than anybody looks at at once.
void CasesTest::whoItWasIsToldHoweverLongAgo()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    const Id acme = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    const auto change = [&](SyncParty &party, const char *field, const QString &to) {
        QCOMPARE(party.update("account", acme, {{QString::fromLatin1(field), to}}).status,
                 CommandResult::Status::Applied);
    };
    change(anna, "website", QStringLiteral("https://anna.cn"));
    change(lin, "website", QStringLiteral("https://lin.cn"));
    world.sync(anna);
    for (int i = 0; i < 60; ++i)
        change(world.server(), "short_name", QString::number(i));
    world.sync(lin);
    QCOMPARE(lin.inbox().size(), 1);
    const QJsonObject answer = QJsonDocument::fromJson(lin.inbox().first().answer).object();
    const QJsonObject kept = answer.value(QLatin1String("kept")).toArray().first().toObject();
    QCOMPARE(kept.value(QLatin1String("by")).toString(), QStringLiteral("rep1"));
}

void CasesTest::case4DifferentFieldsMeet()
{
    SyncWorld world(2);
    const Id id = account(world.laptop(0), QStringLiteral("Acme"));
    world.syncAll();
    world.laptop(0).update("account", id, {{QStringLiteral("website"), QStringLiteral("https://acme.cn")}});
    world.laptop(1).update("account", id, {{QStringLiteral("phone"), QStringLiteral("+862112345678")}});
    world.syncAll();
    for (SyncParty *party :
         {static_cast<SyncParty *>(&world.server()), static_cast<SyncParty *>(&world.laptop(0)),
          static_cast<SyncParty *>(&world.laptop(1))}) {
        QVERIFY(party->stored("account", id).value(u"website").text().contains(QLatin1String("acme.cn")));
        QCOMPARE(party->stored("account", id).value(u"phone").text(), QStringLiteral("+862112345678"));
    }
    QVERIFY(world.laptop(0).inbox().isEmpty());
    QVERIFY(world.laptop(1).inbox().isEmpty());
}

void CasesTest::case5GuardedStage()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    const Id id = deal(lin, account(lin, QStringLiteral("Acme")));
    world.syncAll();
    anna.update("opportunity", id, {{QStringLiteral("amount"), QStringLiteral("7000")}});
    lin.update("opportunity", id,
               {{QStringLiteral("amount"), QStringLiteral("9000")},
                {QStringLiteral("next_step"), QStringLiteral("Visit")}});
    world.sync(anna);
    world.sync(lin);
    // A decision about a state that is gone: nothing of it applies.
    const Record there = world.server().stored("opportunity", id);
    QCOMPARE(there.value(u"amount").money().minor, 700000);
    QCOMPARE(there.value(u"next_step").text(), QStringLiteral("Call"));
    QCOMPARE(lin.inbox().size(), 1);
    QCOMPARE(lin.inbox().first().code, QStringLiteral("conflict_guarded"));
    QVERIFY(lin.inbox().first().body.contains("Visit"));
    QCOMPARE(lin.contents(), world.server().contents());
}

void CasesTest::case7EditOfSomethingDeleted()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    const Id id = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    world.laptop(1).done("record.delete", {{QStringLiteral("object"), QStringLiteral("account")},
                                           {QStringLiteral("ids"), QJsonArray{id.toString()}}});
    lin.update("account", id, {{QStringLiteral("website"), QStringLiteral("https://acme.cn")}});
    world.sync(world.laptop(1));
    world.sync(lin);
    QCOMPARE(lin.inbox().size(), 1);
    QCOMPARE(lin.inbox().first().code, QStringLiteral("deleted"));
    QVERIFY(lin.stored("account", id).isDeleted());
    QCOMPARE(lin.contents(), world.server().contents());
}

void CasesTest::case8DeletionOfSomethingChanged()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    const Id id = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    world.laptop(1).update("account", id, {{QStringLiteral("website"), QStringLiteral("https://acme.cn")}});
    lin.done("record.delete", {{QStringLiteral("object"), QStringLiteral("account")},
                               {QStringLiteral("ids"), QJsonArray{id.toString()}}});
    QVERIFY(lin.stored("account", id).isDeleted());
    world.sync(world.laptop(1));
    world.sync(lin);
    QCOMPARE(lin.inbox().size(), 1);
    QCOMPARE(lin.inbox().first().code, QStringLiteral("changed_since"));
    QVERIFY(!lin.stored("account", id).isDeleted());
    QCOMPARE(lin.contents(), world.server().contents());
}

void CasesTest::dependantsFallWithWhatTheyNeed()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    const Id id = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    world.laptop(1).done("record.delete", {{QStringLiteral("object"), QStringLiteral("account")},
                                           {QStringLiteral("ids"), QJsonArray{id.toString()}}});
    const Id person = contact(lin, id, QStringLiteral("Li"));
    lin.update("contact", person, {{QStringLiteral("job_title"), QStringLiteral("CTO")}});
    const Id other = account(lin, QStringLiteral("Beta"));
    world.sync(world.laptop(1));
    world.sync(lin);
    QCOMPARE(lin.inbox().size(), 2);
    QCOMPARE(lin.inbox().at(1).code, QStringLiteral("dependency_rejected"));
    QVERIFY(!lin.stored("contact", person).isValid());
    QVERIFY(world.server().stored("account", other).isValid());
    QCOMPARE(lin.contents(), world.server().contents());
}

void CasesTest::aRejectionDoesNotStopTheQueue()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    const Id id = deal(lin, account(lin, QStringLiteral("Acme")));
    world.syncAll();
    world.laptop(1).update("opportunity", id, {{QStringLiteral("amount"), QStringLiteral("7000")}});
    world.sync(world.laptop(1));
    lin.update("opportunity", id, {{QStringLiteral("amount"), QStringLiteral("9000")}});
    QList<Id> made;
    for (int i = 0; i < 5; ++i)
        made.append(account(lin, QStringLiteral("After %1").arg(i)));
    world.sync(lin);
    for (const Id &one : made)
        QVERIFY(world.server().stored("account", one).isValid());
    QCOMPARE(lin.inbox().size(), 1);
    QVERIFY(lin.outbox().isEmpty());
}

DW_TEST(CasesTest)

}  // namespace dw::test

#include "casestest.moc"
