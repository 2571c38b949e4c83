// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/visibility.h"
#include "tests/support/testrunner.h"
#include "tests/sync/canaries.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace dw::test
{

// What a laptop holds is what its user may see, and nothing of it stays when that ends (G7, I9): the scripted
// cases of sync-protocol.md 6 about who sees what.
class VisibilityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRepHoldsTheirOwn();
    void theirOwnRightsHoldOffline();
    void case15OwnerChangesUnderAnEdit();
    void aShareComesAndGoes();
    void aRoleComesAndGoes();
    void nothingIsLeftInTheFiles();
    void nobodyElsesRecordCanBeChanged();

private:
    static Id account(SyncParty &party, const QString &name)
    {
        return party.create("account", {{QStringLiteral("name"), name}});
    }
    static bool holds(SyncParty &party, const char *object, const Id &id)
    {
        return party.stored(object, id).isValid();
    }
    static CommandResult give(SyncWorld &world, const Id &account, const Id &user)
    {
        return world.server().update("account", account, {{QStringLiteral("owner_id"), user.toString()}});
    }
};

void VisibilityTest::aRepHoldsTheirOwn()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    const Id mine = account(world.laptop(0), QStringLiteral("Acme"));
    const Id ours = account(world.server(), QStringLiteral("Headquarters"));
    const Id contact = world.laptop(0).create("contact", {{QStringLiteral("name"), QStringLiteral("Li")},
                                                          {QStringLiteral("account_id"), mine.toString()}});
    world.syncAll();
    QVERIFY(holds(world.server(), "account", mine));
    QVERIFY(holds(world.laptop(0), "account", mine));
    QVERIFY(!holds(world.laptop(1), "account", mine));
    QVERIFY(!holds(world.laptop(1), "contact", contact));
    QVERIFY(!holds(world.laptop(0), "account", ours));
    // Who works here everybody knows.
    QVERIFY(holds(world.laptop(0), "user", world.user(1)));
}

void VisibilityTest::theirOwnRightsHoldOffline()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    QVERIFY(!lin.runner->configuration()->policy->isOpen());
    QCOMPARE(lin.run("record.create",
                     {{QStringLiteral("object"), QStringLiteral("account")},
                      {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Acme")}}}})
                 .status,
             CommandResult::Status::Applied);
    const CommandResult role =
        lin.update("user", world.user(0),
                   {{QStringLiteral("role_ids"), QJsonArray{Id::named("role:administrator").toString()}}});
    QCOMPARE(role.status, CommandResult::Status::Refused);
}

void VisibilityTest::case15OwnerChangesUnderAnEdit()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const Id id = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    lin.update("account", id, {{QStringLiteral("website"), QStringLiteral("https://acme.cn")}});
    QCOMPARE(give(world, id, world.user(1)).status, CommandResult::Status::Applied);
    world.sync(lin);
    // Not hers any more: gone, with what she typed kept for her alone.
    QVERIFY(!holds(lin, "account", id));
    QCOMPARE(lin.inbox().size(), 1);
    QCOMPARE(lin.inbox().first().code, QStringLiteral("not_visible"));
    QVERIFY(lin.inbox().first().body.contains("acme.cn"));
    world.sync(world.laptop(1));
    QVERIFY(holds(world.laptop(1), "account", id));
    QVERIFY(world.server().stored("account", id).value(u"website").isNull());
}

void VisibilityTest::aShareComesAndGoes()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    const Id id = account(world.laptop(0), QStringLiteral("Acme"));
    world.syncAll();
    const Id share = world.server().create(
        "record_share",
        {{QStringLiteral("record_ref"), QJsonObject{{QStringLiteral("object"), QStringLiteral("account")},
                                                    {QStringLiteral("id"), id.toString()}}},
         {QStringLiteral("grantee"), QJsonObject{{QStringLiteral("object"), QStringLiteral("user")},
                                                 {QStringLiteral("id"), world.user(1).toString()}}},
         {QStringLiteral("right"), QStringLiteral("read")},
         {QStringLiteral("reason"), QStringLiteral("while she is away")},
         {QStringLiteral("expires_at"), QStringLiteral("2026-11-20T02:00:00.000Z")}});
    Q_UNUSED(share);
    world.syncAll();
    QVERIFY(holds(world.laptop(1), "account", id));
    // Read, not edit; here as there.
    QCOMPARE(world.laptop(1)
                 .update("account", id, {{QStringLiteral("website"), QStringLiteral("https://a.cn")}})
                 .status,
             CommandResult::Status::Refused);
    world.clock().advanceMs(qint64(25) * 3600 * 1000);
    world.syncAll();
    QVERIFY(!holds(world.laptop(1), "account", id));
    QVERIFY(holds(world.laptop(0), "account", id));
}

void VisibilityTest::aRoleComesAndGoes()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    const Id id = account(world.laptop(0), QStringLiteral("Acme"));
    const Id ours = account(world.server(), QStringLiteral("Headquarters"));
    world.syncAll();
    world.setRoles(world.user(1), {QStringLiteral("administrator")});
    world.syncAll();
    QVERIFY(holds(world.laptop(1), "account", id));
    QVERIFY(holds(world.laptop(1), "account", ours));
    world.setRoles(world.user(1), {QStringLiteral("sales_rep")});
    world.syncAll();
    QVERIFY(!holds(world.laptop(1), "account", id));
    QVERIFY(!holds(world.laptop(1), "account", ours));
}

