// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/canonicaljson.h"
#include "core/sync/deviceidentity.h"
#include "core/sync/issuebook.h"
#include "core/sync/serverline.h"
#include "core/sync/syncguard.h"
#include "tests/laptops/laptop.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>
#include <QTimeZone>

namespace dw::test
{

// Lost laptops, users who left, laptops that nobody hears from (sync-protocol.md 3.20; cases 26, 27, 30).
class GuardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLeaseEnds();
    void theServerSaysHowLong();
    void rolesSayHowLong();
    void theClockIsSetBack();
    void case30TheClockIsIn2099AndComesBack();
    void aDamagedFileOpensNothing();
    void onlyASignedOrderWipes_data();
    void onlyASignedOrderWipes();
    void aDisabledUserIsLockedOut();
    void whatFindsNoRoomStaysHere();
    void aWipedLaptopIsEmpty();

private:
    static constexpr qint64 DayMs = qint64(24) * 3600 * 1000;
    static Instant begin() { return *Instant::fromIso(u"2026-11-19T02:00:00Z", QTimeZone::utc()); }
    static DeviceIdentity enrolled(const QString &folder)
    {
        DeviceIdentity identity;
        identity.server = QUrl(QStringLiteral("https://127.0.0.1:1"));
        identity.device = Id::named("device");
        identity.user = Id::named("user");
        identity.leaseDays = 14;
        identity.enrolledAt = begin();
        if (!identity.makeKey().ok() || !identity.save(folder).ok())
            qFatal("no identity");
        return identity;
    }
    static QString reason(const Result<void> &result) { return result.ok() ? QString() : result.error().key; }
    static SyncAnswer refused(const char *code, const QJsonObject &more = {})
    {
        QJsonObject body = more;
        body.insert(QStringLiteral("code"), QLatin1String(code));
        return {403, body};
    }
    // Exit code and what it complains of.
    static std::pair<int, QByteArray> cli(const QString &folder, const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(DEALWRIGHT_CLI), QStringList{QStringLiteral("-w"), folder} + arguments);
        if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
            return {-1, {}};
        return {process.exitCode(), process.readAllStandardError()};
    }
};

void GuardTest::aLeaseEnds()
{
    QTemporaryDir folder;
    FixedClock clock(begin());
    QCOMPARE(reason(SyncGuard(folder.path(), clock).admit()), QString());
    (void)enrolled(folder.path());
    SyncGuard guard(folder.path(), clock);
    QCOMPARE(reason(guard.admit()), QString());
    clock.advanceMs(13 * DayMs);
    QCOMPARE(reason(guard.admit()), QString());
    QVERIFY(guard.contacted().ok());
    clock.advanceMs(13 * DayMs);
    QCOMPARE(reason(guard.admit()), QString());
    QCOMPARE(guard.status().leasedUntil->ms, begin().ms + 27 * DayMs);
    clock.advanceMs(2 * DayMs);
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.lease_over"));
    // Neither the clock nor the file nor a server that answers opens it again.
    clock.set(begin());
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.lease_over"));
    QVERIFY(guard.contacted().ok());
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.lease_over"));
    clock.set({begin().ms + 28 * DayMs});
    QVERIFY(QFile::remove(folder.filePath(QStringLiteral("guard.json"))));
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.lease_over"));
    QVERIFY(guard.signedIn().ok());
    QCOMPARE(reason(guard.admit()), QString());
}

void GuardTest::theServerSaysHowLong()
{
    QTemporaryDir folder;
    FixedClock clock(begin());
    (void)enrolled(folder.path());
    SyncGuard guard(folder.path(), clock);
    QVERIFY(guard.contacted(30).ok());
    clock.advanceMs(20 * DayMs);
    QCOMPARE(reason(guard.admit()), QString());
    QCOMPARE(guard.status().leaseDays, 30);
    // Nothing was said: it stays.
    QVERIFY(guard.contacted().ok());
    QCOMPARE(guard.status().leasedUntil->ms, begin().ms + 50 * DayMs);
    QVERIFY(guard.contacted(2).ok());
    clock.advanceMs(3 * DayMs);
    const Result<void> over = guard.admit();
    QCOMPARE(reason(over), QStringLiteral("sync.lease_over"));
    QCOMPARE(over.error().arguments, QStringList{QStringLiteral("2")});
    // No server opens it by telling a longer one.
    QVERIFY(guard.contacted(90).ok());
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.lease_over"));
}

