// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/decidingtime.h"
#include "core/sync/deviceidentity.h"
#include "core/sync/outboxlog.h"
#include "core/sync/proventimes.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QTest>

namespace dw::test
{

// B12: when something was entered and when the server received it are both kept, on both sides.
class ReceiptTest : public QObject
{
    Q_OBJECT

private:
    static QList<AuditRecord> history(SyncParty &party, const Id &account)
    {
        QList<AuditRecord> lines;
        party.workspace->readNow([&](ReadSession &session) {
            lines = *session.history({QStringLiteral("account"), account}, 10, 0);
        });
        return lines;
    }

    struct Keys
    {
        DeviceIdentity identity;
        QByteArray open;

        Keys()
        {
            if (!identity.makeKey().ok())
                qFatal("no key");
            open = identity.publicKey();
        }
    };
    // What waits, signed by `keys`; the server knows `open` of the laptop. `shift` moves the numbers.
    static bool sendLog(SyncWorld &world, SyncLaptop &laptop, const Keys &keys, const QByteArray &open,
                        int shift = 0)
    {
        Result<std::optional<QJsonObject>> request = std::optional<QJsonObject>();
        laptop.workspace->readNow([&](ReadSession &session) {
            request = laptop.client->logRequest(
                session, [&](const QByteArray &message) { return keys.identity.sign(message); });
        });
        if (!request.ok() || !*request)
            return false;
        if (shift != 0) {
            QJsonObject log = (*request)->value(QStringLiteral("log")).toObject();
            OutboxLog::Digest digest{
                qint64(log.value(QStringLiteral("from")).toDouble()) + shift,
                qint64(log.value(QStringLiteral("to")).toDouble()) + shift,
                QByteArray::fromHex(log.value(QStringLiteral("digest")).toString().toLatin1())};
            (*request)->insert(QStringLiteral("log"),
                               OutboxLog::toJson(digest, keys.identity.sign(digest.message(laptop.device))));
        }
        SyncAnswer answer;
        world.server().write([&](WriteSession &session) {
            answer = world.engine().push(session, laptop.device, **request, open);
        });
        return answer.ok();
    }
    static std::optional<Instant> proven(SyncWorld &world, SyncLaptop &laptop, qint64 number)
    {
        std::optional<Instant> at;
        world.server().workspace->readNow(
            [&](ReadSession &session) { at = *OutboxLog::provenAt(session, laptop.device, number); });
        return at;
    }

