// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/publishedfeed.h"
#include "tests/support/testrunner.h"
#include "tests/sync/definitions.h"

#include <QTest>

namespace dw::test
{

// What a published configuration does to records besides: it reaches laptops like everything else
// (sync-protocol.md 3.17).
class PublishedFeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewFormulaReachesLaptops();
    void aConditionThatReadsItMovesRecords();
    void manyComeInBatches();
    void aFieldComesBackWithWhatWasInIt();
    void aFieldComesBackWithoutWhatWasLetGo();

private:
    static Id formula(SyncParty &party, const QString &text)
    {
        return defineField(party, QStringLiteral("account"), QStringLiteral("c_size"),
                           {{QStringLiteral("type"), QStringLiteral("formula")},
                            {QStringLiteral("result_type"), QStringLiteral("int")},
                            {QStringLiteral("formula"), text}});
    }
    static Id account(SyncParty &party, const QString &name, const Id &owner = {})
    {
        QJsonObject set{{QStringLiteral("name"), name}};
        if (!owner.isNull())
            set.insert(QStringLiteral("owner_id"), owner.toString());
        return party.create("account", set);
    }
    static QString text(SyncParty &party, const Id &account, const char *field)
    {
        const Record record = party.stored("account", account);
        return record.isValid() ? record.value(QString::fromLatin1(field)).text() : QString();
    }
};

// What the server holds under work that it refuses has the new formula too.
void PublishedFeedTest::aNewFormulaReachesLaptops()
{
    const QString uscc = QStringLiteral("91310000MA1FL5E751");
    SyncWorld world(1);
    SyncParty &server = world.server();
    SyncLaptop &lin = world.laptop(0);
    const Id acme = account(server, QStringLiteral("Acme")), beta = account(server, QStringLiteral("Beta"));
    world.syncAll();
    QCOMPARE(lin.update("account", acme, {{QStringLiteral("uscc"), uscc}}).status,
             CommandResult::Status::Applied);
    formula(server, QStringLiteral("LENGTH(name)"));
    QCOMPARE(server.update("account", beta, {{QStringLiteral("uscc"), uscc}}).status,
             CommandResult::Status::Applied);
    world.pull(lin);
    QCOMPARE(lin.stored("account", acme).value(u"c_size"), Value(qint64(4)));
    world.syncAll();
    QCOMPARE(lin.inbox().size(), 1);
    QCOMPARE(lin.stored("account", acme).value(u"c_size"), Value(qint64(4)));
    QCOMPARE(lin.contents(), server.contents());
}

void PublishedFeedTest::aConditionThatReadsItMovesRecords()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncParty &server = world.server();
    const Id role = Id::named("role:sales_rep");
    const Id small = account(server, QStringLiteral("Ab")),
             large = account(server, QStringLiteral("Abcdefgh"));
    const Id field = formula(server, QStringLiteral("LENGTH(name)"));
    server.done("record.delete",
                {{QStringLiteral("object"), QStringLiteral("permission")},
                 {QStringLiteral("ids"), QJsonArray{Id::named("permission:sales_rep:account").toString()}}});
    server.create("permission", {{QStringLiteral("role_id"), role.toString()},
                                 {QStringLiteral("object_type"), QStringLiteral("account")},
                                 {QStringLiteral("read"), QStringLiteral("all")},
                                 {QStringLiteral("record_filter"), QStringLiteral("c_size > 5")}});
    world.syncAll();
    SyncLaptop &lin = world.laptop(0);
    QVERIFY(lin.stored("account", large).isValid() && !lin.stored("account", small).isValid());
    QCOMPARE(server
                 .update("field_definition", field,
                         {{QStringLiteral("formula"), QStringLiteral("10 - LENGTH(name)")}})
                 .status,
             CommandResult::Status::Applied);
    world.syncAll();
    QVERIFY(!lin.stored("account", large).isValid());
    QVERIFY(lin.stored("account", small).isValid());
}

