// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"
#include "core/sync/historyguard.h"
#include "core/sync/inboxreader.h"
#include "core/sync/openaccess.h"
#include "core/sync/transaction.h"
#include "tests/support/testrunner.h"
#include "tests/sync/canaryscan.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <limits>

namespace dw::test
{

// What a laptop holds or was told, and its server, put back to a backup, does not know (cases 23, G6, G7).
class RestoredAnswersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void case23NothingStaysOfWhatIsOutOfReach();
    void whatWaitsOutlastsAnyTime();
    void whatWaitsLeavesWithWhatHeldIt();
    void whatTwoHeldWaitsForEither();
    void moreRightsTakeNothing_data();
    void moreRightsTakeNothing();
    void ofAHiddenFieldNothingWaits();
    void whatCameBackStaysInNoEntry();
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
    // On the server, as what other laptops sent it.
    static Id owned(SyncWorld &world, const QString &name, const Id &owner, const QString &site = {})
    {
        QJsonObject set{{QStringLiteral("name"), name}, {QStringLiteral("owner_id"), owner.toString()}};
        if (!site.isEmpty())
            set.insert(QStringLiteral("website"), site);
        return world.server().create("account", set);
    }
    static InboxEntry entry(SyncLaptop &laptop, qint64 number)
    {
        InboxEntry found;
        laptop.workspace->readNow([&](ReadSession &session) {
            const auto read = session.replica().inboxEntry(number);
            QVERIFY(read.ok() && *read);
            found = **read;
        });
        return found;
    }
    static constexpr qint64 Day = 86'400'000;
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

// Nobody said that it may go: it waits however long that takes (G6).
void RestoredAnswersTest::whatWaitsOutlastsAnyTime()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &bo = world.laptop(0);
    world.syncAll();
    world.backUp();
    owned(world, QStringLiteral("Brackwater"), world.user(0));
    world.sync(bo);
    world.restore(SyncWorld::Restore::NewEpoch);
    world.sync(bo);
    QCOMPARE(bo.inbox().size(), 1);
    for (int i = 0; i < 3; ++i) {
        world.clock().advanceMs(20 * Day);
        world.sync(bo);
    }
    QCOMPARE(bo.inbox().size(), 1);
    QCOMPARE(bo.inbox().first().code, QStringLiteral("possibly_lost"));
    QVERIFY(bo.inbox().first().body.contains("Brackwater"));
}

// Others typed what is in it: it leaves with the right to see it, decided about or not (G7). Whoever was to
// decide is told, and that ends after its time.
void RestoredAnswersTest::whatWaitsLeavesWithWhatHeldIt()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    world.setRoles(world.user(0), {QStringLiteral("manager")});
    world.syncAll();
    world.backUp();
    owned(world, QStringLiteral("Quetzalbrook"), world.user(1));
    owned(world, QStringLiteral("Vexillarium"), world.user(1));
    owned(world, QStringLiteral("Brackwater"), world.user(0));
    world.sync(lin);
    world.restore(SyncWorld::Restore::NewEpoch);
    world.sync(lin);
    QList<InboxEntry> inbox = lin.inbox();
    QCOMPARE(inbox.size(), 3);
    const auto of = [&](const char *name) {
        return *std::find_if(inbox.begin(), inbox.end(),
                             [&](const InboxEntry &one) { return one.body.contains(name); });
    };
    const qint64 decided = of("Vexillarium").number, open = of("Quetzalbrook").number,
                 own = of("Brackwater").number;
    QCOMPARE(lin.run("inbox.settle",
                     {{QStringLiteral("entries"),
                       QJsonArray{QJsonObject{{QStringLiteral("number"), double(decided)},
                                              {QStringLiteral("state"), QStringLiteral("discarded")}}}}})
                 .status,
             CommandResult::Status::Applied);
    QVERIFY(entry(lin, decided).body.contains("Vexillarium"));
    world.setRoles(world.user(0), {QStringLiteral("sales_rep")});
    world.sync(lin);
    QCOMPARE(CanaryScan(lin).traces({QStringLiteral("Quetzalbrook"), QStringLiteral("Vexillarium")}),
             QStringList());
    QCOMPARE(entry(lin, decided).body, QByteArrayLiteral("{}"));
    // What a seller sees of her own is untouched by that.
    QCOMPARE(entry(lin, own).code, QStringLiteral("possibly_lost"));
    QVERIFY(entry(lin, own).body.contains("Brackwater"));
    const InboxEntry told = entry(lin, open);
    QCOMPARE(told.code, QStringLiteral("lost_out_of_reach"));
    QCOMPARE(int(told.state), int(InboxEntry::State::Open));
    QVERIFY(SyncTransaction::fromJson(QJsonDocument::fromJson(told.body).object()).ok());
    lin.workspace->readNow([&](ReadSession &session) {
        const auto items =
            InboxReader(session, lin.runner->configuration(), lin.actor, Language::English).items();
        QVERIFY(items.ok());
        const auto item = std::find_if(items->begin(), items->end(),
                                       [&](const InboxItem &one) { return one.number == open; });
        QVERIFY(item != items->end() && item->isNews() && item->fields.isEmpty());
        QVERIFY(item->reason.contains(QLatin1String("may not see")));
    });
    // The time begins with the first complete pull after it.
    world.sync(lin);
    world.clock().advanceMs(13 * Day);
    world.sync(lin);
    QCOMPARE(int(entry(lin, open).state), int(InboxEntry::State::Open));
    world.clock().advanceMs(2 * Day);
    world.sync(lin);
    QCOMPARE(int(entry(lin, open).state), int(InboxEntry::State::Discarded));
    QCOMPARE(lin.inbox().size(), 1);
}

