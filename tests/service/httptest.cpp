// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/contentcoding.h"
#include "tests/service/plainmodule.h"
#include "tests/service/serverworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace dw;
using namespace dw::test;

// What the server does with requests that are too large, too slow, malformed or packed, over real TLS.
class HttpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<ServerWorld>();
        m_world->limits().headMs = 1500;
        m_world->limits().idleMs = 2000;
        m_world->limits().bodies = 3 * 1024 * 1024;
        m_world->add(m_module);
        m_world->start();
    }
    void cleanupTestCase() { m_world.reset(); }
    void init()
    {
        m_world->clock().advanceMs(3'600'000);
        m_client = std::make_unique<WireClient>(m_world->port());
        QVERIFY(m_client->isConnected());
    }
    // Whatever a test did, the next client is served, and nothing is held for the one before.
    void cleanup()
    {
        m_client.reset();
        WireClient after(m_world->port());
        QCOMPARE(after.get("/health").status, 200);
        QTRY_COMPARE(m_world->service().state().bodyBytes, 0);
    }

    void answersOneAfterAnother()
    {
        for (int i = 0; i < 20; ++i) {
            const WireReply reply = m_client->request("POST", "/echo/a%2Fb", "body " + QByteArray::number(i));
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.body, "a/b: body " + QByteArray::number(i));
        }
    }

    void takesChunks()
    {
        m_client->write("POST /echo/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        m_client->write("2\r\nde\r\n0\r\n\r\n");
        QCOMPARE(m_client->read().body, QByteArray("x: abcde"));
    }

    void refusesByName_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QByteArray &request, int status, const char *code) {
            QTest::newRow(name) << request << status << QString::fromLatin1(code);
        };
        row("nothing there", "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not_found");
        row("cut escape", "POST /echo/%4 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 404, "not_found");
        row("no UTF-8", "POST /echo/%ff HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 404, "not_found");
        row("escaped zero", "POST /echo/%00 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 404,
            "not_found");
        row("other method", "DELETE /health HTTP/1.1\r\nHost: a\r\n\r\n", 405, "method_not_allowed");
        row("odd method", "BREW /health HTTP/1.1\r\nHost: a\r\n\r\n", 405, "method_not_allowed");
        row("two lengths",
            "POST /echo/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx", 400,
            "malformed");
        row("length and chunks",
            "POST /echo/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: "
            "chunked\r\n\r\n0\r\n\r\n",
            400, "malformed");
        row("two tokens", "GET /health HTTP/1.1\r\nHost: a\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n",
            400, "malformed");
        row("bad query", "GET /health?a=%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed");
        row("large head", "GET /health HTTP/1.1\r\nHost: a\r\nX-Pad: " + QByteArray(17'000, 'x') + "\r\n\r\n",
            431, "header_too_large");
        row("unknown packing",
            "POST /echo/x HTTP/1.1\r\nHost: a\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx", 415,
            "unsupported_media");
        row("packed twice",
            "POST /echo/x HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip, gzip\r\nContent-Length: 1\r\n\r\nx",
            415, "unsupported_media");
        row("not packed",
            "POST /echo/x HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
            400, "malformed");
        row("a throwing handler", "GET /throws HTTP/1.1\r\nHost: a\r\n\r\n", 500, "internal");
        row("no answer", "GET /forgets HTTP/1.1\r\nHost: a\r\n\r\n", 500, "internal");
    }
    void refusesByName()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        QFETCH(QString, code);
        m_client->write(request);
        const WireReply reply = m_client->read();
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.code(), code);
        QCOMPARE(reply.headers.value("content-type"), QByteArray("application/problem+json"));
        QCOMPARE(reply.text("type"), QStringLiteral("urn:dealwright:sync:") + code);
        QCOMPARE(reply.json().value(QLatin1String("status")).toInt(), status);
        QCOMPARE(reply.text("request_id").toLatin1(), reply.headers.value("x-request-id"));
        QVERIFY(!reply.text("title").isEmpty() && !reply.text("title").startsWith(QLatin1String("service.")));
        QVERIFY(reply.json().contains(QLatin1String("retryable")));
        if (status == 405)
            QCOMPARE(reply.headers.value("allow"), QByteArray("GET"));
    }

    // More than the library itself takes: it answers in its own words, or cuts off.
    void refusesAVeryLargeHead()
    {
        QByteArray lines;
        for (int i = 0; i < 20'000; ++i)
            lines += "X-" + QByteArray::number(i) + ": " + QByteArray(90, 'x') + "\r\n";
        m_client->write("GET /health HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n");
        const WireReply reply = m_client->read(5000);
        QVERIFY2(reply.status == 431 || reply.status == 0, QByteArray::number(reply.status).constData());
        QVERIFY(m_client->closesWithin(5000));
    }

    void refusesLargeBodies_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<qsizetype>("size");
        QTest::newRow("said") << QByteArray("Content-Length: 100001\r\n") << qsizetype(100'001);
        QTest::newRow("chunks") << QByteArray("Transfer-Encoding: chunked\r\n") << qsizetype(100'001);
        QTest::newRow("before it is sent")
            << QByteArray("Content-Length: 999999999\r\nExpect: 100-continue\r\n") << qsizetype(0);
        QTest::newRow("never ends") << QByteArray("Transfer-Encoding: chunked\r\n") << qsizetype(64'000'000);
        QTest::newRow("said to be huge")
            << QByteArray("Content-Length: 64000000\r\n") << qsizetype(64'000'000);
    }
    void refusesLargeBodies()
    {
        QFETCH(QByteArray, head);
        QFETCH(qsizetype, size);
        m_client->write("POST /echo/large HTTP/1.1\r\nHost: a\r\n" + head + "\r\n");
        const bool chunks = head.startsWith("Transfer");
        const QByteArray piece(10'000, 'x');
        const QByteArray block = chunks ? "2710\r\n" + piece + "\r\n" : piece;
        for (qsizetype sent = 0; sent < size && m_client->socket().state() == QAbstractSocket::ConnectedState;
             sent += piece.size())
            m_client->write(size - sent >= piece.size() ? block
                            : chunks                    ? "1\r\nx\r\n"
                                                        : piece.first(size - sent));
        if (chunks && size < 1'000'000)
            m_client->write("0\r\n\r\n");
        const WireReply reply = m_client->read(5000);
        if (size < 1'000'000) {
            QCOMPARE(reply.status, 413);
            QCOMPARE(reply.code(), QStringLiteral("too_large"));
        } else {
            QVERIFY(m_client->closesWithin(5000));
        }
        QCOMPARE(m_module.echoed("large"), 0);
    }

    // A kilobyte that would become a gigabyte, and its relatives.
    void refusesBombs_data()
    {
        QTest::addColumn<QByteArray>("coding");
        QTest::addColumn<QByteArray>("packed");
        QTest::addColumn<int>("status");
        const QByteArray zeros(50'000'000, '\0');
        for (const ContentCoding coding : {ContentCoding::Gzip, ContentCoding::Zstd}) {
            const QByteArray name = ContentCodings::name(coding);
            QTest::newRow(name + " bomb") << name << ContentCodings::encode(coding, zeros) << 413;
            // Within the limit of the route, but of more than fifty times its size.
            QTest::newRow(name + " ratio")
                << name << ContentCodings::encode(coding, zeros.first(90'000)) << 413;
            const QByteArray small = ContentCodings::encode(coding, zeros.first(10'000));
            QTest::newRow(name + " small") << name << small << 200;
            QTest::newRow(name + " cut") << name << small.chopped(2) << 400;
            QTest::newRow(name + " tail") << name << small + "tail" << 400;
            QTest::newRow(name + " empty") << name << QByteArray("x").first(0) << 400;
        }
    }
    void refusesBombs()
    {
        QFETCH(QByteArray, coding);
        QFETCH(QByteArray, packed);
        QFETCH(int, status);
        // Of the bombs only as much as the route takes: the rest must not be needed to see what it is.
        const WireReply reply =
            m_client->request("POST", "/echo/x", packed.first(std::min<qsizetype>(packed.size(), 90'000)),
                              {{"Content-Encoding", coding}});
        QCOMPARE(reply.status, status);
    }

    void takesPackedBodies()
    {
        QByteArray text;
        for (int i = 0; i < 5000; ++i)
            text += QByteArray::number(i * 7919) + ' ';
        for (const ContentCoding coding : {ContentCoding::Gzip, ContentCoding::Zstd}) {
            const QByteArray name = ContentCodings::name(coding);
            const WireReply reply =
                m_client->request("POST", "/echo/x", ContentCodings::encode(coding, text),
                                  {{"Content-Encoding", name}, {"Accept-Encoding", name}});
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.headers.value("content-encoding"), name);
            QCOMPARE(*ContentCodings::decode(coding, reply.body, 1'000'000), "x: " + text);
        }
    }

    void refusesDeepJson_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const auto nested = [](int depth) {
            return "{\"a\":" + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + '}';
        };
        QTest::newRow("16 levels") << nested(16) << 200;
        QTest::newRow("17 levels") << nested(17) << 400;
        QTest::newRow("50 000 levels") << nested(45'000) << 400;
        QTest::newRow("an array") << QByteArray("[]") << 400;
        QTest::newRow("a number") << QByteArray("5") << 400;
        QTest::newRow("cut") << QByteArray("{\"a\":") << 400;
        QTest::newRow("two") << QByteArray("{}{}") << 400;
        QTest::newRow("no UTF-8") << QByteArray("{\"a\":\"\xff\"}") << 400;
        QTest::newRow("empty") << QByteArray() << 400;
    }
    void refusesDeepJson()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QCOMPARE(m_client->request("POST", "/json", body, {{"Content-Type", "application/json"}}).status,
                 status);
        QCOMPARE(m_client->request("POST", "/json", body, {{"Content-Type", "text/plain"}}).status, 415);
    }

    // A byte now and then keeps a connection active, but not for ever.
    void cutsOffTrickles_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<bool>("onceBefore");
        QTest::newRow("head") << QByteArray("GET /health HTTP/1.1\r\nHost: a\r\nX-Slow: ") << false;
        QTest::newRow("second head") << QByteArray("GET /health HTTP/1.1\r\nHost: a\r\nX-Slow: ") << true;
        QTest::newRow("body") << QByteArray(
                                     "POST /echo/slow HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n")
                              << false;
        QTest::newRow("nothing") << QByteArray() << false;
    }
    void cutsOffTrickles()
    {
        QFETCH(QByteArray, first);
        QFETCH(bool, onceBefore);
        const qint64 late = m_world->service().state().late;
        if (onceBefore)
            QCOMPARE(m_client->get("/health").status, 200);
        m_client->write(first);
        int written = 0;
        while (written < 100 && !m_client->closesWithin(100)) {
            if (!first.isEmpty())
                m_client->write("x");
            ++written;
        }
        QVERIFY2(written < 100, "still open after ten seconds");
        QVERIFY(m_world->service().state().late > late);
        QCOMPARE(m_module.echoed("slow"), 0);
    }

    // What all bodies together may hold: whoever comes after that is told to come again.
    void holdsSoManyBytesOfBodies()
    {
        const QByteArray half(90'000, 'x');
        std::vector<std::unique_ptr<WireClient>> many;
        for (int i = 0; i < 40; ++i) {
            many.push_back(std::make_unique<WireClient>(m_world->port()));
            many.back()->write("POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: 90001\r\n\r\n" + half);
        }
        QTRY_VERIFY(m_world->service().state().bodyBytes > 2'900'000);
        int refused = 0;
        for (const auto &client : many) {
            client->write("x");
            const WireReply reply = client->read();
            QVERIFY(reply.status == 200 || reply.code() == QLatin1String("overloaded"));
            refused += reply.status == 503 ? 1 : 0;
        }
        QVERIFY(refused >= 1 && refused < 40);
    }

    void answersHead()
    {
        const WireReply reply = m_client->request("HEAD", "/health");
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.headers.value("content-length"), QByteArray("15"));
        QCOMPARE(m_client->get("/health").status, 200);
    }

    void addsTheHeadersOfModules()
    {
        QCOMPARE(m_client->get("/health").headers.value("x-epoch"), QByteArray("of the module"));
        QCOMPARE(m_client->get("/nothing").headers.value("x-epoch"), QByteArray("of the module"));
    }

    void countsForPrometheus()
    {
        QCOMPARE(m_client->get("/nothing/at/all").status, 404);
        const QByteArray text = m_client->get("/metrics").body;
        QVERIFY(
            text.contains("dealwright_http_requests_total{method=\"GET\",route=\"none\",status=\"404\"}"));
        QVERIFY(text.contains("dealwright_http_connections "));
        QVERIFY(text.contains("plain_module_answers 1\n"));
        QVERIFY(!text.contains("/nothing/at/all"));
        for (const QByteArray &line : text.trimmed().split('\n'))
            QVERIFY2(line.startsWith('#') || line.lastIndexOf(' ') > 0, line.constData());
    }

    void saysWhatIsNotReady()
    {
        QCOMPARE(m_client->get("/ready").status, 200);
        m_module.setReady(false);
        const WireReply reply = m_client->get("/ready");
        m_module.setReady(true);
        QCOMPARE(reply.status, 503);
        QCOMPARE(m_client->get("/health").status, 200);
    }

private:
    PlainModule m_module;
    std::unique_ptr<ServerWorld> m_world;
    std::unique_ptr<WireClient> m_client;
};

DW_TEST(HttpTest)

#include "httptest.moc"
