// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/issuelist.h"
#include "tests/support/serverprogram.h"
#include "tests/support/testrunner.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace dw::test
{

// What the server refused, decided by the programs: killed at any moment nothing that was typed is lost, and
// the server's administrator sees what failed.
class DecidingTest : public QObject
{
    Q_OBJECT

private:
    QString path(const QString &name) const { return m_root.path() + QLatin1Char('/') + name; }

    QJsonObject answer(const QString &laptop, const QStringList &arguments) const
    {
        QProcess process;
        process.start(QStringLiteral(DEALWRIGHT_CLI),
                      QStringList{QStringLiteral("-w"), path(laptop), QStringLiteral("--json")} + arguments);
        if (!process.waitForFinished(120'000) || process.exitCode() != 0)
            qFatal("%s %s: %s", qPrintable(laptop), qPrintable(arguments.join(QLatin1Char(' '))),
                   process.readAllStandardError().constData());
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }
    void enrol(const QString &laptop, const QString &login) const
    {
        answer(laptop, {QStringLiteral("device"), QStringLiteral("enrol"), QStringLiteral("--server"),
                        m_server->url(), QStringLiteral("--login"), login, QStringLiteral("--password-file"),
                        m_server->passwordFile(), QStringLiteral("--fingerprint"), m_server->fingerprint()});
    }
    void sync(const QString &laptop) const { answer(laptop, {QStringLiteral("sync")}); }
    QString create(const QString &laptop, const QString &object, const QJsonObject &set) const
    {
        const QJsonObject arguments{{QStringLiteral("object"), object}, {QStringLiteral("set"), set}};
        return answer(laptop, {QStringLiteral("run"), QStringLiteral("record.create"),
                               QString::fromUtf8(QJsonDocument(arguments).toJson())})
            .value(QLatin1String("ids"))
            .toArray()
            .first()
            .toString();
    }
    void setAmount(const QString &laptop, const QString &deal, const QString &amount) const
    {
        const QJsonObject arguments{{QStringLiteral("object"), QStringLiteral("opportunity")},
                                    {QStringLiteral("id"), deal},
                                    {QStringLiteral("set"), QJsonObject{{QStringLiteral("amount"), amount}}}};
        answer(laptop, {QStringLiteral("run"), QStringLiteral("record.update"),
                        QString::fromUtf8(QJsonDocument(arguments).toJson())});
    }
    Result<QJsonArray> issues(const QString &laptop) const
    {
        Result<QJsonArray> lines = QJsonArray();
        ServerJob job;
        bool done = false;
        (void)readServerIssues(job, path(laptop), [&](const Result<QJsonArray> &told) {
            lines = told;
            done = true;
        });
        (void)QTest::qWaitFor([&] { return done; }, 30'000);
        return lines;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        m_server->addUser(QStringLiteral("lin"));
        m_server->addUser(QStringLiteral("anna"));
        m_server->start();
        enrol(QStringLiteral("a"), QStringLiteral("lin"));
        enrol(QStringLiteral("b"), QStringLiteral("anna"));
        sync(QStringLiteral("a"));
        const QString account = create(QStringLiteral("a"), QStringLiteral("account"),
                                       {{QStringLiteral("name"), QStringLiteral("Acme")}});
        const QString deal =
            create(QStringLiteral("a"), QStringLiteral("opportunity"),
                   {{QStringLiteral("name"), QStringLiteral("Deal")},
                    {QStringLiteral("account_id"), account},
                    {QStringLiteral("amount"), QStringLiteral("5000")},
                    {QStringLiteral("expected_close"), QStringLiteral("2027-01-15")},
                    {QStringLiteral("next_step"), QStringLiteral("Call")},
                    {QStringLiteral("next_step_at"), QStringLiteral("2027-01-02T02:00:00.000Z")}});
        sync(QStringLiteral("a"));
        sync(QStringLiteral("b"));
        setAmount(QStringLiteral("a"), deal, QStringLiteral("7000"));
        sync(QStringLiteral("a"));
        setAmount(QStringLiteral("b"), deal, QStringLiteral("6000"));
        sync(QStringLiteral("b"));
        QCOMPARE(answer(QStringLiteral("b"), {QStringLiteral("inbox"), QStringLiteral("list")})
                     .value(QLatin1String("count"))
                     .toInt(),
                 1);
    }
    void cleanupTestCase() { m_server.reset(); }

    // Either it waits still, or what follows from it waits to be sent: both are one transaction.
    void killedAtAnyMoment()
    {
        const QStringList decide{QStringLiteral("inbox"), QStringLiteral("mine"), QStringLiteral("1")};
        qint64 whole = 0;
        int waiting = 0, decided = 0;
        constexpr int Rounds = 12;
        for (int round = 0; round <= Rounds; ++round) {
            const QString laptop = QStringLiteral("k%1").arg(round);
            QCOMPARE(QProcess::execute(QStringLiteral("cp"),
                                       {QStringLiteral("-a"), path(QStringLiteral("b")), path(laptop)}),
                     0);
            QProcess process;
            QElapsedTimer clock;
            clock.start();
            process.start(QStringLiteral(DEALWRIGHT_CLI),
                          QStringList{QStringLiteral("-w"), path(laptop)} + decide);
            QVERIFY(process.waitForStarted());
            // The first one runs to its end and says how long that is.
            if (round > 0 && !process.waitForFinished(int(whole * round / Rounds)))
                process.kill();
            QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished(120'000));
            if (round == 0) {
                QCOMPARE(process.exitCode(), 0);
                whole = clock.elapsed() + 1;
            }
            const QJsonObject status = answer(laptop, {QStringLiteral("device"), QStringLiteral("status")});
            const int inbox = status.value(QLatin1String("inbox")).toInt();
            QCOMPARE(inbox + status.value(QLatin1String("waiting")).toInt(), 1);
            (inbox == 1 ? waiting : decided) += 1;
        }
        QVERIFY(decided >= 1);
        QVERIFY(waiting >= 1);
    }

    void theServerHasItInItsBook()
    {
        const QJsonArray rows =
            m_server->run({QStringLiteral("issues")}).value(QLatin1String("rows")).toArray();
        QCOMPARE(rows.size(), 1);
        const QJsonObject row = rows.first().toObject();
        QCOMPARE(row.value(QLatin1String("code")).toString(), QStringLiteral("conflict_guarded"));
        QCOMPARE(row.value(QLatin1String("login")).toString(), QStringLiteral("anna"));
        QCOMPARE(row.value(QLatin1String("typed")).toArray().size(), 1);
    }

    // From here on roles say who may do what.
    void onlyAdministratorsAreTold()
    {
        m_server->addUser(QStringLiteral("boss"),
                          {QStringLiteral("--role"), QStringLiteral("administrator")});
        enrol(QStringLiteral("c"), QStringLiteral("boss"));
        const auto told = issues(QStringLiteral("c"));
        QVERIFY2(told.ok(), told.ok() ? "" : qPrintable(told.error().key));
        QCOMPARE(told->size(), 1);
        const auto refused = issues(QStringLiteral("a"));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::Forbidden);
    }

private:
    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
};

DW_TEST(DecidingTest)

}  // namespace dw::test

#include "decidingtest.moc"
