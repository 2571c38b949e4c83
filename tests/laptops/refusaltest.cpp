// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/laptops/laptop.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

// What the server says to requests that no laptop of ours sends; nothing of them is done.
class RefusalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        m_server->addUser(QStringLiteral("lin"));
        m_server->start();
        m_lin = std::make_unique<Laptop>(*m_server, QStringLiteral("lin"));
        QCOMPARE(textOf(m_lin->sync().error), QString());
        m_lin->create(QStringLiteral("Acme"));
        QCOMPARE(textOf(m_lin->sync().error), QString());
        const DeviceIdentity identity = *DeviceIdentity::load(m_lin->folder());
        m_transport = std::make_unique<HttpTransport>(identity.server, identity.pin, HttpTransport::Limits());
        m_line = std::make_unique<ServerLine>(identity, m_lin->folder(), *m_transport, Patience{1, 1, 1});
        const Result<SyncAnswer> hello =
            m_line->ask(QStringLiteral("sync/hello"), {{QStringLiteral("proto"), QJsonArray{1}}});
        QVERIFY(hello.ok() && hello->ok());
        m_epoch = hello->body.value(QLatin1String("epoch")).toString();
        m_head = hello->body.value(QLatin1String("head")).toInt();
        QCOMPARE(hello->body.value(QLatin1String("dev_last_dseq")).toInt(), 1);
    }
    void cleanupTestCase()
    {
        const Result<SyncAnswer> hello =
            m_line->ask(QStringLiteral("sync/hello"), {{QStringLiteral("proto"), QJsonArray{1}}});
        QVERIFY(hello.ok());
        QCOMPARE(hello->body.value(QLatin1String("head")).toInt(), m_head);
        QCOMPARE(hello->body.value(QLatin1String("dev_last_dseq")).toInt(), 1);
        m_lin.reset();
        m_server.reset();
    }

    void requests_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QJsonObject>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("action");
        const auto row = [&](const char *name, const char *path, QJsonObject request, int status,
                             const char *code, const char *action) {
            if (!request.contains(QLatin1String("epoch")))
                request.insert(QStringLiteral("epoch"), m_epoch);
            QTest::newRow(name) << QString::fromLatin1(path) << request << status << QString::fromLatin1(code)
                                << QString::fromLatin1(action);
        };
        const QString foreign = Id::named("another server").toString();
        QJsonArray many;
        for (int i = 0; i < 101; ++i)
            many.append(QJsonObject());
        row("another protocol", "sync/hello", {{QStringLiteral("proto"), QJsonArray{2}}}, 426,
            "upgrade_required", "upgrade");
        row("another history, up", "sync/push", {{QStringLiteral("epoch"), foreign}}, 409, "epoch_mismatch",
            "reconcile");
        row("another history, down", "sync/pull", {{QStringLiteral("epoch"), foreign}}, 409, "epoch_mismatch",
            "reconcile");
        row("too many at once", "sync/push", {{QStringLiteral("txs"), many}}, 413, "too_large", "stop");
        row("too much for a greeting", "sync/hello",
            {{QStringLiteral("proto"), QJsonArray{1}},
             {QStringLiteral("more"), QString(100 * 1024, QLatin1Char('x'))}},
            413, "too_large", "stop");
        row("no transaction", "sync/push", {{QStringLiteral("txs"), QJsonArray{QJsonObject()}}}, 400,
            "malformed", "stop");
        row("no cursor", "sync/pull", {{QStringLiteral("cursor"), QStringLiteral("yesterday")}}, 400,
            "malformed", "stop");
        row("a cursor of the future", "sync/pull",
            {{QStringLiteral("cursor"), QStringLiteral("999999.00000000")}}, 409, "history_diverged",
            "reconcile");
        row("a cursor of another past", "sync/pull",
            {{QStringLiteral("cursor"), QStringLiteral("2.deadbeef")}}, 409, "history_diverged", "reconcile");
        QJsonArray acked, ids;
        for (int i = 0; i < 5001; ++i)
            acked.append(QJsonObject());
        for (int i = 0; i < 501; ++i)
            ids.append(foreign);
        const QJsonObject scope{{QStringLiteral("key"), QStringLiteral("all")},
                                {QStringLiteral("objects"), QJsonArray{QStringLiteral("user:1")}},
                                {QStringLiteral("digest"), QJsonArray{0, QStringLiteral("0")}}};
        row("too much to compare", "sync/reconcile", {{QStringLiteral("acked"), acked}}, 413, "too_large",
            "stop");
        row("no transaction to compare", "sync/reconcile", {{QStringLiteral("acked"), QJsonArray{1}}}, 400,
            "malformed", "stop");
        row("no record to compare", "sync/reconcile",
            {{QStringLiteral("roots"),
              QJsonArray{QJsonObject{{QStringLiteral("o"), QStringLiteral("user")}}}}},
            400, "malformed", "stop");
        row("compared from nowhere", "sync/reconcile", {{QStringLiteral("cursor"), QStringLiteral("x.y")}},
            400, "malformed", "stop");
        row("another history, of transactions", "sync/tx-status", {{QStringLiteral("epoch"), foreign}}, 409,
            "epoch_mismatch", "reconcile");
        row("too many transactions", "sync/tx-status", {{QStringLiteral("ids"), ids}}, 413, "too_large",
            "stop");
        row("no id of a transaction", "sync/tx-status", {{QStringLiteral("ids"), QJsonArray{QString()}}}, 400,
            "malformed", "stop");
        row("another history, of digests", "sync/verify", {{QStringLiteral("epoch"), foreign}}, 409,
            "epoch_mismatch", "reconcile");
        row("digests of the future", "sync/verify",
            {{QStringLiteral("cursor"), QStringLiteral("999999.00000000")}}, 409, "history_diverged",
            "reconcile");
        row("no digest", "sync/verify", {{QStringLiteral("d"), QJsonArray{QJsonObject()}}}, 400, "malformed",
            "stop");
        row("one scope twice", "sync/verify", {{QStringLiteral("d"), QJsonArray{scope, scope}}}, 400,
            "malformed", "stop");
        row("too few parts", "sync/verify",
            {{QStringLiteral("buckets"), QJsonArray{QJsonArray{0, QStringLiteral("0")}}}}, 400, "malformed",
            "stop");
        row("a scope of somebody else", "sync/members",
            {{QStringLiteral("key"), QStringLiteral("own:") + foreign},
             {QStringLiteral("objects"), QJsonArray{QStringLiteral("account")}}},
            410, "scope_gone", "retry");
        row("a snapshot of somebody else's", "sync/snapshot",
            {{QStringLiteral("key"), QStringLiteral("own:") + foreign},
             {QStringLiteral("objects"), QJsonArray{QStringLiteral("account")}}},
            410, "scope_gone", "retry");
        row("a snapshot of parts that there are not", "sync/snapshot",
            {{QStringLiteral("key"), QStringLiteral("own:") + foreign},
             {QStringLiteral("buckets"), QJsonArray{-1}}},
            410, "scope_gone", "retry");
    }
    void requests()
    {
        QFETCH(const QString, path);
        QFETCH(const QJsonObject, request);
        QFETCH(const int, status);
        QFETCH(const QString, code);
        QFETCH(const QString, action);
        const Result<SyncAnswer> answer = m_line->ask(path, request);
        QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(textOf(answer.error())));
        QCOMPARE(answer->status, status);
        QCOMPARE(answer->code(), code);
        QCOMPARE(answer->action(), action);
        QCOMPARE(answer->body.value(QLatin1String("type")).toString(),
                 QStringLiteral("urn:dealwright:sync:") + code);
        QVERIFY(!answer->body.value(QLatin1String("request_id")).toString().isEmpty());
    }

    void nobodyIsLetInWithoutASignIn()
    {
        for (const char *path :
             {"hello", "push", "pull", "members", "snapshot", "reconcile", "tx-status", "verify"}) {
            const Result<HttpsReply> reply =
                m_transport->post(QStringLiteral("/api/v1/sync/") + QLatin1String(path), {});
            QVERIFY(reply.ok());
            QCOMPARE(reply->status, 401);
        }
    }

private:
    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
    std::unique_ptr<Laptop> m_lin;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<ServerLine> m_line;
    QString m_epoch;
    int m_head = 0;
};

DW_TEST(RefusalTest)

}  // namespace dw::test

#include "refusaltest.moc"
