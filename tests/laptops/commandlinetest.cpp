// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serverprogram.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

namespace dw::test
{

// Two laptops and a server by their programs alone, as an administrator and two people type it.
class CommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        m_server->addUser(QStringLiteral("lin"));
        m_server->addUser(QStringLiteral("anna"));
        m_server->start();
    }
    void cleanupTestCase() { m_server.reset(); }

    void twoLaptopsComeTogether()
    {
        const QJsonObject lin = enrol(QStringLiteral("a"), QStringLiteral("lin"));
        QCOMPARE(lin.value(QLatin1String("fingerprint")).toString(), m_server->fingerprint());
        enrol(QStringLiteral("b"), QStringLiteral("anna"));
        QCOMPARE(QFileInfo(path("a") + QStringLiteral("/device.json")).permissions() &
                     (QFileDevice::ReadGroup | QFileDevice::ReadOther),
                 QFileDevice::Permissions());
        sync("a");
        sync("b");
        const QString id = create("a", QStringLiteral("华为技术"));
        const QJsonObject up = sync("a");
        QCOMPARE(up.value(QLatin1String("pushed")).toInt(), 1);
        QCOMPARE(up.value(QLatin1String("applied")).toInt(), 1);
        QCOMPARE(up.value(QLatin1String("online")).toBool(), true);
        QVERIFY(sync("b").value(QLatin1String("pulled")).toInt() >= 1);
        QCOMPARE(names("b"), QStringList{QStringLiteral("华为技术")});
        answer(
            "b",
            {QStringLiteral("run"), QStringLiteral("record.update"),
             QStringLiteral("{\"object\":\"account\",\"id\":\"%1\",\"set\":{\"name\":\"Huawei\"}}").arg(id)});
        sync("b");
        sync("a");
        QCOMPARE(names("a"), QStringList{QStringLiteral("Huawei")});
        // Both as the server has it, to the last field.
        const QStringList all{QStringLiteral("query"), QStringLiteral("account")};
        QJsonObject here = answer("a", all), there = answer("b", all);
        here.remove(QLatin1String("as_of"));
        there.remove(QLatin1String("as_of"));
        QCOMPARE(here, there);
        QCOMPARE(answer("a", {QStringLiteral("device"), QStringLiteral("status")})
                     .value(QLatin1String("waiting"))
                     .toInt(),
                 0);
    }

    void conflictsComeToTheInbox()
    {
        const QString id = create("a", QStringLiteral("Acme"));
        sync("a");
        sync("b");
        const auto rename = [&](const char *laptop, const QString &name) {
            answer(laptop, {QStringLiteral("run"), QStringLiteral("record.update"),
                            QStringLiteral("{\"object\":\"account\",\"id\":\"%1\",\"set\":{\"name\":\"%2\"}}")
                                .arg(id, name)});
        };
        rename("a", QStringLiteral("Acme A"));
        rename("b", QStringLiteral("Acme B"));
        sync("a");
        const QJsonObject late = sync("b");
        QCOMPARE(late.value(QLatin1String("inbox")).toInt(), 1);
        const QJsonObject inbox = answer("b", {QStringLiteral("sync"), QStringLiteral("--inbox")});
        QCOMPARE(inbox.value(QLatin1String("count")).toInt(), 1);
        const QJsonObject row = inbox.value(QLatin1String("rows")).toArray().first().toObject();
        QVERIFY(row.value(QLatin1String("reason")).toString().contains(QLatin1String("Customer name")));
    }

    void unknownAndWrongCertificatesAreRefused()
    {
        const QStringList enrol{QStringLiteral("device"),          QStringLiteral("enrol"),
                                QStringLiteral("--server"),        m_server->url(),
                                QStringLiteral("--login"),         QStringLiteral("lin"),
                                QStringLiteral("--password-file"), m_server->passwordFile()};
        const Ended unknown = run("c", enrol);
        QCOMPARE(unknown.code, 1);
        QVERIFY2(unknown.errors.contains(m_server->fingerprint().toUtf8()), unknown.errors);
        QByteArray other = m_server->fingerprint().toLatin1();
        other[0] = other[0] == 'A' ? 'B' : 'A';
        const Ended wrong =
            run("c", enrol + QStringList{QStringLiteral("--fingerprint"), QString::fromLatin1(other)});
        QCOMPARE(wrong.code, 1);
        QVERIFY2(wrong.errors.contains("another certificate"), wrong.errors);
        QVERIFY(!QFileInfo::exists(path("c")));
    }

    void wrongPasswordsAreRefused()
    {
        QFile file(path("wrong"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no\n") > 0);
        file.close();
        const Ended wrong = run("c", {QStringLiteral("device"), QStringLiteral("enrol"),
                                      QStringLiteral("--server"), m_server->url(), QStringLiteral("--login"),
                                      QStringLiteral("lin"), QStringLiteral("--password-file"), path("wrong"),
                                      QStringLiteral("--fingerprint"), m_server->fingerprint()});
        QCOMPARE(wrong.code, 2);
        QVERIFY(!QFileInfo::exists(path("c")));
    }

    void aRevokedLaptopIsLockedAndKeepsWhatItHas()
    {
        const QJsonObject enrolled = enrol(QStringLiteral("d"), QStringLiteral("lin"));
        sync("d");
        create("d", QStringLiteral("Typed on the train"));
        m_server->run({QStringLiteral("device"), QStringLiteral("revoke"),
                       enrolled.value(QLatin1String("device")).toString()});
        const Ended refused = run("d", {QStringLiteral("sync")});
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.errors.contains("revoked"), refused.errors);
        const QJsonObject status = answer("d", {QStringLiteral("device"), QStringLiteral("status")});
        QCOMPARE(status.value(QLatin1String("waiting")).toInt(), 1);
        // Locked, with what was typed still in it.
        const Ended locked = run("d", {QStringLiteral("query"), QStringLiteral("account")});
        QCOMPARE(locked.code, 2);
        QVERIFY2(locked.errors.contains("revoked") && locked.errors.contains("what waits here"),
                 locked.errors);
        sync("a");
        QVERIFY(!names("a").contains(QStringLiteral("Typed on the train")));
    }

    void signsInAgain()
    {
        enrol(QStringLiteral("e"), QStringLiteral("anna"));
        sync("e");
        m_server->run({QStringLiteral("user"), QStringLiteral("passwd"), QStringLiteral("anna"),
                       QStringLiteral("--password-file"), m_server->passwordFile()});
        const Ended over = run("e", {QStringLiteral("sync")});
        QCOMPARE(over.code, 2);
        QVERIFY2(over.errors.contains("device signin"), over.errors);
        answer("e", {QStringLiteral("device"), QStringLiteral("signin"), QStringLiteral("--password-file"),
                     m_server->passwordFile()});
        sync("e");
        // Her other laptop was signed out as well.
        answer("b", {QStringLiteral("device"), QStringLiteral("signin"), QStringLiteral("--password-file"),
                     m_server->passwordFile()});
    }

    void offlineIsSaidAndNothingIsLost()
    {
        m_server->stop();
        create("a", QStringLiteral("In the tunnel"));
        const Ended offline = run("a", {QStringLiteral("--json"), QStringLiteral("sync"),
                                        QStringLiteral("--timeout"), QStringLiteral("1")});
        m_server->start();
        QCOMPARE(offline.code, 1);
        const QJsonObject said = QJsonDocument::fromJson(offline.output).object();
        QCOMPARE(said.value(QLatin1String("online")).toBool(true), false);
        QCOMPARE(said.value(QLatin1String("waiting")).toInt(), 1);
        QCOMPARE(sync("a").value(QLatin1String("pushed")).toInt(), 1);
    }

    // Offline, then sent; what only the server knows better comes back by row.
    void importsGoUpRowByRow()
    {
        const QString taken = QStringLiteral("91350100M000100Y43");
        answer("b", {QStringLiteral("run"), QStringLiteral("record.create"),
                     QStringLiteral("{\"object\":\"account\",\"set\":{\"name\":\"Holder\",\"uscc\":\"%1\"}}")
                         .arg(taken)});
        sync("b");
        QFile file(path("rows.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("Customer name,USCC\nImported 1,\nImported 2," +
                                                              taken.toLatin1() + "\nImported 3,\n") > 0);
        file.close();
        const QStringList import{QStringLiteral("import"), QStringLiteral("account"), path("rows.csv")};
        m_server->stop();
        const QJsonObject done = answer("a", import);
        m_server->start();
        QCOMPARE(done.value(QLatin1String("created")).toInt(), 3);
        QCOMPARE(done.value(QLatin1String("waiting")).toInt(), 3);
        QCOMPARE(sync("a").value(QLatin1String("inbox")).toInt(), 1);
        const QJsonObject inbox = answer("a", {QStringLiteral("sync"), QStringLiteral("--inbox")});
        const QJsonObject row = inbox.value(QLatin1String("rows")).toArray().first().toObject();
        QVERIFY2(row.value(QLatin1String("reason")).toString().contains(QLatin1String("taken by Holder")),
                 qPrintable(row.value(QLatin1String("reason")).toString()));
        sync("b");
        QVERIFY(names("b").contains(QStringLiteral("Imported 1")));
        QVERIFY(!names("b").contains(QStringLiteral("Imported 2")));
        QVERIFY(names("b").contains(QStringLiteral("Imported 3")));
        QCOMPARE(names("a"), names("b"));
    }

    void undoGoesUpToo()
    {
        const QString id = create("a", QStringLiteral("By mistake"));
        sync("a");
        sync("b");
        QVERIFY(names("b").contains(QStringLiteral("By mistake")));
        answer("a", {QStringLiteral("run"), QStringLiteral("change.undo"), QStringLiteral("{}")});
        sync("a");
        sync("b");
        QVERIFY(!names("a").contains(QStringLiteral("By mistake")));
        QVERIFY(!names("b").contains(QStringLiteral("By mistake")));
    }

    // From here on roles say who sees what: what a laptop may not hold any more leaves it.
    void rolesDecideWhatALaptopHolds()
    {
        const QByteArray canary("Canary of Lin");
        create("a", QString::fromLatin1(canary));
        sync("a");
        sync("e");
        QVERIFY(names("e").contains(QString::fromLatin1(canary)));
        QVERIFY(bytesOf("e").contains(canary));
        m_server->addUser(QStringLiteral("mei"), {QStringLiteral("--role"), QStringLiteral("sales_rep")});
        enrol(QStringLiteral("m"), QStringLiteral("mei"));
        sync("m");
        QCOMPARE(names("m"), QStringList());
        create("m", QStringLiteral("Mei's own"));
        sync("m");
        QCOMPARE(names("m"), QStringList{QStringLiteral("Mei's own")});
        // Anna has no role.
        QVERIFY(sync("e").value(QLatin1String("pulled")).toInt() > 0);
        QCOMPARE(run("e", {QStringLiteral("query"), QStringLiteral("account")}).code, 2);
        QVERIFY(!bytesOf("e").contains(canary));
        QVERIFY(!bytesOf("m").contains(canary));
    }

    // Last: the server is another one afterwards.
    void aRestoredServerGetsWhatItLost()
    {
        const QString saved = m_root.path() + QStringLiteral("/saved");
        m_server->run({QStringLiteral("backup"), saved});
        create("m", QStringLiteral("Sent after the backup"));
        sync("m");
        m_server->stop();
        const QString folder = m_server->folder();
        QVERIFY(QDir().rename(folder, folder + QStringLiteral(".lost")));
        m_server->run({QStringLiteral("restore"), saved});
        QCOMPARE(QProcess::execute(QStringLiteral("cp"),
                                   {QStringLiteral("-a"), folder + QStringLiteral(".lost/tls"),
                                    folder + QStringLiteral("/tls")}),
                 0);
        m_server->start();
        create("m", QStringLiteral("Typed meanwhile"));
        sync("m");
        QVERIFY(names("m").contains(QStringLiteral("Typed meanwhile")));
        QVERIFY(names("m").contains(QStringLiteral("Sent after the backup")));
        QCOMPARE(answer("m", {QStringLiteral("device"), QStringLiteral("status")})
                     .value(QLatin1String("waiting"))
                     .toInt(),
                 0);
        enrol(QStringLiteral("n"), QStringLiteral("mei"));
        sync("n");
        QVERIFY(names("n").contains(QStringLiteral("Typed meanwhile")));
        QVERIFY(names("n").contains(QStringLiteral("Sent after the backup")));
    }

private:
    struct Ended
    {
        int code = -1;
        QByteArray output;
        QByteArray errors;
    };

    QString path(const char *name) const { return m_root.path() + QLatin1Char('/') + QLatin1String(name); }

    // Whatever is in the files of a laptop's workspace.
    QByteArray bytesOf(const char *laptop) const
    {
        QByteArray all;
        QDirIterator files(path(laptop), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }
    Ended run(const char *laptop, const QStringList &arguments) const
    {
        QProcess process;
        process.start(QStringLiteral(DEALWRIGHT_CLI),
                      QStringList{QStringLiteral("-w"), path(laptop)} + arguments);
        Ended ended;
        if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
            return ended;
        ended.code = process.exitCode();
        ended.output = process.readAllStandardOutput();
        ended.errors = process.readAllStandardError();
        return ended;
    }
    QJsonObject answer(const char *laptop, const QStringList &arguments) const
    {
        const Ended ended = run(laptop, QStringList{QStringLiteral("--json")} + arguments);
        if (ended.code != 0)
            qFatal("%s %s: %d %s", laptop, qPrintable(arguments.join(QLatin1Char(' '))), ended.code,
                   ended.errors.constData());
        return QJsonDocument::fromJson(ended.output).object();
    }
    QJsonObject enrol(const QString &laptop, const QString &login) const
    {
        return answer(qPrintable(laptop),
                      {QStringLiteral("device"), QStringLiteral("enrol"), QStringLiteral("--server"),
                       m_server->url(), QStringLiteral("--login"), login, QStringLiteral("--password-file"),
                       m_server->passwordFile(), QStringLiteral("--fingerprint"), m_server->fingerprint()});
    }
    QJsonObject sync(const char *laptop) const { return answer(laptop, {QStringLiteral("sync")}); }
    QString create(const char *laptop, const QString &name) const
    {
        return answer(laptop,
                      {QStringLiteral("run"), QStringLiteral("record.create"),
                       QStringLiteral("{\"object\":\"account\",\"set\":{\"name\":\"%1\"}}").arg(name)})
            .value(QLatin1String("ids"))
            .toArray()
            .first()
            .toString();
    }
    QStringList names(const char *laptop) const
    {
        QStringList all;
        const QJsonArray rows =
            answer(laptop, {QStringLiteral("query"), QStringLiteral("account"), QStringLiteral("--fields"),
                            QStringLiteral("name"), QStringLiteral("--sort"), QStringLiteral("name")})
                .value(QLatin1String("rows"))
                .toArray();
        for (const QJsonValue &row : rows)
            all.append(row.toObject().value(QLatin1String("name")).toString());
        return all;
    }

    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
};

DW_TEST(CommandLineTest)

}  // namespace dw::test

#include "commandlinetest.moc"
