// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"
#include "core/sync/historyguard.h"
#include "core/sync/openaccess.h"
#include "core/sync/transaction.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <limits>

namespace dw::test
{

// The scripted cases of sync-protocol.md 6 in which somebody is put back to an older state (3.19), by their
// numbers there.
class RestoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void case23RestoredWithANewEpoch();
    void case23RestoredByFilesAlone();
    void case23OthersPushedPastTheOldHead();
    void case23NothingGoesBeforeItIsKnownToBeLost();
    void case23TheConfirmationOfAnAdministrator();
    void case24LaptopImageRestored();
    void case25AwayForHalfAYear();
    void case31AViewThatLagsBehind();
    void aCursorThatStandsCostsNothing();
    void anAnswerThatNeverCameIsNoLoss();
    void whatDependsOnLostWorkComesAfterIt();
    void putBackAgainBeforeItWasCompared();
    void aServerThatForgotWhatItAnswered();
    void madeUpCursorsPutNothingInDoubt();
    void aLostNumberIsNeverGivenAgain();
    void norWhereTheSameBackupIsPutBackTwice();
    void numbersOfAnEpochBeginBehindAllOthers();

private:
    static constexpr qint64 Minute = 60'000;
    static constexpr qint64 Day = qint64(24) * 60 * Minute;

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
    static QString cursorOf(SyncLaptop &laptop)
    {
        QByteArray cursor;
        laptop.workspace->readNow(
            [&](ReadSession &session) { cursor = *session.replica().value(QStringLiteral("cursor")); });
        return QString::fromLatin1(cursor);
    }
    static LedgerHead head(SyncWorld &world)
    {
        LedgerHead head;
        world.server().workspace->readNow([&](ReadSession &session) { head = *session.ledger().head(); });
        return head;
    }
    static SyncAnswer pullAnswer(SyncWorld &world, SyncLaptop &laptop)
    {
        return pullAnswer(*world.server().workspace, world.engine(), laptop);
    }
    static SyncAnswer pullAnswer(Workspace &server, SyncServer &engine, SyncLaptop &laptop)
    {
        SyncAnswer answer;
        QJsonObject request;
        laptop.workspace->readNow([&](ReadSession &session) {
            request = *laptop.client->pullRequest(session, SyncClient::Scopes::Digest);
        });
        server.readNow([&](ReadSession &session) { answer = engine.pull(session, laptop.device, request); });
        return answer;
    }
    static void suspect(SyncWorld &world)
    {
        world.server().write([&](WriteSession &session) {
            QVERIFY(HistoryGuard::suspect(session, world.clock().now()).ok());
        });
    }
    static void beginEpoch(SyncWorld &world)
    {
        world.server().write([&](WriteSession &session) {
            QVERIFY(HistoryGuard::beginEpoch(session, Id::named("epoch" + QByteArray::number(++m_epochs)),
                                             world.clock().now())
                        .ok());
        });
    }
    static inline int m_epochs = 0;
};

void RestoreTest::case23RestoredWithANewEpoch()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    const Id old = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    world.backUp();
    world.clock().advanceMs(120 * Minute);
    const Id lost = account(lin, QStringLiteral("Beta"));
    const Id person = lin.create("contact", {{QStringLiteral("name"), QStringLiteral("Li")},
                                             {QStringLiteral("account_id"), lost.toString()}});
    site(lin, old, "lin");
    world.syncAll();
    const Instant made = world.server().stored("account", lost).value(u"created_at").instant();
    const Id waits = account(lin, QStringLiteral("Gamma"));
    world.clock().advanceMs(5 * Minute);
    world.restore(SyncWorld::Restore::NewEpoch);
    QVERIFY(!world.server().stored("account", lost).isValid());
    world.syncAll();
    for (SyncParty *party : {static_cast<SyncParty *>(&world.server()), static_cast<SyncParty *>(&lin),
                             static_cast<SyncParty *>(&anna)}) {
        QVERIFY(party->stored("account", lost).isValid());
        QVERIFY(party->stored("contact", person).isValid());
        QVERIFY(party->stored("account", waits).isValid());
        QCOMPARE(site(*party, old), QStringLiteral("https://lin.cn"));
    }
    // By the same ids and at the time at which it was entered.
    QCOMPARE(world.server().stored("account", lost).value(u"created_at").instant().toIso(), made.toIso());
    QVERIFY(lin.outbox().isEmpty());
    QVERIFY(lin.inbox().isEmpty());
    QVERIFY(anna.inbox().isEmpty());
    QCOMPARE(lin.contents(), world.server().contents());
    QCOMPARE(anna.contents(), world.server().contents());
}

