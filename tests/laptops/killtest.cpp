// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/laptops/laptop.h"
#include "tests/support/serverprogram.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
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

// Real programs that are killed while they sync, at any moment: one laptop's while the other goes on, both,
// the server's, or all at once. Both type, files are on their way, and what one of them may see is taken from
// it and given back. Afterwards each transaction was done once and nothing is lost. DEALWRIGHT_KILL_ROUNDS
// for more of it, DEALWRIGHT_KILL_SEED for other moments.
class KillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostAndNothingTwice();

private:
    // More than leave at once: they leave in batches.
    static constexpr int Leaving = 520;
    static constexpr char Canary[] = "Quetzalbrook";

    // One laptop and what was typed there.
    struct Desk
    {
        std::unique_ptr<Laptop> laptop;
        QString ws;
        QString name;
        QStringList typed;
        Id account;
        QList<QByteArray> files;
        int killed = 0;
    };
    Desk enrol(const ServerProgram &server, const QString &login)
    {
        Desk desk;
        desk.name = login;
        desk.laptop = std::make_unique<Laptop>(server, login);
        if (const QString error = textOf(desk.laptop->sync().error); !error.isEmpty())
            qFatal("%s", qPrintable(error));
        desk.ws = desk.laptop->folder();
        desk.account = desk.laptop->create(login + QStringLiteral(" first"));
        desk.typed.append(login + QStringLiteral(" first"));
        return desk;
    }
    void type(Desk &desk, int round)
    {
        // What is typed is there when the program says so, whatever comes after it.
        const QString name = QStringLiteral("%1 round %2").arg(desk.name).arg(round);
        QVERIFY(create(desk.ws, name));
        desk.typed.append(name);
    }
    // Three chunks.
    void attach(Desk &desk, const QString &folder)
    {
        QByteArray bytes(9 * 1024 * 1024, char('a' + desk.files.size()));
        bytes.append(desk.name.toLatin1());
        QFile file(folder + QStringLiteral("/file.bin"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        // Whoever was killed has let go of it.
        QCOMPARE(cli(desk.ws, {QStringLiteral("device"), QStringLiteral("status")}), 0);
        desk.laptop->open();
        desk.laptop->attach({QStringLiteral("account"), desk.account}, file.fileName());
        desk.laptop->close();
        desk.files.append(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
    }
    void setRole(const Desk &by, const Id &user, const char *role)
    {
        const QJsonObject arguments{
            {QStringLiteral("object"), QStringLiteral("user")},
            {QStringLiteral("id"), user.toString()},
            {QStringLiteral("set"),
             QJsonObject{{QStringLiteral("role_ids"),
                          QJsonArray{Id::named(QByteArray("role:") + role).toString()}}}}};
        QCOMPARE(cli(by.ws, {QStringLiteral("run"), QStringLiteral("record.update"),
                             QString::fromUtf8(QJsonDocument(arguments).toJson(QJsonDocument::Compact))}),
                 0);
    }
    static void begin(QProcess &process, const Desk &desk)
    {
        process.start(QStringLiteral(DEALWRIGHT_CLI), {QStringLiteral("-w"), desk.ws, QStringLiteral("sync"),
                                                       QStringLiteral("--timeout"), QStringLiteral("20")});
        if (!process.waitForStarted())
            qFatal("no program");
    }
    // Both sync at once, and some of the three programs are killed at any moment.
    void round(ServerProgram &server, Desk &first, Desk &second, QRandomGenerator &random)
    {
        QProcess programs[2];
        Desk *const desks[2] = {&first, &second};
        begin(programs[0], first);
        begin(programs[1], second);
        // A run takes some tens of milliseconds; where it was through before, nothing is killed.
        (void)programs[0].waitForFinished(random.bounded(1, m_wholeMs));
        // Which laptops, and whether the server.
        const int whom = random.bounded(8);
        const bool killsServer = whom < 2;
        const bool kills[2] = {whom != 0 && whom != 2, whom != 0 && whom != 3};
        if (killsServer) {
            server.kill();
            ++m_killedServer;
        }
        for (int i = 0; i < 2; ++i) {
            if (!kills[i])
                continue;
            desks[i]->killed += programs[i].state() == QProcess::NotRunning ? 0 : 1;
            programs[i].kill();
            (void)programs[i].waitForFinished();
        }
        if (killsServer)
            server.start();
        for (int i = 0; i < 2; ++i) {
            if (kills[i])
                continue;
            QVERIFY(programs[i].state() == QProcess::NotRunning || programs[i].waitForFinished(120'000));
            QCOMPARE(programs[i].exitStatus(), QProcess::NormalExit);
            // What the other's end did to it: nothing.
            QVERIFY2(killsServer || programs[i].exitCode() == 0, programs[i].readAllStandardError());
        }
    }
    void isInStep(const Desk &desk)
    {
        QCOMPARE(cli(desk.ws, {QStringLiteral("sync")}), 0);
        const QJsonObject status = answer(desk.ws, {QStringLiteral("device"), QStringLiteral("status")});
        QCOMPARE(status.value(QLatin1String("waiting")).toInt(-1), 0);
        QCOMPARE(status.value(QLatin1String("inbox")).toInt(-1), 0);
    }
    static QStringList filesWith(const QString &folder, const QByteArray &text)
    {
        QStringList found;
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
                found.append(QFileInfo(file).fileName());
        }
        return found;
    }
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
    int m_killedServer = 0;
    QByteArray m_output;
    QByteArray m_errors;
};

void KillTest::nothingIsLostAndNothingTwice()
{
    const int rounds = numberOf("DEALWRIGHT_KILL_ROUNDS", 200);
    QRandomGenerator random(quint32(numberOf("DEALWRIGHT_KILL_SEED", 7)));
    QTemporaryDir root;
    ServerProgram server(QStringLiteral(DEALWRIGHT_SERVER), root.path());
    server.addUser(QStringLiteral("lin"), {QStringLiteral("--role"), QStringLiteral("administrator")});
    server.addUser(QStringLiteral("mei"), {QStringLiteral("--role"), QStringLiteral("administrator")});
    server.start();
    Desk lin = enrol(server, QStringLiteral("lin")), mei = enrol(server, QStringLiteral("mei"));
    const Id user = mei.laptop->joined().user;
    for (int i = 0; i < Leaving; ++i) {
        lin.typed.append(QStringLiteral("%1 %2").arg(QLatin1String(Canary)).arg(i));
        (void)lin.laptop->create(lin.typed.last());
    }
    for (Desk *desk : {&lin, &mei, &lin, &mei})
        QCOMPARE(textOf(desk->laptop->sync().error), QString());
    lin.laptop->close();
    mei.laptop->close();
    m_wholeMs = measure(lin.ws);

    bool sees = true;
    for (int round = 0; round < rounds; ++round) {
        if (round % 4 == 0)
            type(lin, round);
        if (round % 4 == 2)
            type(mei, round);
        if (round % 20 == 3) {
            sees = !sees;
            setRole(lin, user, sees ? "administrator" : "sales_rep");
        }
        if (round % 50 == 10 || round % 50 == 35)
            attach(round % 50 == 10 ? lin : mei, root.path());
        this->round(server, lin, mei, random);
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY2(rounds < 50 || (lin.killed > rounds / 4 && mei.killed > rounds / 4),
             qPrintable(QStringLiteral("%1 %2").arg(lin.killed).arg(mei.killed)));
    qInfo("%d rounds: laptops were killed in %d and %d, the server in %d", rounds, lin.killed, mei.killed,
          m_killedServer);

    setRole(lin, user, "administrator");
    for (const Desk *desk : {&lin, &mei, &lin, &mei})
        isInStep(*desk);
    // Each once, on both and on a laptop that fetches all of it anew.
    QStringList typed = lin.typed + mei.typed;
    typed.sort();
    QCOMPARE(accounts(lin.ws), typed);
    QCOMPARE(accounts(mei.ws), typed);
    Laptop anew(server, QStringLiteral("chen"));
    SyncRunner::Options all = Laptop::quick();
    all.files = LaptopPolicy{.fetchUpTo = 64 * 1024 * 1024};
    QCOMPARE(textOf(anew.sync(all).error), QString());
    QCOMPARE(anew.accounts(), typed);
    const QList<QByteArray> files = lin.files + mei.files;
    for (const QByteArray &sha256 : files) {
        const auto path = anew.workspace().blobPath(sha256);
        QVERIFY2(path.ok(), sha256.toHex());
        QFile file(*path);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        QVERIFY(file.open(QIODevice::ReadOnly) && hash.addData(&file) && hash.result() == sha256);
    }
    for (const Desk *desk : {&lin, &mei}) {
        const int checked = cli(desk->ws, {QStringLiteral("verify")});
        QVERIFY2(checked == 0, desk->name.toLatin1() + '\n' + m_output);
    }
    // What is taken away in the end is nowhere any more.
    setRole(lin, user, "sales_rep");
    isInStep(lin);
    isInStep(mei);
    mei.typed.sort();
    QCOMPARE(accounts(mei.ws), mei.typed);
    QVERIFY(!filesWith(lin.ws, Canary).isEmpty());
    QCOMPARE(filesWith(mei.ws, Canary), QStringList());
    // Figures that her role does not show are not on her laptop.
    (void)once(mei.ws, {QStringLiteral("verify")});
    const QByteArrayList lines = m_output.split('\n');
    for (const QByteArray &line : lines)
        QVERIFY2(!line.contains("\tfailed\t") || line.startsWith("computed\t"), m_output);
    server.stop();
    QVERIFY(server.run({QStringLiteral("verify")}).value(QLatin1String("ok")).toBool());
}

DW_TEST(KillTest)

}  // namespace dw::test

#include "killtest.moc"
