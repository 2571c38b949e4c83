// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/opaquevalues.h"
#include "tests/support/testrunner.h"
#include "tests/sync/definitions.h"

#include <QTest>

namespace dw::test
{

// A laptop whose program is older than its server (sync-protocol.md 3.17; case 22 of its test plan): what it
// has no place for is kept as it came, until a newer program takes it up.
class NewerDefinitionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void case22AnUnknownType();
    void whatIsWorkedOutFromItIsNotEither();
    void itLeavesWithItsRecord();
    void itIsTakenFromWhoMayNotSeeIt();
    void anUnknownObject();

private:
    // To this laptop's program "text" is a type that it knows and "hologram" none.
    static SyncAnswer older(SyncAnswer answer)
    {
        QJsonArray rows = answer.body.value(QLatin1String("rows")).toArray();
        for (QJsonValueRef one : rows) {
            QJsonObject message = one.toObject();
            QJsonArray lines = message.value(QLatin1String("r")).toArray();
            for (QJsonValueRef each : lines) {
                QJsonObject line = each.toObject();
                QJsonObject values = line.value(QLatin1String("v")).toObject();
                if (values.value(QLatin1String("name")).toString() == QLatin1String("c_holo"))
                    values.insert(QStringLiteral("type"), QStringLiteral("hologram"));
                line.insert(QStringLiteral("v"), values);
                each = line;
            }
            message.insert(QStringLiteral("r"), lines);
            one = message;
        }
        answer.body.insert(QStringLiteral("rows"), rows);
        return answer;
    }
    // A program that knows the type: it is what the definition says all along.
    static void upgrade(SyncWorld &world, SyncLaptop &laptop, const Id &definition)
    {
        world.setLens({});
        laptop.write([&](WriteSession &session) {
            QVERIFY(session.begin(Durability::Saved).ok());
            const ObjectTypePtr type = laptop.runner->configuration()->dictionary->find(u"field_definition");
            const Record stored = session.find(type, definition).value();
            QCOMPARE(stored.value(u"type").text(), QStringLiteral("hologram"));
            Record known = stored;
            known.set(u"type", Value(QStringLiteral("text")));
            ChangeSet changes;
            changes.update(stored, known);
            session.setRevisions({Revisions::By::Given});
            QVERIFY(session.apply(changes).ok());
            QVERIFY(session.commit().ok());
        });
        world.crash(laptop);
        laptop.write([&](WriteSession &session) { QVERIFY(laptop.client->takeUp(session).ok()); });
    }
    static Id account(SyncParty &party, const QString &holo)
    {
        return party.create(
            "account", {{QStringLiteral("name"), QStringLiteral("Acme")}, {QStringLiteral("c_holo"), holo}});
    }
    static QJsonObject waiting(SyncLaptop &laptop, const Id &account)
    {
        QJsonObject values;
        laptop.workspace->readNow([&](ReadSession &session) {
            values = OpaqueValues::values(session, QStringLiteral("account")).value().value(account);
        });
        return values;
    }
    static QString holo(SyncParty &party, const Id &account)
    {
        return party.stored("account", account).value(u"c_holo").text();
    }
};

void NewerDefinitionsTest::case22AnUnknownType()
{
    SyncWorld world(1);
    world.setLens(older);
    SyncLaptop &lin = world.laptop(0);
    SyncParty &server = world.server();
    const Id field = defineField(server, QStringLiteral("account"), QStringLiteral("c_holo"), {});
    const Id acme = account(server, QStringLiteral("first")), beta = account(server, QStringLiteral("beta"));
    world.syncAll();
    QVERIFY(lin.stored("account", acme).isValid());
    QVERIFY(!lin.runner->configuration()->dictionary->find(u"account")->find(u"c_holo"));
    QCOMPARE(waiting(lin, acme).value(QLatin1String("c_holo")).toString(), QStringLiteral("first"));

    // Saving the rest writes over nothing.
    QCOMPARE(lin.update("account", acme, {{QStringLiteral("website"), QStringLiteral("https://a.example")}})
                 .status,
             CommandResult::Status::Applied);
    QCOMPARE(lin.update("account", beta, {{QStringLiteral("name"), QStringLiteral("Beta")}}).status,
             CommandResult::Status::Applied);
    QVERIFY(!lin.outbox().first().body.contains("c_holo"));
    world.push(lin);
    QCOMPARE(holo(server, acme), QStringLiteral("first"));
    QCOMPARE(server.stored("account", acme).value(u"website").text(), QStringLiteral("https://a.example"));

    // What changes there changes here, also under work that waits.
    server.update("account", acme, {{QStringLiteral("c_holo"), QStringLiteral("second")}});
    server.update("account", beta, {{QStringLiteral("c_holo"), QJsonValue()}});
    QCOMPARE(lin.update("account", acme, {{QStringLiteral("short_name"), QStringLiteral("A")}}).status,
             CommandResult::Status::Applied);
    world.pull(lin);
    world.crash(lin);
    QCOMPARE(waiting(lin, acme).value(QLatin1String("c_holo")).toString(), QStringLiteral("second"));
    QVERIFY(waiting(lin, beta).isEmpty());

    upgrade(world, lin, field);
    QCOMPARE(holo(lin, acme), QStringLiteral("second"));
    QCOMPARE(lin.stored("account", acme).value(u"short_name").text(), QStringLiteral("A"));
    QVERIFY(waiting(lin, acme).isEmpty());
    world.syncAll();
    QCOMPARE(holo(server, acme), QStringLiteral("second"));
    QVERIFY(lin.inbox().isEmpty());
    // The definition is the one thing that was made to differ here.
    QCOMPARE(lin.contents(), server.contents());
}