// Of laptops that are enrolled already, too: the smallest of the roles, else the workspace's.
void GuardTest::rolesSayHowLong()
{
    QTemporaryDir root;
    ServerProgram server(QStringLiteral(DEALWRIGHT_SERVER), root.path());
    server.addUser(QStringLiteral("lin"));
    server.start();
    Laptop lin(server, QStringLiteral("lin"));
    const SystemClock clock;
    const auto days = [&](Laptop &laptop) {
        const auto error = laptop.sync().error;
        return error ? -1 : SyncGuard(laptop.folder(), clock).status().leaseDays;
    };
    QCOMPARE(days(lin), 14);
    const auto set = [&](const char *value) {
        return server.tryTo({QStringLiteral("policy"), QStringLiteral("set"), QStringLiteral("lease_days"),
                             QString::fromLatin1(value)});
    };
    QCOMPARE(set("0").code, 64);
    QCOMPARE(set("91").code, 64);
    QCOMPARE(set("21").code, 0);
    QCOMPARE(days(lin), 21);
    // A new one knows it at once.
    const Laptop second(server, QStringLiteral("lin"));
    QCOMPARE(DeviceIdentity::load(second.folder())->leaseDays, 21);

    server.addUser(QStringLiteral("mei"), {QStringLiteral("--role"), QStringLiteral("sales_rep"),
                                           QStringLiteral("--role"), QStringLiteral("administrator")});
    Laptop mei(server, QStringLiteral("mei"));
    QCOMPARE(days(mei), 14);
    const auto give = [&](const char *role, int value) {
        return mei.runner()
            .runNow({QStringLiteral("record.update"),
                     {{QStringLiteral("object"), QStringLiteral("role")},
                      {QStringLiteral("id"), Id::named(QByteArray("role:") + role).toString()},
                      {QStringLiteral("set"), QJsonObject{{QStringLiteral("offline_days"), value}}}}},
                    mei.actor())
            .status;
    };
    QCOMPARE(give("sales_rep", 0), CommandResult::Status::Refused);
    QCOMPARE(give("sales_rep", 91), CommandResult::Status::Refused);
    QCOMPARE(give("sales_rep", 3), CommandResult::Status::Applied);
    QCOMPARE(give("administrator", 60), CommandResult::Status::Applied);
    QVERIFY(!mei.sync().error);
    QCOMPARE(days(mei), 3);
}

void GuardTest::theClockIsSetBack()
{
    QTemporaryDir folder;
    FixedClock clock(begin());
    (void)enrolled(folder.path());
    SyncGuard guard(folder.path(), clock);
    clock.advanceMs(3 * DayMs);
    QCOMPARE(reason(guard.admit()), QString());
    // Put right by a little.
    clock.advanceMs(-4 * 60 * 1000);
    QCOMPARE(reason(guard.admit()), QString());
    clock.advanceMs(-DayMs);
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.clock_set_back"));
    QVERIFY(guard.contacted().ok());
    QCOMPARE(reason(guard.admit()), QString());
}

