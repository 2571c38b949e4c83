// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/laptops/laptop.h"
#include "tests/support/serverprogram.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace dw::test
{

// Somebody who was made on a laptop is let in from there.
class FirstPasswordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        m_server->addUser(QStringLiteral("anna"),
                          {QStringLiteral("--role"), QStringLiteral("administrator")});
        m_server->addUser(QStringLiteral("lin"), {QStringLiteral("--role"), QStringLiteral("sales_rep")});
        m_server->start();
        for (const char *login : {"anna", "lin"}) {
            QCOMPARE(cli(login, enrol(login, m_server->passwordFile())).code, 0);
            QCOMPARE(cli(login, {QStringLiteral("sync")}).code, 0);
        }
    }
    void cleanupTestCase() { m_server.reset(); }

    void fromTheCommandLine()
    {
        QCOMPARE(cli("anna",
                     {QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("mei"),
                      QStringLiteral("--name"), QStringLiteral("Mei"), QStringLiteral("--email"),
                      QStringLiteral("mei@acme.cn"), QStringLiteral("--role"), QStringLiteral("sales_rep")})
                     .code,
                 0);
        const QStringList give{QStringLiteral("user"), QStringLiteral("password"), QStringLiteral("mei")};
        // The server has to have the user first.
        const Ended early = cli("anna", give);
        QCOMPARE(early.code, 1);
        QVERIFY2(early.errors.contains("Sync first"), early.errors);
        QCOMPARE(cli("anna", {QStringLiteral("sync")}).code, 0);
        QCOMPARE(stateOf(QStringLiteral("mei")), QStringLiteral("none"));
        const Ended given = cli("anna", give);
        QVERIFY2(given.code == 0, given.errors);
        const QString first =
            QJsonDocument::fromJson(given.output).object().value(QLatin1String("password")).toString();
        QVERIFY(first.size() >= 20);
        QCOMPARE(stateOf(QStringLiteral("mei")), QStringLiteral("must_change"));
        // To be changed when she comes.
        write("first", first);
        write("second", QStringLiteral("another horse battery"));
        const Ended unchanged = cli("mei", enrol("mei", path("first")));
        QCOMPARE(unchanged.code, 2);
        const Ended in = cli("mei", enrol("mei", path("first")) +
                                        QStringList{QStringLiteral("--new-password-file"), path("second")});
        QVERIFY2(in.code == 0, in.errors);
        QCOMPARE(cli("mei", {QStringLiteral("sync")}).code, 0);
        QCOMPARE(stateOf(QStringLiteral("mei")), QStringLiteral("set"));
        // One of one's own choice, and her laptop is signed out.
        const Ended chosen =
            cli("anna", give + QStringList{QStringLiteral("--password-file"), m_server->passwordFile()});
        QVERIFY2(chosen.code == 0, chosen.errors);
        QVERIFY(!chosen.output.contains("password"));
        const Ended over = cli("mei", {QStringLiteral("sync")});
        QCOMPARE(over.code, 2);
        QVERIFY2(over.errors.contains("device signin"), over.errors);
        write("short", QStringLiteral("short"));
        const Ended bad = cli("anna", give + QStringList{QStringLiteral("--password-file"), path("short")});
        QCOMPARE(bad.code, 2);
        QVERIFY2(bad.errors.contains("at least 10 characters"), bad.errors);
    }

    void onlyForAdministratorsAndOthers()
    {
        const Ended lin =
            cli("lin", {QStringLiteral("user"), QStringLiteral("password"), QStringLiteral("lin")});
        QCOMPARE(lin.code, 2);
        QVERIFY2(lin.errors.contains("Only administrators"), lin.errors);
        const Ended anna =
            cli("anna", {QStringLiteral("user"), QStringLiteral("password"), QStringLiteral("anna")});
        QCOMPARE(anna.code, 2);
        QVERIFY2(anna.errors.contains("device signin --new-password-file"), anna.errors);
        const Ended nobody =
            cli("anna", {QStringLiteral("user"), QStringLiteral("password"), QStringLiteral("nobody")});
        QCOMPARE(nobody.code, 1);
        QVERIFY2(nobody.errors.contains("nobody"), nobody.errors);
    }

    void withoutALineItSaysSo()
    {
        m_server->stop();
        const Ended offline =
            cli("anna", {QStringLiteral("user"), QStringLiteral("password"), QStringLiteral("lin")});
        m_server->start();
        QCOMPARE(offline.code, 1);
        QVERIFY2(offline.errors.contains("cannot be reached"), offline.errors);
        QCOMPARE(stateOf(QStringLiteral("lin")), QStringLiteral("set"));
    }

private:
    struct Ended
    {
        int code = -1;
        QByteArray output;
        QByteArray errors;
    };

    QString path(const char *name) const { return m_root.path() + QLatin1Char('/') + QLatin1String(name); }
    void write(const char *name, const QString &text) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8() + '\n') < 0)
            qFatal("cannot write %s", name);
    }
    QStringList enrol(const char *login, const QString &passwordFile) const
    {
        return {QStringLiteral("device"),          QStringLiteral("enrol"),
                QStringLiteral("--server"),        m_server->url(),
                QStringLiteral("--login"),         QString::fromLatin1(login),
                QStringLiteral("--fingerprint"),   m_server->fingerprint(),
                QStringLiteral("--password-file"), passwordFile};
    }
    Ended cli(const char *laptop, const QStringList &arguments) const
    {
        QProcess process;
        process.start(QStringLiteral(DEALWRIGHT_CLI),
                      QStringList{QStringLiteral("-w"), path(laptop), QStringLiteral("--json")} + arguments);
        Ended ended;
        if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
            return ended;
        ended.code = process.exitCode();
        ended.output = process.readAllStandardOutput();
        ended.errors = process.readAllStandardError();
        return ended;
    }
    QString stateOf(const QString &login) const
    {
        const QJsonArray rows = m_server->run({QStringLiteral("user"), QStringLiteral("list")})
                                    .value(QLatin1String("rows"))
                                    .toArray();
        for (const QJsonValue &row : rows) {
            if (row[QLatin1String("login")].toString() == login)
                return row[QLatin1String("password")].toString();
        }
        return {};
    }

    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
};

DW_TEST(FirstPasswordTest)

}  // namespace dw::test

#include "firstpasswordtest.moc"