void NewerDefinitionsTest::whatIsWorkedOutFromItIsNotEither()
{
    SyncWorld world(1);
    world.setLens(older);
    SyncLaptop &lin = world.laptop(0);
    SyncParty &server = world.server();
    const QString object = QStringLiteral("account");
    const Id field = defineField(server, object, QStringLiteral("c_holo"), {});
    defineField(server, object, QStringLiteral("c_shout"),
                {{QStringLiteral("type"), QStringLiteral("formula")},
                 {QStringLiteral("result_type"), QStringLiteral("text")},
                 {QStringLiteral("formula"), QStringLiteral("UPPER(c_holo)")}});
    defineField(server, object, QStringLiteral("c_code"),
                {{QStringLiteral("required"), QStringLiteral("by_condition")},
                 {QStringLiteral("required_when"), QStringLiteral("c_holo = \"coded\"")}});
    const Id acme = account(server, QStringLiteral("loud"));
    world.syncAll();
    const ObjectTypePtr here = lin.runner->configuration()->dictionary->find(object);
    QVERIFY(!here->find(u"c_holo") && !here->find(u"c_shout") && here->find(u"c_code"));
    QCOMPARE(waiting(lin, acme).value(QLatin1String("c_shout")).toString(), QStringLiteral("LOUD"));
    upgrade(world, lin, field);
    QCOMPARE(holo(lin, acme), QStringLiteral("loud"));
    QCOMPARE(lin.stored("account", acme).value(u"c_shout").text(), QStringLiteral("LOUD"));
}

void NewerDefinitionsTest::itLeavesWithItsRecord()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    world.setLens(older);
    SyncLaptop &lin = world.laptop(0);
    SyncParty &server = world.server();
    defineField(server, QStringLiteral("account"), QStringLiteral("c_holo"), {});
    world.setFieldRight(QStringLiteral("sales_rep"), QStringLiteral("account"), QStringLiteral("c_holo"),
                        QStringLiteral("read"));
    const Id acme = account(server, QStringLiteral("first"));
    QCOMPARE(server.update("account", acme, {{QStringLiteral("owner_id"), world.user(0).toString()}}).status,
             CommandResult::Status::Applied);
    world.syncAll();
    QVERIFY(lin.stored("account", acme).isValid());
    QCOMPARE(waiting(lin, acme).value(QLatin1String("c_holo")).toString(), QStringLiteral("first"));
    QCOMPARE(server.update("account", acme, {{QStringLiteral("owner_id"), world.user(1).toString()}}).status,
             CommandResult::Status::Applied);
    world.syncAll();
    QVERIFY(!lin.stored("account", acme).isValid());
    QVERIFY(waiting(lin, acme).isEmpty());
    QVERIFY(!waiting(world.laptop(1), acme).isEmpty());
}

void NewerDefinitionsTest::itIsTakenFromWhoMayNotSeeIt()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    world.setLens(older);
    SyncLaptop &lin = world.laptop(0);
    SyncParty &server = world.server();
    defineField(server, QStringLiteral("account"), QStringLiteral("c_holo"), {});
    world.setFieldRight(QStringLiteral("sales_rep"), QStringLiteral("account"), QStringLiteral("c_holo"),
                        QStringLiteral("read"));
    const Id acme = account(server, QStringLiteral("first"));
    QCOMPARE(server.update("account", acme, {{QStringLiteral("owner_id"), world.user(0).toString()}}).status,
             CommandResult::Status::Applied);
    world.syncAll();
    QVERIFY(!waiting(lin, acme).isEmpty());
    world.setFieldRight(QStringLiteral("sales_rep"), QStringLiteral("account"), QStringLiteral("c_holo"),
                        QStringLiteral("hidden"));
    world.syncAll();
    QVERIFY(lin.stored("account", acme).isValid());
    QVERIFY(waiting(lin, acme).isEmpty());
}

// Of records that this program has no table for nothing is stored; that they came is remembered.
void NewerDefinitionsTest::anUnknownObject()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    SyncParty &server = world.server();
    bool hidden = true;
    world.setLens([&](SyncAnswer answer) {
        QJsonArray rows;
        const QJsonArray all = answer.body.value(QLatin1String("rows")).toArray();
        for (const QJsonValue &one : all) {
            if (!hidden ||
                one.toObject().value(QLatin1String("o")).toString() != QLatin1String("object_definition"))
                rows.append(one);
        }
        answer.body.insert(QStringLiteral("rows"), rows);
        return answer;
    });
    const Id object = defineObject(server, QStringLiteral("c_visit"));
    const Id visit = server.create("c_visit", {{QStringLiteral("name"), QStringLiteral("First visit")}});
    const Id acme = server.create("account", {{QStringLiteral("name"), QStringLiteral("Acme")}});
    world.syncAll();
    QVERIFY(lin.stored("account", acme).isValid());
    QVERIFY(!lin.runner->configuration()->dictionary->find(u"c_visit"));
    // A newer program has a place for it.
    hidden = false;
    server.update("object_definition", object, {{QStringLiteral("icon"), QStringLiteral("users")}});
    world.syncAll();
    QCOMPARE(lin.stored("c_visit", visit).value(u"name").text(), QStringLiteral("First visit"));
    QCOMPARE(lin.contents(), server.contents());
}

DW_TEST(NewerDefinitionsTest)

}  // namespace dw::test

#include "newerdefinitionstest.moc"
