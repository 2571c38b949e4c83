// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/service/plainmodule.h"
#include "tests/service/serverworld.h"
#include "tests/support/files.h"
#include "tests/support/testrunner.h"

#include <QTest>
#include <QTimer>

#include <atomic>
#include <thread>

using namespace dw;
using namespace dw::test;

// Answers that come late or in pieces, connections in numbers, and going down.
class StreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_module = std::make_unique<PlainModule>();
        m_world = std::make_unique<ServerWorld>();
        m_world->limits().perAddress = 20;
        m_world->add(*m_module);
        m_world->start();
    }
    void cleanup()
    {
        m_world.reset();
        m_module.reset();
    }

    void answersLater()
    {
        WireClient one(m_world->port());
        WireClient two(m_world->port());
        for (WireClient *client : {&one, &two})
            client->write("GET /waits HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE(m_module->waiting(), 2);
        WireClient other(m_world->port());
        QCOMPARE(other.get("/health").status, 200);
        m_module->answerWaiting("now");
        QCOMPARE(one.read().body, QByteArray("now"));
        QCOMPARE(two.read().body, QByteArray("now"));
        QCOMPARE(one.get("/health").status, 200);
    }

    void streamsInPieces()
    {
        m_module->setRows(3'000'000);
        WireClient client(m_world->port());
        const WireReply reply = client.get("/rows");
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.complete);
        QCOMPARE(reply.body.size(), 3'000'000);
        QCOMPARE(client.get("/health").status, 200);
        QTRY_COMPARE(m_module->closedStreams(), 1);
    }

    // Who does not read holds no more than the buffers: of the stream, of the library and of the two sockets.
    void producesNoMoreThanIsRead()
    {
        m_module->setRows(200'000'000);
        {
            WireClient client(m_world->port());
            client.socket().setReadBufferSize(4096);
            client.write("GET /rows HTTP/1.1\r\nHost: a\r\n\r\n");
            QVERIFY(client.readSome(100).startsWith("HTTP/1.1 200"));
            qint64 before = -1;
            QTRY_VERIFY_WITH_TIMEOUT(
                std::exchange(before, m_module->produced()) == m_module->produced() && before > 0, 5000);
            WireClient other(m_world->port());
            QCOMPARE(other.get("/health").status, 200);
            QVERIFY2(m_module->produced() < 20'000'000, QByteArray::number(m_module->produced()).constData());
        }
        QTRY_COMPARE(m_module->closedStreams(), 1);
    }

    void pushes()
    {
        WireClient client(m_world->port());
        client.write("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE(m_module->listening(), 1);
        QVERIFY(client.readSome(1).startsWith("HTTP/1.1 200"));
        QVERIFY(m_module->push("poke 1"));
        QTRY_VERIFY(client.readSome(1 << 20, 100).contains("poke 1"));
        QVERIFY(m_module->push("poke 2"));
        QTRY_VERIFY(client.readSome(1 << 20, 100).contains("poke 2"));
        // One that nobody reads is full some time; the server is not held up by it.
        client.socket().setReadBufferSize(1);
        bool full = false;
        for (int i = 0; i < 100'000 && !full; ++i)
            full = !m_module->push(QByteArray(1000, 'p'));
        QVERIFY(full);
    }

    void sendsFiles()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("blob"));
        writeFile(path, QByteArray(10, '-') + QByteArray(500'000, 'f'));
        m_module->setFile(path);
        WireClient client(m_world->port());
        QCOMPARE(client.get("/file").body, QByteArray(500'000, 'f'));
    }

    void capsAnAddress()
    {
        std::vector<std::unique_ptr<WireClient>> many;
        for (int i = 0; i < 20; ++i) {
            many.push_back(std::make_unique<WireClient>(m_world->port()));
            QCOMPARE(many.back()->get("/health").status, 200);
        }
        WireClient over(m_world->port());
        QVERIFY(!over.isConnected() || over.get("/health").status == 0);
        QVERIFY(m_world->service().state().refusedConnections >= 1);
        many.pop_back();
        QTRY_COMPARE(m_world->service().state().connections, 19);
        QCOMPARE(WireClient(m_world->port()).get("/health").status, 200);
    }

    // What was begun is answered, idle connections end, nothing new comes in.
    void drains()
    {
        WireClient idle(m_world->port());
        QCOMPARE(idle.get("/health").status, 200);
        WireClient sending(m_world->port());
        sending.write("POST /echo/last HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
        WireClient waiting(m_world->port());
        waiting.write("GET /waits HTTP/1.1\r\nHost: a\r\n\r\n");
        WireClient listening(m_world->port());
        listening.write("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE(m_module->waiting(), 1);
        QTRY_COMPARE(m_module->listening(), 1);
        QTRY_COMPARE(m_world->service().state().requests, 3);
        bool whole = false;
        const quint16 port = m_world->port();
        std::thread draining([&] { whole = m_world->service().drain(10'000); });
        QVERIFY(idle.closesWithin(5000));
        sending.write("cd");
        const WireReply last = sending.read();
        QCOMPARE(last.status, 200);
        QCOMPARE(last.body, QByteArray("last: abcd"));
        QCOMPARE(waiting.read().body, QByteArray("drained"));
        const WireReply events = listening.read();
        QVERIFY(events.complete);
        QCOMPARE(events.body, QByteArray("hellobye"));
        draining.join();
        QVERIFY(whole);
        QVERIFY(!WireClient(port).isConnected());
    }

    // A handler that never answers does not keep the server from ending.
    void stopsWithoutAnAnswer()
    {
        WireClient waiting(m_world->port());
        waiting.write("GET /waits HTTP/1.1\r\nHost: a\r\n\r\n");
        WireClient listening(m_world->port());
        listening.write("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE(m_module->waiting(), 1);
        QTRY_COMPARE(m_module->listening(), 1);
        m_world->stop();
        m_module->answerWaiting("too late");
        QVERIFY(!m_module->push("too late"));
        const WireReply reply = waiting.read();
        QVERIFY(reply.status == 503 || reply.status == 0);
    }

    // The client is let go, the handler runs on, and all it uses is there until it is done.
    void stopsWhileAHandlerRuns()
    {
        WireClient client(m_world->port());
        client.write("GET /blocks HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE(m_module->blocked(), 1);
        std::atomic<bool> stopped{false};
        std::thread stopping([&] {
            m_world->stop();
            stopped = true;
        });
        QVERIFY(client.closesWithin(10'000));
        QVERIFY(!stopped);
        m_module->release();
        stopping.join();
        QCOMPARE(m_module->blocked(), 0);
    }

    // A full lane says so at once.
    void refusesWhenALaneIsFull()
    {
        m_world->stop();
        m_world->workers().lanes[size_t(Lane::Quick)] = {1, 1};
        m_world->start();
        WireClient running(m_world->port());
        running.write("GET /blocks HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE(m_module->blocked(), 1);
        WireClient waiting(m_world->port());
        waiting.write("GET /blocks HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE(m_world->service().workers().waiting(Lane::Quick), 1);
        const WireReply refused = WireClient(m_world->port()).get("/health");
        QCOMPARE(refused.status, 503);
        QCOMPARE(refused.code(), QStringLiteral("overloaded"));
        QVERIFY(refused.headers.contains("retry-after"));
        m_module->release();
        QCOMPARE(running.read().status, 204);
        QCOMPARE(waiting.read().status, 204);
    }

private:
    std::unique_ptr<PlainModule> m_module;
    std::unique_ptr<ServerWorld> m_world;
};

DW_TEST(StreamTest)

#include "streamtest.moc"
