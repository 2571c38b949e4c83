// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/service/serverworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace dw;
using namespace dw::test;

// Signing in with a password, and what stops whoever guesses.
class SignInTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<ServerWorld>();
        m_world->addUser(QStringLiteral("lin"), QStringLiteral("train at 7:40"));
        m_world->start();
    }
    void cleanupTestCase() { m_world.reset(); }

    // Every test begins an hour later: nobody is locked from the one before.
    void init()
    {
        m_world->clock().advanceMs(2 * 3'600'000);
        m_client = std::make_unique<WireClient>(m_world->port());
        QVERIFY(m_client->isConnected());
    }

    void givesTokens()
    {
        const WireReply reply = signIn(QStringLiteral("lin"), QStringLiteral("train at 7:40"));
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.text("access").size() > 40);
        QVERIFY(reply.text("refresh").size() > 40);
        QCOMPARE(reply.json().value(QLatin1String("must_change")).toBool(true), false);
        QCOMPARE(reply.headers.value("cache-control"), QByteArray("no-store"));
    }

    void refusesWhatIsWrong_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const QJsonObject right =
            ServerWorld::signInBody(QStringLiteral("lin"), QStringLiteral("train at 7:40"));
        const auto with = [&](const char *key, const QJsonValue &value) {
            QJsonObject body = right;
            body.insert(QLatin1String(key), value);
            return body;
        };
        const QString bad = QStringLiteral("bad_credentials");
        QTest::newRow("password") << with("password", QStringLiteral("train at 7:41")) << 401 << bad;
        QTest::newRow("nobody") << with("user", QStringLiteral("nobody")) << 401 << bad;
        QTest::newRow("workspace") << with("workspace", QStringLiteral("other")) << 401 << bad;
        QTest::newRow("empty password") << with("password", QString()) << 401 << bad;
        QTest::newRow("long password") << with("password", QString(8000, QLatin1Char('x'))) << 401 << bad;
        QTest::newRow("number") << with("password", 5) << 400 << QStringLiteral("malformed");
        QTest::newRow("null user") << with("user", QJsonValue()) << 400 << QStringLiteral("malformed");
        QTest::newRow("half a device")
            << with("device", QStringLiteral("0199e2c1-7b7a-4d3e-9c0e-5b1f0c9a4d11")) << 400
            << QStringLiteral("malformed");
    }
    void refusesWhatIsWrong()
    {
        QFETCH(QJsonObject, body);
        QFETCH(int, status);
        QFETCH(QString, code);
        const WireReply reply = m_client->post("/api/v1/auth/signin", body);
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.code(), code);
        QVERIFY(!reply.json().contains(QLatin1String("access")));
    }

    // Whether there is such a user or not: the same answers, the same number of tries.
    void locksAfterWrongPasswords_data()
    {
        QTest::addColumn<QString>("login");
        QTest::newRow("somebody") << QStringLiteral("lin");
        QTest::newRow("nobody") << QStringLiteral("nobody");
    }
    void locksAfterWrongPasswords()
    {
        QFETCH(QString, login);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(signIn(login, QStringLiteral("guess")).code(), QStringLiteral("bad_credentials"));
        const WireReply locked = signIn(login, QStringLiteral("train at 7:40"));
        QCOMPARE(locked.status, 401);
        QCOMPARE(locked.code(), QStringLiteral("locked"));
        QCOMPARE(locked.headers.value("retry-after"), QByteArray("5"));
        QCOMPARE(locked.text("action"), QStringLiteral("retry"));
        m_world->clock().advanceMs(5'001);
        QCOMPARE(signIn(login, QStringLiteral("guess")).code(), QStringLiteral("bad_credentials"));
        // The next wait is twice as long.
        QCOMPARE(signIn(login, QStringLiteral("guess")).headers.value("retry-after"), QByteArray("10"));
    }

    void beginsAnewAfterARightPassword()
    {
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 4; ++i)
                QCOMPARE(signIn(QStringLiteral("lin"), QStringLiteral("guess")).status, 401);
            QCOMPARE(signIn(QStringLiteral("lin"), QStringLiteral("train at 7:40")).status, 200);
        }
    }

    // Names tried one after another from one address.
    void locksAnAddress()
    {
        for (int i = 0; i < 40; ++i)
            (void)signIn(QStringLiteral("name%1").arg(i), QStringLiteral("guess"));
        QCOMPARE(signIn(QStringLiteral("lin"), QStringLiteral("train at 7:40")).code(),
                 QStringLiteral("locked"));
    }

    void accessEndsAfterAQuarterOfAnHour()
    {
        const QByteArray access = token(QStringLiteral("lin"), QStringLiteral("train at 7:40"));
        QCOMPARE(devices(access).status, 200);
        m_world->clock().advanceMs(Tokens::AccessMs);
        const WireReply late = devices(access);
        QCOMPARE(late.status, 401);
        QCOMPARE(late.code(), QStringLiteral("token_expired"));
    }

    void refusesForgedTokens()
    {
        const QByteArray access = token(QStringLiteral("lin"), QStringLiteral("train at 7:40"));
        for (qsizetype at = 0; at < access.size(); at += 7) {
            QByteArray forged = access;
            forged[at] = forged[at] == 'A' ? 'B' : 'A';
            QCOMPARE(devices(forged).status, 401);
        }
        QCOMPARE(devices("x").status, 401);
        QCOMPARE(devices(QByteArray(5000, 'A')).status, 401);
        QCOMPARE(m_client->get("/api/v1/devices").code(), QStringLiteral("unauthenticated"));
    }

    void signsOut()
    {
        const QByteArray access = token(QStringLiteral("lin"), QStringLiteral("train at 7:40"));
        QCOMPARE(m_client->request("POST", "/api/v1/auth/signout", {}, bearer(access)).status, 204);
        QCOMPARE(devices(access).code(), QStringLiteral("unauthenticated"));
    }

    void asksForANewPasswordFirst()
    {
        QVERIFY(m_world
                    ->administer(QStringLiteral("user.passwd"),
                                 {{QStringLiteral("login"), QStringLiteral("lin")},
                                  {QStringLiteral("password"), QStringLiteral("given by Chen")},
                                  {QStringLiteral("must_change"), true}})
                    .ok());
        const WireReply reply = signIn(QStringLiteral("lin"), QStringLiteral("given by Chen"));
        QVERIFY(reply.json().value(QLatin1String("must_change")).toBool());
        const QByteArray access = reply.text("access").toLatin1();
        QCOMPARE(devices(access).code(), QStringLiteral("password_change_required"));
        const auto change = [&](const QString &old, const QString &next) {
            return m_client->post("/api/v1/auth/password",
                                  {{QStringLiteral("old"), old}, {QStringLiteral("new"), next}},
                                  bearer(access));
        };
        QCOMPARE(change(QStringLiteral("wrong one"), QStringLiteral("train at 7:40")).code(),
                 QStringLiteral("bad_credentials"));
        QCOMPARE(change(QStringLiteral("given by Chen"), QStringLiteral("short")).code(),
                 QStringLiteral("password_refused"));
        QCOMPARE(change(QStringLiteral("given by Chen"), QStringLiteral("given by Chen")).code(),
                 QStringLiteral("password_refused"));
        QCOMPARE(change(QStringLiteral("given by Chen"), QStringLiteral("train at 7:40")).status, 204);
        QCOMPARE(devices(access).status, 200);
        QCOMPARE(signIn(QStringLiteral("lin"), QStringLiteral("given by Chen")).status, 401);
    }

    void aNewPasswordEndsOtherSignIns()
    {
        const QByteArray other = token(QStringLiteral("lin"), QStringLiteral("train at 7:40"));
        const QByteArray access = token(QStringLiteral("lin"), QStringLiteral("train at 7:40"));
        const WireReply changed = m_client->post("/api/v1/auth/password",
                                                 {{QStringLiteral("old"), QStringLiteral("train at 7:40")},
                                                  {QStringLiteral("new"), QStringLiteral("train at 7:50")}},
                                                 bearer(access));
        QCOMPARE(changed.status, 204);
        QCOMPARE(devices(access).status, 200);
        QCOMPARE(devices(other).code(), QStringLiteral("unauthenticated"));
        QVERIFY(m_world
                    ->administer(QStringLiteral("user.passwd"),
                                 {{QStringLiteral("login"), QStringLiteral("lin")},
                                  {QStringLiteral("password"), QStringLiteral("train at 7:40")}})
                    .ok());
    }

    void refusesADisabledUser()
    {
        m_world->addUser(QStringLiteral("wei"), QStringLiteral("reads funnels"));
        const QByteArray access = token(QStringLiteral("wei"), QStringLiteral("reads funnels"));
        QCOMPARE(devices(access).status, 200);
        QVERIFY(m_world
                    ->administer(QStringLiteral("user.disable"),
                                 {{QStringLiteral("login"), QStringLiteral("wei")}})
                    .ok());
        QCOMPARE(devices(access).code(), QStringLiteral("user_disabled"));
        QCOMPARE(devices(access).status, 403);
        QCOMPARE(signIn(QStringLiteral("wei"), QStringLiteral("reads funnels")).code(),
                 QStringLiteral("user_disabled"));
        // Who does not know the password does not learn that there is such a user.
        QCOMPARE(signIn(QStringLiteral("wei"), QStringLiteral("guess")).code(),
                 QStringLiteral("bad_credentials"));
        QVERIFY(m_world
                    ->administer(QStringLiteral("user.enable"),
                                 {{QStringLiteral("login"), QStringLiteral("wei")}})
                    .ok());
        QCOMPARE(devices(access).status, 200);
    }

    void keepsWhoSignedIn()
    {
        (void)signIn(QStringLiteral("lin"), QStringLiteral("guess"));
        (void)signIn(QStringLiteral("lin"), QStringLiteral("train at 7:40"));
        const auto lines = m_world->accounts().signIns(2);
        QVERIFY(lines.ok());
        QCOMPARE(lines->size(), 2);
        QCOMPARE(lines->at(0).event, QStringLiteral("signed_in"));
        QCOMPARE(lines->at(0).address, QStringLiteral("127.0.0.1"));
        QCOMPARE(lines->at(1).event, QStringLiteral("bad_password"));
        QCOMPARE(lines->at(1).login, QStringLiteral("lin"));
    }

    void logsNoSecrets()
    {
        const WireReply reply = signIn(QStringLiteral("lin"), QStringLiteral("train at 7:40"));
        (void)signIn(QStringLiteral("lin"), QStringLiteral("secret guess"));
        (void)m_client->get("/api/v1/devices?password=canary-in-the-query",
                            bearer(reply.text("access").toLatin1()));
        const QByteArray log = m_world->log();
        QVERIFY(log.contains("signed_in"));
        for (const QByteArray &secret :
             {QByteArray("train at 7:40"), QByteArray("secret guess"), QByteArray("canary-in-the-query"),
              reply.text("access").toLatin1(), reply.text("refresh").toLatin1(),
              reply.text("refresh").right(20).toLatin1()})
            QVERIFY2(!log.contains(secret), secret.constData());
    }

private:
    WireReply signIn(const QString &login, const QString &password)
    {
        return m_client->post("/api/v1/auth/signin", ServerWorld::signInBody(login, password));
    }
    QByteArray token(const QString &login, const QString &password)
    {
        return signIn(login, password).text("access").toLatin1();
    }
    static WireClient::Headers bearer(const QByteArray &access)
    {
        return {{"Authorization", "Bearer " + access}};
    }
    WireReply devices(const QByteArray &access) { return m_client->get("/api/v1/devices", bearer(access)); }

    std::unique_ptr<ServerWorld> m_world;
    std::unique_ptr<WireClient> m_client;
};

DW_TEST(SignInTest)

#include "signintest.moc"
