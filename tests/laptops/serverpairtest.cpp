// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncrunner.h"
#include "tests/laptops/laptop.h"
#include "tests/laptops/proxyprogram.h"
#include "tests/support/files.h"
#include "tests/support/postgresserver.h"
#include "tests/support/serverprogram.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <utility>

namespace dw::test
{

// Two server programs on one PostgreSQL database and HAProxy before both, as packaging/server has it but for
// addresses and ports: one of them is killed (-9) while laptops push.
class ServerPairTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString haproxy = ProxyProgram::found(QStringLiteral("haproxy"));
        if (haproxy.isEmpty())
            QSKIP("haproxy is not installed");
        const QString program = QStringLiteral(DEALWRIGHT_SERVER);
        for (const char *folder : {"one", "two"})
            QVERIFY(QDir(m_root.path()).mkdir(QString::fromLatin1(folder)));
        m_database = std::make_unique<PostgresServer>();
        m_one = std::make_unique<ServerProgram>(program, path("one"), m_database->address());
        m_one->addUser(QStringLiteral("lin"));
        m_one->addUser(QStringLiteral("anna"));
        // Every request is in the log.
        const QStringList all{QStringLiteral("--log"), QStringLiteral("debug")};
        m_one->start(all);
        m_two = std::make_unique<ServerProgram>(program, path("two"), m_database->address(), m_one.get());
        m_two->start(all);
        m_lin = std::make_unique<Laptop>(*m_one, QStringLiteral("lin"));
        m_anna = std::make_unique<Laptop>(*m_two, QStringLiteral("anna"));
        const ProxyProgram::Command command = configured(haproxy);
        m_proxy.start(command, path("proxy.log"));
        m_lin->reachThrough(command.port);
        m_anna->reachThrough(command.port);
        QCOMPARE(textOf(m_lin->sync().error), QString());
        QCOMPARE(textOf(m_anna->sync().error), QString());
    }
    void cleanupTestCase()
    {
        m_lin.reset();
        m_anna.reset();
        m_proxy.stop();
        m_one.reset();
        m_two.reset();
        m_database.reset();
    }

    void nothingIsLostAndNothingTwice_data()
    {
        QTest::addColumn<bool>("first");
        QTest::newRow("one falls") << true;
        QTest::newRow("the other falls") << false;
    }
    void nothingIsLostAndNothingTwice()
    {
        QFETCH(bool, first);
        ServerProgram &falling = first ? *m_one : *m_two;
        for (int i = 0; i < EachTime; ++i) {
            for (const auto &[laptop, name] :
                 {std::pair(m_lin.get(), "lin"), std::pair(m_anna.get(), "anna")}) {
                m_made.append(QStringLiteral("%1 %2 %3").arg(QLatin1String(name)).arg(first).arg(i));
                laptop->create(m_made.last());
            }
        }
        // Both push; once it has answered one of them, and much is left to send, the server is gone.
        SyncRunner lin(m_lin->runner(), Laptop::quick());
        SyncRunner anna(m_anna->runner(), Laptop::quick());
        bool killed = false;
        const qsizetype logged = falling.log().size();
        int waitedFor = -1;
        const auto kill = [&](const SyncProgress &progress) {
            if (killed || progress.pushed == 0 || !falling.log().mid(logged).contains("/api/v1/sync/push"))
                return;
            killed = true;
            falling.kill();
            waitedFor = m_lin->waiting() + m_anna->waiting();
        };
        int ended = 0;
        for (SyncRunner *runner : {&lin, &anna}) {
            connect(runner, &SyncRunner::progressed, this, kill, Qt::QueuedConnection);
            connect(
                runner, &SyncRunner::ended, this, [&ended] { ++ended; }, Qt::QueuedConnection);
            QVERIFY(runner->start());
        }
        QTRY_VERIFY_WITH_TIMEOUT(ended == 2, 120'000);
        lin.wait();
        anna.wait();
        QVERIFY2(killed, "no push came to the server that was to fall");
        QVERIFY2(waitedFor > 0, "all was sent before the server fell");
        // They go on with the server that is left.
        QTRY_COMPARE_WITH_TIMEOUT(textOf(m_lin->sync().error), QString(), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(textOf(m_anna->sync().error), QString(), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(textOf(m_lin->sync().error), QString(), 60'000);
        m_made.sort();
        QCOMPARE(m_lin->accounts(), m_made);
        QCOMPARE(m_anna->accounts(), m_made);
        QCOMPARE(m_lin->waiting() + m_anna->waiting(), 0);
        QCOMPARE(m_lin->inbox() + m_anna->inbox(), 0);
        // What nobody of them has would be with somebody who is new.
        ServerProgram &standing = first ? *m_two : *m_one;
        Laptop fresh(standing, QStringLiteral("lin"));
        QCOMPARE(textOf(fresh.sync().error), QString());
        QCOMPARE(fresh.accounts(), m_made);
        QVERIFY(standing.run({QStringLiteral("verify")}).value(QLatin1String("ok")).toBool());
        falling.start({QStringLiteral("--log"), QStringLiteral("debug")});
        m_anna->create(QStringLiteral("after %1").arg(first));
        m_made.append(QStringLiteral("after %1").arg(first));
        QTRY_COMPARE_WITH_TIMEOUT(textOf(m_anna->sync().error), QString(), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(textOf(m_lin->sync().error), QString(), 60'000);
    }

private:
    static constexpr int EachTime = 250;

    QString path(const char *name) const { return m_root.filePath(QString::fromLatin1(name)); }
    ProxyProgram::Command configured(const QString &program)
    {
        const quint16 port = ProxyProgram::freePort();
        QString whole = ProxyProgram::sample("haproxy-postgres.cfg");
        const auto put = [&whole](const char *pattern, const QString &instead) {
            ProxyProgram::put(whole, pattern, instead);
        };
        const auto here = [](quint16 at) { return QStringLiteral("127.0.0.1:%1").arg(at); };
        put("^ *(user|group) haproxy$", {});
        put("log /dev/log local0", QStringLiteral("log stderr format raw local0"));
        // Files for so many are a service manager's to allow.
        put("maxconn 16384", QStringLiteral("maxconn 512"));
        put("bind :::443 v4v6", QStringLiteral("bind ") + here(port));
        put("192\\.0\\.2\\.11:8443", here(m_one->port()));
        put("192\\.0\\.2\\.12:8443", here(m_two->port()));
        // The database is reached without it here: there is no Patroni to ask.
        put("bind 127\\.0\\.0\\.1:5000", QStringLiteral("bind ") + here(ProxyProgram::freePort()));
        put("192\\.0\\.2\\.2[12]:5432", here(ProxyProgram::freePort()));
        writeFile(path("haproxy.cfg"), whole.toUtf8());
        return {program, {QStringLiteral("-db"), QStringLiteral("-f"), path("haproxy.cfg")}, port};
    }

    QTemporaryDir m_root;
    std::unique_ptr<PostgresServer> m_database;
    std::unique_ptr<ServerProgram> m_one;
    std::unique_ptr<ServerProgram> m_two;
    ProxyProgram m_proxy;
    std::unique_ptr<Laptop> m_lin;
    std::unique_ptr<Laptop> m_anna;
    QStringList m_made;
};

DW_TEST(ServerPairTest)

}  // namespace dw::test

#include "serverpairtest.moc"
