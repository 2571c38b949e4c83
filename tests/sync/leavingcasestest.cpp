// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/incoming.h"
#include "tests/support/testrunner.h"
#include "tests/sync/canaries.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

// Scripted cases of the protocol's test plan about what leaves a laptop, and about a rule that fails among
// others. Case 16 is ManyLeaveTest, case 19 FieldVisibilityTest::aFieldLeaves().
class LeavingCasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void case17MovedThenRevokedBehindItsBack();
    void case18GrantedAgainBeforeAllHasLeft();
    void aLineThatWaitsComesBackWithItsDeal();
    void case34ARuleThrowsAmongOthers();
};

// What left a scope before that scope was taken away stays behind where what is to go is told from what the
// scope holds now.
void LeavingCasesTest::case17MovedThenRevokedBehindItsBack()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    SyncParty &server = world.server();
    const Id acme = server.create("account", {{QStringLiteral("name"), QStringLiteral("Quetzalbrook")},
                                              {QStringLiteral("owner_id"), world.user(0).toString()}});
    world.syncAll();
    QVERIFY(lin.stored("account", acme).isValid() && !filesWith(lin, "Quetzalbrook").isEmpty());
    // She does not hear of either until both have happened.
    QCOMPARE(server.update("account", acme, {{QStringLiteral("owner_id"), world.user(1).toString()}}).status,
             CommandResult::Status::Applied);
    server.done("record.delete",
                {{QStringLiteral("object"), QStringLiteral("permission")},
                 {QStringLiteral("ids"), QJsonArray{Id::named("permission:sales_rep:account").toString()}}});
    world.pull(lin);
    QVERIFY(!lin.stored("account", acme).isValid());
    lin.write([](WriteSession &) {});
    QVERIFY(filesWith(lin, "Quetzalbrook").isEmpty());
}

void LeavingCasesTest::case18GrantedAgainBeforeAllHasLeft()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    SyncParty &server = world.server();
    // More than leave in one transaction.
    constexpr int Rows = 5100;
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
    world.setRoles(world.user(0), {QStringLiteral("administrator")});
    world.syncAll();
    const auto held = [&] {
        qint64 count = 0;
        lin.workspace->readNow([&](ReadSession &session) {
            const ConfigurationPtr configuration = lin.runner->configuration();
            count = session
                        .count({configuration->dictionary->find(u"account"), nullptr, {}},
                               configuration->settings.context(world.clock().now(), {}, {}))
                        .value();
        });
        return int(count);
    };
    QCOMPARE(held(), Rows);
    world.setRoles(world.user(0), {QStringLiteral("sales_rep")});
    world.setSettles(false);
    const auto isSettled = [&] {
        bool settled = false;
        lin.workspace->readNow([&](ReadSession &session) { settled = Incoming::isSettled(session).value(); });
        return settled;
    };
    for (int turn = 0; isSettled(); ++turn)
        QVERIFY(turn < 10 && !world.pull(lin));
    QCOMPARE(held(), Rows);
    world.setSettles(true);
    world.setRoles(world.user(0), {QStringLiteral("administrator")});
    world.pull(lin);
    QCOMPARE(held(), Rows);
    lin.workspace->readNow(
        [&](ReadSession &session) { QVERIFY(session.replica().orphans(1).value().isEmpty()); });
}

// What is left of it while the deal is out of sight can be shown again: amounts with their currency.
void LeavingCasesTest::aLineThatWaitsComesBackWithItsDeal()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const Id acme = lin.create("account", {{QStringLiteral("name"), QStringLiteral("Acme")}});
    const Id deal =
        lin.create("opportunity", {{QStringLiteral("name"), QStringLiteral("Deal")},
                                   {QStringLiteral("account_id"), acme.toString()},
                                   {QStringLiteral("amount"), QStringLiteral("5000")},
                                   {QStringLiteral("expected_close"), QStringLiteral("2027-03-31")},
                                   {QStringLiteral("next_step"), QStringLiteral("Call")},
                                   {QStringLiteral("next_step_at"), QStringLiteral("2027-01-25T02:00:00Z")}});
    world.syncAll();
    const Id line = lin.create("opportunity_line", {{QStringLiteral("opportunity_id"), deal.toString()},
                                                    {QStringLiteral("line_no"), 1},
                                                    {QStringLiteral("free_text"), QStringLiteral("Pump")},
                                                    {QStringLiteral("qty"), QStringLiteral("2")},
                                                    {QStringLiteral("unit_price"), QStringLiteral("100")}});
    const auto give = [&](const char *object, const Id &id, int user) {
        QCOMPARE(world.server()
                     .update(object, id, {{QStringLiteral("owner_id"), world.user(user).toString()}})
                     .status,
                 CommandResult::Status::Applied);
    };
    give("account", acme, 1);
    give("opportunity", deal, 1);
    world.pull(lin);
    QVERIFY(!lin.stored("opportunity", deal).isValid());
    give("account", acme, 0);
    give("opportunity", deal, 0);
    world.pull(lin);
    QVERIFY(lin.stored("opportunity", deal).isValid());
    QCOMPARE(lin.stored("opportunity_line", line).value(u"unit_price").money().minor, 10'000);
    world.sync(lin);
    QVERIFY(lin.outbox().isEmpty());
    QVERIFY(world.server().stored("opportunity_line", line).isValid());
}

void LeavingCasesTest::case34ARuleThrowsAmongOthers()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    QList<Id> accounts;
    for (const char *name : {"First", "Second", "Third"})
        accounts.append(lin.create("account", {{QStringLiteral("name"), QString::fromLatin1(name)}}));
    world.failCommit(2);
    world.sync(lin);
    QVERIFY(lin.outbox().isEmpty());
    QVERIFY(world.server().stored("account", accounts.at(0)).isValid());
    QVERIFY(!world.server().stored("account", accounts.at(1)).isValid());
    QVERIFY(world.server().stored("account", accounts.at(2)).isValid());
    QCOMPARE(lin.inbox().size(), 1);
    QCOMPARE(lin.inbox().first().code, QStringLiteral("rule_error"));
    QVERIFY(lin.inbox().first().body.contains("Second"));
    QCOMPARE(lin.contents(), world.server().contents());
}

DW_TEST(LeavingCasesTest)

}  // namespace dw::test

#include "leavingcasestest.moc"
