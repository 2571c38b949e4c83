// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/laptops/faultline.h"
#include "tests/laptops/laptop.h"
#include "tests/laptops/middleman.h"
#include "tests/support/testrunner.h"

#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

namespace dw::test
{

// Lines that break and servers that die: every synchronisation ends, and in the end everything is there once.
class FaultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        m_server->addUser(QStringLiteral("lin"));
        m_server->addUser(QStringLiteral("anna"));
        m_server->start();
        m_line = std::make_unique<FaultLine>(m_server->port());
        m_lin = std::make_unique<Laptop>(*m_server, QStringLiteral("lin"));
        m_anna = std::make_unique<Laptop>(*m_server, QStringLiteral("anna"));
        QCOMPARE(textOf(m_lin->sync().error), QString());
        QCOMPARE(textOf(m_anna->sync().error), QString());
        m_lin->reachThrough(m_line->port());
    }
    void cleanupTestCase()
    {
        m_lin.reset();
        m_anna.reset();
        m_line.reset();
        m_server.reset();
    }
    void cleanup()
    {
        m_line->repair();
        m_lin->reachThrough(m_line->port());
        comeTogether();
    }

    void connectionsThatAreCut_data()
    {
        QTest::addColumn<qint64>("bytes");
        for (const int bytes : {0, 1, 100, 700, 1500, 2500, 3500, 5000, 8000, 12000, 20000, 40000})
            QTest::addRow("%d", bytes) << qint64(bytes);
    }
    void connectionsThatAreCut()
    {
        QFETCH(const qint64, bytes);
        for (int i = 0; i < 20; ++i)
            type(QStringLiteral("cut %1 %2").arg(bytes).arg(i));
        m_line->cutAfter(bytes);
        const SyncReport report = m_lin->sync();
        if (report.error)
            QVERIFY2(report.error->code == ErrorCode::Network, qPrintable(textOf(report.error)));
        else
            QCOMPARE(report.waiting, 0);
    }

    // In the real programs: a push, what a laptop fetches, a sign-in.
    void requestsThatComeTwice_data() { addPaths(); }
    void requestsThatComeTwice()
    {
        QFETCH(const QByteArray, path);
        Middleman man(m_server->port(), m_server->folder(), path);
        man.repeat();
        m_lin->reachThrough(man.port());
        for (int i = 0; i < 5; ++i)
            type(QStringLiteral("twice %1 %2").arg(QString::fromLatin1(path)).arg(i));
        type(m_anna, QStringLiteral("hers, twice ") + QString::fromLatin1(path));
        QCOMPARE(textOf(m_anna->sync().error), QString());
        const SyncReport report = m_lin->sync();
        QCOMPARE(textOf(report.error), QString());
        QVERIFY(man.sent() >= 2 && man.sent() % 2 == 0);
        QCOMPARE(report.waiting, 0);
        QCOMPARE(m_lin->inbox(), 0);
    }

    void requestsThatAreLost_data() { addPaths(); }
    void requestsThatAreLost()
    {
        QFETCH(const QByteArray, path);
        Middleman man(m_server->port(), m_server->folder(), path);
        man.loseRequests(3);
        comesThrough(man, QStringLiteral("lost"), path);
    }

    // The server has done it.
    void answersThatAreLost_data() { addPaths(); }
    void answersThatAreLost()
    {
        QFETCH(const QByteArray, path);
        Middleman man(m_server->port(), m_server->folder(), path);
        man.loseAnswers(3);
        comesThrough(man, QStringLiteral("unheard"), path);
        QVERIFY(man.sent() > 3);
    }

    void slowLines()
    {
        type(QStringLiteral("slow"));
        m_line->delay(30);
        const SyncReport report = m_lin->sync();
        QCOMPARE(textOf(report.error), QString());
        QCOMPARE(report.pushed, 1);
    }

    // U31: 64 kbit/s. What waits takes longer than a server waits for the end of other requests.
    void theSlowestLine()
    {
        const RecordRef customer{QStringLiteral("account"), m_lin->create(QStringLiteral("narrow"))};
        m_typed.append(QStringLiteral("narrow"));
        QRandomGenerator random(7);
        for (int i = 0; i < 4; ++i) {
            QString body;
            while (body.size() < 70'000)
                body += QString::number(random.generate64(), 36);
            const CommandResult written = m_lin->runner().runNow(
                {QStringLiteral("record.create"),
                 {{QStringLiteral("object"), QStringLiteral("comment")},
                  {QStringLiteral("set"), QJsonObject{{QStringLiteral("related"), Value(customer).toJson()},
                                                      {QStringLiteral("body"), body}}}}},
                m_lin->actor());
            QCOMPARE(written.status, CommandResult::Status::Applied);
        }
        m_line->narrow(8'000);
        const SyncReport report = m_lin->sync({});
        QCOMPARE(textOf(report.error), QString());
        QCOMPARE(report.applied, 5);
        QCOMPARE(report.waiting, 0);
    }

    void linesThatSwallowEverything_data()
    {
        QTest::addColumn<qint64>("bytes");
        for (const int bytes : {0, 1000, 4000})
            QTest::addRow("%d", bytes) << qint64(bytes);
    }
    void linesThatSwallowEverything()
    {
        QFETCH(const qint64, bytes);
        type(QStringLiteral("swallowed %1").arg(bytes));
        m_line->swallowAfter(bytes);
        SyncRunner::Options options = Laptop::quick();
        options.limits.idleMs = 300;
        // Each attempt has a connection of its own: with enough bytes some get through.
        const SyncReport report = m_lin->sync(options);
        if (report.error)
            QCOMPARE(textOf(report.error).section(QLatin1Char(' '), 0, 0), QStringLiteral("sync.timed_out"));
        QVERIFY(report.error || bytes >= 4000);
    }

    void aDeadlineEndsAll()
    {
        m_line->swallowAfter(0);
        SyncRunner::Options options = Laptop::quick();
        options.limits.idleMs = 100'000;
        options.wholeMs = 300;
        const SyncReport report = m_lin->sync(options);
        QVERIFY(report.error);
        QCOMPARE(report.error->key, QStringLiteral("sync.timed_out"));
    }

    void cancelling()
    {
        m_line->swallowAfter(0);
        SyncRunner::Options options = Laptop::quick();
        options.limits.idleMs = 100'000;
        SyncRunner runner(m_lin->runner(), options);
        SyncReport report;
        bool ended = false;
        connect(&runner, &SyncRunner::ended, this, [&](const SyncReport &said) {
            report = said;
            ended = true;
        });
        const int before = m_line->connections();
        QVERIFY(runner.start());
        QTRY_VERIFY_WITH_TIMEOUT(m_line->connections() > before, 60'000);
        runner.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(ended, 60'000);
        QVERIFY(report.error);
        QCOMPARE(report.error->key, QStringLiteral("sync.cancelled"));
    }

    void networksThatAnswerThemselves_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("key");
        QTest::newRow("a page") << QByteArray(
                                       "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                                       "21\r\nConnection: close\r\n\r\n<html>Welcome!</html>")
                                << QStringLiteral("sync.not_the_server");
        QTest::newRow("a redirection")
            << QByteArray(
                   "HTTP/1.1 302 Found\r\nLocation: https://hotel.example/\r\nContent-Length: "
                   "0\r\nConnection: close\r\n\r\n")
            << QStringLiteral("sync.not_the_server");
        QTest::newRow("JSON by name alone")
            << QByteArray(
                   "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                   "4\r\nConnection: close\r\n\r\n[1]\n")
            << QStringLiteral("sync.not_the_server");
        QTest::newRow("a proxy without its server")
            << QByteArray(
                   "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: "
                   "13\r\nConnection: close\r\n\r\n<html></html>")
            << QStringLiteral("sync.server_down");
        QTest::newRow("a redirection in JSON")
            << QByteArray(
                   "HTTP/1.1 307 Temporary Redirect\r\nLocation: https://127.0.0.1:1/\r\nContent-Type: "
                   "application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
            << QStringLiteral("sync.not_the_server");
        // 2 KB that would be 2 MB.
        QByteArray packed = qCompress(QByteArray(2 * 1024 * 1024, ' '), 9).mid(4);
        QTest::newRow("a bomb") << "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: "
                                   "deflate\r\nContent-Length: " +
                                       QByteArray::number(packed.size()) + "\r\nConnection: close\r\n\r\n" +
                                       packed
                                << QStringLiteral("sync.answer_too_large");
        QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n") << QString();
    }
    void networksThatAnswerThemselves()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const QString, key);
        type(QStringLiteral("in a hotel ") + QString::fromLatin1(QTest::currentDataTag()));
        m_line->answerWith(answer, m_server->folder().toUtf8() + "/tls/certificate.pem",
                           m_server->folder().toUtf8() + "/tls/key.pem");
        SyncRunner::Options options = Laptop::quick();
        options.limits.answerBytes = 1024 * 1024;
        const SyncReport report = m_lin->sync(options);
        QVERIFY(report.error);
        QVERIFY2(key.isEmpty() || report.error->key == key, qPrintable(textOf(report.error)));
        QVERIFY(!report.online);
        QCOMPARE(report.waiting, 1);
    }

    void aServerThatDiesInTheMiddleOfAPush()
    {
        for (int i = 0; i < 250; ++i)
            type(QStringLiteral("typed %1").arg(i));
        for (int round = 0; round < 3; ++round) {
            SyncRunner runner(m_lin->runner(), Laptop::quick());
            int pushes = 0;
            bool ended = false;
            connect(&runner, &SyncRunner::progressed, this, [&](const SyncProgress &progress) {
                pushes += progress.phase == SyncProgress::Phase::Pushing ? 1 : 0;
            });
            connect(&runner, &SyncRunner::ended, this, [&] { ended = true; });
            QVERIFY(runner.start());
            QTRY_VERIFY_WITH_TIMEOUT(pushes > round || ended, 60'000);
            m_server->kill();
            QTRY_VERIFY_WITH_TIMEOUT(ended, 60'000);
            m_server->start();
        }
    }

private:
    void type(const QString &name) { type(m_lin, name); }
    void type(const std::unique_ptr<Laptop> &laptop, const QString &name)
    {
        laptop->create(name);
        m_typed.append(name);
    }
    static void addPaths()
    {
        QTest::addColumn<QByteArray>("path");
        for (const char *path : {"/sync/push", "/sync/pull", "/auth/refresh"})
            QTest::addRow("%s", path) << QByteArray(path);
    }
    // A few times it does not, and says so.
    void comesThrough(Middleman &man, const QString &what, const QByteArray &path)
    {
        m_lin->reachThrough(man.port());
        for (int i = 0; i < 5; ++i)
            type(QStringLiteral("%1 %2 %3").arg(what, QString::fromLatin1(path)).arg(i));
        int failed = 0;
        for (SyncReport report = m_lin->sync(); report.error; report = m_lin->sync()) {
            QCOMPARE(report.error->code, ErrorCode::Network);
            QVERIFY(++failed < 4);
        }
        QCOMPARE(m_lin->waiting(), 0);
        QCOMPARE(m_lin->inbox(), 0);
        QVERIFY(man.sent() > 0);
    }
    // Over a line that is whole again.
    void comeTogether()
    {
        const SyncReport mended = m_lin->sync();
        QCOMPARE(textOf(mended.error), QString());
        QCOMPARE(m_lin->waiting(), 0);
        QCOMPARE(m_lin->inbox(), 0);
        QCOMPARE(textOf(m_anna->sync().error), QString());
        m_typed.sort();
        QCOMPARE(m_lin->accounts(), m_typed);
        QCOMPARE(m_anna->accounts(), m_typed);
    }

    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
    std::unique_ptr<FaultLine> m_line;
    std::unique_ptr<Laptop> m_lin;
    std::unique_ptr<Laptop> m_anna;
    QStringList m_typed;
};

DW_TEST(FaultTest)

}  // namespace dw::test

#include "faulttest.moc"
