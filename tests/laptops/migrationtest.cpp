// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/laptops/laptop.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace dw::test
{

// A server goes from its files into a database, and its laptops go on.
class MigrationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laptopsGoOn()
    {
        ServerProgram server(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        server.addUser(QStringLiteral("lin"));
        server.addUser(QStringLiteral("anna"));
        server.start();
        Laptop lin(server, QStringLiteral("lin")), anna(server, QStringLiteral("anna"));
        QCOMPARE(textOf(lin.sync().error), QString());
        const Id account = lin.create(QStringLiteral("华为技术"));
        QFile file(m_root.filePath(QStringLiteral("offer.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("the offer") > 0);
        file.close();
        lin.attach({QStringLiteral("account"), account}, file.fileName());
        QCOMPARE(textOf(lin.sync().error), QString());
        QCOMPARE(textOf(anna.sync().error), QString());

        // Not while it runs.
        const QStringList migrate{QStringLiteral("migrate"), QStringLiteral("--to"), m_database.address()};
        QCOMPARE(server.tryTo(migrate).code, 1);
        QVERIFY(!QFileInfo::exists(server.folder() + QStringLiteral("/database.json")));
        const QJsonObject history = server.run({QStringLiteral("history"), QStringLiteral("state")});
        server.stop();
        lin.create(QStringLiteral("Typed meanwhile"));
        const QString copy = m_root.filePath(QStringLiteral("copy"));
        QCOMPARE(QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-a"), server.folder(), copy}), 0);

        const auto moved = server.tryTo(migrate);
        QVERIFY2(moved.code == 0, moved.errors);
        QHash<QString, int> rows;
        const QJsonArray tables =
            QJsonDocument::fromJson(moved.output).object().value(QLatin1String("rows")).toArray();
        for (const QJsonValue &table : tables) {
            QCOMPARE(table.toObject().value(QLatin1String("sha256")).toString().size(), 64);
            rows.insert(table.toObject().value(QLatin1String("table")).toString(),
                        table.toObject().value(QLatin1String("rows")).toInt());
        }
        QCOMPARE(rows.value(QStringLiteral("account")), 1);
        QCOMPARE(rows.value(QStringLiteral("dw:blob")), 1);
        QCOMPARE(rows.value(QStringLiteral("dw:account_device")), 2);
        QVERIFY(rows.value(QStringLiteral("audit")) > 0 && rows.value(QStringLiteral("dw:member")) > 0);
        QVERIFY(!QFileInfo::exists(server.folder() + QStringLiteral("/workspace")));
        QVERIFY(server.run({QStringLiteral("verify")}).value(QLatin1String("ok")).toBool());

        QCOMPARE(rows.value(QStringLiteral("scopes")) > 0, true);

        // The same sessions, the same history: laptops go on from their cursors, and nobody compares
        // anything or fetches a scope anew.
        const qsizetype before = server.log().size();
        server.start({QStringLiteral("--log"), QStringLiteral("debug")});
        QCOMPARE(lin.waiting(), 1);
        QCOMPARE(textOf(lin.sync().error), QString());
        QCOMPARE(textOf(anna.sync().error), QString());
        const QByteArray asked = server.log().mid(before);
        QVERIFY2(asked.contains("/sync/push") && asked.contains("/sync/pull"), asked);
        QVERIFY2(!asked.contains("/sync/reconcile") && !asked.contains("/sync/verify") &&
                     !asked.contains("/sync/members"),
                 asked);
        QCOMPARE(
            server.run({QStringLiteral("history"), QStringLiteral("state")}).value(QLatin1String("epoch")),
            history.value(QLatin1String("epoch")));
        anna.create(QStringLiteral("After it"));
        QCOMPARE(textOf(anna.sync().error), QString());
        QCOMPARE(textOf(lin.sync().error), QString());
        QCOMPARE(lin.accounts(), anna.accounts());
        QCOMPARE(lin.accounts().size(), 3);
        QCOMPARE(lin.waiting() + anna.waiting() + lin.inbox() + anna.inbox(), 0);
        // Whoever comes anew signs in as before.
        Laptop third(server, QStringLiteral("lin"));
        QCOMPARE(textOf(third.sync().error), QString());
        QCOMPARE(third.accounts(), lin.accounts());
        QVERIFY(server.run({QStringLiteral("verify")}).value(QLatin1String("ok")).toBool());

        // Once is enough, and a database that has it takes it from nobody else.
        QVERIFY(server.tryTo(migrate).errors.contains("in a database already"));
        server.stop();
        QVERIFY(QDir().rename(server.folder(), m_root.filePath(QStringLiteral("first"))));
        QVERIFY(QDir().rename(copy, server.folder()));
        const auto again = server.tryTo(migrate);
        QCOMPARE(again.code, 1);
        QVERIFY2(again.errors.contains("acme already"), again.errors);
        QVERIFY(!QFileInfo::exists(server.folder() + QStringLiteral("/database.json")));
        QVERIFY(server.run({QStringLiteral("verify")}).value(QLatin1String("ok")).toBool());
    }

private:
    QTemporaryDir m_root;
    PostgresServer m_database;
};

DW_TEST(MigrationTest)

}  // namespace dw::test

#include "migrationtest.moc"