    // Of the transaction that made it.
    static std::optional<Instant> shown(SyncParty &party, const Id &account)
    {
        const Id transaction = history(party, account).last().entry.transaction;
        QHash<Id, Instant> times;
        party.workspace->readNow(
            [&](ReadSession &session) { times = *ProvenTimes::of(session, {transaction}); });
        return times.contains(transaction) ? std::optional(times.value(transaction)) : std::nullopt;
    }

private Q_SLOTS:
    void bothTimesAreKept()
    {
        SyncWorld world(1);
        world.syncAll();
        SyncLaptop &lin = world.laptop(0);
        const Instant entered = world.clock().now();
        const Id account = lin.create("account", {{QStringLiteral("name"), QStringLiteral("Alpha")}});
        QVERIFY(!history(lin, account).first().entry.receivedAt);
        world.clock().advanceMs(148 * 60'000);
        const Instant received = world.clock().now();
        world.sync(lin);
        for (SyncParty *party : {static_cast<SyncParty *>(&lin), &world.server()}) {
            const AuditEntry line = history(*party, account).first().entry;
            QCOMPARE(line.at, entered);
            QVERIFY(line.receivedAt.has_value());
            QCOMPARE(*line.receivedAt, received);
            QCOMPARE(decidingTime(line.at, line.receivedAt), received);
            // The chains still fit.
            const auto checks = party->workspace->verify(Ticket());
            QVERIFY(checks.ok());
            for (const VerifyCheck &check : *checks)
                QVERIFY2(check.ok, qPrintable(check.name + QLatin1Char(' ') + check.detail));
        }
        // The record says so too, wherever it goes.
        QCOMPARE(world.server().stored("account", account).value(u"received_at"), Value(received));
        QCOMPARE(lin.stored("account", account).value(u"received_at"), Value(received));
        // What is entered on the server itself needs no receipt.
        const Id own = world.server().create("account", {{QStringLiteral("name"), QStringLiteral("Beta")}});
        const AuditEntry line = history(world.server(), own).first().entry;
        QVERIFY(!line.receivedAt);
        QCOMPARE(decidingTime(line.at, line.receivedAt), received);
    }

    // What was signed at a contact and comes later was there at that contact, whatever the laptop's clock
    // said.
    void aSignedLogProvesAnEarlierTime()
    {
        SyncWorld world(1);
        world.syncAll();
        SyncLaptop &lin = world.laptop(0);
        const Keys keys, others;
        const Id early = lin.create("account", {{QStringLiteral("name"), QStringLiteral("Early")}});
        lin.create("account", {{QStringLiteral("name"), QStringLiteral("Beta")}});
        const qint64 first = lin.outbox().first().number;
        world.clock().advanceMs(30 * 60'000);
        const Instant contact = world.clock().now();
        QVERIFY(sendLog(world, lin, keys, keys.open));
        QVERIFY(!proven(world, lin, first));
        world.clock().advanceMs(60 * 60'000);
        const Id late = lin.create("account", {{QStringLiteral("name"), QStringLiteral("Late")}});
        const Instant received = world.clock().now();
        world.sync(lin);
        QCOMPARE(proven(world, lin, first).value_or(Instant()), contact);
        QCOMPARE(proven(world, lin, first + 1).value_or(Instant()), contact);
        QVERIFY(!proven(world, lin, first + 2));
        const AuditEntry line = history(world.server(), early).first().entry;
        QCOMPARE(decidingTime(line.at, line.receivedAt, proven(world, lin, first)), contact);
        const AuditEntry after = history(world.server(), late).first().entry;
        QCOMPARE(decidingTime(after.at, after.receivedAt, proven(world, lin, first + 2)), received);
        // Whoever looks at the history is told so, on both sides.
        for (SyncParty *party : {static_cast<SyncParty *>(&lin), &world.server()}) {
            QCOMPARE(shown(*party, early).value_or(Instant()), contact);
            QVERIFY(!shown(*party, late));
        }
    }

    // What a laptop is told about what is not its own, or is nothing at all, it does not show.
    void whatIsToldIsNotBelievedBlindly()
    {
        SyncWorld world(1);
        world.syncAll();
        SyncLaptop &lin = world.laptop(0);
        const Id account = lin.create("account", {{QStringLiteral("name"), QStringLiteral("Early")}});
        const qint64 number = lin.outbox().first().number;
        const Instant now = world.clock().now();
        const auto told = [&](const QJsonValue &from, const QJsonValue &to, const QJsonValue &at) {
            lin.write([&](WriteSession &session) {
                QVERIFY(session.begin(Durability::Saved).ok());
                QVERIFY(ProvenTimes::note(session,
                                          {QJsonObject{{QStringLiteral("from"), from},
                                                       {QStringLiteral("to"), to},
                                                       {QStringLiteral("at"), at}}},
                                          now)
                            .ok());
                QVERIFY(session.commit().ok());
            });
            return shown(lin, account);
        };
        const double mine = double(number);
        const QString early = Instant{now.ms - 60'000}.toIso();
        QVERIFY(!told(mine + 1, mine + 9, early));
        QVERIFY(!told(mine, mine - 1, early));
        QVERIFY(!told(mine, mine, QStringLiteral("yesterday")));
        QVERIFY(!told(mine, mine, QJsonValue()));
        QVERIFY(!told(QStringLiteral("all"), QJsonValue(), early));
        QVERIFY(!told(mine, mine, Instant{now.ms - OutboxLog::KeptMs - 1}.toIso()));
        QCOMPARE(told(mine, 1e300, now.toIso()).value_or(Instant()), now);
        QCOMPARE(told(1, mine, early).value_or(Instant()).ms, now.ms - 60'000);
        // What was there then was there later.
        QCOMPARE(told(1, mine, now.toIso()).value_or(Instant()).ms, now.ms - 60'000);
    }

    void whatWasNotSignedLikeThatProvesNothing()
    {
        SyncWorld world(1);
        world.syncAll();
        SyncLaptop &lin = world.laptop(0);
        const Keys keys, others;
        const auto number = [&] { return lin.outbox().first().number; };
        // By another key, and without one.
        lin.create("account", {{QStringLiteral("name"), QStringLiteral("One")}});
        qint64 sent = number();
        QVERIFY(sendLog(world, lin, others, keys.open));
        QVERIFY(sendLog(world, lin, keys, {}));
        world.sync(lin);
        QVERIFY(!proven(world, lin, sent));
        // Over other work than what came.
        lin.create("account", {{QStringLiteral("name"), QStringLiteral("Two")}});
        sent = number();
        QVERIFY(sendLog(world, lin, keys, keys.open));
        lin.write([&](WriteSession &session) {
            QVERIFY(session.begin(Durability::Saved).ok());
            OutboxEntry entry = **session.replica().outboxEntry(sent);
            QVERIFY(entry.body.contains("Two"));
            QVERIFY(session.replica().setBody(sent, entry.body.replace("Two", "Six")).ok());
            QVERIFY(session.commit().ok());
        });
        world.sync(lin);
        QVERIFY(!proven(world, lin, sent));
        // Of numbers that are not next.
        lin.create("account", {{QStringLiteral("name"), QStringLiteral("Three")}});
        sent = number();
        QVERIFY(sendLog(world, lin, keys, keys.open, 1));
        world.sync(lin);
        QVERIFY(!proven(world, lin, sent));
        // And as it should be.
        lin.create("account", {{QStringLiteral("name"), QStringLiteral("Four")}});
        sent = number();
        QVERIFY(sendLog(world, lin, keys, keys.open));
        world.sync(lin);
        QVERIFY(proven(world, lin, sent).has_value());
    }

    void theReceiptDecidesUnlessAnEarlierTimeIsProven()
    {
        const auto at = [](qint64 minute) { return Instant{minute * 60'000}; };
        QCOMPARE(decidingTime(at(10), {}), at(10));
        QCOMPARE(decidingTime(at(10), at(90)), at(90));
        QCOMPARE(decidingTime(at(10), at(90), at(30)), at(30));
        // No proof: from before it was entered, or from after it came.
        QCOMPARE(decidingTime(at(10), at(90), at(5)), at(90));
        QCOMPARE(decidingTime(at(10), at(90), at(95)), at(90));
    }
};

DW_TEST(ReceiptTest)

}  // namespace dw::test

#include "receipttest.moc"
