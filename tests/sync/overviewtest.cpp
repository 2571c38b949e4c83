// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncoverview.h"
#include "core/sync/waitingrecords.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

// What a laptop says about what waits on it, from what it knows without a line.
class OverviewTest : public QObject
{
    Q_OBJECT

    using Outlook = SyncOverview::Change::Outlook;

    static SyncOverview of(SyncLaptop &laptop)
    {
        Result<SyncOverview> overview = SyncOverview();
        laptop.workspace->readNow([&](ReadSession &session) {
            overview =
                SyncOverview::read(session, laptop.runner->configuration()->dictionary, Language::English);
        });
        if (!overview.ok())
            qFatal("%s", qPrintable(overview.error().key));
        return *overview;
    }
    static QString text(const char *latin) { return QString::fromLatin1(latin); }

private Q_SLOTS:
    void saysWhatWaitsAndForWhat()
    {
        SyncWorld world(1);
        SyncLaptop &lin = world.laptop(0);
        QVERIFY(of(lin).changes.isEmpty());
        const Id acme = lin.create("account", {{text("name"), text("Acme")}});
        lin.create("contact", {{text("name"), text("Guo")}, {text("account_id"), acme.toString()}});
        lin.update("account", acme, {{text("website"), text("https://acme.example")}});
        const SyncOverview overview = of(lin);
        QCOMPARE(overview.waiting, 3);
        QCOMPARE(overview.changes.size(), 3);
        const SyncOverview::Change &first = overview.changes[0];
        QCOMPARE(first.title, text("Acme"));
        QCOMPARE(first.record, RecordRef({text("account"), acme}));
        QVERIFY(first.isNew);
        QVERIFY(first.waitsFor.isEmpty());
        QCOMPARE(first.at, world.clock().now());
        QCOMPARE(overview.changes[1].title, text("Guo"));
        QCOMPARE(overview.changes[1].waitsFor, QList<qint64>{first.number});
        QVERIFY(!overview.changes[2].isNew);
        QCOMPARE(overview.changes[2].fields, QStringList{text("website")});
        for (const SyncOverview::Change &change : overview.changes)
            QCOMPARE(change.outlook, Outlook::Taken);
        world.sync(lin);
        QCOMPARE(of(lin).waiting, 0);
    }

    // B7: what the server alone decides is told from what only goes up.
    void marksWhatTheServerDecides()
    {
        SyncWorld world(1);
        SyncLaptop &lin = world.laptop(0);
        using Kind = WaitingRecords::Kind;
        const auto kinds = [&] {
            Result<WaitingRecords> waiting = WaitingRecords();
            lin.workspace->readNow([&](ReadSession &session) {
                waiting = WaitingRecords::read(session, *lin.runner->configuration()->dictionary);
            });
            return waiting.ok() ? waiting->byRecord : QHash<RecordRef, Kind>();
        };
        const RecordRef acme{text("account"), lin.create("account", {{text("name"), text("Acme")}})};
        const RecordRef coded{text("account"),
                              lin.create("account", {{text("name"), text("Coded")},
                                                     {text("uscc"), text("91330200144052096U")}})};
        QCOMPARE(kinds(), (QHash<RecordRef, Kind>{{acme, Kind::Sending}, {coded, Kind::Provisional}}));
        world.sync(lin);
        QVERIFY(kinds().isEmpty());
        lin.update("account", coded.id, {{text("website"), text("https://coded.example")}});
        QCOMPARE(kinds(), (QHash<RecordRef, Kind>{{coded, Kind::Sending}}));
        lin.update("account", coded.id, {{text("uscc"), text("91440300708461136T")}});
        QCOMPARE(kinds(), (QHash<RecordRef, Kind>{{coded, Kind::Provisional}}));
    }

    // B8: who typed it is asked, where there is one to be seen; the server asks nobody again.
    void suspectedDuplicatesAreAskedWhereTheyAreTyped()
    {
        SyncWorld world(2);
        SyncLaptop &lin = world.laptop(0);
        SyncLaptop &sun = world.laptop(1);
        lin.create("account", {{text("name"), text("Acme Ltd")}});
        sun.create("account", {{text("name"), text("Acme Inc")}});
        world.syncAll();
        QCOMPARE(of(lin).waiting, 0);
        QCOMPARE(of(sun).waiting, 0);
        QCOMPARE(of(sun).inbox, 0);
        const CommandResult again = lin.runner->runNow(
            {text("record.create"),
             {{text("object"), text("account")}, {text("set"), QJsonObject{{text("name"), text("Acme")}}}}},
            lin.actor);
        QCOMPARE(again.status, CommandResult::Status::Refused);
        QCOMPARE(again.findings.first().key, text("duplicate.possible"));
    }

    void knowsWhatOthersChanged()
    {
        SyncWorld world(2);
        SyncLaptop &lin = world.laptop(0);
        SyncLaptop &sun = world.laptop(1);
        const Id acme = lin.create("account", {{text("name"), text("Acme")}});
        const Id other = lin.create("account", {{text("name"), text("Other")}});
        world.syncAll();
        world.syncAll();
        lin.update("account", acme, {{text("website"), text("https://lin.example")}});
        lin.update("account", acme, {{text("website"), text("https://lin2.example")}});
        lin.update("account", other, {{text("website"), text("https://other.example")}});
        sun.update("account", acme, {{text("website"), text("https://sun.example")}});
        world.sync(sun);
        QCOMPARE(of(lin).changes[0].outlook, Outlook::Taken);
        world.pull(lin);
        const SyncOverview overview = of(lin);
        QCOMPARE(overview.waiting, 3);
        QCOMPARE(overview.changes[0].outlook, Outlook::Kept);
        QCOMPARE(overview.changes[0].theirs, QStringList{text("website")});
        QVERIFY(!overview.changes[0].by.isEmpty());
        // The second stands on the first, and so on what others changed.
        QCOMPARE(overview.changes[1].outlook, Outlook::Kept);
        // Nobody else changed this one.
        QCOMPARE(overview.changes[2].outlook, Outlook::Taken);
        QVERIFY(overview.changes[2].theirs.isEmpty());
        // And the server says the same.
        world.sync(lin);
        QCOMPARE(lin.inbox().size(), 1 + (of(lin).inbox - 1));
        QVERIFY(of(lin).inbox > 0);
    }

    void knowsWhatIsGone()
    {
        SyncWorld world(2);
        SyncLaptop &lin = world.laptop(0);
        SyncLaptop &sun = world.laptop(1);
        const Id acme = lin.create("account", {{text("name"), text("Acme")}});
        world.syncAll();
        world.syncAll();
        lin.update("account", acme, {{text("website"), text("https://lin.example")}});
        sun.done("record.delete",
                 {{text("object"), text("account")}, {text("ids"), QJsonArray{acme.toString()}}});
        world.sync(sun);
        world.pull(lin);
        const SyncOverview overview = of(lin);
        QCOMPARE(overview.waiting, 1);
        QCOMPARE(overview.changes[0].outlook, Outlook::Gone);
    }
};

DW_TEST(OverviewTest)

}  // namespace dw::test

#include "overviewtest.moc"
