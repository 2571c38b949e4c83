// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/quarantineroutes.h"
#include "core/sync/issuebook.h"
#include "core/sync/outboxexport.h"
#include "core/sync/transaction.h"
#include "tests/service/serverworld.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QTest>

#include <functional>

using namespace dw;
using namespace dw::test;

// What waits on the laptop of somebody who was let go is not lost with it, and changes nothing by itself.
class QuarantineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<ServerWorld>();
        m_world->addUser(text("lin"), text("correct horse battery"));
        m_routes = std::make_unique<QuarantineRoutes>(m_world->runner(), m_world->context());
        m_world->add(*m_routes);
        m_world->start();
        m_client = std::make_unique<WireClient>(m_world->port());
        m_lin = *m_world->enrol(text("lin"), text("correct horse battery"));
    }
    void cleanup()
    {
        m_client.reset();
        m_world.reset();
        m_routes.reset();
    }

    void whoMaySyncPushes()
    {
        QCOMPARE(handOver({transaction("Acme")}).status, 403);
        QCOMPARE(book().size(), 0);
    }

    void aLeaversWorkIsKeptUnexecuted()
    {
        disable();
        const QJsonArray work{transaction("Acme"), transaction("Bolt")};
        const WireReply reply = handOver(work);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json().value(QLatin1String("taken")).toInt(), 2);
        const QJsonArray lines = book();
        QCOMPARE(lines.size(), 2);
        for (const QJsonValue &line : lines) {
            QCOMPARE(line[QLatin1String("code")].toString(), text("quarantined"));
            QCOMPARE(line[QLatin1String("login")].toString(), text("lin"));
            QCOMPARE(line[QLatin1String("device")].toString(), m_lin.shortCode);
            QCOMPARE(line[QLatin1String("typed")].toArray().size(), 1);
        }
        m_world->runner().workspace().readNow([&](ReadSession &session) {
            const ObjectTypePtr accounts = m_world->runner().configuration()->dictionary->find(u"account");
            QCOMPARE(session
                         .findByValue(accounts, accounts->indexOf(u"name"), Value(text("Acme")),
                                      ReadSession::Match::Exact, 1)
                         ->size(),
                     0);
        });
        // Once.
        QCOMPARE(handOver(work).json().value(QLatin1String("taken")).toInt(-1), 0);
        QCOMPARE(book().size(), 2);
    }

    void anOldProgramMayHandOver()
    {
        QVERIFY(m_world->administer(text("program.set"), {{text("version"), text("99.0")}}).ok());
        QCOMPARE(handOver({transaction("Acme")}).status, 200);
        QCOMPARE(book().size(), 1);
    }

    void whatDoesNotFitIsRefused_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"foreign key", "other work", "used nonce", "made-up nonce", "unknown laptop",
                                 "revoked laptop", "nothing", "too many"})
            QTest::newRow(what) << text(what);
    }
    void whatDoesNotFitIsRefused()
    {
        QFETCH(QString, what);
        disable();
        const auto is = [&what](const char *one) { return what == text(one); };
        QJsonArray work{transaction("Acme")};
        if (is("nothing"))
            work = {};
        while (is("too many") && work.size() <= OutboxExport::Transactions)
            work.append(QJsonObject());
        if (is("revoked laptop"))
            QVERIFY(m_world->administer(text("device.revoke"), {{text("device"), m_lin.device}}).ok());
        const WireReply reply = handOver(work, [&](QJsonObject &body) {
            if (is("foreign key"))
                body.insert(text("sig"), signature(DeviceKey::make(), body));
            if (is("other work"))
                body.insert(text("transactions"), QJsonArray{transaction("Bolt")});
            if (is("used nonce"))
                QCOMPARE(m_client->post("/api/v1/sync/outbox-export", body).status, 200);
            if (is("made-up nonce")) {
                body.insert(text("nonce"), text("AAAA"));
                body.insert(text("sig"), signature(m_lin.key, body));
            }
            if (is("unknown laptop"))
                body.insert(text("device"), Id::named("device:none").toString());
        });
        QCOMPARE(reply.status, is("nothing") || is("too many") ? 400 : 403);
        QCOMPARE(book().size(), is("used nonce") ? 1 : 0);
    }

    // It says so, and how many it took: the others stay on their laptop until there is room.
    void moreThanThereIsRoomForIsNotTaken()
    {
        disable();
        const auto portion = [this](int first, int count) {
            QJsonArray work;
            for (int i = first; i < first + count; ++i)
                work.append(transaction(QByteArray::number(i).constData()));
            return work;
        };
        for (int first = 0; first < IssueBook::MostOfDevice - 100; first += 100)
            QCOMPARE(handOver(portion(first, 100)).status, 200);
        QCOMPARE(handOver(portion(400, 40)).status, 200);
        const QJsonArray more = portion(440, 100);
        const WireReply reply = handOver(more);
        QCOMPARE(reply.status, 507);
        QCOMPARE(reply.code(), text("full"));
        QCOMPARE(reply.json()[QLatin1String("taken")].toInt(), 60);
        QCOMPARE(reply.json()[QLatin1String("through")].toInt(), 60);
        QCOMPARE(book().size(), IssueBook::MostOfDevice);
        // Room comes where an administrator has worked through some.
        QJsonArray ids;
        for (int i = 0; i < 5; ++i)
            ids.append(book().at(i)[QLatin1String("id")]);
        const auto discarded = m_world->administer(text("issue.discard"), {{text("ids"), ids}});
        QVERIFY(discarded.ok());
        QCOMPARE(discarded->value(QLatin1String("discarded")).toInt(), 5);
        QCOMPARE(book().size(), IssueBook::MostOfDevice - 5);
        const WireReply rest = handOver(more);
        QCOMPARE(rest.status, 507);
        QCOMPARE(rest.json()[QLatin1String("taken")].toInt(), 5);
        QCOMPARE(rest.json()[QLatin1String("through")].toInt(), 65);
        const auto unknown = m_world->administer(text("issue.discard"), {{text("ids"), ids}});
        QVERIFY(!unknown.ok());
        QCOMPARE(unknown.error().key, text("sync.no_issue"));
    }

    void whatCannotBeReadIsPassedOver()
    {
        disable();
        QJsonObject broken = transaction("Broken");
        broken.insert(text("id"), text("none"));
        const WireReply reply = handOver({broken, QJsonObject(), 7, transaction("Acme")});
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json().value(QLatin1String("taken")).toInt(), 1);
    }

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    static QByteArray signature64(const DeviceKey &key, const Id &device, const QByteArray &nonce,
                                  const QJsonArray &work)
    {
        return key.sign(OutboxExport::message(device, nonce, work));
    }
    QString signature(const DeviceKey &key, const QJsonObject &body) const
    {
        return QString::fromLatin1(
            signature64(key, Id::fromString(body.value(QLatin1String("device")).toString()).value_or(Id()),
                        body.value(QLatin1String("nonce")).toString().toLatin1(),
                        body.value(QLatin1String("transactions")).toArray()));
    }
    void disable()
    {
        QVERIFY(m_world->administer(text("user.disable"), {{text("login"), text("lin")}}).ok());
    }
    QJsonArray book()
    {
        return m_world->administer(text("issue.list"), {{text("limit"), 1'000}})
            ->value(QLatin1String("rows"))
            .toArray();
    }
    QJsonObject transaction(const char *name)
    {
        SyncTransaction made;
        made.number = ++m_number;
        made.id = Id::named(QByteArray("tx:") + name);
        made.command = text("record.create");
        made.requests = {
            {text("record.create"),
             {{text("object"), text("account")}, {text("set"), QJsonObject{{text("name"), text(name)}}}}}};
        const RecordRef record{text("account"), Id::named(QByteArray("account:") + name)};
        made.made = {record.id};
        SyncOperation operation;
        operation.kind = SyncOperation::Kind::Create;
        operation.record = operation.root = record;
        operation.fields.insert(text("name"), {QJsonValue(), text(name), true});
        made.operations = {operation};
        made.at = m_world->clock().now();
        const QJsonObject json = made.toJson();
        if (!SyncTransaction::fromJson(json).ok())
            qFatal("no transaction: %s",
                   qPrintable(SyncTransaction::fromJson(json).error().arguments.join(u' ')));
        return json;
    }
    WireReply handOver(const QJsonArray &work, const std::function<void(QJsonObject &)> &change = {})
    {
        QJsonObject body{{text("device"), m_lin.device},
                         {text("nonce"), QString::fromLatin1(m_world->nonce(*m_client))},
                         {text("transactions"), work}};
        body.insert(text("sig"), signature(m_lin.key, body));
        if (change)
            change(body);
        return m_client->post("/api/v1/sync/outbox-export", body);
    }

    std::unique_ptr<ServerWorld> m_world;
    std::unique_ptr<QuarantineRoutes> m_routes;
    std::unique_ptr<WireClient> m_client;
    Laptop m_lin;
    qint64 m_number = 0;
};

DW_TEST(QuarantineTest)

#include "quarantinetest.moc"
