// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/sync/canaries.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

// Case 29 of the protocol's test plan (sync-protocol.md 6): a first synchronisation that is interrupted at
// every part of it, and a user whose rights become others in between.
class SnapshotCasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void case29InterruptedAtEveryPart();
    void case29WorkGoesOnMeanwhile();
    void case29RightsAreTakenDuringIt();
    void case29RightsAreGivenDuringIt();

private:
    static constexpr int PartSize = 12;
    // A pull, a part, and the pull behind it: then the power fails.
    static constexpr int OnePart = 3;

    static Id account(SyncParty &party, const QString &name, const Id &owner = {})
    {
        QJsonObject set{{QStringLiteral("name"), name}};
        if (!owner.isNull())
            set.insert(QStringLiteral("owner_id"), owner.toString());
        return party.create("account", set);
    }
    // Customers of both users, with names that are nowhere else.
    static void fill(SyncWorld &world)
    {
        for (int i = 0; i < 30; ++i) {
            const bool own = i % 3 == 0;
            account(world.server(),
                    QStringLiteral("%1 %2")
                        .arg(own ? QLatin1String("Larkspur") : QLatin1String("Quetzalbrook"))
                        .arg(i),
                    world.user(own ? 0 : 1));
        }
    }
    static int named(SyncLaptop &laptop, const QByteArray &name)
    {
        int count = 0;
        const auto contents = laptop.contents();
        for (auto one = contents.cbegin(); one != contents.cend(); ++one)
            count += one.key().contains(QLatin1String("account")) && one->contains(name) ? 1 : 0;
        return count;
    }
};

void SnapshotCasesTest::case29InterruptedAtEveryPart()
{
    SyncWorld world(1);
    SyncParty &server = world.server();
    for (int i = 0; i < 40; ++i) {
        const Id acme = account(server, QStringLiteral("Acme %1").arg(i));
        server.create("opportunity",
                      {{QStringLiteral("name"), QStringLiteral("Deal %1").arg(i)},
                       {QStringLiteral("account_id"), acme.toString()},
                       {QStringLiteral("amount"), QStringLiteral("1200.00")},
                       {QStringLiteral("expected_close"), QStringLiteral("2030-03-31")},
                       {QStringLiteral("next_step"), QStringLiteral("Call")},
                       {QStringLiteral("next_step_at"), QStringLiteral("2030-01-07T01:00:00Z")}});
    }
    world.addLaptop(world.user(0));
    SyncLaptop &lin = world.laptop(1);
    int parts = 0;
    qsizetype held = lin.contents().size();
    while (!world.pull(lin, PartSize, OnePart)) {
        world.crash(lin);
        const auto contents = lin.contents();
        // Each part brings what the ones before it had not, and what is here is whole.
        QVERIFY(contents.size() >= held && ++parts < 100);
        const auto there = server.contents();
        for (auto one = contents.cbegin(); one != contents.cend(); ++one)
            QVERIFY2(there.value(one.key()) == one.value(), qPrintable(one.key()));
        held = contents.size();
    }
    QVERIFY(parts > 80 / PartSize);
    QCOMPARE(lin.contents(), server.contents());
}

void SnapshotCasesTest::case29WorkGoesOnMeanwhile()
{
    SyncWorld world(1);
    SyncParty &server = world.server();
    QList<Id> accounts;
    for (int i = 0; i < 40; ++i)
        accounts.append(account(server, QStringLiteral("Acme %1").arg(i)));
    world.addLaptop(world.user(0));
    SyncLaptop &lin = world.laptop(1);
    // On both sides, of what has come and of what has not.
    int part = 0;
    while (!world.pull(lin, PartSize, OnePart)) {
        const Id &id = accounts.at((part * 7) % accounts.size());
        QCOMPARE(server
                     .update("account", id,
                             {{QStringLiteral("website"), QStringLiteral("https://s%1.cn").arg(part)}})
                     .status,
                 CommandResult::Status::Applied);
        const Id &mine = accounts.at((part * 5) % accounts.size());
        if (lin.stored("account", mine).isValid())
            QCOMPARE(
                lin.update("account", mine, {{QStringLiteral("short_name"), QStringLiteral("L%1").arg(part)}})
                    .status,
                CommandResult::Status::Applied);
        // Nobody works before they are known here.
        if (lin.stored("user", world.user(0)).isValid())
            account(lin, QStringLiteral("Typed %1").arg(part));
        world.crash(lin);
        QVERIFY(++part < 100);
    }
    QVERIFY(part > 40 / PartSize);
    world.syncAll();
    QVERIFY(lin.outbox().isEmpty());
    QCOMPARE(lin.contents(), server.contents());
}

void SnapshotCasesTest::case29RightsAreTakenDuringIt()
{
    bool ended = false;
    int partly = 0;
    for (int parts = 1; !ended; parts += 2) {
        QVERIFY(parts < 60);
        SyncWorld world(2, SyncWorld::Access::Roles);
        fill(world);
        world.setRoles(world.user(0), {QStringLiteral("administrator")});
        SyncLaptop &lin = world.laptop(0);
        for (int i = 0; i < parts && !ended; ++i)
            ended = world.pull(lin, PartSize, OnePart);
        const int others = named(lin, "Quetzalbrook");
        partly += others > 0 && others < 20 ? 1 : 0;
        world.setRoles(world.user(0), {QStringLiteral("sales_rep")});
        while (!world.pull(lin, PartSize, OnePart))
            world.crash(lin);
        QCOMPARE(named(lin, "Larkspur"), 10);
        QCOMPARE(named(lin, "Quetzalbrook"), 0);
        lin.write([](WriteSession &) {});
        QVERIFY2(filesWith(lin, "Quetzalbrook").isEmpty(), qPrintable(QString::number(parts)));
    }
    QVERIFY(partly > 0);
}

void SnapshotCasesTest::case29RightsAreGivenDuringIt()
{
    bool ended = false;
    for (int parts = 1; !ended; parts += 3) {
        QVERIFY(parts < 60);
        SyncWorld world(2, SyncWorld::Access::Roles);
        fill(world);
        SyncLaptop &lin = world.laptop(0);
        for (int i = 0; i < parts && !ended; ++i)
            ended = world.pull(lin, PartSize, OnePart);
        QCOMPARE(named(lin, "Quetzalbrook"), 0);
        world.setRoles(world.user(0), {QStringLiteral("administrator")});
        while (!world.pull(lin, PartSize, OnePart))
            world.crash(lin);
        QCOMPARE(named(lin, "Larkspur"), 10);
        QCOMPARE(named(lin, "Quetzalbrook"), 20);
    }
}

DW_TEST(SnapshotCasesTest)

}  // namespace dw::test

#include "snapshotcasestest.moc"