void PublishedFeedTest::manyComeInBatches()
{
    SyncWorld world(1);
    SyncParty &server = world.server();
    constexpr int Rows = 2 * PublishedFeed::Batch + 1;
    QList<CommandRequest> all;
    for (int i = 0; i < Rows; ++i)
        all.append({QStringLiteral("record.create"),
                    {{QStringLiteral("object"), QStringLiteral("account")},
                     {QStringLiteral("set"),
                      QJsonObject{{QStringLiteral("name"), QStringLiteral("Customer %1").arg(i)}}}}});
    server.write([&](WriteSession &session) {
        QCOMPARE(server.runner->runTogether(session, all, server.actor).status,
                 CommandResult::Status::Applied);
    });
    world.syncAll();
    world.setPublishes(false);
    formula(server, QStringLiteral("LENGTH(name)"));
    QCOMPARE(world.publish(1), 1);
    world.crashServer();
    // What another commit publishes meanwhile comes behind it.
    defineField(server, QStringLiteral("account"), QStringLiteral("c_twice"),
                {{QStringLiteral("type"), QStringLiteral("formula")},
                 {QStringLiteral("result_type"), QStringLiteral("int")},
                 {QStringLiteral("formula"), QStringLiteral("2 * LENGTH(name)")}});
    QCOMPARE(world.publish(), 5);
    QCOMPARE(world.publish(), 0);
    world.syncAll();
    QCOMPARE(world.laptop(0).contents(), server.contents());
}

void PublishedFeedTest::aFieldComesBackWithWhatWasInIt()
{
    SyncWorld world(1);
    SyncParty &server = world.server();
    const Id field = defineField(server, QStringLiteral("account"), QStringLiteral("c_tier"), {});
    const Id acme = account(server, QStringLiteral("Acme"));
    server.update("account", acme, {{QStringLiteral("c_tier"), QStringLiteral("gold")}});
    server.update("field_definition", field, {{QStringLiteral("status"), QStringLiteral("deprecated")}});
    // Who comes now has never seen it.
    world.addLaptop(world.user(0));
    world.syncAll();
    SyncLaptop &second = world.laptop(1);
    QVERIFY(second.stored("account", acme).isValid());
    server.update("field_definition", field, {{QStringLiteral("status"), QStringLiteral("live")}});
    world.syncAll();
    QCOMPARE(text(second, acme, "c_tier"), QStringLiteral("gold"));
    QCOMPARE(second.contents(), server.contents());
}

void PublishedFeedTest::aFieldComesBackWithoutWhatWasLetGo()
{
    SyncWorld world(1);
    SyncParty &server = world.server();
    SyncLaptop &lin = world.laptop(0);
    const Id field = defineField(server, QStringLiteral("account"), QStringLiteral("c_tier"), {});
    const Id acme = account(server, QStringLiteral("Acme")), beta = account(server, QStringLiteral("Beta"));
    server.update("account", beta, {{QStringLiteral("c_tier"), QStringLiteral("tin")}});
    world.syncAll();
    for (const Id &id : {acme, beta})
        QCOMPARE(lin.update("account", id, {{QStringLiteral("c_tier"), QStringLiteral("gold")}}).status,
                 CommandResult::Status::Applied);
    server.update("field_definition", field, {{QStringLiteral("status"), QStringLiteral("deprecated")}});
    world.syncAll();
    QCOMPARE(lin.inbox().size(), 2);
    server.update("field_definition", field, {{QStringLiteral("status"), QStringLiteral("live")}});
    world.syncAll();
    QVERIFY(text(lin, acme, "c_tier").isEmpty());
    QCOMPARE(text(lin, beta, "c_tier"), QStringLiteral("tin"));
    QCOMPARE(lin.contents(), server.contents());
}

DW_TEST(PublishedFeedTest)

}  // namespace dw::test

#include "publishedfeedtest.moc"
