// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serverprogram.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

#include <array>
#include <memory>

namespace dw::test
{

// Two laptops and a server, each in a network of its own (Linux network namespaces), with a cable from each
// laptop to the server that is pulled and put back: nothing tells the programs that it is gone.
class NetworkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_ip = QStandardPaths::findExecutable(QStringLiteral("ip"));
        if (m_ip.isEmpty())
            m_ip = QStandardPaths::findExecutable(QStringLiteral("ip"), {QStringLiteral("/usr/sbin")});
        if (m_ip.isEmpty())
            QSKIP("iproute2 is not installed");
        m_made = ip({QStringLiteral("netns"), QStringLiteral("add"), space(Server)});
        // In a changed root that is no mount of its own they can be made and not be entered.
        if (!m_made || !ip({QStringLiteral("-n"), space(Server), QStringLiteral("link")}))
            QSKIP("network namespaces are not permitted here");
        for (const int laptop : {Lin, Anna})
            QVERIFY(connectLaptop(laptop));
        QVERIFY(ip({QStringLiteral("-n"), space(Server), QStringLiteral("link"), QStringLiteral("set"),
                    QStringLiteral("lo"), QStringLiteral("up")}));
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        for (const int laptop : {Lin, Anna})
            m_server->addUser(login(laptop));
        m_serving.setWorkingDirectory(m_root.path());
        m_serving.setStandardErrorFile(m_root.filePath(QStringLiteral("server.log")));
        m_serving.start(
            m_ip, in(Server, QStringLiteral(DEALWRIGHT_SERVER),
                     {QStringLiteral("-d"), QStringLiteral("server"), QStringLiteral("--json"),
                      QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("0.0.0.0:8443")}));
        QVERIFY(m_serving.waitForReadyRead(60'000));
        for (const int laptop : {Lin, Anna}) {
            QCOMPARE(
                cli(laptop,
                    {QStringLiteral("device"), QStringLiteral("enrol"), QStringLiteral("--server"),
                     QStringLiteral("https://%1:8443").arg(address(laptop, Server)),
                     QStringLiteral("--login"), login(laptop), QStringLiteral("--fingerprint"),
                     m_server->fingerprint(), QStringLiteral("--password-file"), m_server->passwordFile()}),
                0);
            QCOMPARE(sync(laptop), 0);
        }
    }
    void cleanupTestCase()
    {
        for (QProcess *process : {&m_following[0], &m_following[1], &m_serving}) {
            process->kill();
            process->waitForFinished();
        }
        if (!m_made)
            return;
        for (const int node : {Lin, Anna, Server})
            ip({QStringLiteral("netns"), QStringLiteral("delete"), space(node)});
    }

    // Work goes on without the line, and comes together when it is back.
    void aCableIsPulled()
    {
        create(Lin, "Before");
        QCOMPARE(sync(Lin), 0);
        QCOMPARE(sync(Anna), 0);
        cable(Lin, false);
        create(Lin, "Typed without a line");
        QCOMPARE(sync(Lin), 1);
        QVERIFY2(m_errors.contains("https") || m_errors.contains(address(Lin, Server).toLatin1()), m_errors);
        create(Anna, "Typed meanwhile");
        QCOMPARE(sync(Anna), 0);
        QCOMPARE(accounts(Anna), names({"Before", "Typed meanwhile"}));
        QCOMPARE(accounts(Lin), names({"Before", "Typed without a line"}));
        cable(Lin, true);
        QCOMPARE(sync(Lin), 0);
        QCOMPARE(sync(Anna), 0);
        const QStringList all = names({"Before", "Typed meanwhile", "Typed without a line"});
        QCOMPARE(accounts(Lin), all);
        QCOMPARE(accounts(Anna), all);
    }

    // Both follow the server; one line goes silent in the middle of it and comes back.
    void aLiveLineIsPulled()
    {
        for (const int laptop : {Lin, Anna}) {
            QProcess &process = m_following[size_t(laptop)];
            process.setProcessChannelMode(QProcess::MergedChannels);
            process.start(m_ip, in(laptop, QStringLiteral(DEALWRIGHT_CLI),
                                   {QStringLiteral("-w"), folder(laptop), QStringLiteral("sync"),
                                    QStringLiteral("--follow")}));
            QVERIFY(process.waitForReadyRead(60'000));
        }
        cable(Lin, false);
        m_server->run({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("late"),
                       QStringLiteral("--name"), QStringLiteral("Late"), QStringLiteral("--email"),
                       QStringLiteral("late@acme.cn"), QStringLiteral("--password-file"),
                       m_server->passwordFile()});
        cable(Lin, true);
        for (const int laptop : {Anna, Lin}) {
            QProcess &process = m_following[size_t(laptop)];
            // It has the one that came while its line was away; a dead line is noticed within a minute.
            QTRY_VERIFY2_WITH_TIMEOUT(hasUser(laptop, "late"), process.peek(100'000).constData(), 150'000);
            process.terminate();
            QVERIFY(process.waitForFinished(30'000));
        }
    }

private:
    enum Node { Lin, Anna, Server };

    static QString space(int node)
    {
        static constexpr std::array names{"lin", "anna", "server"};
        return QStringLiteral("dw-%1-%2").arg(QLatin1String(names[size_t(node)])).arg(::getpid());
    }
    static QString login(int laptop)
    {
        return laptop == Lin ? QStringLiteral("lin") : QStringLiteral("anna");
    }
    static QString address(int laptop, int node)
    {
        return QStringLiteral("10.213.%1.%2").arg(laptop + 1).arg(node == Server ? 1 : 2);
    }
    QString folder(int laptop) const { return m_root.filePath(QStringLiteral("of_") + login(laptop)); }

    bool ip(const QStringList &arguments) const
    {
        QProcess process;
        process.start(m_ip, arguments);
        if (!process.waitForFinished(30'000) || process.exitStatus() != QProcess::NormalExit)
            return false;
        if (process.exitCode() != 0)
            qInfo("ip %s: %s", qPrintable(arguments.join(QLatin1Char(' '))),
                  process.readAllStandardError().trimmed().constData());
        return process.exitCode() == 0;
    }
    QStringList in(int node, const QString &program, const QStringList &arguments) const
    {
        return QStringList{QStringLiteral("netns"), QStringLiteral("exec"), space(node), program} + arguments;
    }
    bool connectLaptop(int laptop) const
    {
        const QString here = QStringLiteral("here");
        const QString there = login(laptop);
        const auto in = [this](int node, const QStringList &arguments) {
            return ip(QStringList{QStringLiteral("-n"), space(node)} + arguments);
        };
        const auto up = [&](int node, const QString &device) {
            return in(node, {QStringLiteral("address"), QStringLiteral("add"),
                             address(laptop, node) + QStringLiteral("/24"), QStringLiteral("dev"), device}) &&
                   in(node, {QStringLiteral("link"), QStringLiteral("set"), QStringLiteral("dev"), device,
                             QStringLiteral("up")});
        };
        return ip({QStringLiteral("netns"), QStringLiteral("add"), space(laptop)}) &&
               in(laptop, {QStringLiteral("link"), QStringLiteral("add"), here, QStringLiteral("type"),
                           QStringLiteral("veth"), QStringLiteral("peer"), QStringLiteral("name"), there,
                           QStringLiteral("netns"), space(Server)}) &&
               up(laptop, here) && up(Server, there);
    }
    // At the server's end: the laptop's own device stays up, packets go nowhere.
    void cable(int laptop, bool plugged) const
    {
        QVERIFY(ip({QStringLiteral("-n"), space(Server), QStringLiteral("link"), QStringLiteral("set"),
                    QStringLiteral("dev"), login(laptop),
                    plugged ? QStringLiteral("up") : QStringLiteral("down")}));
    }

    int cli(int laptop, const QStringList &arguments)
    {
        QProcess process;
        process.start(m_ip, in(laptop, QStringLiteral(DEALWRIGHT_CLI),
                               QStringList{QStringLiteral("-w"), folder(laptop)} + arguments));
        if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
            return -1;
        m_output = process.readAllStandardOutput();
        m_errors = process.readAllStandardError();
        return process.exitCode();
    }
    int sync(int laptop)
    {
        return cli(laptop, {QStringLiteral("sync"), QStringLiteral("--timeout"), QStringLiteral("8")});
    }
    void create(int laptop, const char *name)
    {
        const QJsonObject arguments{
            {QStringLiteral("object"), QStringLiteral("account")},
            {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QString::fromLatin1(name)}}}};
        QCOMPARE(cli(laptop, {QStringLiteral("run"), QStringLiteral("record.create"),
                              QString::fromUtf8(QJsonDocument(arguments).toJson(QJsonDocument::Compact))}),
                 0);
    }
    QStringList values(int laptop, const char *object, const char *field)
    {
        QStringList found;
        cli(laptop, {QStringLiteral("--json"), QStringLiteral("query"), QString::fromLatin1(object),
                     QStringLiteral("--fields"), QString::fromLatin1(field)});
        const QJsonArray rows =
            QJsonDocument::fromJson(m_output).object().value(QLatin1String("rows")).toArray();
        for (const QJsonValue &row : rows)
            found.append(row[QLatin1String(field)].toString());
        found.sort();
        return found;
    }
    QStringList accounts(int laptop) { return values(laptop, "account", "name"); }
    bool hasUser(int laptop, const char *name)
    {
        return values(laptop, "user", "login").contains(QString::fromLatin1(name));
    }
    static QStringList names(std::initializer_list<const char *> list)
    {
        QStringList all;
        for (const char *one : list)
            all.append(QString::fromLatin1(one));
        return all;
    }

    QString m_ip;
    bool m_made = false;
    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
    QProcess m_serving;
    std::array<QProcess, 2> m_following;
    QByteArray m_output;
    QByteArray m_errors;
};

DW_TEST(NetworkTest)

}  // namespace dw::test

#include "networktest.moc"