void GuardTest::case30TheClockIsIn2099AndComesBack()
{
    const Instant far = *Instant::fromIso(u"2099-01-01T00:00:00Z", QTimeZone::utc());
    {
        // Off the line: the lease is over then, and stays over.
        QTemporaryDir folder;
        FixedClock clock(begin());
        (void)enrolled(folder.path());
        SyncGuard guard(folder.path(), clock);
        QCOMPARE(reason(guard.admit()), QString());
        clock.set(far);
        QCOMPARE(reason(guard.admit()), QStringLiteral("sync.lease_over"));
        clock.set({begin().ms + DayMs});
        QCOMPARE(reason(guard.admit()), QStringLiteral("sync.lease_over"));
        QVERIFY(guard.signedIn().ok());
        QCOMPARE(reason(guard.admit()), QString());
        QCOMPARE(guard.status().leasedUntil->ms, begin().ms + 15 * DayMs);
    }
    // With its server on the line meanwhile: nobody has a lease of 75 years by that.
    QTemporaryDir folder;
    FixedClock clock(begin());
    (void)enrolled(folder.path());
    SyncGuard guard(folder.path(), clock);
    clock.set(far);
    QVERIFY(guard.signedIn().ok());
    QCOMPARE(reason(guard.admit()), QString());
    clock.set({begin().ms + DayMs});
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.clock_set_back"));
    QVERIFY(guard.contacted().ok());
    QCOMPARE(reason(guard.admit()), QString());
    QCOMPARE(guard.status().leasedUntil->ms, begin().ms + 15 * DayMs);
    clock.advanceMs(15 * DayMs);
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.lease_over"));
}

// Of either, of both; what nobody knows counts as closed.
void GuardTest::aDamagedFileOpensNothing()
{
    QTemporaryDir folder;
    FixedClock clock(begin());
    const DeviceIdentity identity = enrolled(folder.path());
    SyncGuard guard(folder.path(), clock);
    QVERIFY(guard.contacted().ok());
    clock.advanceMs(20 * DayMs);
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.lease_over"));
    const QString device = DeviceIdentity::fileIn(folder.path()),
                  kept = folder.filePath(QStringLiteral("guard.json"));
    QVERIFY(QFile::resize(device, 20));
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.lease_over"));
    // Nor does it open without the file.
    QVERIFY(QFile::rename(device, device + QStringLiteral(".away")));
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.lease_over"));
    QVERIFY(QFile::resize(kept, 5));
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.identity_unreadable"));
    QVERIFY(QFile::rename(device + QStringLiteral(".away"), device));
    QVERIFY(QFile::resize(kept, 5));
    const Result<void> closed = guard.admit();
    QCOMPARE(reason(closed), QStringLiteral("sync.identity_unreadable"));
    QCOMPARE(closed.error().arguments, QStringList{device});
    QVERIFY(QFile::remove(kept));
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.identity_unreadable"));
    // Whole again a sign-in opens it.
    QVERIFY(identity.save(folder.path()).ok());
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.sign_in_again"));
    QVERIFY(guard.signedIn().ok());
    QCOMPARE(reason(guard.admit()), QString());
    // A reason that this program has no words for.
    QFile file(kept);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"locked\":\"x\"}") > 0);
    file.close();
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.sign_in_again"));
}

void GuardTest::onlyASignedOrderWipes_data()
{
    QTest::addColumn<bool>("rightKey");
    QTest::addColumn<bool>("rightDevice");
    QTest::addColumn<bool>("rightText");
    QTest::newRow("as it should be") << true << true << true;
    QTest::newRow("somebody else's key") << false << true << true;
    QTest::newRow("another laptop's") << true << false << true;
    QTest::newRow("another text") << true << true << false;
}

