// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/laptops/laptop.h"
#include "tests/support/serverprogram.h"
#include "tests/support/testrunner.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

namespace dw::test
{

// Real programs that are killed while they sync, at any moment: a laptop's, the server's, or both at once.
// Afterwards each transaction was done once and nothing is lost. DEALWRIGHT_KILL_ROUNDS for more of it,
// DEALWRIGHT_KILL_SEED for other moments.
class KillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostAndNothingTwice()
    {
        const int rounds = numberOf("DEALWRIGHT_KILL_ROUNDS", 200);
        QRandomGenerator random(quint32(numberOf("DEALWRIGHT_KILL_SEED", 7)));
        QTemporaryDir root;
        ServerProgram server(QStringLiteral(DEALWRIGHT_SERVER), root.path());
        server.addUser(QStringLiteral("lin"));
        server.start();
        auto lin = std::make_unique<Laptop>(server, QStringLiteral("lin"));
        QCOMPARE(textOf(lin->sync().error), QString());
        (void)lin->create(QStringLiteral("ACME"));
        QCOMPARE(textOf(lin->sync().error), QString());
        const QString ws = lin->folder();
        lin->close();

        int killedLaptop = 0, killedServer = 0;
        QStringList typed{QStringLiteral("ACME")};
        for (int round = 0; round < rounds; ++round) {
            // What is typed is there when the program says so, whatever comes after it.
            const QString name = QStringLiteral("round %1").arg(round);
            if (round % 4 == 0) {
                QVERIFY(create(ws, name));
                typed.append(name);
            }
            QProcess laptop;
            laptop.start(QStringLiteral(DEALWRIGHT_CLI), {QStringLiteral("-w"), ws, QStringLiteral("sync"),
                                                          QStringLiteral("--timeout"), QStringLiteral("20")});
            QVERIFY(laptop.waitForStarted());
            // A run takes some tens of milliseconds; where it was through before, nothing is killed.
            (void)laptop.waitForFinished(random.bounded(1, m_wholeMs));
            const int whom = random.bounded(4);
            if (whom == 0) {
                server.kill();
                ++killedServer;
            }
            killedLaptop += laptop.state() == QProcess::NotRunning ? 0 : 1;
            laptop.kill();
            (void)laptop.waitForFinished();
            QCOMPARE(laptop.state(), QProcess::NotRunning);
            if (whom == 0)
                server.start();
            if (round == 0)
                m_wholeMs = measure(ws);
        }
        QVERIFY2(rounds < 50 || killedLaptop > rounds / 3, qPrintable(QString::number(killedLaptop)));
        qInfo("%d rounds: a laptop was killed in %d, the server in %d", rounds, killedLaptop, killedServer);

        QCOMPARE(cli(ws, {QStringLiteral("sync")}), 0);
        const QJsonObject status = answer(ws, {QStringLiteral("device"), QStringLiteral("status")});
        QCOMPARE(status.value(QLatin1String("waiting")).toInt(-1), 0);
        QCOMPARE(status.value(QLatin1String("inbox")).toInt(-1), 0);
        // Each once, here and on a laptop that fetches all of it anew.
        typed.sort();
        QCOMPARE(accounts(ws), typed);
        Laptop anew(server, QStringLiteral("chen"));
        QCOMPARE(textOf(anew.sync().error), QString());
        QCOMPARE(anew.accounts(), typed);
        QCOMPARE(cli(ws, {QStringLiteral("verify")}), 0);
        server.stop();
        QVERIFY(server.run({QStringLiteral("verify")}).value(QLatin1String("ok")).toBool());
    }

private:
    static int numberOf(const char *variable, int otherwise)
    {
        bool given = false;
        const int number = qEnvironmentVariableIntValue(variable, &given);
        return given && number > 0 ? number : otherwise;
    }
    // How long a whole run takes here, so that moments of all of it are met.
    int measure(const QString &folder)
    {
        QElapsedTimer timer;
        timer.start();
        return cli(folder, {QStringLiteral("sync")}) == 0 ? int(std::max<qint64>(20, timer.elapsed() * 5 / 4))
                                                          : m_wholeMs;
    }
    bool create(const QString &folder, const QString &name)
    {
        const QJsonObject arguments{{QStringLiteral("object"), QStringLiteral("account")},
                                    {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), name}}}};
        return cli(folder, {QStringLiteral("run"), QStringLiteral("record.create"),
                            QString::fromUtf8(QJsonDocument(arguments).toJson(QJsonDocument::Compact))}) == 0;
    }
    // One that was killed while it cleared the lock of another that was leaves it uncleared for half a
    // minute.
    int cli(const QString &folder, const QStringList &arguments)
    {
        int code = -1;
        (void)QTest::qWaitFor(
            [&] {
                code = once(folder, arguments);
                return code != 1 || !m_errors.contains(" is open in ");
            },
            60'000);
        if (code != 0)
            qWarning("%s", m_errors.constData());
        return code;
    }
    int once(const QString &folder, const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(DEALWRIGHT_CLI), QStringList{QStringLiteral("-w"), folder} + arguments);
        if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
            return -1;
        m_output = process.readAllStandardOutput();
        m_errors = process.readAllStandardError();
        return process.exitCode();
    }
    QJsonObject answer(const QString &folder, const QStringList &arguments)
    {
        cli(folder, QStringList{QStringLiteral("--json")} + arguments);
        return QJsonDocument::fromJson(m_output).object();
    }
    QStringList accounts(const QString &folder)
    {
        QStringList found;
        const QJsonArray rows = answer(folder, {QStringLiteral("query"), QStringLiteral("account"),
                                                QStringLiteral("--fields"), QStringLiteral("name")})
                                    .value(QLatin1String("rows"))
                                    .toArray();
        for (const QJsonValue &row : rows)
            found.append(row[QLatin1String("name")].toString());
        found.sort();
        return found;
    }

    int m_wholeMs = 300;
    QByteArray m_output;
    QByteArray m_errors;
};

DW_TEST(KillTest)

}  // namespace dw::test

#include "killtest.moc"