void VisibilityTest::nothingIsLeftInTheFiles()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const QString canary = QStringLiteral("Zanzibarwhistle");
    const QString han = QStringLiteral("鑫淼焱垚");
    const Id id = account(world.server(), canary + han);
    QCOMPARE(give(world, id, world.user(0)).status, CommandResult::Status::Applied);
    world.syncAll();
    QVERIFY(holds(lin, "account", id));
    QVERIFY(!filesWith(lin, canary.toUtf8()).isEmpty());
    QVERIFY(!filesWith(lin, han.toUtf8()).isEmpty());
    QCOMPARE(give(world, id, world.user(1)).status, CommandResult::Status::Applied);
    world.syncAll();
    QVERIFY(!holds(lin, "account", id));
    lin.write([](WriteSession &) {});
    QCOMPARE(filesWith(lin, canary.toUtf8()), QStringList());
    QCOMPARE(filesWith(lin, canary.toLower().toUtf8()), QStringList());
    QCOMPARE(filesWith(lin, han.toUtf8()), QStringList());
}

// A laptop that says what it likes: every command runs with the rights of its user.
void VisibilityTest::nobodyElsesRecordCanBeChanged()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    const Id id = account(world.laptop(1), QStringLiteral("Acme"));
    world.syncAll();
    SyncLaptop &lin = world.laptop(0);
    const auto forged = [&](const QString &command, const QJsonObject &arguments, const QJsonArray &ops,
                            const QJsonArray &made = {}) {
        static int number = 0;
        QString epoch;
        lin.workspace->readNow([&](ReadSession &session) {
            epoch = QString::fromLatin1(session.replica().value(QStringLiteral("epoch")).value());
        });
        return world
            .send(lin, {{QStringLiteral("epoch"), epoch},
                        {QStringLiteral("txs"),
                         QJsonArray{QJsonObject{
                             {QStringLiteral("v"), 1},
                             {QStringLiteral("dseq"), ++number},
                             {QStringLiteral("id"), Id::named(QByteArray::number(number)).toString()},
                             {QStringLiteral("cmd"), command},
                             {QStringLiteral("args"), arguments},
                             {QStringLiteral("asof"), 0},
                             {QStringLiteral("ts"), QStringLiteral("2026-11-19T02:00:00.000Z")},
                             {QStringLiteral("made"), made},
                             {QStringLiteral("ops"), ops}}}}})
            .body.value(QLatin1String("results"))
            .toArray()
            .first()
            .toObject();
    };
    const QJsonObject set{{QStringLiteral("name"), QStringLiteral("Mine")}};
    const QJsonObject update{{QStringLiteral("object"), QStringLiteral("account")},
                             {QStringLiteral("id"), id.toString()},
                             {QStringLiteral("set"), set}};
    const QJsonObject operation{
        {QStringLiteral("op"), QStringLiteral("update")},
        {QStringLiteral("obj"), QStringLiteral("account")},
        {QStringLiteral("id"), id.toString()},
        {QStringLiteral("set"),
         QJsonObject{{QStringLiteral("name"), QJsonArray{QStringLiteral("x"), QStringLiteral("Mine")}}}},
        {QStringLiteral("asked"), QJsonArray{QStringLiteral("name")}}};
    const QList<QJsonObject> answers{
        // With and without a prediction: neither may tell what the server holds.
        forged(QStringLiteral("record.update"), update, {}),
        forged(QStringLiteral("record.update"), update, {operation}),
        forged(QStringLiteral("record.delete"),
               {{QStringLiteral("object"), QStringLiteral("account")},
                {QStringLiteral("ids"), QJsonArray{id.toString()}}},
               {}),
        forged(QStringLiteral("record.bulk_update"),
               {{QStringLiteral("object"), QStringLiteral("account")},
                {QStringLiteral("ids"), QJsonArray{id.toString()}},
                {QStringLiteral("set"), set}},
               {}),
        forged(
            QStringLiteral("record.update"),
            {{QStringLiteral("object"), QStringLiteral("user")},
             {QStringLiteral("id"), world.user(0).toString()},
             {QStringLiteral("set"), QJsonObject{{QStringLiteral("role_ids"),
                                                  QJsonArray{Id::named("role:administrator").toString()}}}}},
            {}),
        // Under the id of a record that is somebody else's: references to it would mean both.
        forged(QStringLiteral("record.create"),
               {{QStringLiteral("object"), QStringLiteral("task")},
                {QStringLiteral("set"),
                 QJsonObject{{QStringLiteral("subject"), QStringLiteral("Twin")},
                             {QStringLiteral("due_at"), QStringLiteral("2026-11-20T02:00:00.000Z")}}}},
               {}, {id.toString()}),
        forged(QStringLiteral("no.such.command"), {}, {}),
    };
    for (const QJsonObject &answer : answers) {
        QCOMPARE(answer.value(QLatin1String("st")).toString(), QStringLiteral("rejected"));
        QVERIFY(!QJsonDocument(answer).toJson().contains("Acme"));
    }
    QCOMPARE(answers.last().value(QLatin1String("code")).toString(), QStringLiteral("unknown_command"));
    QCOMPARE(world.server().stored("account", id).value(u"name").text(), QStringLiteral("Acme"));
    QVERIFY(!world.server().stored("task", id).isValid());
    QVERIFY(!world.server()
                 .stored("user", world.user(0))
                 .value(u"role_ids")
                 .ids()
                 .contains(Id::named("role:administrator")));
}

DW_TEST(VisibilityTest)

}  // namespace dw::test

#include "visibilitytest.moc"
