// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/programversion.h"
#include "core/base/wording.h"
#include "core/sync/serverline.h"
#include "core/sync/syncagent.h"
#include "tests/laptops/laptop.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QProcess>
#include <QTest>

namespace dw::test
{

// The least version of the program that a server takes, on the wire and on laptops that lack it.
class LeastProgramTest : public QObject
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
        m_anna = std::make_unique<Laptop>(*m_server, QStringLiteral("anna"));
        QCOMPARE(textOf(m_lin->sync().error), QString());
        QCOMPARE(textOf(m_anna->sync().error), QString());
    }
    void cleanup() { takeAny(); }
    void cleanupTestCase()
    {
        m_lin.reset();
        m_anna.reset();
        m_server.reset();
    }

    void onTheWire_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<bool>("taken");
        QTest::newRow("the least") << QByteArray("9.4.0/winnt") << true;
        QTest::newRow("a newer one") << QByteArray("9.10") << true;
        QTest::newRow("without a system") << QByteArray("10.0.0") << true;
        QTest::newRow("an older one") << QByteArray("9.3.9/linux") << false;
        QTest::newRow("none") << QByteArray() << false;
        QTest::newRow("no number") << QByteArray("newest/linux") << false;
        QTest::newRow("too many numbers") << QByteArray("9.4.0.1") << false;
        QTest::newRow("a sign") << QByteArray("-10.0.0") << false;
        QTest::newRow("too large a number") << QByteArray("99999999999999999999.0") << false;
        QTest::newRow("the system alone") << QByteArray("/linux") << false;
        QTest::newRow("not of this alphabet") << QByteArray("\xd9\xa9.\xd9\xa9") << false;
        QTest::newRow("long") << QByteArray(4000, '9') << false;
    }
    void onTheWire()
    {
        QFETCH(const QByteArray, said);
        QFETCH(const bool, taken);
        take(QStringLiteral("9.4"));
        const DeviceIdentity identity = *DeviceIdentity::load(m_lin->folder());
        HttpTransport transport(identity.server, identity.pin, HttpTransport::Limits());
        SignIn signIn(identity, m_lin->folder());
        const Result<QByteArray> access = signIn.renewed({}, transport);
        QVERIFY(access.ok());
        const HttpTransport::Headers headers{{"Authorization", "Bearer " + *access},
                                             {"X-Device", identity.device.toString().toLatin1()},
                                             {"X-App", said}};
        for (const char *path : {"hello", "push", "pull", "members", "snapshot", "reconcile", "verify"}) {
            const Result<HttpsReply> reply =
                transport.post(apiPath(QStringLiteral("sync/") + QLatin1String(path)),
                               {{QStringLiteral("proto"), QJsonArray{1}}}, headers);
            QVERIFY2(reply.ok(), path);
            if (taken) {
                QVERIFY2(reply->status != 426, path);
                continue;
            }
            QCOMPARE(reply->status, 426);
            QCOMPARE(reply->body.value(QLatin1String("code")).toString(), QStringLiteral("upgrade_required"));
            QCOMPARE(reply->body.value(QLatin1String("action")).toString(), QStringLiteral("upgrade"));
            QCOMPARE(reply->body.value(QLatin1String("min_app")).toString(), QStringLiteral("9.4.0"));
            QCOMPARE(reply->body.value(QLatin1String("from")).toString(), place());
        }
    }

    void whatIsTypedStaysAndGoesUpLater()
    {
        const QString own = ProgramVersion::ofThis().text();
        m_lin->create(QStringLiteral("Before"));
        QCOMPARE(textOf(m_lin->sync().error), QString());
        take(QStringLiteral("99.1"));
        m_lin->create(QStringLiteral("Typed with a program that is too old"));
        const QStringList all = m_lin->accounts();
        for (int turn = 0; turn < 2; ++turn) {
            const SyncReport report = m_lin->sync();
            QVERIFY(report.error);
            QCOMPARE(report.error->key, QStringLiteral("sync.program_too_old_from"));
            QCOMPARE(report.error->arguments, (QStringList{QStringLiteral("99.1.0"), own, place()}));
            QVERIFY(report.online);
            QCOMPARE(m_lin->waiting(), 1);
            QCOMPARE(m_lin->accounts(), all);
        }
        // As somebody sees it whose program is new enough.
        m_server->run({QStringLiteral("program"), QStringLiteral("least"), own});
        QCOMPARE(textOf(m_lin->sync().error), QString());
        QCOMPARE(m_lin->waiting(), 0);
        QCOMPARE(m_lin->inbox(), 0);
        QCOMPARE(textOf(m_anna->sync().error), QString());
        QCOMPARE(m_anna->accounts(), all);
    }

    void aProgramThatRunsGoesOnOffline()
    {
        SyncAgent::Options options;
        options.run = Laptop::quick();
        m_server->run({QStringLiteral("program"), QStringLiteral("least"), QStringLiteral("99.1")});
        SyncAgent agent(m_lin->runner(), options);
        agent.start();
        QTRY_COMPARE_WITH_TIMEOUT(agent.status().state, SyncStatus::State::Stopped, 30'000);
        QCOMPARE(agent.status().error->key, QStringLiteral("sync.program_too_old"));
        QVERIFY(describe(*agent.status().error).contains(QStringLiteral("99.1.0")));
        m_lin->create(QStringLiteral("Goes on"));
        QTRY_COMPARE(agent.status().waiting, 1);
        QCOMPARE(agent.status().state, SyncStatus::State::Stopped);
        QVERIFY(m_lin->accounts().contains(QStringLiteral("Goes on")));
        takeAny();
        agent.syncNow();
        QTRY_COMPARE_WITH_TIMEOUT(agent.status().state, SyncStatus::State::Idle, 30'000);
        QTRY_COMPARE(agent.status().waiting, 0);
        agent.stop();
    }

    void aNewLaptopIsToldAndLeavesNothingBehind()
    {
        take(QStringLiteral("99.1"));
        QProcess process;
        process.start(QStringLiteral(DEALWRIGHT_CLI),
                      {QStringLiteral("-w"), m_root.filePath(QStringLiteral("new")), QStringLiteral("device"),
                       QStringLiteral("enrol"), QStringLiteral("--server"), m_server->url(),
                       QStringLiteral("--login"), QStringLiteral("anna"), QStringLiteral("--password-file"),
                       m_server->passwordFile(), QStringLiteral("--fingerprint"), m_server->fingerprint()});
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY(process.exitCode() != 0);
        const QString said = QString::fromUtf8(process.readAllStandardError());
        QVERIFY2(said.contains(QStringLiteral("99.1.0")) && said.contains(place()), qPrintable(said));
        int active = 0;
        for (const QJsonValue &row : devices())
            active += row[QLatin1String("state")].toString() == QLatin1String("active") ? 1 : 0;
        QCOMPARE(active, 2);
    }

    // Something in between takes the header away: that is said, and not that 0.1 is older than 0.1.
    void aHeaderThatIsLost()
    {
        const QString own = ProgramVersion::ofThis().text();
        const Error error = ServerLine::errorOf(
            {426, {{QStringLiteral("action"), QStringLiteral("upgrade")}, {QStringLiteral("min_app"), own}}});
        QCOMPARE(error.key, QStringLiteral("sync.version_unheard"));
        QCOMPARE(error.arguments, (QStringList{own, own}));
        // Nor is anything believed of a server that is none.
        for (const QJsonValue &least :
             {QJsonValue(), QJsonValue(9), QJsonValue(QStringLiteral("9.9.9.9")), QJsonValue(QJsonArray())}) {
            QCOMPARE(ServerLine::errorOf({426,
                                          {{QStringLiteral("action"), QStringLiteral("upgrade")},
                                           {QStringLiteral("min_app"), least}}})
                         .key,
                     QStringLiteral("sync.upgrade_needed"));
        }
        const Error told = ServerLine::errorOf(
            {426,
             {{QStringLiteral("action"), QStringLiteral("upgrade")},
              {QStringLiteral("min_app"), QStringLiteral("99")},
              {QStringLiteral("from"), QString(5'000, QLatin1Char('x')) + QStringLiteral("\n")}}});
        QCOMPARE(told.arguments.last().size(), 200);
    }

    void theServerKnowsWhatItsLaptopsRun()
    {
        const QJsonArray rows = devices();
        QVERIFY(rows.size() >= 2);
        for (const QJsonValue &row : rows)
            QVERIFY(ProgramVersion::fromText(row[QLatin1String("app")].toString()));
    }

private:
    QJsonArray devices() const
    {
        return m_server->run({QStringLiteral("device"), QStringLiteral("list")})
            .value(QLatin1String("rows"))
            .toArray();
    }
    static QString place() { return QStringLiteral("https://example.com/dealwright"); }
    void take(const QString &least)
    {
        m_server->run(
            {QStringLiteral("program"), QStringLiteral("least"), least, QStringLiteral("--from"), place()});
    }
    void takeAny() { m_server->run({QStringLiteral("program"), QStringLiteral("any")}); }

    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
    std::unique_ptr<Laptop> m_lin;
    std::unique_ptr<Laptop> m_anna;
};

DW_TEST(LeastProgramTest)

}  // namespace dw::test

#include "leastprogramtest.moc"
