// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/service/serverworld.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace dw;
using namespace dw::test;

// Laptops: enrolled with a key of their own, refreshed, copied, lost.
class DeviceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<ServerWorld>();
        m_world->addUser(QStringLiteral("chen"), password(), {QStringLiteral("administrator")});
        m_world->addUser(QStringLiteral("lin"), password(), {QStringLiteral("sales_rep")});
        m_world->start();
    }
    void cleanupTestCase() { m_world.reset(); }
    void init()
    {
        m_world->clock().advanceMs(3'600'000);
        m_client = std::make_unique<WireClient>(m_world->port());
    }

    void enrols()
    {
        const auto one = m_world->enrol(QStringLiteral("lin"), password());
        const auto two = m_world->enrol(QStringLiteral("lin"), password());
        QVERIFY(one && two);
        QVERIFY(one->shortCode != two->shortCode);
        QCOMPARE(one->serverKey, m_world->keys().publicKey());
        const WireReply list = m_client->get("/api/v1/devices", one->headers());
        QCOMPARE(list.status, 200);
        const QJsonArray devices = list.json().value(QLatin1String("devices")).toArray();
        int own = 0;
        for (const QJsonValue &device : devices)
            own += device[QLatin1String("this")].toBool() ? 1 : 0;
        QCOMPARE(own, 1);
    }

    void refusesToEnrol_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"foreign key", "wrong purpose", "old nonce", "used nonce", "made-up nonce",
                                 "no name", "short key", "bound session", "known key"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void refusesToEnrol()
    {
        QFETCH(QString, what);
        const auto known = m_world->enrol(QStringLiteral("lin"), password());
        QVERIFY(known);
        DeviceKey key = what == QLatin1String("known key") ? known->key : DeviceKey::make();
        QByteArray access = signIn(QStringLiteral("lin"));
        QByteArray nonce = m_world->nonce(*m_client);
        if (what == QLatin1String("made-up nonce"))
            nonce = QByteArray(nonce.size(), 'A');
        QByteArray signature = key.sign("dealwright-enrol\n" + nonce);
        if (what == QLatin1String("foreign key"))
            signature = DeviceKey::make().sign("dealwright-enrol\n" + nonce);
        if (what == QLatin1String("wrong purpose"))
            signature = key.sign("dealwright-signin\n" + nonce);
        if (what == QLatin1String("old nonce"))
            m_world->clock().advanceMs(Tokens::NonceMs);
        if (what == QLatin1String("bound session"))
            access = known->access;
        if (what == QLatin1String("used nonce")) {
            const DeviceKey other = DeviceKey::make();
            QCOMPARE(enrol(signIn(QStringLiteral("lin")), other.publicKey, nonce,
                           other.sign("dealwright-enrol\n" + nonce))
                         .status,
                     201);
        }
        const auto before = m_world->accounts().devices();
        const WireReply reply =
            enrol(access, what == QLatin1String("short key") ? key.publicKey.first(31) : key.publicKey, nonce,
                  signature, what == QLatin1String("no name") ? QStringLiteral("  ") : QStringLiteral("T14"));
        const bool malformed = what == QLatin1String("no name") || what == QLatin1String("short key");
        QCOMPARE(reply.status, malformed ? 400 : 403);
        QCOMPARE(m_world->accounts().devices()->size(), before->size());
    }

    void asksForTheDevice()
    {
        const auto laptop = m_world->enrol(QStringLiteral("lin"), password());
        const auto other = m_world->enrol(QStringLiteral("lin"), password());
        QVERIFY(laptop && other);
        const WireReply wrong = m_client->get(
            "/api/v1/devices",
            {{"Authorization", "Bearer " + laptop->access}, {"X-Device", other->device.toLatin1()}});
        QCOMPARE(wrong.status, 403);
        QCOMPARE(wrong.code(), QStringLiteral("forbidden"));
    }

    void refreshes()
    {
        const auto laptop = m_world->enrol(QStringLiteral("lin"), password());
        QVERIFY(laptop);
        Laptop now = *laptop;
        for (int i = 0; i < 5; ++i) {
            m_world->clock().advanceMs(Tokens::AccessMs);
            const WireReply reply = m_world->refresh(*m_client, now, now.refresh);
            QCOMPARE(reply.status, 200);
            QVERIFY(reply.text("refresh").toLatin1() != now.refresh);
            now.access = reply.text("access").toLatin1();
            now.refresh = reply.text("refresh").toLatin1();
            QCOMPARE(m_client->get("/api/v1/devices", now.headers()).status, 200);
        }
    }

    // Somebody copied the token and used it; or the owner did, after the thief. Either way the device is out.
    void revokesACopiedDevice()
    {
        const auto laptop = m_world->enrol(QStringLiteral("lin"), password());
        QVERIFY(laptop);
        Laptop now = *laptop;
        const WireReply reply = m_world->refresh(*m_client, now, laptop->refresh);
        now.access = reply.text("access").toLatin1();
        QCOMPARE(m_client->get("/api/v1/devices", now.headers()).status, 200);
        const WireReply again = m_world->refresh(*m_client, now, laptop->refresh);
        QCOMPARE(again.status, 401);
        QCOMPARE(again.code(), QStringLiteral("reuse_detected"));
        QCOMPARE(again.text("action"), QStringLiteral("reregister"));
        QCOMPARE(m_client->get("/api/v1/devices", now.headers()).code(), QStringLiteral("device_revoked"));
        QCOMPARE(m_world->refresh(*m_client, now, reply.text("refresh").toLatin1()).code(),
                 QStringLiteral("device_revoked"));
        QCOMPARE(m_world->accounts().signIns(1)->first().event, QStringLiteral("reuse_detected"));
    }

    // The line broke while the answer came: the device never had what was sent and asks again, days later.
    void forgivesALostAnswer()
    {
        const auto laptop = m_world->enrol(QStringLiteral("lin"), password());
        QVERIFY(laptop);
        QCOMPARE(m_world->refresh(*m_client, *laptop, laptop->refresh).status, 200);
        m_world->clock().advanceMs(qint64(3) * 86'400'000);
        QCOMPARE(m_world->refresh(*m_client, *laptop, laptop->refresh).status, 200);
        const WireReply third = m_world->refresh(*m_client, *laptop, laptop->refresh);
        QCOMPARE(third.status, 200);
        Laptop now = *laptop;
        now.access = third.text("access").toLatin1();
        QCOMPARE(m_client->get("/api/v1/devices", now.headers()).status, 200);
        QCOMPARE(m_world->refresh(*m_client, *laptop, laptop->refresh).code(),
                 QStringLiteral("reuse_detected"));
    }

    void refusesToRefresh_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"other key", "other device", "made up", "too late", "not enrolled"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void refusesToRefresh()
    {
        QFETCH(QString, what);
        const auto laptop = m_world->enrol(QStringLiteral("lin"), password());
        const auto other = m_world->enrol(QStringLiteral("lin"), password());
        QVERIFY(laptop && other);
        Laptop with = *laptop;
        if (what == QLatin1String("other key"))
            with.key = DeviceKey::make();
        if (what == QLatin1String("other device"))
            with.device = other->device;
        QByteArray token = laptop->refresh;
        if (what == QLatin1String("made up"))
            token = Tokens::makeRefresh(m_world->accounts().signIns(1)->first().user);
        if (what == QLatin1String("too late"))
            m_world->clock().advanceMs(AccountService::RefreshMs);
        if (what == QLatin1String("not enrolled"))
            token =
                m_client
                    ->post("/api/v1/auth/signin", ServerWorld::signInBody(QStringLiteral("lin"), password()))
                    .text("refresh")
                    .toLatin1();
        QCOMPARE(m_world->refresh(*m_client, with, token).status, 401);
        // A failed attempt costs the owner nothing.
        if (what != QLatin1String("too late"))
            QCOMPARE(m_world->refresh(*m_client, *laptop, laptop->refresh).status, 200);
    }

    // A known laptop signs in again after a long absence.
    void signsInAsAKnownDevice()
    {
        const auto laptop = m_world->enrol(QStringLiteral("lin"), password());
        QVERIFY(laptop);
        const auto again = [&](const DeviceKey &key, const QString &login, const QByteArray &nonce) {
            QJsonObject body = ServerWorld::signInBody(login, password());
            body.insert(QStringLiteral("device"), laptop->device);
            body.insert(QStringLiteral("nonce"), QString::fromLatin1(nonce));
            body.insert(QStringLiteral("sig"), QString::fromLatin1(key.sign("dealwright-signin\n" + nonce)));
            return m_client->post("/api/v1/auth/signin", body);
        };
        const QByteArray nonce = m_world->nonce(*m_client);
        QCOMPARE(again(DeviceKey::make(), QStringLiteral("lin"), nonce).status, 403);
        QCOMPARE(again(laptop->key, QStringLiteral("chen"), nonce).code(), QStringLiteral("device_revoked"));
        const WireReply reply = again(laptop->key, QStringLiteral("lin"), nonce);
        QCOMPARE(reply.status, 200);
        QCOMPARE(again(laptop->key, QStringLiteral("lin"), nonce).status, 403);
        Laptop now = *laptop;
        now.access = reply.text("access").toLatin1();
        QCOMPARE(m_client->get("/api/v1/devices", now.headers()).status, 200);
        QCOMPARE(m_world->refresh(*m_client, now, reply.text("refresh").toLatin1()).status, 200);
    }

    void revokes()
    {
        const auto laptop = m_world->enrol(QStringLiteral("lin"), password());
        const auto chen = m_world->enrol(QStringLiteral("chen"), password());
        QVERIFY(laptop && chen);
        // Of somebody else: nothing there, unless an administrator asks.
        QCOMPARE(revoke(*laptop, chen->device, false).status, 404);
        QCOMPARE(m_client->get("/api/v1/devices?all=true", laptop->headers()).status, 403);
        const WireReply all = m_client->get("/api/v1/devices?all=true", chen->headers());
        QCOMPARE(all.status, 200);
        QCOMPARE(all.json().value(QLatin1String("devices")).toArray().size(),
                 m_world->accounts().devices()->size());
        const WireReply done = revoke(*chen, laptop->device, false);
        QCOMPARE(done.status, 200);
        QCOMPARE(done.text("state"), QStringLiteral("revoked"));
        const WireReply out = m_client->get("/api/v1/devices", laptop->headers());
        QCOMPARE(out.status, 403);
        QCOMPARE(out.code(), QStringLiteral("device_revoked"));
        QCOMPARE(m_world->refresh(*m_client, *laptop, laptop->refresh).code(),
                 QStringLiteral("device_revoked"));
        QCOMPARE(revoke(*chen, QStringLiteral("not an id"), false).status, 404);
        QCOMPARE(revoke(*chen, QStringLiteral("0199e2c1-7b7a-4d3e-9c0e-5b1f0c9a4d11"), false).status, 404);
    }

    void ordersToWipe()
    {
        const auto laptop = m_world->enrol(QStringLiteral("lin"), password());
        const auto chen = m_world->enrol(QStringLiteral("chen"), password());
        QVERIFY(laptop && chen);
        QCOMPARE(revoke(*chen, laptop->device, true).text("state"), QStringLiteral("wiped"));
        // Whenever it comes back, with whatever it still has.
        m_world->clock().advanceMs(qint64(30) * 86'400'000);
        for (const WireReply &reply : {m_client->get("/api/v1/devices", laptop->headers()),
                                       m_world->refresh(*m_client, *laptop, laptop->refresh)}) {
            QCOMPARE(reply.status, 403);
            QCOMPARE(reply.code(), QStringLiteral("device_wiped"));
            QCOMPARE(reply.text("action"), QStringLiteral("wipe"));
            const QJsonObject order = reply.json().value(QLatin1String("order")).toObject();
            const QByteArray text = order.value(QLatin1String("order")).toString().toUtf8();
            const QByteArray signature =
                fromBase64Url(order.value(QLatin1String("signature")).toString().toLatin1());
            QVERIFY(ServerKeys::verify("dealwright-wipe\n" + text, signature, laptop->serverKey));
            QCOMPARE(QJsonDocument::fromJson(text).object().value(QLatin1String("device")).toString(),
                     laptop->device);
            QVERIFY(!ServerKeys::verify("dealwright-wipe\n" + text + ' ', signature, laptop->serverKey));
        }
        // A wiped device does not become a merely revoked one.
        const auto later = m_world->enrol(QStringLiteral("chen"), password());
        QVERIFY(later);
        QCOMPARE(revoke(*later, laptop->device, false).text("state"), QStringLiteral("wiped"));
    }

    // Where nobody has a role yet everybody may everything with records, and nothing with the laptops of
    // others.
    void withoutRolesOnlyTheOwnerSeesToLaptops()
    {
        ServerWorld world;
        world.addUser(QStringLiteral("lin"), password());
        world.addUser(QStringLiteral("wang"), password());
        world.start();
        const auto lin = world.enrol(QStringLiteral("lin"), password());
        const auto wang = world.enrol(QStringLiteral("wang"), password());
        const auto owner = world.enrol(QStringLiteral("admin"), ServerWorld::adminPassword());
        QVERIFY(lin && wang && owner);
        m_client = std::make_unique<WireClient>(world.port());
        QVERIFY(revoke(*wang, lin->device, true).status >= 400);
        QCOMPARE(m_client->get("/api/v1/devices", lin->headers()).status, 200);
        QCOMPARE(revoke(*owner, lin->device, true).text("state"), QStringLiteral("wiped"));
    }

    void slowsDownADevice()
    {
        const auto laptop = m_world->enrol(QStringLiteral("lin"), password());
        const auto other = m_world->enrol(QStringLiteral("lin"), password());
        QVERIFY(laptop && other);
        WireReply reply;
        int served = 0;
        while (served < 500 && (reply = m_client->get("/api/v1/devices", laptop->headers())).status == 200)
            ++served;
        QVERIFY(served >= 19);
        QCOMPARE(reply.status, 429);
        QCOMPARE(reply.code(), QStringLiteral("too_many_requests"));
        QVERIFY(reply.headers.value("retry-after").toInt() >= 1);
        QCOMPARE(m_client->get("/api/v1/devices", other->headers()).status, 200);
    }