void RestoreTest::case23RestoredByFilesAlone()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    world.syncAll();
    world.backUp();
    const Id lost = account(lin, QStringLiteral("Beta"));
    world.syncAll();
    world.restore(SyncWorld::Restore::FilesAlone);
    int told = 0;
    world.engine().onDiverged([&told] { ++told; });
    const SyncAnswer diverged = pullAnswer(world, lin);
    QCOMPARE(diverged.status, 409);
    QCOMPARE(diverged.code(), QStringLiteral("history_diverged"));
    QCOMPARE(diverged.action(), QStringLiteral("reconcile"));
    QCOMPARE(told, 1);
    suspect(world);
    // Until somebody says what is to be the truth nobody writes.
    account(lin, QStringLiteral("Gamma"));
    std::optional<QJsonObject> push;
    lin.write([&](WriteSession &session) { push = *lin.client->pushRequest(session); });
    const SyncAnswer refused = world.send(lin, *push);
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.code(), QStringLiteral("recovering"));
    QVERIFY(!world.push(lin));
    QVERIFY(lin.stored("account", lost).isValid());
    QVERIFY(world.isRecovering(lin));
    beginEpoch(world);
    world.syncAll();
    QVERIFY(world.server().stored("account", lost).isValid());
    QCOMPARE(lin.contents(), world.server().contents());
    QCOMPARE(world.laptop(1).contents(), world.server().contents());
    QVERIFY(!world.isRecovering(lin));
}

void RestoreTest::case23OthersPushedPastTheOldHead()
{
    SyncWorld world(3);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    world.backUp();
    const Id lost = account(lin, QStringLiteral("Beta"));
    world.sync(lin);
    const qint64 before = head(world).sequence;
    world.restore(SyncWorld::Restore::FilesAlone);
    // Anna has not heard of Beta: to her nothing happened.
    for (int i = 0; i < 5; ++i)
        account(anna, QStringLiteral("Anna's %1").arg(i));
    world.sync(anna);
    QVERIFY(head(world).sequence > before);
    QCOMPARE(pullAnswer(world, lin).code(), QStringLiteral("history_diverged"));
    world.syncAll();
    QVERIFY(world.server().stored("account", lost).isValid());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(world.laptop(i).contents(), world.server().contents());
}

