// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/deviceidentity.h"
#include "tests/support/serverprogram.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace dw::test
{

// A laptop's folder that was copied, or put back from an image of its disk (sync-protocol.md 3.19, case 24):
// by the programs.
class CopyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_root->path()).mkdir(QStringLiteral("server")));
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER),
                                                   m_root->filePath(QStringLiteral("server")));
        m_server->addUser(QStringLiteral("lin"));
        m_server->start();
        cli("a",
            {QStringLiteral("device"), QStringLiteral("enrol"), QStringLiteral("--server"), m_server->url(),
             QStringLiteral("--login"), QStringLiteral("lin"), QStringLiteral("--fingerprint"),
             m_server->fingerprint(), QStringLiteral("--password-file"), m_server->passwordFile()});
        QCOMPARE(sync("a"), 0);
        create("a", "Before");
        QCOMPARE(sync("a"), 0);
    }
    void cleanup()
    {
        m_server.reset();
        m_root.reset();
    }

    // Both go on: each as a laptop of its own, with all that was typed on it.
    void bothCopiesGoOn()
    {
        copy("a", "b");
        create("a", "On the first");
        QCOMPARE(sync("a"), 0);
        QCOMPARE(sync("a"), 0);  // what was renewed is in use now
        create("b", "On the second");
        QCOMPARE(sync("b"), 2);
        QVERIFY2(m_errors.contains("two copies"), m_errors);
        QVERIFY2(m_errors.contains("device signin"), m_errors);
        // Nobody reads it until somebody has said who they are.
        QCOMPARE(cli("b", {QStringLiteral("query"), QStringLiteral("account")}), 2);
        QCOMPARE(signIn("b", QStringLiteral("wrong")), 2);
        QCOMPARE(sync("b"), 2);
        QCOMPARE(signIn("b", ServerProgram::password()), 0);
        QVERIFY2(m_output.contains("new device"), m_output);
        QCOMPARE(accounts("b"), names({"Before", "On the second"}));
        QCOMPARE(sync("b"), 0);
        QCOMPARE(accounts("b"), names({"Before", "On the first", "On the second"}));
        QVERIFY(shortName("a") != shortName("b"));
        // The server took the sign-in that was used twice from both.
        create("a", "Typed before it knew");
        QCOMPARE(sync("a"), 2);
        QCOMPARE(signIn("a", ServerProgram::password()), 0);
        QCOMPARE(sync("a"), 0);
        QCOMPARE(sync("b"), 0);
        const QStringList all = names({"Before", "On the first", "On the second", "Typed before it knew"});
        QCOMPARE(accounts("a"), all);
        QCOMPARE(accounts("b"), all);
    }

    // An image that was taken before work went up: nothing of it happens twice.
    void anImageIsPutBack()
    {
        create("a", "Never sent before the image");
        copy("a", "image");
        create("a", "After the image");
        QCOMPARE(sync("a"), 0);
        QCOMPARE(sync("a"), 0);
        QVERIFY(QDir(path("a")).removeRecursively());
        QVERIFY(QDir().rename(path("image"), path("a")));
        create("a", "On the old image");
        QCOMPARE(sync("a"), 2);
        QCOMPARE(signIn("a", ServerProgram::password()), 0);
        QCOMPARE(sync("a"), 0);
        QCOMPARE(accounts("a"),
                 names({"After the image", "Before", "Never sent before the image", "On the old image"}));
        const QJsonObject status = answer("a", {QStringLiteral("device"), QStringLiteral("status")});
        QCOMPARE(status.value(QLatin1String("waiting")).toInt(-1), 0);
        QCOMPARE(status.value(QLatin1String("inbox")).toInt(-1), 0);
    }

    // Whatever is at the address: what waits here is that server's alone, and that user's.
    void anotherServerGetsNothing()
    {
        copy("a", "b");
        create("b", "Ours alone");
        m_server->run({QStringLiteral("device"), QStringLiteral("revoke"),
                       answer("a", {QStringLiteral("device"), QStringLiteral("status")})
                           .value(QLatin1String("device"))
                           .toString()});
        QCOMPARE(sync("b"), 2);
        QVERIFY(QDir(m_root->path()).mkdir(QStringLiteral("other")));
        ServerProgram other(QStringLiteral(DEALWRIGHT_SERVER), m_root->filePath(QStringLiteral("other")));
        other.addUser(QStringLiteral("lin"));
        other.start();
        DeviceIdentity identity = *DeviceIdentity::load(path("b"));
        identity.server = QUrl(other.url());
        identity.pin = fingerprintFromText(other.fingerprint());
        QVERIFY(identity.save(path("b")).ok());
        QCOMPARE(signIn("b", ServerProgram::password()), 2);
        QVERIFY2(m_errors.contains("another server or user"), m_errors);
        // What was registered on the way is out again.
        for (const QJsonValue &device : other.run({QStringLiteral("device"), QStringLiteral("list")})
                                            .value(QLatin1String("rows"))
                                            .toArray())
            QCOMPARE(device[QLatin1String("state")].toString(), QStringLiteral("revoked"));
    }

private:
    QString path(const char *folder) const { return m_root->filePath(QString::fromLatin1(folder)); }
    void copy(const char *from, const char *to) const
    {
        QCOMPARE(QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-a"), path(from), path(to)}), 0);
    }
    int cli(const char *folder, const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(DEALWRIGHT_CLI),
                      QStringList{QStringLiteral("-w"), path(folder)} + arguments);
        if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
            return -1;
        m_output = process.readAllStandardOutput();
        m_errors = process.readAllStandardError();
        return process.exitCode();
    }
    QJsonObject answer(const char *folder, const QStringList &arguments)
    {
        cli(folder, QStringList{QStringLiteral("--json")} + arguments);
        return QJsonDocument::fromJson(m_output).object();
    }
    int sync(const char *folder) { return cli(folder, {QStringLiteral("sync")}); }
    int signIn(const char *folder, const QString &password)
    {
        QFile file(m_root->filePath(QStringLiteral("typed")));
        if (!file.open(QIODevice::WriteOnly) || file.write(password.toUtf8()) < 0)
            return -1;
        file.close();
        return cli(folder, {QStringLiteral("device"), QStringLiteral("signin"),
                            QStringLiteral("--password-file"), file.fileName()});
    }
    void create(const char *folder, const char *name)
    {
        const QJsonObject arguments{
            {QStringLiteral("object"), QStringLiteral("account")},
            {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QString::fromLatin1(name)}}}};
        QCOMPARE(cli(folder, {QStringLiteral("run"), QStringLiteral("record.create"),
                              QString::fromUtf8(QJsonDocument(arguments).toJson(QJsonDocument::Compact))}),
                 0);
    }
    QStringList accounts(const char *folder)
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
    static QStringList names(std::initializer_list<const char *> list)
    {
        QStringList all;
        for (const char *one : list)
            all.append(QString::fromLatin1(one));
        return all;
    }
    QString shortName(const char *folder)
    {
        return answer(folder, {QStringLiteral("device"), QStringLiteral("status")})
            .value(QLatin1String("short"))
            .toString();
    }

    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<ServerProgram> m_server;
    QByteArray m_output;
    QByteArray m_errors;
};

DW_TEST(CopyTest)

}  // namespace dw::test

#include "copytest.moc"
