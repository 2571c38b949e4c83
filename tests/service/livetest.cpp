// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/commitheads.h"
#include "core/service/livemodule.h"
#include "core/service/polledheads.h"
#include "tests/service/serverworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <thread>

using namespace dw;
using namespace dw::test;

namespace
{

// A line of events as it comes over the wire.
class Listener
{
public:
    Listener(quint16 port, const Laptop &laptop, const QByteArray &query = {}) : m_client(port)
    {
        QByteArray head = "GET /api/v1/sync/events" + query + " HTTP/1.1\r\nHost: a\r\n";
        for (const auto &[name, value] : laptop.headers())
            head += name + ": " + value + "\r\n";
        m_client.write(head + "\r\n");
    }
    // All that has come so far.
    QByteArray text() { return m_client.readSome(1 << 20, 20); }
    bool isOpen() { return text().contains(": here\n\n"); }
    bool hasEnded() { return text().endsWith("\r\n0\r\n\r\n") || !m_client.isConnected(); }
    int pokes() { return int(text().count("event: poke\n")); }
    // Of the last poke.
    qint64 sequence()
    {
        const QByteArray all = text();
        const qsizetype at = all.lastIndexOf("{\"seq\":") + 7;
        return all.mid(at, all.indexOf('}', at) - at).split(',').first().toLongLong();
    }

private:
    WireClient m_client;
};

}  // namespace

