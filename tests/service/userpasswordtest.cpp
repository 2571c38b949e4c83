// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/service/serverworld.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QTest>

using namespace dw;
using namespace dw::test;

// Administrators let people in who were made without a password.
class UserPasswordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<ServerWorld>();
        m_world->addUser(QStringLiteral("chen"), password(), {QStringLiteral("administrator")});
        m_world->addUser(QStringLiteral("lin"), password(), {QStringLiteral("sales_rep")});
        m_world->start();
        m_client = std::make_unique<WireClient>(m_world->port());
        m_chen = m_world->enrol(QStringLiteral("chen"), password());
        m_lin = m_world->enrol(QStringLiteral("lin"), password());
        QVERIFY(m_chen && m_lin);
    }
    void cleanup()
    {
        m_client.reset();
        m_world.reset();
    }

    void whoHasNoneGetsAFirstOne()
    {
        const QString mei = makeUser(QStringLiteral("mei"));
        QCOMPARE(states(*m_chen, {mei}), QStringList{QStringLiteral("none")});
        const WireReply given = give(*m_chen, mei, {});
        QCOMPARE(given.status, 200);
        const QString first = given.text("password");
        QVERIFY(first.size() >= 20);
        QCOMPARE(states(*m_chen, {mei, idOf(QStringLiteral("lin"))}),
                 (QStringList{QStringLiteral("must_change"), QStringLiteral("set")}));
        const WireReply in = signIn(QStringLiteral("mei"), first);
        QCOMPARE(in.status, 200);
        QCOMPARE(in.json().value(QLatin1String("must_change")).toBool(), true);
        // Until it is changed nothing else goes through.
        const WireClient::Headers headers{{"Authorization", "Bearer " + in.text("access").toLatin1()}};
        QCOMPARE(m_client->get("/api/v1/devices", headers).code(),
                 QStringLiteral("password_change_required"));
        QCOMPARE(m_client
                     ->post("/api/v1/auth/password",
                            {{QStringLiteral("old"), first}, {QStringLiteral("new"), password()}}, headers)
                     .status,
                 204);
        QCOMPARE(m_client->get("/api/v1/devices", headers).status, 200);
        QCOMPARE(states(*m_chen, {mei}), QStringList{QStringLiteral("set")});
        // Both stand in the log of sign-ins, and the password in none.
        QStringList events;
        const QList<SignInRecord> lines = m_world->accounts().signIns(100).value();
        for (const SignInRecord &line : lines) {
            if (line.event == QLatin1String("password_given"))
                events.append(line.event + QLatin1Char(' ') + line.login);
            if (line.event == QLatin1String("gave_password"))
                events.append(line.event + QLatin1Char(' ') + line.login);
        }
        events.sort();
        QCOMPARE(events,
                 (QStringList{QStringLiteral("gave_password chen"), QStringLiteral("password_given mei")}));
        QVERIFY(m_world->log().contains("password_given"));
        QVERIFY(!m_world->log().contains(first.toUtf8()));
    }

    void laptopsAreSignedOut()
    {
        QCOMPARE(m_client->get("/api/v1/devices", m_lin->headers()).status, 200);
        const QString own = QStringLiteral("another train at 8");
        const WireReply given =
            give(*m_chen, idOf(QStringLiteral("lin")), {{QStringLiteral("password"), own}});
        QCOMPARE(given.status, 200);
        QCOMPARE(given.text("password"), own);
        QCOMPARE(m_client->get("/api/v1/devices", m_lin->headers()).status, 401);
        QCOMPARE(m_world->refresh(*m_client, *m_lin, m_lin->refresh).status, 401);
        QCOMPARE(signIn(QStringLiteral("lin"), password()).status, 401);
        QCOMPARE(signIn(QStringLiteral("lin"), own).status, 200);
        // The laptop itself was not revoked.
        const Id device = *Id::fromString(m_lin->device);
        QCOMPARE((*m_world->accounts().device(device))->state, DeviceState::Active);
    }

    void onlyAdministratorsMay()
    {
        const QString mei = makeUser(QStringLiteral("mei"));
        const WireReply refused = give(*m_lin, mei, {});
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.text("reason"), QStringLiteral("service.not_administrator"));
        QCOMPARE(m_client
                     ->post("/api/v1/users/passwords", {{QStringLiteral("users"), QJsonArray{mei}}},
                            m_lin->headers())
                     .status,
                 403);
        QVERIFY(!*m_world->accounts().password(*Id::fromString(mei)));
        // Without a laptop, and without a sign-in.
        const WireReply session = signIn(QStringLiteral("chen"), password());
        const WireClient::Headers alone{{"Authorization", "Bearer " + session.text("access").toLatin1()}};
        QCOMPARE(m_client->post(path(mei), {}, alone).status, 403);
        QCOMPARE(m_client->post(path(mei), {}).status, 401);
        // One's own is changed with the old one.
        const WireReply own = give(*m_chen, idOf(QStringLiteral("chen")), {});
        QCOMPARE(own.status, 403);
        QCOMPARE(own.text("reason"), QStringLiteral("service.own_password"));
        QCOMPARE(m_client->get("/api/v1/devices", m_chen->headers()).status, 200);
    }

    void refusesWhatIsWrong()
    {
        const QString mei = makeUser(QStringLiteral("mei"));
        const QString field = QStringLiteral("password");
        QCOMPARE(give(*m_chen, QStringLiteral("not an id"), {}).status, 404);
        QCOMPARE(give(*m_chen, QStringLiteral("0199e2c1-7b7a-4d3e-9c0e-5b1f0c9a4d11"), {}).status, 404);
        QCOMPARE(give(*m_chen, mei, {{field, 7}}).code(), QStringLiteral("malformed"));
        for (const QString &bad : {QString(), QStringLiteral("short"), QString(2000, QLatin1Char('x'))}) {
            const WireReply reply = give(*m_chen, mei, {{field, bad}});
            QCOMPARE(reply.code(), QStringLiteral("password_refused"));
            QVERIFY(reply.text("reason").startsWith(QLatin1String("service.password_too_")));
        }
        QVERIFY(!*m_world->accounts().password(*Id::fromString(mei)));
        QJsonArray many;
        for (int i = 0; i < 501; ++i)
            many.append(mei);
        for (const QJsonValue &users :
             {QJsonValue(), QJsonValue(mei), QJsonValue(QJsonArray{7}), QJsonValue(many)})
            QCOMPARE(
                m_client
                    ->post("/api/v1/users/passwords", {{QStringLiteral("users"), users}}, m_chen->headers())
                    .code(),
                QStringLiteral("malformed"));
    }

    void isThrottled()
    {
        const QString nobody = QStringLiteral("0199e2c1-7b7a-4d3e-9c0e-5b1f0c9a4d11");
        int slowed = 0;
        for (int i = 0; i < 12; ++i)
            slowed += give(*m_chen, nobody, {}).status == 429 ? 1 : 0;
        QCOMPARE(slowed, 2);
        m_world->clock().advanceMs(60'000);
        QCOMPARE(give(*m_chen, nobody, {}).status, 404);
    }

    // The command line of the server notes it, too.
    void theServersOwnCommandIsNoted()
    {
        QVERIFY(m_world
                    ->administer(QStringLiteral("user.passwd"),
                                 {{QStringLiteral("login"), QStringLiteral("lin")},
                                  {QStringLiteral("password"), QStringLiteral("another train at 8")}})
                    .ok());
        const QList<SignInRecord> lines = m_world->accounts().signIns(1).value();
        const SignInRecord &newest = lines.first();
        QCOMPARE(newest.event, QStringLiteral("password_given"));
        QCOMPARE(newest.login, QStringLiteral("lin"));
    }

private:
    static QString password() { return QStringLiteral("train at 7:40"); }
    static QByteArray path(const QString &user) { return "/api/v1/users/" + user.toUtf8() + "/password"; }

    // As a window or a laptop's command line makes one.
    QString makeUser(const QString &login)
    {
        CommandRunner &runner = m_world->runner();
        const Actor owner = ServerAdmin::ownerOf(runner.workspace());
        const QJsonObject set{{QStringLiteral("login"), login},
                              {QStringLiteral("name"), login},
                              {QStringLiteral("email"), login + QStringLiteral("@example.com")},
                              {QStringLiteral("language"), QStringLiteral("en")},
                              {QStringLiteral("status"), QStringLiteral("active")},
                              {QStringLiteral("team_id"), owner.team.toString()},
                              {QStringLiteral("time_zone"), QStringLiteral("Asia/Shanghai")}};
        const CommandResult made = runner.runNow(
            {QStringLiteral("record.create"),
             {{QStringLiteral("object"), QStringLiteral("user")}, {QStringLiteral("set"), set}}},
            owner);
        return made.ids.isEmpty() ? QString() : made.ids.first().toString();
    }
    QString idOf(const QString &login)
    {
        const auto list = m_world->administer(QStringLiteral("user.list"), {});
        const QJsonArray rows = list->value(QLatin1String("rows")).toArray();
        for (const QJsonValue &row : rows) {
            if (row[QLatin1String("login")].toString() == login)
                return row[QLatin1String("id")].toString();
        }
        return {};
    }
    WireReply give(const Laptop &as, const QString &user, const QJsonObject &body)
    {
        return m_client->post(path(QString(user).replace(QLatin1Char(' '), QLatin1Char('_'))), body,
                              as.headers());
    }
    QStringList states(const Laptop &as, const QStringList &users)
    {
        const WireReply reply =
            m_client->post("/api/v1/users/passwords",
                           {{QStringLiteral("users"), QJsonArray::fromStringList(users)}}, as.headers());
        QStringList states;
        const QJsonArray array = reply.json().value(QLatin1String("states")).toArray();
        for (const QJsonValue &state : array)
            states.append(state.toString());
        return states;
    }
    WireReply signIn(const QString &login, const QString &with)
    {
        return m_client->post("/api/v1/auth/signin", ServerWorld::signInBody(login, with));
    }

    std::unique_ptr<ServerWorld> m_world;
    std::unique_ptr<WireClient> m_client;
    std::optional<dw::test::Laptop> m_chen;
    std::optional<dw::test::Laptop> m_lin;
};

DW_TEST(UserPasswordTest)

#include "userpasswordtest.moc"