// Whichever of them let go of it last (G6).
void RestoredAnswersTest::whatTwoHeldWaitsForEither()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    world.setRoles(world.user(0), {QStringLiteral("manager")});
    world.syncAll();
    world.backUp();
    const auto task = [&](const char *subject, int owner, int assignee) {
        world.server().create("task", {{QStringLiteral("subject"), QLatin1String(subject)},
                                       {QStringLiteral("due_at"), QStringLiteral("2027-01-20T02:00:00.000Z")},
                                       {QStringLiteral("owner_id"), world.user(owner).toString()},
                                       {QStringLiteral("assignee_id"), world.user(assignee).toString()}});
    };
    task("Brackwater", 0, 1);
    task("Hollowmere", 1, 0);
    task("Quetzalbrook", 1, 1);
    world.sync(lin);
    world.restore(SyncWorld::Restore::NewEpoch);
    world.sync(lin);
    QCOMPARE(lin.inbox().size(), 3);
    // Anna's scope goes, Lin's own stays.
    world.setRoles(world.user(0), {QStringLiteral("sales_rep")});
    world.sync(lin);
    QCOMPARE(CanaryScan(lin).traces({QStringLiteral("Quetzalbrook")}), QStringList());
    QCOMPARE(lin.inbox().size(), 3);
    for (const char *mine : {"Brackwater", "Hollowmere"}) {
        const QList<InboxEntry> inbox = lin.inbox();
        const auto waits = std::find_if(inbox.begin(), inbox.end(),
                                        [&](const InboxEntry &one) { return one.body.contains(mine); });
        QVERIFY2(waits != inbox.end(), mine);
        QCOMPARE(waits->code, QStringLiteral("possibly_lost"));
    }
}

void RestoredAnswersTest::moreRightsTakeNothing_data()
{
    QTest::addColumn<QString>("role");
    for (const char *role : {"read_only", "administrator"})
        QTest::newRow(role) << QString::fromLatin1(role);
}

// Whoever sees everything has no scope of her own records any more, and sees those too (G6).
void RestoredAnswersTest::moreRightsTakeNothing()
{
    QFETCH(const QString, role);
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &bo = world.laptop(0);
    world.syncAll();
    world.backUp();
    owned(world, QStringLiteral("Brackwater"), world.user(0));
    world.sync(bo);
    world.restore(SyncWorld::Restore::NewEpoch);
    world.sync(bo);
    QCOMPARE(bo.inbox().size(), 1);
    world.setRoles(world.user(0), {role});
    world.sync(bo);
    world.sync(bo);
    QCOMPARE(bo.inbox().size(), 1);
    QCOMPARE(bo.inbox().first().code, QStringLiteral("possibly_lost"));
    QVERIFY(bo.inbox().first().body.contains("Brackwater"));
}

// Hidden while it waits, or while it begins to.
void RestoredAnswersTest::ofAHiddenFieldNothingWaits()
{
    for (const bool before : {false, true}) {
        SyncWorld world(1, SyncWorld::Access::Roles);
        SyncLaptop &bo = world.laptop(0);
        world.syncAll();
        world.backUp();
        owned(world, QStringLiteral("Brackwater"), world.user(0), QStringLiteral("https://hollowmere.cn"));
        world.sync(bo);
        world.restore(SyncWorld::Restore::NewEpoch);
        const auto hide = [&] {
            world.setFieldRight(QStringLiteral("sales_rep"), QStringLiteral("account"),
                                QStringLiteral("website"), QStringLiteral("hidden"));
        };
        if (before)
            hide();
        world.sync(bo);
        QCOMPARE(bo.inbox().size(), 1);
        QCOMPARE(bo.inbox().first().body.contains("hollowmere"), !before);
        if (!before)
            hide();
        world.sync(bo);
        QCOMPARE(CanaryScan(bo).traces({QStringLiteral("hollowmere")}), QStringList());
        QCOMPARE(bo.inbox().size(), 1);
        QCOMPARE(bo.inbox().first().code, QStringLiteral("possibly_lost"));
        QVERIFY(bo.inbox().first().body.contains("Brackwater"));
        QVERIFY(SyncTransaction::fromJson(QJsonDocument::fromJson(bo.inbox().first().body).object()).ok());
    }
}

// Nobody is to decide about it any more, and the record may leave later on.
void RestoredAnswersTest::whatCameBackStaysInNoEntry()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &bo = world.laptop(1);
    world.syncAll();
    world.backUp();
    const Id bos = account(bo, QStringLiteral("Brackwater"));
    world.syncAll();
    world.restore(SyncWorld::Restore::NewEpoch);
    world.sync(lin);
    QCOMPARE(lin.inbox().size(), 1);
    const qint64 number = lin.inbox().first().number;
    world.syncAll();
    QVERIFY(lin.stored("account", bos).isValid());
    QCOMPARE(int(entry(lin, number).state), int(InboxEntry::State::Resolved));
    QCOMPARE(entry(lin, number).body, QByteArrayLiteral("{}"));
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