void RestoreTest::case23NothingGoesBeforeItIsKnownToBeLost()
{
    SyncWorld world(3);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    SyncLaptop &bo = world.laptop(2);
    world.backUp();
    const Id bos = account(bo, QStringLiteral("Bo's"));
    const Id annas = account(anna, QStringLiteral("Anna's"));
    world.syncAll();
    QVERIFY(lin.stored("account", bos).isValid());
    world.restore(SyncWorld::Restore::NewEpoch);
    world.greet(lin);
    QVERIFY(world.recover(lin, SyncRecovery::Place::BeforePush));
    QVERIFY(lin.stored("account", bos).isValid());
    // Bo's laptop never comes again.
    world.sync(lin);
    world.sync(anna);
    world.sync(lin);
    QVERIFY(world.server().stored("account", annas).isValid());
    QVERIFY(lin.stored("account", annas).isValid());
    QVERIFY(!lin.stored("account", bos).isValid());
    // What came back with Anna waits for nobody.
    QCOMPARE(lin.inbox().size(), 1);
    for (SyncLaptop *laptop : {&lin, &anna}) {
        const QList<InboxEntry> inbox = laptop->inbox();
        QCOMPARE(inbox.last().code, QStringLiteral("possibly_lost"));
        QVERIFY(inbox.last().body.contains("Bo's"));
        QVERIFY(SyncTransaction::fromJson(QJsonDocument::fromJson(inbox.last().body).object()).ok());
        QCOMPARE(laptop->contents(), world.server().contents());
    }
    // Nobody but Bo sends it.
    QVERIFY(!world.server().stored("account", bos).isValid());
    world.sync(bo);
    QVERIFY(world.server().stored("account", bos).isValid());
    world.sync(lin);
    QVERIFY(lin.stored("account", bos).isValid());
    QVERIFY(lin.inbox().isEmpty());
}

void RestoreTest::case23TheConfirmationOfAnAdministrator()
{
    SyncWorld world(1);
    suspect(world);
    const Instant first = world.clock().now();
    world.clock().advanceMs(Minute);
    suspect(world);
    std::optional<Instant> since;
    world.server().workspace->readNow(
        [&](ReadSession &session) { since = *HistoryGuard::suspectSince(session); });
    QCOMPARE(since->ms, first.ms);
    const Id epoch = head(world).epoch;
    const qint64 sequence = head(world).sequence;
    beginEpoch(world);
    world.server().workspace->readNow(
        [&](ReadSession &session) { since = *HistoryGuard::suspectSince(session); });
    QVERIFY(!since);
    QVERIFY(head(world).epoch != epoch);
    QVERIFY(head(world).sequence > sequence);
}

void RestoreTest::case24LaptopImageRestored()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    const Id acme = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    const Id unsent = account(lin, QStringLiteral("Never sent before the image"));
    world.image(lin);
    const Id later = account(lin, QStringLiteral("After the image"));
    site(lin, acme, "later");
    world.syncAll();
    world.restoreImage(lin);
    QVERIFY(!lin.stored("account", later).isValid());
    const Id again = account(lin, QStringLiteral("On the old image"));
    std::optional<QJsonObject> push;
    lin.write([&](WriteSession &session) { push = *lin.client->pushRequest(session); });
    const SyncAnswer forked = world.send(lin, *push);
    QCOMPARE(forked.status, 409);
    QCOMPARE(forked.code(), QStringLiteral("device_forked"));
    QCOMPARE(forked.action(), QStringLiteral("reregister"));
    world.enrolAnew(lin);
    world.syncAll();
    // What was sent already is not done twice, and the rest goes on.
    for (const Id &id : {unsent, later, again})
        QVERIFY(world.server().stored("account", id).isValid());
    QVERIFY(lin.inbox().isEmpty());
    QVERIFY(lin.outbox().isEmpty());
    QCOMPARE(site(lin, acme), QStringLiteral("https://later.cn"));
    QCOMPARE(lin.contents(), world.server().contents());
    QCOMPARE(world.laptop(1).contents(), world.server().contents());
}

