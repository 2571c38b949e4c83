// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/laptops/laptop.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

namespace dw::test
{

// A real server that is put back to an older state, by its own program and by files alone, and laptops that
// bring back what they did since (sync-protocol.md 3.19).
class RestoredServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        m_server->addUser(QStringLiteral("lin"));
        m_server->addUser(QStringLiteral("anna"));
        m_server->start();
        m_lin = std::make_unique<Laptop>(*m_server, QStringLiteral("lin"));
        m_anna = std::make_unique<Laptop>(*m_server, QStringLiteral("anna"));
        syncBoth();
        m_lin->create(QStringLiteral("Before"));
        syncBoth();
    }
    void cleanupTestCase()
    {
        m_lin.reset();
        m_anna.reset();
        m_server.reset();
    }

    void itsOwnProgramPutsItBack()
    {
        m_server->run({QStringLiteral("backup"), m_root.path() + QStringLiteral("/backup")});
        m_lin->create(QStringLiteral("Lin, since the backup"));
        m_anna->create(QStringLiteral("Anna, since the backup"));
        syncBoth();
        const QStringList all = m_lin->accounts();
        QCOMPARE(m_anna->accounts(), all);
        const QJsonObject before = m_server->run({QStringLiteral("history"), QStringLiteral("state")});
        m_server->stop();
        // Its certificate is the same.
        QVERIFY(QDir().rename(m_server->folder() + QStringLiteral("/tls"),
                              m_root.path() + QStringLiteral("/tls")));
        QVERIFY(QDir(m_server->folder()).removeRecursively());
        m_server->run({QStringLiteral("restore"), m_root.path() + QStringLiteral("/backup")});
        QVERIFY(QDir().rename(m_root.path() + QStringLiteral("/tls"),
                              m_server->folder() + QStringLiteral("/tls")));
        m_server->start();
        const QJsonObject after = m_server->run({QStringLiteral("history"), QStringLiteral("state")});
        QVERIFY(after.value(QLatin1String("epoch")) != before.value(QLatin1String("epoch")));
        // No number of a lost commit is given again.
        QVERIFY(after.value(QLatin1String("head")).toDouble() >
                before.value(QLatin1String("head")).toDouble());
        syncBoth();
        QCOMPARE(m_lin->accounts(), all);
        QCOMPARE(m_anna->accounts(), all);
        QCOMPARE(m_lin->waiting(), 0);
        QCOMPARE(m_lin->inbox(), 0);
        QCOMPARE(m_anna->inbox(), 0);
    }

    void aFileBesideItTells()
    {
        m_server->stop();
        const QString folder = m_server->folder();
        const QString aside = m_root.path() + QStringLiteral("/aside");
        copy(folder, aside);
        m_server->start();
        m_lin->create(QStringLiteral("Lin, since the copy"));
        syncBoth();
        const QStringList all = m_lin->accounts();
        // Somebody puts the databases back by hand, and once more, when their epoch is an old one already.
        for (int turn = 0; turn < 2; ++turn) {
            const QJsonObject before = m_server->run({QStringLiteral("history"), QStringLiteral("state")});
            m_server->stop();
            QVERIFY(QFile::remove(folder + QStringLiteral("/accounts.db")));
            QVERIFY(QDir(folder + QStringLiteral("/workspace")).removeRecursively());
            copy(aside + QStringLiteral("/workspace"), folder + QStringLiteral("/workspace"));
            QVERIFY(
                QFile::copy(aside + QStringLiteral("/accounts.db"), folder + QStringLiteral("/accounts.db")));
            m_server->start();
            const QJsonObject after = m_server->run({QStringLiteral("history"), QStringLiteral("state")});
            QVERIFY(after.value(QLatin1String("epoch")) != before.value(QLatin1String("epoch")));
            QVERIFY(after.value(QLatin1String("head")).toDouble() >
                    before.value(QLatin1String("head")).toDouble());
            syncBoth();
            QCOMPARE(m_lin->accounts(), all);
            QCOMPARE(m_anna->accounts(), all);
        }
    }

    void withoutTheFileALaptopTells()
    {
        m_server->stop();
        const QString folder = m_server->folder();
        const QString aside = m_root.path() + QStringLiteral("/aside");
        copy(folder, aside);
        m_server->start();
        m_lin->create(QStringLiteral("Lin, since the second copy"));
        syncBoth();
        const QStringList all = m_lin->accounts();
        m_server->stop();
        copy(aside, folder);
        m_server->start();
        // The server takes nothing any more until somebody has looked at it.
        QCOMPARE(keyOf(m_lin->sync().error), QStringLiteral("sync.server_recovering"));
        m_anna->create(QStringLiteral("Anna meanwhile"));
        QCOMPARE(keyOf(m_anna->sync().error), QStringLiteral("sync.server_recovering"));
        QCOMPARE(m_lin->accounts(), all);
        QVERIFY(!m_server->run({QStringLiteral("history"), QStringLiteral("state")})
                     .value(QLatin1String("in_doubt_since"))
                     .toString()
                     .isEmpty());
        m_server->run({QStringLiteral("history"), QStringLiteral("confirm")});
        QVERIFY(m_server->run({QStringLiteral("history"), QStringLiteral("state")})
                    .value(QLatin1String("in_doubt_since"))
                    .toString()
                    .isEmpty());
        syncBoth();
        QVERIFY(m_lin->accounts().contains(QStringLiteral("Lin, since the second copy")));
        QVERIFY(m_lin->accounts().contains(QStringLiteral("Anna meanwhile")));
        QCOMPARE(m_anna->accounts(), m_lin->accounts());
    }

private:
    void syncBoth()
    {
        for (int turn = 0; turn < 2; ++turn) {
            QCOMPARE(textOf(m_lin->sync().error), QString());
            QCOMPARE(textOf(m_anna->sync().error), QString());
        }
    }
    static QString keyOf(const std::optional<Error> &error) { return error ? error->key : QString(); }
    static void copy(const QString &from, const QString &to)
    {
        QDir(to).removeRecursively();
        QDirIterator files(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            const QString target = to + file.mid(from.size());
            QVERIFY(QDir().mkpath(QFileInfo(target).path()));
            QVERIFY(QFile::copy(file, target));
        }
    }

    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
    std::unique_ptr<Laptop> m_lin;
    std::unique_ptr<Laptop> m_anna;
};

DW_TEST(RestoredServerTest)

}  // namespace dw::test

#include "restoredservertest.moc"
