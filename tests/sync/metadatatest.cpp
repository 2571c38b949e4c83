// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fielddefinition.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

// New fields reach laptops before the values that they are of (sync-protocol.md 3.17).
class MetadataTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFieldComesBeforeItsValues_data()
    {
        QTest::addColumn<int>("page");
        QTest::newRow("on one page") << 500;
        QTest::newRow("page by page") << 1;
    }
    void aFieldComesBeforeItsValues()
    {
        QFETCH(int, page);
        SyncWorld world(1);
        SyncLaptop &lin = world.laptop(0);
        const Id field = addField(world.server());
        QList<Id> accounts;
        for (int i = 0; i < 3; ++i)
            accounts.append(account(world.server(), i));
        // It was changed after the records that have it were.
        relabel(world.server(), field);
        world.pull(lin, page);
        QCOMPARE(lin.stored("account", accounts.first()).value(u"c_tier").text(), QStringLiteral("tier 0"));
        QCOMPARE(lin.contents(), world.server().contents());
    }

    void aNewLaptopStartsWithThem()
    {
        SyncWorld world(1);
        const Id field = addField(world.server());
        const Id made = account(world.server(), 7);
        relabel(world.server(), field);
        world.addLaptop(world.user(0));
        SyncLaptop &second = world.laptop(1);
        world.sync(second);
        QCOMPARE(second.stored("account", made).value(u"c_tier").text(), QStringLiteral("tier 7"));
        QCOMPARE(second.contents(), world.server().contents());
    }

    void aLaptopMakesOneForAll()
    {
        SyncWorld world(2);
        SyncLaptop &lin = world.laptop(0);
        addField(lin);
        const Id made = account(lin, 3);
        world.syncAll();
        QVERIFY(lin.outbox().isEmpty());
        QVERIFY(lin.inbox().isEmpty());
        for (SyncParty *party :
             {static_cast<SyncParty *>(&world.server()), static_cast<SyncParty *>(&world.laptop(1))})
            QCOMPARE(party->stored("account", made).value(u"c_tier").text(), QStringLiteral("tier 3"));
        QCOMPARE(lin.contents(), world.server().contents());
        QCOMPARE(world.laptop(1).contents(), world.server().contents());
    }

private:
    static Id addField(SyncParty &party) { return party.create("field_definition", tierField()); }
    static Id account(SyncParty &party, int number)
    {
        return party.create("account", {{QStringLiteral("name"), QStringLiteral("Acme %1").arg(number)},
                                        {QStringLiteral("c_tier"), QStringLiteral("tier %1").arg(number)}});
    }
    static void relabel(SyncParty &party, const Id &field)
    {
        QCOMPARE(party
                     .update("field_definition", field,
                             {{QStringLiteral("label_en"), QStringLiteral("Tier of the customer")}})
                     .status,
                 CommandResult::Status::Applied);
    }
};

DW_TEST(MetadataTest)

}  // namespace dw::test

#include "metadatatest.moc"
