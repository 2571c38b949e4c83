// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/laptops/laptop.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

#include <csignal>

namespace dw::test
{

// dealwright-cli sync --follow, as somebody leaves it running.
class FollowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        m_server->addUser(QStringLiteral("lin"));
        m_server->addUser(QStringLiteral("anna"));
        m_server->start();
        m_lin = std::make_unique<Laptop>(*m_server, QStringLiteral("lin"));
        QCOMPARE(textOf(m_lin->sync().error), QString());
        m_folder = m_root.path() + QStringLiteral("/anna");
        QVERIFY(run({QStringLiteral("device"), QStringLiteral("enrol"), QStringLiteral("--server"),
                     m_server->url(), QStringLiteral("--login"), QStringLiteral("anna"),
                     QStringLiteral("--password-file"), m_server->passwordFile(),
                     QStringLiteral("--fingerprint"), m_server->fingerprint()})
                    .contains("\"anna\""));
    }
    void cleanupTestCase()
    {
        m_lin.reset();
        m_server.reset();
    }

    void followsUntilItIsInterrupted()
    {
        start({QStringLiteral("sync"), QStringLiteral("--follow")});
        QTRY_VERIFY_WITH_TIMEOUT(text().contains("\"live\":true"), 60'000);
        QVERIFY(text().contains("\"state\":\"in_step\""));
        m_lin->create(QStringLiteral("Acme"));
        QCOMPARE(textOf(m_lin->sync().error), QString());
        // It is told, syncs, and is in step again.
        const qsizetype before = text().size();
        QTRY_VERIFY_WITH_TIMEOUT(text().mid(before).contains("\"state\":\"in_step\"") || names().size() == 1,
                                 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(names(), QByteArrayList{"Acme"}, 60'000);
        ::kill(pid_t(m_process.processId()), SIGTERM);
        QVERIFY(m_process.waitForFinished(30'000));
        QCOMPARE(m_process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_process.exitCode(), 0);
        for (const QByteArray &line : text().split('\n'))
            QVERIFY(line.isEmpty() || QJsonDocument::fromJson(line).isObject());
    }

    void endsAfterItsTime()
    {
        start({QStringLiteral("sync"), QStringLiteral("--follow"), QStringLiteral("--timeout"),
               QStringLiteral("1")});
        QVERIFY(m_process.waitForFinished(60'000));
        QCOMPARE(m_process.exitCode(), 0);
    }

    void refusesWhatDoesNotGoTogether()
    {
        start({QStringLiteral("sync"), QStringLiteral("--follow"), QStringLiteral("--inbox")});
        QVERIFY(m_process.waitForFinished(60'000));
        QCOMPARE(m_process.exitCode(), 64);
    }

    // It says why and ends: nothing gets better by waiting.
    void endsWhenRevoked()
    {
        start({QStringLiteral("sync"), QStringLiteral("--follow")});
        QTRY_VERIFY_WITH_TIMEOUT(text().contains("\"live\":true"), 60'000);
        const DeviceIdentity identity = *DeviceIdentity::load(m_folder);
        (void)m_server->run({QStringLiteral("device"), QStringLiteral("revoke"), identity.device.toString()});
        QVERIFY(m_process.waitForFinished(60'000));
        QVERIFY(m_process.exitCode() != 0);
        QVERIFY(text().contains("\"error\":\"sync.device_revoked\""));
    }

private:
    void start(const QStringList &arguments)
    {
        m_process.close();
        m_text.clear();
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(QStringLiteral(DEALWRIGHT_CLI),
                        QStringList{QStringLiteral("-w"), m_folder, QStringLiteral("--json")} + arguments);
        QVERIFY(m_process.waitForStarted());
    }
    QByteArray text() { return m_text += m_process.readAll(); }
    QByteArray run(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(DEALWRIGHT_CLI),
                      QStringList{QStringLiteral("-w"), m_folder, QStringLiteral("--json")} + arguments);
        return process.waitForFinished(60'000) ? process.readAllStandardOutput() : QByteArray();
    }
    // Read beside it, as reading programs may.
    QByteArrayList names()
    {
        QByteArrayList all;
        const QJsonObject answer =
            QJsonDocument::fromJson(run({QStringLiteral("query"), QStringLiteral("account"),
                                         QStringLiteral("--fields"), QStringLiteral("name")}))
                .object();
        const QJsonArray rows = answer.value(QLatin1String("rows")).toArray();
        for (const QJsonValue &row : rows)
            all.append(row.toObject().value(QLatin1String("name")).toString().toUtf8());
        return all;
    }

    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
    std::unique_ptr<Laptop> m_lin;
    QString m_folder;
    QProcess m_process;
    QByteArray m_text;
};

DW_TEST(FollowTest)

}  // namespace dw::test

#include "followtest.moc"