void RestoreTest::case25AwayForHalfAYear()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    const Id stays = account(lin, QStringLiteral("Stays"));
    const Id goes = account(lin, QStringLiteral("Goes"));
    world.syncAll();
    world.backUp();  // laptops greet from here on
    const Id mine = account(lin, QStringLiteral("Mine"));
    world.clock().advanceMs(181 * Day);
    site(anna, stays, "anna");
    const Id hers = account(anna, QStringLiteral("Hers"));
    anna.done("record.delete", {{QStringLiteral("object"), QStringLiteral("account")},
                                {QStringLiteral("ids"), QJsonArray{goes.toString()}}});
    world.sync(anna);
    // In time what was deleted is gone for good, and so is the memory of it.
    world.server().write([&](WriteSession &session) {
        QVERIFY(session.begin(Durability::Saved).ok());
        LedgerHead now = *session.ledger().lockHead();
        now.horizon = now.sequence;
        QVERIFY(session.ledger().setHead(now).ok());
        while (!*session.ledger().forgetBeforeHorizon(100))
            ;
        QVERIFY(session.commit().ok());
    });
    const SyncAnswer expired = pullAnswer(world, lin);
    QCOMPARE(expired.status, 410);
    QCOMPARE(expired.code(), QStringLiteral("cursor_expired"));
    QCOMPARE(expired.action(), QStringLiteral("resync"));
    world.sync(lin);
    QVERIFY(world.server().stored("account", mine).isValid());
    QVERIFY(lin.stored("account", hers).isValid());
    QCOMPARE(site(lin, stays), QStringLiteral("https://anna.cn"));
    QVERIFY(lin.inbox().isEmpty());
    QVERIFY(lin.outbox().isEmpty());
    QCOMPARE(lin.contents(), world.server().contents());
}

// What a server would see that reads from a standby which is behind: it says so, gives nothing of its older
// state, and a laptop that goes on with the others has lost nothing.
void RestoreTest::case31AViewThatLagsBehind()
{
    if (TestWorkspace::onPostgres())
        QSKIP("the view is a copy of files");
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    const Id old = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    const QTemporaryDir root;
    QVERIFY(world.server().workspace->backup(root.filePath(QStringLiteral("copy")), Ticket()).ok());
    QVERIFY(Workspace::restore(root.filePath(QStringLiteral("copy")), root.filePath(QStringLiteral("view")))
                .ok());
    world.clock().advanceMs(500);
    site(anna, old, "anna");
    world.syncAll();
    account(lin, QStringLiteral("Waits"));
    const auto before = lin.contents();
    const QString cursor = cursorOf(lin);

    auto definitions = BuiltinDictionary::definitions();
    IdGenerator ids(world.clock(), 31);
    const auto view = Workspace::open(root.filePath(QStringLiteral("view")), Workspace::Access::ReadWrite,
                                      *Dictionary::build(*definitions), world.clock(), ids);
    QVERIFY(view.ok());
    const auto runner = CommandRunner::open(**view, world.clock(), ids);
    QVERIFY(runner.ok());
    SyncServer behind(**runner, std::make_shared<OpenAccess>());
    const SyncAnswer answer = pullAnswer(**view, behind, lin);
    QCOMPARE(answer.code(), QStringLiteral("history_diverged"));
    QVERIFY(answer.body.value(QStringLiteral("head")).toDouble() < double(head(world).sequence));
    QVERIFY(!answer.body.contains(QStringLiteral("rows")));

    // The laptop asks what it lost, where nothing lags: nothing.
    lin.write([&](WriteSession &session) {
        QVERIFY(SyncRecovery(*lin.runner, *lin.client).begin(session, SyncRecovery::Why::Restored).ok());
    });
    QVERIFY(world.recover(lin, SyncRecovery::Place::BeforePush));
    QCOMPARE(lin.contents(), before);
    QCOMPARE(cursorOf(lin), cursor);
    QCOMPARE(lin.outbox().size(), 1);
    world.syncAll();
    QCOMPARE(world.questions.value(QStringLiteral("reconcile")), 1);
    QCOMPARE(world.questions.value(QStringLiteral("verify")), 0);
    QVERIFY(lin.outbox().isEmpty() && lin.inbox().isEmpty() && !world.isRecovering(lin));
    QCOMPARE(lin.contents(), world.server().contents());
    QCOMPARE(site(world.server(), old), QStringLiteral("https://anna.cn"));
}