void GuardTest::onlyASignedOrderWipes()
{
    QFETCH(bool, rightKey);
    QFETCH(bool, rightDevice);
    QFETCH(bool, rightText);
    QTemporaryDir folder;
    FixedClock clock(begin());
    DeviceIdentity server, stranger;
    QVERIFY(server.makeKey().ok() && stranger.makeKey().ok());
    DeviceIdentity identity = enrolled(folder.path());
    identity.serverKey = server.publicKey();
    QVERIFY(identity.save(folder.path()).ok());
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("blobs/aa")));
    for (const char *name : {"workspace.db", "workspace.db-wal", "blobs/aa/file"}) {
        QFile file(folder.filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x") == 1);
    }
    const QByteArray text = canonicalJson(QJsonObject{
        {QStringLiteral("action"), QStringLiteral("wipe")},
        {QStringLiteral("device"), (rightDevice ? identity.device : Id::named("another")).toString()}});
    const QByteArray message = "dealwright-wipe\n" + text + (rightText ? "" : " ");
    const QByteArray signature = (rightKey ? server : stranger).sign(message);
    const SyncAnswer answer = refused(
        "device_wiped",
        {{QStringLiteral("order"), QJsonObject{{QStringLiteral("order"), QString::fromUtf8(text)},
                                               {QStringLiteral("signature"), base64Url(signature)}}}});
    SyncGuard guard(folder.path(), clock);
    QVERIFY(guard.refused(identity, answer).ok());
    const QStringList left = QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    if (rightKey && rightDevice && rightText) {
        QCOMPARE(left, QStringList{QStringLiteral("guard.json")});
        QCOMPARE(guard.status().state, SyncGuard::State::Wiped);
        QCOMPARE(reason(guard.admit()), QStringLiteral("sync.was_wiped"));
        QVERIFY(guard.signedIn().ok());
        QCOMPARE(reason(guard.admit()), QStringLiteral("sync.was_wiped"));
        return;
    }
    QVERIFY(left.contains(QStringLiteral("workspace.db")) && left.contains(QStringLiteral("device.json")));
    QCOMPARE(reason(guard.admit()), QStringLiteral("sync.device_revoked"));
}

void GuardTest::aDisabledUserIsLockedOut()
{
    QTemporaryDir root;
    ServerProgram server(QStringLiteral(DEALWRIGHT_SERVER), root.path());
    server.addUser(QStringLiteral("lin"));
    server.start();
    auto lin = std::make_unique<Laptop>(server, QStringLiteral("lin"));
    QCOMPARE(textOf(lin->sync().error), QString());
    lin->create(QStringLiteral("Typed before"));
    server.stop();
    server.run({QStringLiteral("user"), QStringLiteral("disable"), QStringLiteral("lin")});
    server.start();
    QCOMPARE(lin->sync().error->key, QStringLiteral("sync.user_disabled"));
    const QString folder = lin->folder();
    const SystemClock clock;
    QCOMPARE(SyncGuard(folder, clock).status().state, SyncGuard::State::Locked);
    lin->close();
    for (const QStringList &arguments :
         {QStringList{QStringLiteral("query"), QStringLiteral("account")},
          QStringList{QStringLiteral("run"), QStringLiteral("record.create"), QStringLiteral("{}")}}) {
        const auto [code, errors] = cli(folder, arguments);
        QCOMPARE(code, 2);
        QVERIFY2(errors.contains("disabled"), errors);
    }
    // What waits is not lost, and comes through once the server lets this user in.
    QCOMPARE(cli(folder, {QStringLiteral("sync")}).first, 2);
    server.stop();
    server.run({QStringLiteral("user"), QStringLiteral("enable"), QStringLiteral("lin")});
    server.start();
    QCOMPARE(cli(folder, {QStringLiteral("query"), QStringLiteral("account")}).first, 2);
    QCOMPARE(cli(folder, {QStringLiteral("device"), QStringLiteral("signin"),
                          QStringLiteral("--password-file"), server.passwordFile()})
                 .first,
             0);
    QCOMPARE(cli(folder, {QStringLiteral("sync")}).first, 0);
    QCOMPARE(cli(folder, {QStringLiteral("query"), QStringLiteral("account")}).first, 0);
}

