// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/postgresserver.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

namespace dw::test
{

// What README.md tells a stranger to paste, as it stands there: in an empty folder, and in a network of its
// own, so that its port is free. Whatever it starts ends with it.
class ReadmeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (run(QStringLiteral("true"), QDir::tempPath()).code != 0)
            QSKIP("namespaces are not permitted here");
        QFile file(QStringLiteral(DEALWRIGHT_README));
        QVERIFY(file.open(QIODevice::ReadOnly));
        static const QRegularExpression block(
            QStringLiteral("^```sh\n(.*?)^```$"),
            QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
        auto found = block.globalMatch(QString::fromUtf8(file.readAll()));
        while (found.hasNext())
            m_blocks.append(found.next().captured(1));
        QCOMPARE(m_blocks.size(), 3);
    }

    void aServerAndTwoLaptopsInFourCommands()
    {
        QCOMPARE(m_blocks[0].count(QLatin1Char('\n')), 4);
        QTemporaryDir folder;
        const Ended ended = run(m_blocks[0] + m_blocks[2] + both(), folder.path());
        QVERIFY2(ended.code == 0, ended.errors);
        comeTogether(ended.output);
    }

    void theSameOnPostgresInSix()
    {
        QCOMPARE(m_blocks[1].count(QLatin1Char('\n')), 6);
        PostgresServer database;
        QTemporaryDir folder;
        // Who may make databases is the user of the tests' server; nothing else is different from Debian's.
        const QString bin = folder.filePath(QStringLiteral("bin"));
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("bin")));
        QFile sudo(bin + QStringLiteral("/sudo"));
        QVERIFY(sudo.open(QIODevice::WriteOnly) &&
                sudo.write("#!/bin/sh\n[ \"$1 $2\" = '-u postgres' ] || exit 9\nshift 2\n"
                           "PGUSER=dealwright exec \"$@\"\n") > 0);
        sudo.close();
        QVERIFY(sudo.setPermissions(QFileDevice::ReadOwner | QFileDevice::ExeOwner));
        static const QRegularExpression host(QStringLiteral("host=(\\S+)"));
        m_environment.insert(QStringLiteral("PGHOST"), host.match(database.address()).captured(1));
        const Ended ended = run(m_blocks[1] + m_blocks[2] + both(), folder.path(), bin);
        QVERIFY2(ended.code == 0, ended.errors);
        comeTogether(ended.output);
        QVERIFY(QFileInfo::exists(folder.filePath(QStringLiteral("server/database.json"))));
    }

    // Each with a password of their own, or with one that is made up and shown once.
    void peopleAreMadeWithTheServer()
    {
        QTemporaryDir folder;
        const Ended few = run(QStringLiteral("echo 'only one password' | dealwright-server -d few init "
                                             "--user lin@example.com --password-file -"),
                              folder.path());
        QCOMPARE(few.code, 1);
        QVERIFY2(few.errors.contains("1 lines, but 2 people"), few.errors);
        QVERIFY(!QFileInfo::exists(folder.filePath(QStringLiteral("few"))));
        const Ended twice =
            run(QStringLiteral("dealwright-server -d twice init --admin lin --user Lin@example.com"),
                folder.path());
        QCOMPARE(twice.code, 64);
        QVERIFY(!QFileInfo::exists(folder.filePath(QStringLiteral("twice"))));
        const Ended made =
            run(QStringLiteral("dealwright-server -d made --json init --user lin@example.com --user "
                               "anna@example.com\ndealwright-server -d made --json user list\n"),
                folder.path());
        QVERIFY2(made.code == 0, made.errors);
        const QList<QByteArray> lines = made.output.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        const QJsonObject server = QJsonDocument::fromJson(lines[0]).object();
        QStringList passwords{server.value(QLatin1String("password")).toString()};
        const QJsonArray people = server.value(QLatin1String("users")).toArray();
        for (const QJsonValue &person : people)
            passwords.append(person[QLatin1String("password")].toString());
        passwords.removeDuplicates();
        QCOMPARE(passwords.size(), 3);
        QVERIFY(!passwords.contains(QString()));
        const QJsonArray users =
            QJsonDocument::fromJson(lines[1]).object().value(QLatin1String("rows")).toArray();
        QCOMPARE(users.size(), 3);
        for (const QJsonValue &user : users)
            QCOMPARE(user[QLatin1String("password")].toString(), QStringLiteral("must_change"));
        // What was made is told also where somebody cannot be added.
        const Ended role = run(QStringLiteral("dealwright-server -d role --json init --user lin@example.com "
                                              "--role no_such_role"),
                               folder.path());
        QCOMPARE(role.code, 1);
        QVERIFY2(role.errors.contains("no_such_role"), role.errors);
        QVERIFY(!QJsonDocument::fromJson(role.output).object().value(QLatin1String("password")).isNull());
    }

private:
    struct Ended
    {
        int code = -1;
        QByteArray output;
        QByteArray errors;
    };

    static QString both()
    {
        return QStringLiteral(
            "dealwright-cli -w anna --json sync\n"
            "dealwright-cli -w lin --json device status\n"
            "dealwright-server -d server --json device list\n");
    }

    // The last three lines that were said.
    static void comeTogether(const QByteArray &output)
    {
        QList<QByteArray> lines = output.trimmed().split('\n');
        QVERIFY2(lines.size() > 3, output);
        const auto json = [&] { return QJsonDocument::fromJson(lines.takeLast()).object(); };
        const QJsonArray devices = json().value(QLatin1String("rows")).toArray();
        QCOMPARE(devices.size(), 2);
        QStringList logins;
        for (const QJsonValue &device : devices)
            logins.append(device[QLatin1String("login")].toString());
        logins.sort();
        QCOMPARE(logins, (QStringList{QStringLiteral("anna"), QStringLiteral("lin")}));
        const QJsonObject lin = json();
        QCOMPARE(lin.value(QLatin1String("waiting")).toInt(-1), 0);
        QCOMPARE(lin.value(QLatin1String("inbox")).toInt(-1), 0);
        QCOMPARE(json().value(QLatin1String("online")).toBool(), true);
    }

    // As a shell runs it that stops at the first line that fails.
    Ended run(const QString &script, const QString &folder, const QString &first = {})
    {
        QStringList arguments{QStringLiteral("--net"), QStringLiteral("--pid"), QStringLiteral("--fork"),
                              QStringLiteral("--kill-child")};
        if (::geteuid() != 0)
            arguments.prepend(QStringLiteral("--map-root-user"));
        arguments << QStringLiteral("bash") << QStringLiteral("-e") << QStringLiteral("-o")
                  << QStringLiteral("pipefail") << QStringLiteral("-c")
                  << QStringLiteral("ip link set lo up\n") + script;
        QProcess process;
        process.setWorkingDirectory(folder);
        QString path = QFileInfo(QStringLiteral(DEALWRIGHT_SERVER)).path() +
                       QStringLiteral(":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
        if (!first.isEmpty())
            path.prepend(first + QLatin1Char(':'));
        m_environment.insert(QStringLiteral("PATH"), path);
        process.setProcessEnvironment(m_environment);
        process.start(QStringLiteral("unshare"), arguments);
        Ended ended;
        if (!process.waitForFinished(300'000))
            process.kill();
        process.waitForFinished();
        if (process.exitStatus() == QProcess::NormalExit)
            ended.code = process.exitCode();
        ended.output = process.readAllStandardOutput();
        ended.errors = process.readAllStandardError();
        return ended;
    }

    QStringList m_blocks;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
};

DW_TEST(ReadmeTest)

}  // namespace dw::test

#include "readmetest.moc"
