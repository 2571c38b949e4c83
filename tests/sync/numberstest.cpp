// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/autonumber.h"
#include "core/sync/laptopnumbering.h"
#include "core/sync/numberleases.h"
#include "tests/support/testrunner.h"
#include "tests/sync/definitions.h"

#include <QSet>
#include <QTest>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

void define(SyncWorld &world, const char *field, const char *mode)
{
    defineField(world.server(), text("account"), text(field),
                {{text("type"), text("seq")}, {text("numbers"), text(mode)}});
    world.syncAll();
}

Id account(SyncParty &party, const QString &name)
{
    return party.create("account", {{text("name"), name}});
}

QString number(SyncParty &party, const Id &id, const char16_t *field)
{
    return party.stored("account", id).value(QStringView(field)).text();
}

}  // namespace

// Numbers that laptops give without a line (sync-protocol.md 3.9, I13).
class NumbersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNumberIsWrittenInOneWay()
    {
        const SyncWorld world(1);
        const ObjectTypePtr object =
            const_cast<SyncWorld &>(world).server().runner->configuration()->dictionary->find(u"account");
        const DeviceNumber first{2026, text("K7"), 12};
        QCOMPARE(first.text(*object), text("A26-K7-0012"));
        QCOMPARE(DeviceNumber::of(*object, text("A26-K7-0012"))->n, 12);
        QCOMPARE(DeviceNumber::of(*object, text("A26-K7-0012"))->device, text("K7"));
        QCOMPARE(DeviceNumber::of(*object, text("A26-K7-123456"))->n, 123456);
        for (const char *other : {"", "A26-K7-12", "A26-K7-0000", "B26-K7-0012", "A6-K7-0012",
                                  "A26-K7-0012-1", "A26-K7-+012", "A26-K7- 012", "A-000012", "a26-K7-0012"})
            QVERIFY2(!DeviceNumber::of(*object, text(other)), other);
        QCOMPARE(autoNumberOf(*object, text("A-000123")).value_or(0), 123);
        for (const char *other : {"A-123", "O-000123", "A-00012x", "A26-0012", "A-000000"})
            QVERIFY2(!autoNumberOf(*object, text(other)), other);
    }

    void laptopsNumberWithTheirShortName()
    {
        SyncWorld world(2);
        define(world, "c_serial", "device_prefix");
        SyncLaptop &lin = world.laptop(0), &wei = world.laptop(1);
        const Id first = account(lin, text("One")), second = account(lin, text("Two"));
        const Id other = account(wei, text("Three"));
        QCOMPARE(number(lin, first, u"c_serial"), text("A26-K1-0001"));
        QCOMPARE(number(lin, second, u"c_serial"), text("A26-K1-0002"));
        QCOMPARE(number(wei, other, u"c_serial"), text("A26-K2-0001"));
        const Id own = account(world.server(), text("Four"));
        QCOMPARE(number(world.server(), own, u"c_serial"), text("A26-0001"));
        // The number that only the server gives is still open.
        QCOMPARE(number(lin, first, u"account_no"), QString());
        world.syncAll();
        // Final: nobody gave them others.
        for (SyncParty *party :
             {static_cast<SyncParty *>(&lin), static_cast<SyncParty *>(&wei), &world.server()}) {
            QCOMPARE(number(*party, first, u"c_serial"), text("A26-K1-0001"));
            QCOMPARE(number(*party, second, u"c_serial"), text("A26-K1-0002"));
            QCOMPARE(number(*party, other, u"c_serial"), text("A26-K2-0001"));
            QVERIFY(!number(*party, first, u"account_no").isEmpty());
        }
        QVERIFY(lin.inbox().isEmpty());
        // What becomes of a record frees no number, nor does another start of the program.
        lin.done("record.delete",
                 {{text("object"), text("account")}, {text("ids"), QJsonArray{second.toString()}}});
        world.crash(lin);
        QCOMPARE(number(lin, account(lin, text("Five")), u"c_serial"), text("A26-K1-0003"));
    }

    void aCopyThatIsRegisteredAnewHasAnotherName()
    {
        SyncWorld world(1);
        define(world, "c_serial", "device_prefix");
        define(world, "c_ticket", "block");
        SyncLaptop &lin = world.laptop(0);
        QVERIFY(world.lease(lin));
        const Id before = account(lin, text("One"));
        QCOMPARE(number(lin, before, u"c_serial"), text("A26-K1-0001"));
        QVERIFY(!number(lin, before, u"c_ticket").isEmpty());
        world.enrolAnew(lin);
        const Id after = account(lin, text("Two"));
        QCOMPARE(number(lin, after, u"c_serial"), text("A26-K2-0001"));
        // The ranges stay with the device that is no more.
        QCOMPARE(number(lin, after, u"c_ticket"), QString());
    }

    void rangesAreLeased()
    {
        SyncWorld world(2);
        define(world, "c_ticket", "block");
        SyncLaptop &lin = world.laptop(0), &wei = world.laptop(1);
        // Without a range the server gives it.
        const Id open = account(lin, text("Open"));
        QCOMPARE(number(lin, open, u"c_ticket"), QString());
        world.sync(lin);
        QVERIFY(!number(lin, open, u"c_ticket").isEmpty());
        QVERIFY(world.lease(lin));
        QVERIFY(world.lease(wei));
        QVERIFY(!world.lease(lin));
        QSet<QString> given{number(lin, open, u"c_ticket")};
        QList<Id> made;
        for (int i = 0; i < NumberLeases::Numbers; ++i) {
            SyncLaptop &laptop = i % 2 == 0 ? lin : wei;
            made.append(account(laptop, QStringLiteral("Customer %1").arg(i)));
            const QString ticket = number(laptop, made.last(), u"c_ticket");
            QVERIFY2(!ticket.isEmpty() && !given.contains(ticket), qPrintable(ticket));
            given.insert(ticket);
        }
        const QString last = number(wei, made.last(), u"c_ticket");
        world.syncAll();
        QCOMPARE(number(world.server(), made.last(), u"c_ticket"), last);
        // The server's own come from behind what it leased.
        const QString own = number(world.server(), account(world.server(), text("Own")), u"c_ticket");
        QVERIFY2(!given.contains(own), qPrintable(own));
        // A lease that is lost with its laptop is never given again.
        world.enrolAnew(wei);
        world.sync(wei);
        QVERIFY(world.lease(wei));
        const QString next = number(wei, account(wei, text("Next")), u"c_ticket");
        QVERIFY2(
            !given.contains(next) && autoNumberOf(world.server().stored("account", open).type(), next) >
                                         autoNumberOf(world.server().stored("account", open).type(), own),
            qPrintable(next));
    }

    // Whatever a laptop says, it gives no number of others, nor one twice.
    void numbersOfOthersAreReplaced_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("forged");
        QTest::newRow("another laptop's") << text("c_serial") << text("A26-K2-0009");
        QTest::newRow("one that was given") << text("c_serial") << text("A26-K1-0001");
        QTest::newRow("the server's") << text("c_serial") << text("A26-0009");
        QTest::newRow("years away") << text("c_serial") << text("A66-K1-0009");
        QTest::newRow("no number") << text("c_serial") << text("whatever");
        QTest::newRow("never leased") << text("c_ticket") << text("A-900000");
        QTest::newRow("where the server gives it") << text("account_no") << text("A-000777");
    }

    void numbersOfOthersAreReplaced()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, forged);
        SyncWorld world(2);
        define(world, "c_serial", "device_prefix");
        define(world, "c_ticket", "block");
        SyncLaptop &lin = world.laptop(0);
        world.lease(lin);
        account(lin, text("First"));
        world.syncAll();
        const Id made = account(lin, text("Second"));
        std::optional<QJsonObject> request;
        lin.write([&](WriteSession &session) { request = *lin.client->pushRequest(session); });
        QJsonArray transactions = request->value(text("txs")).toArray();
        QJsonObject transaction = transactions.first().toObject();
        QJsonArray operations = transaction.value(text("ops")).toArray();
        for (qsizetype i = 0; i < operations.size(); ++i) {
            QJsonObject operation = operations[i].toObject();
            if (operation.value(text("id")).toString() != made.toString())
                continue;
            QJsonObject set = operation.value(text("set")).toObject();
            set.insert(field, forged);
            operation.insert(text("set"), set);
            operations.replace(i, operation);
        }
        transaction.insert(text("ops"), operations);
        transactions.replace(0, transaction);
        request->insert(text("txs"), transactions);
        const SyncAnswer answer = world.send(lin, *request);
        QVERIFY2(answer.ok(), qPrintable(answer.code()));
        const QJsonObject result = answer.body.value(text("results")).toArray().first().toObject();
        QVERIFY2(result.value(text("st")).toString() != text("rejected"),
                 QJsonDocument(result).toJson().constData());
        const QString stored = world.server().stored("account", made).value(QStringView(field)).text();
        QVERIFY(!stored.isEmpty());
        QVERIFY2(stored != forged, qPrintable(stored));
        // And says so.
        bool told = false;
        const QJsonArray kept = result.value(text("kept")).toArray();
        for (const QJsonValue &line : kept)
            told = told || (line.toObject().value(text("field")).toString() == field &&
                            line.toObject().value(text("yours")).toString() == forged);
        QCOMPARE(told, true);
    }

    void whoMayMakeNoneGetsNoRange()
    {
        SyncWorld world(1, SyncWorld::Access::Roles);
        define(world, "c_ticket", "block");
        world.setRoles(world.user(0), {text("read_only")});
        world.syncAll();
        SyncAnswer answer;
        QJsonObject request;
        world.laptop(0).workspace->readNow([&](ReadSession &session) {
            request = {{text("epoch"), QString::fromLatin1(*session.replica().value(text("epoch")))},
                       {text("objects"), QJsonArray{text("account"), text("nothing"), text("contact")}}};
        });
        world.server().write([&](WriteSession &session) {
            answer = world.engine().lease(session, world.laptop(0).device, request);
        });
        QVERIFY(answer.ok());
        QVERIFY(answer.body.value(text("leases")).toArray().isEmpty());
        world.server().write([&](WriteSession &session) {
            answer = world.engine().lease(session, Id::named("stranger"), request);
        });
        QVERIFY(!answer.ok());
    }
};

DW_TEST(NumbersTest)

}  // namespace dw::test

#include "numberstest.moc"