void RestoreTest::aCursorThatStandsCostsNothing()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    account(lin, QStringLiteral("Acme"));
    world.syncAll();
    world.backUp();
    world.restore(SyncWorld::Restore::NewEpoch);
    world.sync(lin);
    QVERIFY(cursorOf(lin).startsWith(QString::number(head(world).sequence) + QLatin1Char('.')));
    QCOMPARE(world.questions.value(QStringLiteral("reconcile")), 1);
    QCOMPARE(world.questions.value(QStringLiteral("verify")), 0);
    QCOMPARE(lin.contents(), world.server().contents());
}

void RestoreTest::anAnswerThatNeverCameIsNoLoss()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id known = account(lin, QStringLiteral("Known to the backup"));
    QVERIFY(world.push(lin, SyncWorld::Wire::AnswerLost));
    world.backUp();
    const Id lost = account(lin, QStringLiteral("Lost with its answer"));
    QVERIFY(world.push(lin, SyncWorld::Wire::AnswerLost));
    world.restore(SyncWorld::Restore::NewEpoch);
    world.sync(lin);
    QVERIFY(world.server().stored("account", known).isValid());
    QVERIFY(world.server().stored("account", lost).isValid());
    QVERIFY(lin.inbox().isEmpty());
    QCOMPARE(lin.contents(), world.server().contents());
}

void RestoreTest::whatDependsOnLostWorkComesAfterIt()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    world.backUp();
    const Id customer = account(lin, QStringLiteral("Acme"));
    world.sync(lin);
    const Id person = lin.create("contact", {{QStringLiteral("name"), QStringLiteral("Li")},
                                             {QStringLiteral("account_id"), customer.toString()}});
    lin.update("contact", person, {{QStringLiteral("job_title"), QStringLiteral("CTO")}});
    QVERIFY(world.push(lin, SyncWorld::Wire::RequestLost));
    world.restore(SyncWorld::Restore::NewEpoch);
    world.sync(lin);
    QCOMPARE(world.server().stored("contact", person).value(u"job_title").text(), QStringLiteral("CTO"));
    QVERIFY(lin.inbox().isEmpty());
    QCOMPARE(lin.contents(), world.server().contents());
}

void RestoreTest::putBackAgainBeforeItWasCompared()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id id = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    world.backUp();
    site(world.server(), id, "lost");
    world.sync(lin);
    for (int turn = 0; turn < 2; ++turn) {
        world.restore(SyncWorld::Restore::NewEpoch);
        world.greet(lin);
        QVERIFY(world.recover(lin, SyncRecovery::Place::BeforePush));
        QVERIFY(world.isRecovering(lin));
    }
    world.sync(lin);
    QVERIFY(!world.isRecovering(lin));
    QCOMPARE(lin.contents(), world.server().contents());
}

// Its laptop's cursor stands, and yet what it took over after that is gone.
void RestoreTest::aServerThatForgotWhatItAnswered()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    world.backUp();
    const Id lost = account(lin, QStringLiteral("Answered and lost"));
    QVERIFY(world.push(lin));
    QCOMPARE(lin.outbox().first().state, OutboxEntry::State::Answered);
    world.restore(SyncWorld::Restore::FilesAlone);
    world.sync(lin);
    QVERIFY(world.server().stored("account", lost).isValid());
    QVERIFY(lin.outbox().isEmpty());
    QCOMPARE(lin.contents(), world.server().contents());
}

