// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/laptops/laptop.h"
#include "tests/laptops/relay.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace dw::test
{

// Two server programs on one PostgreSQL database, and laptops that come to either.
class PostgresLaptopsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QDir(m_root.path()).mkdir(QStringLiteral("one")));
        QVERIFY(QDir(m_root.path()).mkdir(QStringLiteral("two")));
        const QString program = QStringLiteral(DEALWRIGHT_SERVER);
        m_one = std::make_unique<ServerProgram>(program, m_root.filePath(QStringLiteral("one")),
                                                m_database.address());
        // Both while no server runs, and while one does.
        m_one->addUser(QStringLiteral("lin"));
        m_one->start();
        m_two = std::make_unique<ServerProgram>(program, m_root.filePath(QStringLiteral("two")),
                                                m_database.address(), m_one.get());
        m_two->start();
        m_two->addUser(QStringLiteral("anna"));
        m_relay = std::make_unique<Relay>(QList<quint16>{m_one->port(), m_two->port()});
        m_lin = std::make_unique<Laptop>(*m_one, QStringLiteral("lin"));
        m_anna = std::make_unique<Laptop>(*m_two, QStringLiteral("anna"));
        QCOMPARE(textOf(m_lin->sync().error), QString());
        QCOMPARE(textOf(m_anna->sync().error), QString());
    }
    void cleanupTestCase()
    {
        m_lin.reset();
        m_anna.reset();
        m_relay.reset();
        m_one.reset();
        m_two.reset();
    }

    void whatComesToOneIsWithTheOther()
    {
        const QString name = QStringLiteral("华为技术");
        m_lin->create(name);
        QCOMPARE(textOf(m_lin->sync().error), QString());
        QCOMPARE(textOf(m_anna->sync().error), QString());
        QCOMPARE(m_anna->accounts(), QStringList{name});
        // The same session and the same laptop, with the other server.
        m_anna->reachThrough(m_one->port());
        m_anna->create(QStringLiteral("Acme"));
        QCOMPARE(textOf(m_anna->sync().error), QString());
        m_anna->reachThrough(m_two->port());
        QCOMPARE(textOf(m_lin->sync().error), QString());
        QCOMPARE(m_lin->accounts(), m_anna->accounts());
    }

    // A laptop that listens to one server hears of what came to the other.
    void pokesCross()
    {
        const QString folder = m_root.filePath(QStringLiteral("follower"));
        const QStringList at{QStringLiteral("-w"), folder, QStringLiteral("--json")};
        QCOMPARE(QProcess::execute(QStringLiteral(DEALWRIGHT_CLI),
                                   at + QStringList{QStringLiteral("device"), QStringLiteral("enrol"),
                                                    QStringLiteral("--server"), m_two->url(),
                                                    QStringLiteral("--login"), QStringLiteral("anna"),
                                                    QStringLiteral("--password-file"), m_two->passwordFile(),
                                                    QStringLiteral("--fingerprint"), m_two->fingerprint()}),
                 0);
        QProcess follower;
        follower.start(QStringLiteral(DEALWRIGHT_CLI),
                       at + QStringList{QStringLiteral("sync"), QStringLiteral("--follow")});
        QByteArray said;
        const auto heard = [&](const char *what) {
            said += follower.readAllStandardOutput();
            return said.contains(what);
        };
        QTRY_VERIFY_WITH_TIMEOUT(heard("\"live\":true") && heard("\"in_step\""), 60'000);
        m_lin->create(QStringLiteral("Heard of"));
        QCOMPARE(textOf(m_lin->sync().error), QString());
        const auto names = [&] {
            QProcess query;
            query.start(QStringLiteral(DEALWRIGHT_CLI),
                        at + QStringList{QStringLiteral("query"), QStringLiteral("account")});
            query.waitForFinished(60'000);
            return query.readAllStandardOutput();
        };
        QTRY_VERIFY_WITH_TIMEOUT(names().contains("Heard of"), 60'000);
        follower.terminate();
        QVERIFY(follower.waitForFinished(60'000));
    }

    // Chunks go to both in turn, and either has the whole.
    void filesAreWithBoth()
    {
        const QByteArray bytes = someBytes(9 * 1024 * 1024);
        const QByteArray sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
        QFile file(m_root.filePath(QStringLiteral("drawing.bin")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        const Id account = m_lin->create(QStringLiteral("With a drawing"));
        m_lin->reachThrough(m_relay->port());
        m_lin->attach({QStringLiteral("account"), account}, file.fileName());
        QCOMPARE(textOf(m_lin->sync().error), QString());
        SyncRunner::Options options = Laptop::quick();
        options.files = LaptopPolicy{.fetchUpTo = bytes.size()};
        for (const quint16 port : {m_one->port(), m_two->port()}) {
            m_anna->reachThrough(port);
            QCOMPARE(textOf(m_anna->sync(options).error), QString());
            const auto path = m_anna->runner().workspace().blobPath(sha256);
            QVERIFY(path.ok());
            QFile fetched(*path);
            QVERIFY(fetched.open(QIODevice::ReadOnly));
            QVERIFY(fetched.readAll() == bytes);
            fetched.close();
            QVERIFY(m_anna->runner().workspace().dropBlob(sha256).value());
        }
        QVERIFY(m_one->run({QStringLiteral("verify")}).value(QLatin1String("ok")).toBool());
    }

    void laptopsGoOnWhenOneFalls()
    {
        m_lin->reachThrough(m_relay->port());
        m_anna->reachThrough(m_relay->port());
        for (int round = 0; round < 2; ++round) {
            ServerProgram &falling = round == 0 ? *m_one : *m_two;
            m_lin->create(QStringLiteral("Before %1").arg(round));
            QCOMPARE(textOf(m_lin->sync().error), QString());
            falling.kill();
            m_lin->create(QStringLiteral("After %1").arg(round));
            m_anna->create(QStringLiteral("Of Anna %1").arg(round));
            QTRY_COMPARE_WITH_TIMEOUT(textOf(m_anna->sync().error), QString(), 60'000);
            QTRY_COMPARE_WITH_TIMEOUT(textOf(m_lin->sync().error), QString(), 60'000);
            falling.start();
            QTRY_COMPARE_WITH_TIMEOUT(textOf(m_anna->sync().error), QString(), 60'000);
            QCOMPARE(m_lin->accounts(), m_anna->accounts());
            QCOMPARE(m_lin->waiting() + m_anna->waiting(), 0);
            QCOMPARE(m_lin->inbox() + m_anna->inbox(), 0);
        }
        QVERIFY(m_two->run({QStringLiteral("verify")}).value(QLatin1String("ok")).toBool());
    }

    void theDatabaseIsBackedUpByItsOwnTools()
    {
        const auto refused =
            m_one->tryTo({QStringLiteral("backup"), m_root.filePath(QStringLiteral("saved"))});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.errors.contains("pg_dump --format=custom --schema=w_"), refused.errors);
        // Nothing failed that is this program's to do.
        QVERIFY(!m_one->run({QStringLiteral("stats")}).contains(QLatin1String("backup_failed")));
        QVERIFY2(
            m_one->tryTo({QStringLiteral("restore"), QStringLiteral("saved")}).errors.contains("pg_restore"),
            refused.errors);
    }

    void aPasswordInTheAddressIsRefused()
    {
        const auto refused = m_one->tryTo({QStringLiteral("init"), QStringLiteral("--database"),
                                           QStringLiteral("postgresql://lin:hunter2@localhost/acme")});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.errors.contains("PGPASSFILE"), refused.errors);
        QVERIFY(!refused.errors.contains("hunter2"));
    }

    // Last: from here on roles say who sees what. What an administrator says to one server holds with the
    // other.
    void rolesCountWithBoth()
    {
        m_anna->reachThrough(m_two->port());
        QVERIFY(!m_anna->accounts().isEmpty());
        m_one->addUser(QStringLiteral("mei"), {QStringLiteral("--role"), QStringLiteral("sales_rep")});
        QTRY_COMPARE_WITH_TIMEOUT(textOf(m_anna->sync().error), QString(), 60'000);
        // Anna has no role.
        QCOMPARE(m_anna->accounts(), QStringList());
        m_one->run({QStringLiteral("user"), QStringLiteral("disable"), QStringLiteral("anna")});
        QTRY_VERIFY_WITH_TIMEOUT(m_anna->sync().error, 60'000);
    }

private:
    static QByteArray someBytes(qsizetype size)
    {
        QByteArray bytes(size, Qt::Uninitialized);
        for (qsizetype i = 0; i < size; ++i)
            bytes[i] = char((i * i + i / 509) % 251);
        return bytes;
    }

    QTemporaryDir m_root;
    PostgresServer m_database;
    std::unique_ptr<ServerProgram> m_one;
    std::unique_ptr<ServerProgram> m_two;
    std::unique_ptr<Relay> m_relay;
    std::unique_ptr<Laptop> m_lin;
    std::unique_ptr<Laptop> m_anna;
};

DW_TEST(PostgresLaptopsTest)

}  // namespace dw::test

#include "postgreslaptopstest.moc"