private:
    static QString password() { return QStringLiteral("a long password"); }
    QByteArray signIn(const QString &login)
    {
        return m_client->post("/api/v1/auth/signin", ServerWorld::signInBody(login, password()))
            .text("access")
            .toLatin1();
    }
    WireReply enrol(const QByteArray &access, const QByteArray &publicKey, const QByteArray &nonce,
                    const QByteArray &signature, const QString &name = QStringLiteral("T14"))
    {
        return m_client->post("/api/v1/devices",
                              {{QStringLiteral("name"), name},
                               {QStringLiteral("platform"), QStringLiteral("linux")},
                               {QStringLiteral("pubkey"), QString::fromLatin1(toBase64Url(publicKey))},
                               {QStringLiteral("nonce"), QString::fromLatin1(nonce)},
                               {QStringLiteral("sig"), QString::fromLatin1(signature)}},
                              {{"Authorization", "Bearer " + access}});
    }
    WireReply revoke(const Laptop &by, const QString &device, bool wipe)
    {
        return m_client->post(
            "/api/v1/devices/" + device.toUtf8().toPercentEncoding() + "/revoke",
            {{QStringLiteral("wipe"), wipe}, {QStringLiteral("reason"), QStringLiteral("lost")}},
            by.headers());
    }

    std::unique_ptr<ServerWorld> m_world;
    std::unique_ptr<WireClient> m_client;
};

DW_TEST(DeviceTest)

#include "devicetest.moc"