// Who listens is told of what concerns them, at once, and of nothing else.
class LiveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin({}); }
    void cleanup()
    {
        m_world->stop();
        m_live.reset();
        m_heads.reset();
        m_world.reset();
    }

    void tellsWhomItConcerns()
    {
        Listener lin(m_world->port(), m_lin);
        Listener anna(m_world->port(), m_anna);
        QTRY_VERIFY(lin.isOpen() && anna.isOpen());
        QVERIFY(lin.text().contains("\r\nContent-Type: text/event-stream\r\n"));
        QVERIFY(lin.text().contains("\r\nX-Accel-Buffering: no\r\n"));
        QTRY_COMPARE(m_live->lines().lines(), 2);
        create(QStringLiteral("lin"));
        QTRY_COMPARE(lin.pokes(), 1);
        QCOMPARE(lin.sequence(), head());
        // What comes after it has nothing of it before.
        create(QStringLiteral("anna"));
        QTRY_COMPARE(anna.pokes(), 1);
        QCOMPARE(anna.sequence(), head());
        QCOMPARE(lin.pokes(), 1);
        // Who loses a record hears of it, too: it is to go there.
        give(create(QStringLiteral("lin")), QStringLiteral("anna"));
        QTRY_COMPARE(lin.sequence(), head());
        QTRY_COMPARE(anna.sequence(), head());
        QVERIFY(m_live->lines().pokes() >= 4);
    }

    // The first at once, then no more than one in a while, the last one never lost.
    void gathersMany()
    {
        Listener lin(m_world->port(), m_lin);
        QTRY_VERIFY(lin.isOpen());
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 40; ++i)
            create(QStringLiteral("lin"));
        QTRY_COMPARE(lin.sequence(), head());
        QVERIFY(lin.pokes() >= 1);
        QVERIFY2(lin.pokes() <= 2 + timer.elapsed() / 200, qPrintable(QString::number(lin.pokes())));
    }

    // Laptops spread their pull where many hear of a change; what concerns few is theirs at once, whoever
    // listens.
    void spreadsByWhoHears()
    {
        begin({.crowd = 1});
        Listener lin(m_world->port(), m_lin);
        Listener also(m_world->port(), m_lin);
        Listener anna(m_world->port(), m_anna);
        QTRY_VERIFY(lin.isOpen() && also.isOpen() && anna.isOpen());
        create(QStringLiteral("anna"));
        QTRY_COMPARE(anna.pokes(), 1);
        QVERIFY2(!anna.text().contains("within_ms"), anna.text().constData());
        create(QStringLiteral("lin"));
        QTRY_COMPARE(lin.pokes(), 1);
        QVERIFY2(lin.text().contains(",\"within_ms\":300}"), lin.text().constData());
        QTRY_COMPARE(also.pokes(), 1);
        QVERIFY(also.text().contains(",\"within_ms\":300}"));
    }

    // What happened before it came is told, unless it concerns others alone.
    void looksBack()
    {
        Listener anna(m_world->port(), m_anna);
        QTRY_VERIFY(anna.isOpen());
        const qint64 before = head();
        create(QStringLiteral("lin"));
        const qint64 known = head();
        create(QStringLiteral("anna"));
        // Else the look at the first is still under way when a line opens, and tells it of what it knows.
        QTRY_COMPARE(anna.sequence(), head());
        Listener missed(m_world->port(), m_lin, "?after=" + QByteArray::number(before));
        QTRY_COMPARE(missed.pokes(), 1);
        Listener inStep(m_world->port(), m_lin, "?after=" + QByteArray::number(known));
        QTRY_VERIFY(inStep.isOpen());
        create(QStringLiteral("lin"));
        QTRY_VERIFY(inStep.pokes() > 0);
        QCOMPARE(inStep.sequence(), head());
        QCOMPARE(inStep.pokes(), 1);
        // One that knows more than there is.
        Listener ahead(m_world->port(), m_anna, "?after=" + QByteArray::number(head() + 1000));
        QTRY_VERIFY(ahead.text().contains("event: meta\n"));
    }

    void keepsTwoOfADevice()
    {
        Listener first(m_world->port(), m_lin);
        QTRY_VERIFY(first.isOpen());
        Listener second(m_world->port(), m_lin);
        QTRY_VERIFY(second.isOpen());
        Listener other(m_world->port(), m_anna);
        QTRY_VERIFY(other.isOpen());
        QVERIFY(!first.hasEnded());
        Listener third(m_world->port(), m_lin);
        QTRY_VERIFY(third.isOpen());
        QTRY_VERIFY(first.hasEnded());
        QVERIFY(!second.hasEnded() && !other.hasEnded());
        QTRY_COMPARE(m_live->lines().lines(), 3);
    }

    void beats()
    {
        begin({.beat = std::chrono::milliseconds(20)});
        Listener lin(m_world->port(), m_lin);
        QTRY_VERIFY(lin.text().count("\r\n:\n\n\r\n") > 5);
        QCOMPARE(lin.pokes(), 0);
        QVERIFY(!lin.hasEnded());
    }

    void saysGoodbye()
    {
        auto lin = std::make_unique<Listener>(m_world->port(), m_lin);
        QTRY_VERIFY(lin->isOpen());
        WireClient asking(m_world->port());
        ask(asking, m_anna, "?timeout=25");
        QTRY_COMPARE(m_live->lines().lines(), 2);
        std::thread draining([&] { QVERIFY(m_world->service().drain(10'000)); });
        QTRY_VERIFY(lin->hasEnded());
        QVERIFY(lin->text().contains("event: bye\ndata: {\"retry_ms\":"));
        const WireReply reply = asking.read();
        QCOMPARE(reply.status, 503);
        QCOMPARE(reply.code(), QStringLiteral("maintenance"));
        draining.join();
        QCOMPARE(m_live->lines().lines(), 0);
    }

    // Whatever ends a sign-in ends its lines at once; those of others stay.
    void endsWithTheSignIn_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how :
             {"revoked", "wiped", "by the laptop", "signed out", "copied", "disabled", "password"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    void endsWithTheSignIn()
    {
        QFETCH(const QString, how);
        Listener lin(m_world->port(), m_lin);
        Listener anna(m_world->port(), m_anna);
        WireClient asking(m_world->port());
        ask(asking, m_lin, "?timeout=25");
        QTRY_VERIFY(lin.isOpen() && anna.isOpen());
        QTRY_COMPARE(m_live->lines().lines(), 3);
        WireClient client(m_world->port());
        const QJsonObject device{{QStringLiteral("device"), m_lin.device},
                                 {QStringLiteral("wipe"), how == QLatin1String("wiped")}};
        const QJsonObject login{{QStringLiteral("login"), QStringLiteral("lin")},
                                {QStringLiteral("password"), QStringLiteral("another horse battery")}};
        if (how == QLatin1String("signed out"))
            QCOMPARE(client.post("/api/v1/auth/signout", {}, m_lin.headers()).status, 204);
        else if (how == QLatin1String("by the laptop"))
            QCOMPARE(
                client.post("/api/v1/devices/" + m_lin.device.toLatin1() + "/revoke", {}, m_lin.headers())
                    .status,
                200);
        else if (how == QLatin1String("copied"))
            copyOf(client, m_lin);
        else if (how == QLatin1String("disabled"))
            QVERIFY(m_world->administer(QStringLiteral("user.disable"), login).ok());
        else if (how == QLatin1String("password"))
            QVERIFY(m_world->administer(QStringLiteral("user.passwd"), login).ok());
        else
            QVERIFY(m_world->administer(QStringLiteral("device.revoke"), device).ok());
        QTRY_VERIFY(lin.hasEnded());
        // Being disabled is something to hear of, too.
        const int answered = asking.read().status;
        QVERIFY(answered == 503 || (answered == 200 && how == QLatin1String("disabled")));
        QVERIFY(!anna.hasEnded());
        QCOMPARE(m_live->lines().lines(), 1);
        // It does not come in again, whatever it knows.
        Listener again(m_world->port(), m_lin, "?after=0");
        QTRY_VERIFY(again.text().startsWith("HTTP/1.1 40"));
    }

    // A session that ended without a word (another process) is noticed with the beats.
    void noticesLater()
    {
        begin({.beat = std::chrono::milliseconds(20)});
        Listener lin(m_world->port(), m_lin);
        QTRY_VERIFY(lin.isOpen());
        m_world->accounts().onEnded({});
        QVERIFY(
            m_world->administer(QStringLiteral("device.revoke"), {{QStringLiteral("device"), m_lin.device}})
                .ok());
        QTRY_VERIFY(lin.hasEnded());
    }

    void refusesStrangers()
    {
        WireClient client(m_world->port());
        for (const QByteArray path : {"/api/v1/sync/events", "/api/v1/sync/wait"}) {
            QCOMPARE(client.get(path).status, 401);
            QCOMPARE(
                client.get(path, {{"Authorization", "Bearer forged"}, {"X-Device", m_lin.device.toLatin1()}})
                    .status,
                401);
            QByteArray forged = m_lin.access;
            const qsizetype middle = forged.size() / 2;
            forged[middle] = forged.at(middle) == 'A' ? 'B' : 'A';
            QCOMPARE(
                client
                    .get(path, {{"Authorization", "Bearer " + forged}, {"X-Device", m_lin.device.toLatin1()}})
                    .status,
                401);
            // With another's device, and with none.
            QCOMPARE(client
                         .get(path, {{"Authorization", "Bearer " + m_lin.access},
                                     {"X-Device", m_anna.device.toLatin1()}})
                         .status,
                     403);
            QCOMPARE(client.get(path, {{"Authorization", "Bearer " + m_lin.access}}).status, 403);
            for (const QByteArray query : {"?after=x", "?after=-1", "?after=99999999999999999999"})
                QCOMPARE(client.get(path + query, m_lin.headers()).status, 400);
            QCOMPARE(client.post(path, {}, m_lin.headers()).status, 405);
        }
        QCOMPARE(client.get("/api/v1/sync/wait?timeout=soon", m_lin.headers()).status, 400);
        m_world->clock().advanceMs(Tokens::AccessMs + 1);
        QCOMPARE(client.get("/api/v1/sync/events", m_lin.headers()).code(), QStringLiteral("token_expired"));
        QCOMPARE(m_live->lines().lines(), 0);
    }

    void answersWhoAsks()
    {
        WireClient lin(m_world->port());
        const qint64 known = head();
        // Nothing for them, and no time.
        create(QStringLiteral("anna"));
        const WireReply none =
            lin.get("/api/v1/sync/wait?timeout=0&after=" + QByteArray::number(known), m_lin.headers());
        QCOMPARE(none.status, 200);
        QCOMPARE(none.json().value(QLatin1String("changed")), QJsonValue(false));
        // Something, as soon as it is there.
        ask(lin, m_lin, "?timeout=25&after=" + QByteArray::number(head()));
        QTRY_COMPARE(m_live->lines().lines(), 1);
        create(QStringLiteral("lin"));
        const WireReply told = lin.read();
        QVERIFY2(told.json().value(QLatin1String("changed")).toBool(), told.body.constData());
        QCOMPARE(qint64(told.json().value(QLatin1String("head")).toDouble()), head());
        // Something that was there before.
        const WireReply before =
            lin.get("/api/v1/sync/wait?timeout=25&after=" + QByteArray::number(known), m_lin.headers());
        QCOMPARE(before.json().value(QLatin1String("changed")), QJsonValue(true));
        QCOMPARE(m_live->lines().lines(), 0);
    }

    // Another role: nothing of the user's records changed, but there is more to come.
    void tellsOfAnotherReach()
    {
        Listener lin(m_world->port(), m_lin);
        Listener anna(m_world->port(), m_anna);
        QTRY_VERIFY(lin.isOpen() && anna.isOpen());
        update(QStringLiteral("user"), user(QStringLiteral("lin")),
               {{QStringLiteral("role_ids"), QJsonArray{Id::named("role:sales_rep").toString(),
                                                        Id::named("role:read_only").toString()}}});
        QTRY_VERIFY(lin.text().contains("event: meta\n"));
        // What anna owns is lin's to see now.
        QTRY_COMPARE(lin.sequence(), head());
        const Id account = create(QStringLiteral("anna"));
        Q_UNUSED(account);
        QTRY_COMPARE(lin.sequence(), head());
        QVERIFY(!anna.text().contains("event: meta\n"));
    }

    // As between several processes on one store: no commit is announced here.
    void hearsOfOthersByAsking()
    {
        int moved = 0;
        std::mutex mutex;
        PolledHeads heads(m_world->runner().workspace(), std::chrono::milliseconds(5));
        heads.start([&] {
            const std::lock_guard lock(mutex);
            ++moved;
        });
        const auto count = [&] {
            const std::lock_guard lock(mutex);
            return moved;
        };
        QTRY_COMPARE(count(), 1);  // it begins somewhere
        m_world->runner().workspace().writeNow([](WriteSession &session) {
            QVERIFY(session.begin(Durability::Saved).ok());
            LedgerHead next = *session.ledger().lockHead();
            ++next.sequence;
            QVERIFY(session.ledger().setHead(next).ok());
            QVERIFY(session.commit().ok());
        });
        QTRY_COMPARE(count(), 2);
        heads.stop();
        QCOMPARE(count(), 2);
    }

    void measures()
    {
        Listener lin(m_world->port(), m_lin);
        QTRY_VERIFY(lin.isOpen());
        WireClient client(m_world->port());
        const WireReply health = client.get("/health");
        QCOMPARE(health.headers.value("x-load"), QByteArray("0"));
        QVERIFY(client.get("/metrics").body.contains("\ndealwright_live_lines 1\n"));
    }

private:
    void begin(const LiveLines::Options &options)
    {
        if (m_world) {
            m_world->stop();
            m_live.reset();
            m_heads.reset();
        }
        m_world = std::make_unique<ServerWorld>();
        m_heads = std::make_unique<CommitHeads>(m_world->runner());
        m_live = std::make_unique<LiveModule>(m_world->runner(), m_world->access(), m_world->context(),
                                              *m_heads, options);
        m_world->add(*m_live);
        m_world->start();
        for (const QString &login : {QStringLiteral("lin"), QStringLiteral("anna")})
            m_world->addUser(login, ServerWorld::adminPassword(), {QStringLiteral("sales_rep")});
        m_lin = *m_world->enrol(QStringLiteral("lin"), ServerWorld::adminPassword());
        m_anna = *m_world->enrol(QStringLiteral("anna"), ServerWorld::adminPassword());
    }

    qint64 head()
    {
        qint64 sequence = 0;
        m_world->runner().workspace().readNow(
            [&](ReadSession &session) { sequence = session.ledger().head()->sequence; });
        return sequence;
    }
    Id user(const QString &login) { return (*m_world->context().users.byLogin(login))->id; }
    Id run(const QString &command, const QJsonObject &arguments)
    {
        Actor owner;
        owner.user = Id::named("user:owner");
        owner.team = Id::named("team:first");
        const CommandResult result = m_world->runner().runNow({command, arguments}, owner);
        if (result.status != CommandResult::Status::Applied)
            qFatal("%s: %s %s", qPrintable(command), qPrintable(result.error.key),
                   qPrintable(result.error.detail));
        return result.ids.value(0);
    }
    void update(const QString &object, const Id &id, const QJsonObject &set)
    {
        run(QStringLiteral("record.update"), {{QStringLiteral("object"), object},
                                              {QStringLiteral("id"), id.toString()},
                                              {QStringLiteral("set"), set}});
    }
    // An account of a user.
    Id create(const QString &login)
    {
        return run(QStringLiteral("record.create"),
                   {{QStringLiteral("object"), QStringLiteral("account")},
                    {QStringLiteral("set"),
                     QJsonObject{{QStringLiteral("name"), QStringLiteral("Account %1").arg(++m_accounts)},
                                 {QStringLiteral("owner_id"), user(login).toString()}}}});
    }
    void give(const Id &account, const QString &login)
    {
        update(QStringLiteral("account"), account, {{QStringLiteral("owner_id"), user(login).toString()}});
    }
    static void ask(WireClient &client, const Laptop &laptop, const QByteArray &query)
    {
        QByteArray head = "GET /api/v1/sync/wait" + query + " HTTP/1.1\r\nHost: a\r\n";
        for (const auto &[name, value] : laptop.headers())
            head += name + ": " + value + "\r\n";
        client.write(head + "\r\n");
    }
    // Somebody uses the sign-in after it was renewed twice.
    void copyOf(WireClient &client, const Laptop &laptop)
    {
        Laptop real = laptop;
        for (int i = 0; i < 2; ++i) {
            const WireReply renewed = m_world->refresh(client, real, real.refresh);
            QCOMPARE(renewed.status, 200);
            real.refresh = renewed.text("refresh").toLatin1();
            real.access = renewed.text("access").toLatin1();
            QCOMPARE(client.get("/api/v1/devices", real.headers()).status, 200);
        }
        QCOMPARE(m_world->refresh(client, laptop, laptop.refresh).status, 401);
    }

    std::unique_ptr<ServerWorld> m_world;
    std::unique_ptr<CommitHeads> m_heads;
    std::unique_ptr<LiveModule> m_live;
    Laptop m_lin;
    Laptop m_anna;
    int m_accounts = 0;
};

DW_TEST(LiveTest)

#include "livetest.moc"