void RestoreTest::madeUpCursorsPutNothingInDoubt()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    int told = 0;
    world.engine().setCursorKey(QByteArrayLiteral("a key that nobody knows"));
    world.engine().onDiverged([&told] { ++told; });
    world.sync(lin);
    const QStringList parts = cursorOf(lin).split(QLatin1Char('.'));
    QCOMPARE(parts.size(), 3);
    const auto answer = [&](const QString &cursor) {
        SyncAnswer given;
        QJsonObject request;
        lin.workspace->readNow([&](ReadSession &session) {
            request = *lin.client->pullRequest(session, SyncClient::Scopes::Digest);
        });
        request.insert(QStringLiteral("cursor"), cursor);
        world.server().workspace->readNow(
            [&](ReadSession &session) { given = world.engine().pull(session, lin.device, request); });
        return given.ok() ? QStringLiteral("ok") : given.code();
    };
    QCOMPARE(answer(parts.join(QLatin1Char('.'))), QStringLiteral("ok"));
    QCOMPARE(answer(QStringLiteral("999999.00000001")), QStringLiteral("history_diverged"));
    QCOMPARE(answer(QStringLiteral("999999.00000001.") + parts.at(2)), QStringLiteral("history_diverged"));
    QCOMPARE(answer(parts.at(0) + QLatin1String(".0badbad0.") + parts.at(2)),
             QStringLiteral("history_diverged"));
    for (const char *bad : {"yesterday", "1", "1.x", "-1.00000001", "1.00000001.00.00"})
        QCOMPARE(answer(QString::fromLatin1(bad)), QStringLiteral("malformed"));
    QCOMPARE(told, 0);
}

// Anna holds what Lin changed, Lin's laptop does not come back, and the record changes again: with the same
// number it would look the same to whoever compares.
void RestoreTest::aLostNumberIsNeverGivenAgain()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    const Id acme = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    world.backUp();
    site(lin, acme, "lost");
    world.syncAll();
    const qint64 lost = head(world).sequence;
    QCOMPARE(site(anna, acme), QStringLiteral("https://lost.cn"));
    world.restore(SyncWorld::Restore::NewEpoch);
    site(world.server(), acme, "server");
    QVERIFY(head(world).sequence > lost);
    world.sync(anna);
    QCOMPARE(site(anna, acme), QStringLiteral("https://server.cn"));
    QCOMPARE(anna.contents(), world.server().contents());
    // Also where the laptop typed into it meanwhile.
    anna.update("account", acme, {{QStringLiteral("short_name"), QStringLiteral("Hefei")}});
    world.syncAll();
    QCOMPARE(world.server().stored("account", acme).value(u"short_name").text(), QStringLiteral("Hefei"));
    for (SyncLaptop *laptop : {&lin, &anna})
        QCOMPARE(laptop->contents(), world.server().contents());
}

void RestoreTest::norWhereTheSameBackupIsPutBackTwice()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    const Id acme = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    world.backUp();
    qint64 before = head(world).sequence;
    for (const char *name : {"first", "second", "third"}) {
        world.clock().advanceMs(Minute);
        world.restore(SyncWorld::Restore::NewEpoch);
        QVERIFY(head(world).sequence > before);
        site(world.server(), acme, name);
        before = head(world).sequence;
        world.sync(anna);
        QCOMPARE(site(anna, acme), QStringLiteral("https://%1.cn").arg(QLatin1String(name)));
        QCOMPARE(anna.contents(), world.server().contents());
    }
}

void RestoreTest::numbersOfAnEpochBeginBehindAllOthers()
{
    const Instant now = Instant{1'795'428'000'000};
    const qint64 first = HistoryGuard::firstOf(1'000, now);
    // From the same backup a second later, behind everything that was done in that second.
    QVERIFY(HistoryGuard::firstOf(1'000, Instant{now.ms + 1'000}) > first + 1'000'000);
    // Clocks that say anything at all.
    for (const Instant wrong : {Instant{0}, Instant{-1}, Instant{std::numeric_limits<qint64>::min() / 2},
                                Instant{now.ms - Day}, Instant{std::numeric_limits<qint64>::max()}}) {
        const qint64 next = HistoryGuard::firstOf(first, wrong);
        QVERIFY(next > first + 1'000'000);
        QVERIFY(next < qint64(1) << 53);
        QCOMPARE(qint64(double(next)), next);
    }
}

DW_TEST(RestoreTest)

}  // namespace dw::test

#include "restoretest.moc"
