// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/service/wireclient.h"
#include "tests/support/files.h"
#include "tests/support/testrunner.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/types.h>

#include <csignal>

using namespace dw::test;

// The program as an administrator starts it: processes, signals and answers.
class ProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_root = std::make_unique<QTemporaryDir>();
        writeFile(path("pw"), "correct horse battery\n");
        const QJsonObject made =
            answer({QStringLiteral("init"), QStringLiteral("--name"), QStringLiteral("acme"),
                    QStringLiteral("--password-file"), path("pw")});
        m_fingerprint = made.value(QLatin1String("fingerprint")).toString();
        QCOMPARE(m_fingerprint.size(), 32 * 3 - 1);
        QVERIFY(!made.contains(QLatin1String("password")));
        m_template = std::move(m_root);
    }
    // Each test has the new server as it was made.
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        m_folder = QStringLiteral("server");
        QCOMPARE(QProcess::execute(
                     QStringLiteral("cp"),
                     {QStringLiteral("-a"), m_template->path() + QStringLiteral("/."), m_root->path()}),
                 0);
    }
    void cleanup()
    {
        if (m_server) {
            m_server->kill();
            m_server->waitForFinished();
        }
        m_server.reset();
    }

    void servesAndGoesDown()
    {
        const QJsonObject started = serve({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        QCOMPARE(started.value(QLatin1String("fingerprint")).toString(), m_fingerprint);
        WireClient client(port(started));
        QCOMPARE(client.get("/health").status, 200);
        QCOMPARE(signIn(client, QStringLiteral("admin"), QStringLiteral("correct horse battery")), 200);
        ::kill(pid_t(m_server->processId()), SIGTERM);
        QVERIFY(m_server->waitForFinished(10'000));
        QCOMPARE(m_server->exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_server->exitCode(), 0);
        const QByteArray log = m_server->readAllStandardError();
        QVERIFY(log.contains("\"event\":\"started\""));
        QVERIFY(log.contains("\"event\":\"stopped\""));
        for (const QByteArray &line : log.trimmed().split('\n'))
            QVERIFY2(!QJsonDocument::fromJson(line).object().value(QLatin1String("ts")).toString().isEmpty(),
                     line.constData());
        QVERIFY(!QFileInfo::exists(path("server/admin.sock")));
    }

    // Users and devices are looked after while the server runs, and when it stands.
    void looksAfterUsers_data()
    {
        QTest::addColumn<bool>("running");
        QTest::newRow("running") << true;
        QTest::newRow("standing") << false;
    }
    void looksAfterUsers()
    {
        QFETCH(bool, running);
        if (running)
            serve({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        const QJsonObject lin = answer({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("lin"),
                                        QStringLiteral("--name"), QStringLiteral("林悦"),
                                        QStringLiteral("--email"), QStringLiteral("lin@example.com")});
        QCOMPARE(lin.value(QLatin1String("login")).toString(), QStringLiteral("lin"));
        const QString password = lin.value(QLatin1String("password")).toString();
        QVERIFY(password.size() >= 20);
        QCOMPARE(rows(QStringLiteral("user")).size(), 2);
        QCOMPARE(rows(QStringLiteral("device")).size(), 0);
        QCOMPARE(run({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("lin"),
                      QStringLiteral("--name"), QStringLiteral("x"), QStringLiteral("--email"),
                      QStringLiteral("x@example.com")}),
                 2);
        QCOMPARE(run({QStringLiteral("user"), QStringLiteral("disable"), QStringLiteral("nobody")}), 1);
        QCOMPARE(run({QStringLiteral("user"), QStringLiteral("dance")}), 64);
        QCOMPARE(run({QStringLiteral("device"), QStringLiteral("revoke"), QStringLiteral("x")}), 1);
        QCOMPARE(run({QStringLiteral("user"), QStringLiteral("passwd"), QStringLiteral("lin"),
                      QStringLiteral("--password-file"), path("pw")}),
                 0);
        const QJsonObject stats = answer({QStringLiteral("stats")});
        QCOMPARE(stats.value(QLatin1String("users")).toInt(), 2);
        QCOMPARE(stats.value(QLatin1String("name")).toString(), QStringLiteral("acme"));
        if (!running)
            m_started = serve({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        WireClient client(port(m_started));
        QCOMPARE(signIn(client, QStringLiteral("lin"), password), 401);
        QCOMPARE(signIn(client, QStringLiteral("lin"), QStringLiteral("correct horse battery")), 200);
        QCOMPARE(run({QStringLiteral("user"), QStringLiteral("disable"), QStringLiteral("lin")}), 0);
        QCOMPARE(signIn(client, QStringLiteral("lin"), QStringLiteral("correct horse battery")), 403);
        QStringList events;
        const QJsonArray lines =
            answer({QStringLiteral("user"), QStringLiteral("signins"), QStringLiteral("lin"),
                    QStringLiteral("--limit"), QStringLiteral("3")})
                .value(QLatin1String("rows"))
                .toArray();
        for (const QJsonValue &line : lines)
            events.append(line[QLatin1String("event")].toString());
        QCOMPARE(events, (QStringList{QStringLiteral("user_disabled"), QStringLiteral("signed_in"),
                                      QStringLiteral("bad_password")}));
    }

    void keepsHouse_data() { looksAfterUsers_data(); }
    void keepsHouse()
    {
        QFETCH(bool, running);
        if (running)
            serve({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        const QJsonObject done = answer({QStringLiteral("housekeep")});
        QCOMPARE(done.keys(), (QStringList{QStringLiteral("files"), QStringLiteral("horizon"),
                                           QStringLiteral("issues"), QStringLiteral("purged")}));
        QCOMPARE(done.value(QLatin1String("purged")).toInt(-1), 0);
    }

    void keepsPolicies_data() { looksAfterUsers_data(); }
    void keepsPolicies()
    {
        QFETCH(bool, running);
        if (running)
            serve({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        const auto policy = [this](const char *line) {
            return run(QStringList{QStringLiteral("policy")} +
                       QString::fromLatin1(line).split(QLatin1Char(' ')));
        };
        QCOMPARE(rows(QStringLiteral("policy")).size(), 5);
        QCOMPARE(policy("set revoked_input_days 3"), 0);
        QCOMPARE(policy("set fetch_kib 2048 --role sales_rep"), 0);
        QCOMPARE(policy("set revoked_input_days 31"), 64);
        QCOMPARE(policy("set revoked_input_days -1"), 64);
        QCOMPARE(policy("set revoked_input_days few"), 64);
        QCOMPARE(policy("set revoked_input_days 3 --role sales_rep"), 1);
        QCOMPARE(policy("set lease_days 0"), 64);
        QCOMPARE(policy("set lease_days 91"), 64);
        QCOMPARE(policy("set lease_days 7 --role sales_rep"), 1);
        QCOMPARE(policy("set lease_days 90"), 0);
        QCOMPARE(policy("set fetch_kib 1 --role nobody"), 1);
        QCOMPARE(policy("set colour 1"), 1);
        QCOMPARE(policy("reset"), 64);
        QStringList said;
        for (const QJsonValue &row : rows(QStringLiteral("policy")))
            said.append(QStringLiteral("%1 %2 %3")
                            .arg(row[QLatin1String("name")].toString(), row[QLatin1String("role")].toString(),
                                 QString::number(row[QLatin1String("value")].toDouble())));
        QCOMPARE(said, (QStringList{
                           QStringLiteral("revoked_input_days  3"), QStringLiteral("lease_days  90"),
                           QStringLiteral("fetch_kib  1024"), QStringLiteral("fetch_kib sales_rep 2048"),
                           QStringLiteral("laptop_files_mib  2048"), QStringLiteral("server_files_mib  0")}));
        QCOMPARE(policy("reset fetch_kib --role sales_rep"), 0);
        QCOMPARE(rows(QStringLiteral("policy")).size(), 5);
    }

    void keepsTheLeastProgram_data()
    {
        QTest::addColumn<bool>("running");
        QTest::newRow("while it stands") << false;
        QTest::newRow("while it runs") << true;
    }
    void keepsTheLeastProgram()
    {
        QFETCH(bool, running);
        if (running)
            serve({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        const auto program = [this](const QStringList &rest) {
            return run(QStringList{QStringLiteral("program")} + rest);
        };
        const auto shown = [this] { return answer({QStringLiteral("program"), QStringLiteral("show")}); };
        QCOMPARE(shown().value(QLatin1String("least")).toString(), QString());
        QVERIFY(!shown().value(QLatin1String("server")).toString().isEmpty());
        const QString place = QStringLiteral("https://example.com/dealwright");
        QCOMPARE(program({QStringLiteral("least"), QStringLiteral("1.4"), QStringLiteral("--from"), place}),
                 0);
        QCOMPARE(shown().value(QLatin1String("least")).toString(), QStringLiteral("1.4.0"));
        QCOMPARE(shown().value(QLatin1String("from")).toString(), place);
        for (const char *wrong : {"newest", "1.2.3.4", "-1", "1.", "1.x", "99999999", "1.4.0/win"})
            QVERIFY2(program({QStringLiteral("least"), QLatin1String(wrong)}) != 0, wrong);
        for (const QString &wrong : {QString(201, QLatin1Char('x')), QStringLiteral("a\nb")})
            QVERIFY(program({QStringLiteral("least"), QStringLiteral("1"), QStringLiteral("--from"),
                             wrong}) != 0);
        QVERIFY(program({}) != 0);
        QVERIFY(program({QStringLiteral("any"), QStringLiteral("1.0")}) != 0);
        QCOMPARE(shown().value(QLatin1String("least")).toString(), QStringLiteral("1.4.0"));
        QCOMPARE(program({QStringLiteral("any")}), 0);
        QCOMPARE(shown().value(QLatin1String("least")).toString(), QString());
    }

    void servesOnASocket()
    {
        const QString socket = path("http.sock");
        serve({QStringLiteral("--socket"), socket});
        QLocalSocket client;
        client.connectToServer(socket);
        QVERIFY(client.waitForConnected(5000));
        client.write("GET /health HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6, 192.0.2.7\r\n\r\n");
        QVERIFY(client.waitForReadyRead(5000));
        QVERIFY(client.readAll().startsWith("HTTP/1.1 200 OK"));
        // What comes through the proxy comes from elsewhere.
        client.write("GET /metrics HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 127.0.0.1\r\n\r\n");
        QVERIFY(client.waitForReadyRead(5000));
        QVERIFY(client.readAll().startsWith("HTTP/1.1 404"));
        client.write("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(client.waitForReadyRead(5000));
        QVERIFY(client.readAll().startsWith("HTTP/1.1 200"));
        // Nobody else takes the socket of one that runs.
        QCOMPARE(QFileInfo(socket).permissions() & (QFileDevice::ReadOther | QFileDevice::WriteOther),
                 QFileDevice::Permissions());
    }

    void takesANewCertificate()
    {
        m_started = serve({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        const QByteArray before = seen();
        QFile::remove(path("server/tls/certificate.pem"));
        QFile::remove(path("server/tls/key.pem"));
        ::kill(pid_t(m_server->processId()), SIGHUP);
        QTRY_VERIFY(seen() != before);
    }

    void comesBackFromABackup()
    {
        serve({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        answer({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("lin"),
                QStringLiteral("--name"), QStringLiteral("Lin"), QStringLiteral("--email"),
                QStringLiteral("lin@example.com"), QStringLiteral("--password-file"), path("pw")});
        const QJsonObject stats = answer({QStringLiteral("stats")});
        QCOMPARE(run({QStringLiteral("backup"), path("backup")}), 0);
        cleanup();
        QCOMPARE(run({QStringLiteral("restore"), path("backup")}), 1);  // over what is there: never
        m_folder = QStringLiteral("restored");
        QCOMPARE(run({QStringLiteral("restore"), path("backup")}), 0);
        const QJsonObject restored = answer({QStringLiteral("stats")});
        QCOMPARE(restored.value(QLatin1String("users")).toInt(), 2);
        QVERIFY(restored.value(QLatin1String("epoch")) != stats.value(QLatin1String("epoch")));
        const QJsonObject verified = answer({QStringLiteral("verify")});
        QVERIFY(verified.value(QLatin1String("ok")).toBool());
        m_started = serve({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        WireClient client(port(m_started));
        QCOMPARE(signIn(client, QStringLiteral("lin"), QStringLiteral("correct horse battery")), 200);
    }

    // F3.98, F3.76: a backup is proven to come back, and that is on record; so is one that does not.
    void provesThatABackupComesBack()
    {
        m_started = serve({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        QVERIFY(!answer({QStringLiteral("stats")}).contains(QLatin1String("backup")));
        QCOMPARE(run({QStringLiteral("backup"), path("backup")}), 0);
        // What one left that was killed goes, too.
        QVERIFY(QDir(path("server")).mkpath(QStringLiteral("rehearsal-killed/server")));
        QCOMPARE(run({QStringLiteral("rehearse"), path("backup")}), 0);
        const QJsonObject proven = answer({QStringLiteral("stats")});
        for (const char *what : {"backup", "restore_test"}) {
            const QJsonObject entry = proven.value(QLatin1String(what)).toObject();
            QVERIFY2(entry.value(QLatin1String("ok")).toBool(), what);
            QCOMPARE(entry.value(QLatin1String("folder")).toString(), path("backup"));
            QVERIFY(!entry.value(QLatin1String("at")).toString().isEmpty());
        }
        // What it took is gone again, and the server has gone on.
        const QStringList left = QDir(path("server")).entryList({QStringLiteral("rehearsal-*")});
        QCOMPARE(left, QStringList());
        WireClient client(port(m_started));
        QVERIFY(client.get("/metrics").body.contains("dealwright_backup_failed{kind=\"restore_test\"} 0"));

        // A disk that lost a part of it.
        QFile file(path("backup/workspace.backup"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(file.size() / 2));
        file.close();
        QCOMPARE(run({QStringLiteral("rehearse"), path("backup")}), 1);
        QVERIFY(!m_complaint.isEmpty());
        QCOMPARE(run({QStringLiteral("backup"), path("backup")}), 1);  // never over another
        const QJsonObject failed = answer({QStringLiteral("stats")});
        for (const char *what : {"backup_failed", "restore_test_failed"}) {
            const QJsonObject entry = failed.value(QLatin1String(what)).toObject();
            QVERIFY2(!entry.value(QLatin1String("problem")).toString().isEmpty(), what);
        }
        // When one went well last stays.
        QCOMPARE(failed.value(QLatin1String("restore_test")), proven.value(QLatin1String("restore_test")));
        QVERIFY(client.get("/metrics").body.contains("dealwright_backup_failed{kind=\"restore_test\"} 1"));
    }

    void refusesWrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        const auto row = [](const char *line, int code) {
            QTest::newRow(line) << QString::fromLatin1(line).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                                << code;
        };
        row("", 64);
        row("dance", 64);
        row("serve --listen nowhere", 64);
        row("serve --listen 127.0.0.1:99999", 64);
        row("serve --listen ::1:8443", 64);
        row("serve --listen 1 --socket x", 64);
        row("serve --certificate x", 64);
        row("serve --certificate /none --key /none", 1);
        row("serve --listen 203.0.113.77:1", 1);
        row("serve --log loud", 64);
        row("init", 1);
        row("init --name", 64);
        row("init --zone Nowhere", 64);
        row("init --currency XXQ", 64);
        row("backup", 64);
        row("rehearse", 64);
        row("rehearse /none", 1);
        row("verify x", 64);
        row("stats x", 64);
        row("housekeep x", 64);
    }
    void refusesWrongUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QCOMPARE(run(arguments), code);
        QVERIFY(m_complaint.startsWith("dealwright-server: "));
        QCOMPARE(m_complaint.count('\n'), 1);
    }

    void twoDoNotServeTheSame()
    {
        serve({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        QCOMPARE(run({QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")}),
                 1);
        QCOMPARE(answer({QStringLiteral("stats")}).value(QLatin1String("users")).toInt(), 1);
    }

private:
    QString path(const char *name) const { return m_root->filePath(QString::fromLatin1(name)); }
    QStringList command(const QStringList &arguments) const
    {
        return QStringList{QStringLiteral("-d"), m_root->filePath(m_folder), QStringLiteral("--json")} +
               arguments;
    }
    int run(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(DEALWRIGHT_SERVER), command(arguments));
        if (!process.waitForFinished(30'000))
            return -1;
        m_output = process.readAllStandardOutput();
        m_complaint = process.readAllStandardError();
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    }
    QJsonObject answer(const QStringList &arguments)
    {
        const int code = run(arguments);
        if (code != 0)
            qWarning("%d %s", code, m_complaint.constData());
        return QJsonDocument::fromJson(m_output).object();
    }
    QJsonArray rows(const QString &what)
    {
        return answer({what, QStringLiteral("list")}).value(QLatin1String("rows")).toArray();
    }
    QJsonObject serve(const QStringList &arguments)
    {
        m_server = std::make_unique<QProcess>();
        m_server->start(QStringLiteral(DEALWRIGHT_SERVER),
                        command(QStringList{QStringLiteral("serve")} + arguments));
        while (!m_server->canReadLine() && m_server->waitForReadyRead(20'000)) {
        }
        m_started = QJsonDocument::fromJson(m_server->readLine()).object();
        return m_started;
    }
    static quint16 port(const QJsonObject &started)
    {
        return quint16(started.value(QLatin1String("url")).toString().section(QLatin1Char(':'), -1).toUInt());
    }
    static int signIn(WireClient &client, const QString &login, const QString &password)
    {
        return client
            .post("/api/v1/auth/signin", {{QStringLiteral("workspace"), QStringLiteral("acme")},
                                          {QStringLiteral("user"), login},
                                          {QStringLiteral("password"), password}})
            .status;
    }
    QByteArray seen()
    {
        WireClient client(port(m_started));
        return client.socket().peerCertificate().digest(QCryptographicHash::Sha256);
    }

    std::unique_ptr<QTemporaryDir> m_template;
    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<QProcess> m_server;
    QString m_folder = QStringLiteral("server");
    QString m_fingerprint;
    QJsonObject m_started;
    QByteArray m_output;
    QByteArray m_complaint;
};

DW_TEST(ProgramTest)

#include "programtest.moc"
