// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"
#include "core/sync/historyguard.h"
#include "core/sync/openaccess.h"
#include "core/sync/transaction.h"
#include "tests/support/testrunner.h"
#include "tests/sync/canaryscan.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <limits>

namespace dw::test
{

// What a laptop holds or was told, and its server, put back to a backup, does not know (cases 23, G6, G7).
class RestoredAnswersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void case23NothingStaysOfWhatIsOutOfReach();
    void aServerThatKnowsWhatItAnswered();
    void anAnswerThatNeverCameSaysWhatWasKept();

private:
    static Id account(SyncParty &party, const QString &name)
    {
        return party.create("account", {{QStringLiteral("name"), name}});
    }
    static void site(SyncParty &party, const Id &account, const char *name)
    {
        const auto done = party.update(
            "account", account,
            {{QStringLiteral("website"), QStringLiteral("https://%1.cn").arg(QLatin1String(name))}});
        QCOMPARE(done.status, CommandResult::Status::Applied);
    }
    static QString site(SyncParty &party, const Id &account)
    {
        return party.stored("account", account).value(u"website").text();
    }
};

// Lin leads since the backup was made, and does not any more: what was seen so leaves with its scope (G7).
// What is lost and was Bo's own to see waits.
void RestoredAnswersTest::case23NothingStaysOfWhatIsOutOfReach()
{
    SyncWorld world(3, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    SyncLaptop &bo = world.laptop(2);
    world.syncAll();
    world.backUp();
    world.setRoles(world.user(0), {QStringLiteral("manager")});
    const Id annas = account(anna, QStringLiteral("Quetzalbrook"));
    const Id bos = world.server().create("account", {{QStringLiteral("name"), QStringLiteral("Brackwater")},
                                                     {QStringLiteral("owner_id"), world.user(2).toString()}});
    world.sync(anna);
    world.sync(bo);
    world.sync(lin);
    QVERIFY(lin.stored("account", annas).isValid());
    QVERIFY(bo.stored("account", bos).isValid());
    world.restore(SyncWorld::Restore::NewEpoch);
    // Before Anna's laptop brings hers back.
    world.sync(lin);
    QVERIFY(!lin.stored("account", annas).isValid());
    QVERIFY(lin.inbox().isEmpty());
    QCOMPARE(CanaryScan(lin).traces({QStringLiteral("Quetzalbrook")}), QStringList());
    world.sync(bo);
    QVERIFY(!bo.stored("account", bos).isValid());
    QCOMPARE(bo.inbox().size(), 1);
    QCOMPARE(bo.inbox().first().code, QStringLiteral("possibly_lost"));
    world.syncAll();
    QVERIFY(world.server().stored("account", annas).isValid());
    QVERIFY(!lin.stored("account", annas).isValid());
}

// In the backup stands that it was executed: what is answered is not sent again, and the next pull is enough.
void RestoredAnswersTest::aServerThatKnowsWhatItAnswered()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    world.sync(lin);
    account(lin, QStringLiteral("Acme"));
    QVERIFY(world.push(lin));
    const OutboxEntry answered = lin.outbox().first();
    QCOMPARE(answered.state, OutboxEntry::State::Answered);
    world.backUp();
    const Id later = account(lin, QStringLiteral("Typed since"));
    world.restore(SyncWorld::Restore::NewEpoch);
    world.greet(lin);
    QVERIFY(world.recover(lin, SyncRecovery::Place::BeforePush));
    QCOMPARE(lin.outbox().size(), 2);
    QCOMPARE(lin.outbox().first().state, OutboxEntry::State::Answered);
    QCOMPARE(lin.outbox().first().number, answered.number);
    QVERIFY(world.pull(lin));
    QCOMPARE(lin.outbox().size(), 1);
    world.sync(lin);
    QVERIFY(lin.outbox().isEmpty() && lin.inbox().isEmpty());
    QVERIFY(world.server().stored("account", later).isValid());
    QCOMPARE(lin.contents(), world.server().contents());
}

// Nobody told Lin that Anna's stays: the server may not forget it before it did (G6).
void RestoredAnswersTest::anAnswerThatNeverCameSaysWhatWasKept()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    const Id acme = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    site(anna, acme, "anna");
    site(lin, acme, "lin");
    world.sync(anna);
    QVERIFY(world.push(lin, SyncWorld::Wire::AnswerLost));
    world.backUp();
    world.restore(SyncWorld::Restore::NewEpoch);
    world.sync(lin);
    QCOMPARE(site(lin, acme), QStringLiteral("https://anna.cn"));
    QCOMPARE(lin.inbox().size(), 1);
    QCOMPARE(lin.inbox().first().code, QStringLiteral("kept"));
    QVERIFY(lin.inbox().first().answer.contains("lin.cn"));
}

DW_TEST(RestoredAnswersTest)

}  // namespace dw::test

#include "restoredanswerstest.moc"
