// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/housekeeping.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

// What the server clears away in time goes from the laptops, too.
class SyncHousekeepingTest : public QObject
{
    Q_OBJECT

    static constexpr qint64 DayMs = 86'400'000;

    static Id account(SyncParty &party, const char *name)
    {
        return party.create("account", {{QStringLiteral("name"), QString::fromLatin1(name)}});
    }
    static void clear(SyncWorld &world)
    {
        Result<Housekeeping::Done> done = Error(ErrorCode::Cancelled, {});
        world.server().write([&](WriteSession &session) {
            done = Housekeeping(*world.server().runner).run(session, world.server().actor);
        });
        QVERIFY(done.ok() && done->due);
    }

private Q_SLOTS:
    void whatWasInTheBinForLongGoesEverywhere()
    {
        SyncWorld world(2);
        SyncLaptop &lin = world.laptop(0);
        SyncLaptop &chen = world.laptop(1);
        const Id gone = account(lin, "Gone");
        const Id kept = account(lin, "Kept");
        world.syncAll();
        lin.done("record.delete", {{QStringLiteral("object"), QStringLiteral("account")},
                                   {QStringLiteral("ids"), QJsonArray{gone.toString()}}});
        world.syncAll();
        QVERIFY(chen.stored("account", gone).isDeleted());
        world.clock().advanceMs(100 * DayMs);
        clear(world);
        world.syncAll();
        QVERIFY(chen.stored("account", gone).isDeleted());  // it is not due yet
        world.clock().advanceMs(81 * DayMs);
        clear(world);
        QVERIFY(!world.server().stored("account", gone).isValid());
        world.syncAll();
        for (SyncLaptop *laptop : {&lin, &chen}) {
            QVERIFY(!laptop->stored("account", gone).isValid());
            QVERIFY(laptop->stored("account", kept).isValid());
            QCOMPARE(laptop->contents(), world.server().contents());
        }
        // A laptop that comes later never hears of it, and all go on.
        account(chen, "Later");
        world.syncAll();
        QCOMPARE(lin.contents(), world.server().contents());
    }

    void workOnWhatIsGoneComesBackToItsAuthor()
    {
        SyncWorld world(2);
        SyncLaptop &lin = world.laptop(0);
        SyncLaptop &chen = world.laptop(1);
        const Id gone = account(lin, "Gone");
        world.syncAll();
        chen.update("account", gone, {{QStringLiteral("name"), QStringLiteral("Typed on a long journey")}});
        lin.done("record.delete", {{QStringLiteral("object"), QStringLiteral("account")},
                                   {QStringLiteral("ids"), QJsonArray{gone.toString()}}});
        world.sync(lin);
        world.clock().advanceMs(181 * DayMs);
        clear(world);
        world.syncAll();
        QCOMPARE(chen.inbox().size(), 1);
        QVERIFY(chen.inbox().first().body.contains("Typed on a long journey"));
        QVERIFY(chen.outbox().isEmpty());
        QVERIFY(!chen.stored("account", gone).isValid());
        QCOMPARE(chen.contents(), world.server().contents());
    }
};

DW_TEST(SyncHousekeepingTest)

}  // namespace dw::test

#include "housekeepingtest.moc"
