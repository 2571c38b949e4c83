// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncagent.h"
#include "tests/laptops/faultline.h"
#include "tests/laptops/laptop.h"
#include "tests/support/testrunner.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <vector>

namespace dw::test
{

// Laptops that stay in step by themselves, whatever becomes of the line and the server.
class LiveLaptopTest : public QObject
{
    Q_OBJECT

    using State = SyncStatus::State;

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
    void init()
    {
        m_ofLin = std::make_unique<SyncAgent>(m_lin->runner(), quick());
        m_ofAnna = std::make_unique<SyncAgent>(m_anna->runner(), quick());
        m_ofLin->start();
        m_ofAnna->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_ofLin->isLive() && m_ofAnna->isLive(), 60'000);
        QTRY_VERIFY(inStep(*m_ofLin) && inStep(*m_ofAnna));
    }
    void cleanup()
    {
        m_ofLin.reset();
        m_ofAnna.reset();
        m_line->repair();
    }
    void cleanupTestCase()
    {
        m_lin.reset();
        m_anna.reset();
        m_line.reset();
        m_server.reset();
    }

    // How long a change takes from one laptop's commit to the other's, both online on this machine.
    void followEachOther()
    {
        constexpr size_t Changes = 50;
        // Both type, each as fast as the other gets it: one alone would type more than a server takes.
        QElapsedTimer clock;
        clock.start();
        std::atomic<qint64> arrivedNs[2];
        const std::array laptops{m_lin.get(), m_anna.get()};
        std::array<QMetaObject::Connection, 2> seen;
        for (size_t i = 0; i < 2; ++i) {
            seen[i] = connect(
                &laptops[i]->runner(), &CommandRunner::committed, this,
                [&arrived = arrivedNs[i], &clock](const CommitNotice &notice) {
                    const auto isAccount = [](const auto &entry) {
                        return entry.object == QLatin1String("account");
                    };
                    if (std::any_of(notice.entries.begin(), notice.entries.end(), isAccount))
                        arrived = clock.nsecsElapsed();
                },
                Qt::DirectConnection);
        }
        std::vector<double> tookMs;
        for (size_t i = 0; i < Changes; ++i) {
            std::atomic<qint64> &arrived = arrivedNs[(i + 1) % 2];
            arrived = 0;
            type(QStringLiteral("live %1").arg(i), *laptops[i % 2]);
            const qint64 typedNs = clock.nsecsElapsed();
            QTRY_VERIFY_WITH_TIMEOUT(arrived > 0, 30'000);
            tookMs.push_back(double(arrived - typedNs) / 1e6);
        }
        for (const QMetaObject::Connection &one : seen)
            disconnect(one);
        std::sort(tookMs.begin(), tookMs.end());
        qInfo("visible on the other laptop, %zu changes: p50 %.0f ms, p95 %.0f ms, most %.0f ms", Changes,
              tookMs[Changes / 2], tookMs[Changes * 95 / 100], tookMs.back());
        QTRY_COMPARE(m_anna->accounts(), m_typed);
        QTRY_COMPARE(m_lin->accounts(), m_typed);
        QTRY_VERIFY(inStep(*m_ofLin) && inStep(*m_ofAnna));
    }

    // What is typed counts at once, online or not, and goes when the server is there again.
    void countWhatWaits()
    {
        m_server->kill();
        QTRY_VERIFY_WITH_TIMEOUT(!m_ofLin->isLive(), 30'000);
        type(QStringLiteral("typed without a server"));
        QTRY_COMPARE(m_ofLin->status().waiting, 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_ofLin->status().state, State::Offline, 30'000);
        QVERIFY(m_ofLin->status().error);
        QVERIFY(!m_ofLin->status().isOnline());
        type(QStringLiteral("and another"));
        QTRY_COMPARE(m_ofLin->status().waiting, 2);
        m_server->start();
        QTRY_VERIFY_WITH_TIMEOUT(inStep(*m_ofLin) && m_ofLin->isLive(), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_anna->accounts(), m_typed, 60'000);
        QVERIFY(m_ofLin->status().lastSynced.ms > 0);
    }

    // A server that goes down as it should tells when to come back.
    void comeBackWhenTold()
    {
        m_server->stop();
        QTRY_VERIFY_WITH_TIMEOUT(!m_ofLin->isLive() && !m_ofAnna->isLive(), 30'000);
        m_server->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_ofLin->isLive() && m_ofAnna->isLive(), 60'000);
        type(QStringLiteral("after the restart"));
        QTRY_COMPARE_WITH_TIMEOUT(m_anna->accounts(), m_typed, 60'000);
    }

    // U31: as the system tells of a line that costs by its bytes; whoever asks gets it all the same.
    void holdFilesOnAMeteredLine()
    {
        // That somebody asked on another line does not count on this one.
        m_ofLin->syncNow();
        QTRY_VERIFY_WITH_TIMEOUT(inStep(*m_ofLin), 30'000);
        m_ofLin->setMetered(true);
        attach("one");
        QTRY_VERIFY_WITH_TIMEOUT(m_ofLin->status().filesHeld && inStep(*m_ofLin), 30'000);
        m_ofLin->syncNow();
        QTRY_VERIFY_WITH_TIMEOUT(!m_ofLin->status().filesHeld, 30'000);
        attach("two");
        QTRY_VERIFY_WITH_TIMEOUT(m_ofLin->status().filesHeld, 30'000);
        // Another network, without asking.
        m_ofLin->setMetered(false);
        QTRY_VERIFY_WITH_TIMEOUT(!m_ofLin->status().filesHeld && inStep(*m_ofLin), 30'000);
    }

    // A line that goes silent without a word.
    void noticeADeadLine()
    {
        m_line->freeze();
        QTRY_VERIFY_WITH_TIMEOUT(!m_ofLin->isLive(), 60'000);
        m_line->repair();
        QTRY_VERIFY_WITH_TIMEOUT(m_ofLin->isLive() && inStep(*m_ofLin), 60'000);
        type(QStringLiteral("through the mended line"), *m_anna);
        QTRY_COMPARE_WITH_TIMEOUT(m_lin->accounts(), m_typed, 60'000);
    }

    // A proxy that keeps events for itself never errs: the laptop asks instead.
    void askWhereEventsAreKept()
    {
        m_line->collectAnswers(m_server->folder().toUtf8() + "/tls/certificate.pem",
                               m_server->folder().toUtf8() + "/tls/key.pem");
        m_ofLin->networkUp();
        QTRY_VERIFY_WITH_TIMEOUT(!m_ofLin->isLive(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_ofLin->isLive() && inStep(*m_ofLin), 60'000);
        for (int i = 0; i < 3; ++i) {
            type(QStringLiteral("asked for %1").arg(i), *m_anna);
            QTRY_COMPARE_WITH_TIMEOUT(m_lin->accounts(), m_typed, 60'000);
        }
        QVERIFY(m_ofLin->isLive());
    }

    void stopsAndStarts()
    {
        m_ofLin->stop();
        QVERIFY(!m_ofLin->isLive());
        QVERIFY(m_ofLin->status().state == State::Offline);
        type(QStringLiteral("while it stood still"));
        QVERIFY(m_ofLin->status().waiting == 0);
        m_ofLin->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_anna->accounts(), m_typed, 60'000);
        m_ofLin->stop();
        m_ofLin->stop();
        m_ofLin->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_ofLin->isLive(), 60'000);
    }

    // The last, for it is for good.
    void stopWhenRevoked()
    {
        const DeviceIdentity identity = *DeviceIdentity::load(m_lin->folder());
        (void)m_server->run({QStringLiteral("device"), QStringLiteral("revoke"), identity.device.toString()});
        QTRY_COMPARE_WITH_TIMEOUT(m_ofLin->status().state, State::Stopped, 30'000);
        QCOMPARE(textOf(m_ofLin->status().error).section(QLatin1Char(' '), 0, 0),
                 QStringLiteral("sync.device_revoked"));
        QTRY_VERIFY(!m_ofLin->isLive());
        type(QStringLiteral("nobody gets it"));
        QTRY_COMPARE(m_ofLin->status().waiting, 1);
        QCOMPARE(m_ofLin->status().state, State::Stopped);
        QVERIFY(m_ofAnna->isLive());
    }

private:
    static SyncAgent::Options quick()
    {
        SyncAgent::Options options;
        options.run = Laptop::quick();
        options.run.limits.idleMs = 1'500;
        options.times.firstRetryMs = 20;
        options.times.longestRetryMs = 500;
        options.listen.firstMs = 1'000;
        options.listen.silentMs = 25'000;
        options.listen.lastingMs = 0;
        options.listen.times.firstRetryMs = 20;
        options.listen.times.longestRetryMs = 500;
        if (qstrcmp(QTest::currentTestFunction(), "noticeADeadLine") == 0)
            options.listen.silentMs = 1'500;
        return options;
    }
    static bool inStep(const SyncAgent &agent)
    {
        return agent.status().state == State::Idle && agent.status().waiting == 0;
    }
    void type(const QString &name, Laptop &laptop)
    {
        laptop.create(name);
        m_typed.append(name);
        m_typed.sort();
    }
    void type(const QString &name) { type(name, *m_lin); }
    void attach(const QByteArray &bytes)
    {
        const QString name = QStringLiteral("with a file: ") + QString::fromLatin1(bytes);
        QFile file(m_root.filePath(QStringLiteral("file.bin")));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size());
        file.close();
        m_lin->attach({QStringLiteral("account"), m_lin->create(name)}, file.fileName());
        m_typed.append(name);
        m_typed.sort();
    }

    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
    std::unique_ptr<FaultLine> m_line;
    std::unique_ptr<Laptop> m_lin;
    std::unique_ptr<Laptop> m_anna;
    std::unique_ptr<SyncAgent> m_ofLin;
    std::unique_ptr<SyncAgent> m_ofAnna;
    QStringList m_typed;
};

DW_TEST(LiveLaptopTest)

}  // namespace dw::test

#include "livelaptoptest.moc"