// The server has room for so much of what nobody may send any more; the rest stays, and is said.
void GuardTest::whatFindsNoRoomStaysHere()
{
    constexpr int Over = 12;
    QTemporaryDir root;
    ServerProgram server(QStringLiteral(DEALWRIGHT_SERVER), root.path());
    server.addUser(QStringLiteral("lin"));
    server.start();
    auto lin = std::make_unique<Laptop>(server, QStringLiteral("lin"));
    QCOMPARE(textOf(lin->sync().error), QString());
    for (int i = 0; i < IssueBook::MostOfDevice + Over; ++i)
        lin->create(QStringLiteral("Customer %1").arg(i));
    server.run({QStringLiteral("user"), QStringLiteral("disable"), QStringLiteral("lin")});
    const auto book = [&server] {
        return server.run({QStringLiteral("issues"), QStringLiteral("--limit"), QStringLiteral("1000")})
            .value(QLatin1String("rows"))
            .toArray();
    };
    const auto kept = [&lin] {
        const SyncReport report = lin->sync();
        return report.error && report.error->key == QLatin1String("sync.hand_over_full")
                   ? report.error->arguments.join(u' ')
                   : textOf(report.error);
    };
    QCOMPARE(kept(), QString::number(Over));
    QCOMPARE(book().size(), IssueBook::MostOfDevice);
    QCOMPARE(lin->waiting(), IssueBook::MostOfDevice + Over);
    QCOMPARE(SyncGuard(lin->folder(), SystemClock()).status().state, SyncGuard::State::Locked);
    // Every run tries again; what was handed over is not handed over twice.
    QCOMPARE(kept(), QString::number(Over));
    QStringList discard{QStringLiteral("issues"), QStringLiteral("discard")};
    const QJsonArray lines = book();
    for (int i = 0; i < Over - 2; ++i)
        discard.append(lines.at(i)[QLatin1String("id")].toString());
    QCOMPARE(server.run(discard).value(QLatin1String("discarded")).toInt(), Over - 2);
    QCOMPARE(kept(), QStringLiteral("2"));
    QCOMPARE(book().size(), IssueBook::MostOfDevice);
    // Whoever may work again sends all of it, and the book is empty.
    server.run({QStringLiteral("user"), QStringLiteral("enable"), QStringLiteral("lin")});
    const QString folder = lin->folder();
    lin->close();
    QCOMPARE(cli(folder, {QStringLiteral("device"), QStringLiteral("signin"),
                          QStringLiteral("--password-file"), server.passwordFile()})
                 .first,
             0);
    QCOMPARE(cli(folder, {QStringLiteral("sync")}).first, 0);
    QCOMPARE(book(), QJsonArray());
    lin->open();
    QCOMPARE(lin->waiting(), 0);
    QCOMPARE(lin->inbox(), 0);
    Laptop other(server, QStringLiteral("lin"));
    QCOMPARE(textOf(other.sync().error), QString());
    QCOMPARE(other.accounts(), lin->accounts());
    QCOMPARE(other.accounts().size(), IssueBook::MostOfDevice + Over);
}

void GuardTest::aWipedLaptopIsEmpty()
{
    QTemporaryDir root;
    ServerProgram server(QStringLiteral(DEALWRIGHT_SERVER), root.path());
    server.addUser(QStringLiteral("lin"));
    server.start();
    Laptop lin(server, QStringLiteral("lin"));
    QCOMPARE(textOf(lin.sync().error), QString());
    const DeviceIdentity identity = *DeviceIdentity::load(lin.folder());
    server.stop();
    server.run({QStringLiteral("device"), QStringLiteral("revoke"), identity.device.toString(),
                QStringLiteral("--wipe"), QStringLiteral("--reason"), QStringLiteral("lost")});
    server.start();
    QCOMPARE(lin.sync().error->key, QStringLiteral("sync.device_wiped"));
    lin.close();
    const SystemClock clock;
    QCOMPARE(SyncGuard(lin.folder(), clock).status().state, SyncGuard::State::Wiped);
    const auto [code, errors] = cli(lin.folder(), {QStringLiteral("query"), QStringLiteral("account")});
    QCOMPARE(code, 2);
    QVERIFY2(errors.contains("order of its server"), errors);
    QCOMPARE(QDir(lin.folder()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{QStringLiteral("guard.json")});
}

DW_TEST(GuardTest)

}  // namespace dw::test

#include "guardtest.moc"
