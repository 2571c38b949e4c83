// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/idgenerator.h"
#include "core/store/postgres/connection.h"
#include "core/store/postgres/schema.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <limits>
#include <thread>

namespace dw::test
{

namespace
{

using postgres::Connection;
using postgres::Statement;

std::unique_ptr<Connection> open(Connection::Use use = Connection::Use::Write)
{
    auto opened = Connection::open(PostgresServer::shared().address(), use);
    if (!opened.ok())
        qFatal("%s", qPrintable(opened.error().detail));
    return std::move(opened).value();
}

QString key(const char *text)
{
    return QString::fromLatin1(text);
}

}  // namespace

class PostgresConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesGoThereAndBack()
    {
        const auto connection = open();
        QVERIFY(connection
                    ->execute("CREATE TEMPORARY TABLE v(n bigint, i integer, s smallint, b boolean, t text, "
                              "d bytea)")
                    .ok());
        const Id id = Id::named("one");
        const QString text = QString::fromUtf8("“报价”\t'\"\\ 🙂");
        {
            Statement write = connection->prepare("INSERT INTO v VALUES($1,$2,$3,$4,$5,$6)").value();
            write.bind(1, std::numeric_limits<qint64>::min());
            write.bind(2, qint64(-70000));
            write.bind(3, qint64(-300));
            write.bind(4, qint64(1));
            write.bind(5, QStringView(text));
            write.bind(6, id);
            QVERIFY(write.run().ok());
            QCOMPARE(write.changes(), 1);
            write.reset();
            write.bind(5, QStringView());
            write.bindBlob(6, QByteArrayView());
            QVERIFY(write.run().ok());
            write.reset();
            QVERIFY(write.run().ok());
        }
        Statement read = connection->prepare("SELECT n,i,s,b,t,d FROM v").value();
        QCOMPARE(read.step().value(), true);
        QCOMPARE(read.columnCount(), 6);
        QCOMPARE(read.integer(0), std::numeric_limits<qint64>::min());
        QCOMPARE(read.integer(1), -70000);
        QCOMPARE(read.integer(2), -300);
        QCOMPARE(read.integer(3), 1);
        QCOMPARE(read.text(4), text);
        QCOMPARE(read.id(5), id);
        QCOMPARE(read.step().value(), true);
        QVERIFY(read.isNull(0));
        QCOMPARE(read.integer(0), 0);
        QVERIFY(!read.isNull(4));
        QVERIFY(!read.isNull(5));
        QCOMPARE(read.bytes(5).size(), 0);
        QCOMPARE(read.step().value(), true);
        QVERIFY(read.isNull(4));
        QVERIFY(read.isNull(5));
        QVERIFY(read.id(5).isNull());
        QCOMPARE(read.step().value(), false);
        QCOMPARE(read.step().value(), false);
    }

    void listsAreArrays()
    {
        const auto connection = open();
        Statement read = connection
                             ->prepare(
                                 "SELECT count(*) FROM unnest($1::bigint[],$2::bytea[],$3::text[]) AS "
                                 "g(n,d,t) WHERE n=$4 AND d=$5 AND t=$6")
                             .value();
        const QString odd = QString::fromUtf8("a,\"b\"\\{}\n报");
        const QByteArray bytes("\0\xff,\"", 4);
        read.bindList(1, std::vector<qint64>{1, -2});
        read.bindList(2, std::vector<QByteArray>{QByteArray(""), bytes});
        read.bindList(3, QStringList{QStringLiteral("NULL"), odd});
        read.bind(4, qint64(-2));
        read.bindBlob(5, bytes);
        read.bind(6, QStringView(odd));
        QCOMPARE(read.step().value(), true);
        QCOMPARE(read.integer(0), 1);
        read.reset();
        read.bindList(1, std::vector<qint64>{});
        read.bindList(2, std::vector<QByteArray>{});
        read.bindList(3, QStringList{QStringLiteral("NULL")});
        QCOMPARE(read.step().value(), true);
        QCOMPARE(read.integer(0), 0);
    }

    void aWrongBindIsAnError()
    {
        const auto connection = open();
        Statement read = connection->prepare("SELECT $1::bigint").value();
        read.bind(2, qint64(1));
        QCOMPARE(read.step().error().key, key("store.statement_failed"));
        read.reset();
        read.bind(1, QStringView(u"1"));
        QCOMPARE(read.step().error().key, key("store.statement_failed"));
        Statement small = connection->prepare("SELECT $1::smallint").value();
        small.bind(1, qint64(40000));
        QCOMPARE(small.step().error().key, key("store.statement_failed"));
        // The text is not UTF-8 as PostgreSQL takes it.
        Statement text = connection->prepare("SELECT $1::text").value();
        text.bind(1, QStringView(u"a\0b", 3));
        QVERIFY(!text.step().ok());
        QVERIFY(connection->integer("SELECT 1").ok());
    }

    void whatFailsSaysWhy()
    {
        const auto connection = open();
        QVERIFY(connection->execute("CREATE TEMPORARY TABLE u(n bigint PRIMARY KEY CHECK(n>0))").ok());
        QVERIFY(connection->execute("INSERT INTO u VALUES(1)").ok());
        QCOMPARE(connection->execute("INSERT INTO u VALUES(1)").error().key, key("store.duplicate"));
        QCOMPARE(connection->execute("INSERT INTO u VALUES(0)").error().key, key("store.constraint"));
        QCOMPARE(connection->execute("SELEKT").error().key, key("store.statement_failed"));
        QCOMPARE(connection->prepare("SELECT * FROM nowhere").error().key, key("store.statement_failed"));
        const QString address = PostgresServer::shared().address();
        QCOMPARE(
            Connection::open(address + QStringLiteral(" dbname=none"), Connection::Use::Read).error().key,
            key("store.no_database"));
        const Error away =
            Connection::open(QStringLiteral("host=/nowhere password=secret"), Connection::Use::Read).error();
        QCOMPARE(away.key, key("store.database_away"));
        QVERIFY(!away.detail.contains(QLatin1String("secret")) &&
                !away.arguments.join(QString()).contains(QLatin1String("secret")));
    }

    // Each error is in the server's log with its statement, which somebody reads (PostgresServer): otherwise
    // the pipe is full after 64 KiB, and whoever logs the next line stands still.
    void whatTheServerLogsHoldsNobodyUp()
    {
        const auto connection = open();
        const QByteArray wrong = "SELECT '" + QByteArray(4096, 'x') + "' FROM nowhere";
        for (int i = 0; i < 100; ++i)
            QVERIFY(!connection->execute(wrong).ok());
        QCOMPARE(connection->integer("SELECT 1").value(), 1);
    }

    void aFailedTransactionIsNotCommitted()
    {
        const auto connection = open();
        QVERIFY(connection->execute("CREATE TEMPORARY TABLE u(n bigint PRIMARY KEY)").ok());
        QVERIFY(connection->begin().ok());
        QVERIFY(connection->inTransaction());
        QVERIFY(connection->execute("INSERT INTO u VALUES(1)").ok());
        QVERIFY(!connection->execute("INSERT INTO u VALUES(1)").ok());
        QVERIFY(!connection->inTransaction());
        QCOMPARE(connection->commit().error().key, key("store.no_transaction"));
        QCOMPARE(connection->integer("SELECT count(*) FROM u").value(), 0);
    }

    void aReaderWritesNothingAndSeesOneMoment()
    {
        const auto writer = open();
        const auto reader = open(Connection::Use::Read);
        const Id workspace = Id::named("a reader writes nothing");
        QVERIFY(postgres::createSchema(*writer, workspace).ok());
        QCOMPARE(postgres::createSchema(*writer, workspace).error().key, key("store.exists"));
        QCOMPARE(postgres::openSchema(*reader, Id::named("none")).error().key, key("store.missing"));
        QVERIFY(postgres::openSchema(*reader, workspace).ok());
        const QByteArray count = "SELECT count(*) FROM \"dw:commit\"";
        QVERIFY(reader->begin().ok());
        QCOMPARE(reader->integer(count).value(), 0);
        QVERIFY(writer->execute("INSERT INTO \"dw:commit\"(sequence,tag) VALUES(1,1)").ok());
        QCOMPARE(reader->integer(count).value(), 0);
        QCOMPARE(reader->execute("DELETE FROM \"dw:commit\"").error().key, key("store.read_only"));
        reader->rollback();
        QCOMPARE(reader->integer(count).value(), 1);
        // A newer program was here.
        QVERIFY(writer->execute("UPDATE \"dw:meta\" SET value='99'").ok());
        QCOMPARE(postgres::openSchema(*writer, workspace).error().key, key("store.too_new"));
    }

    void manyStatementsStayUsable()
    {
        const auto connection = open();
        std::vector<Statement> held;
        for (int round = 0; round < 2; ++round) {
            for (qint64 i = 0; i < 600; ++i)
                QCOMPARE(connection->integer("SELECT " + QByteArray::number(i) + "::bigint").value(), i);
        }
        QVERIFY(connection->integer("SELECT count(*) FROM pg_prepared_statements").value() <= 258);
        // The same text twice at once.
        for (int i = 0; i < 3; ++i) {
            held.push_back(connection->prepare("SELECT $1::bigint").value());
            held.back().bind(1, qint64(i));
        }
        for (int i = 0; i < 3; ++i) {
            QVERIFY(held[size_t(i)].step().value());
            QCOMPARE(held[size_t(i)].integer(0), i);
        }
    }

    void whatRunsCanBeInterrupted()
    {
        const auto connection = open();
        std::thread other([&] {
            const auto watcher = open();
            while (watcher
                       ->integer("SELECT count(*) FROM pg_stat_activity WHERE state='active' AND query LIKE "
                                 "'%600 seconds%' AND pid<>pg_backend_pid()")
                       .value() == 0)
                std::this_thread::yield();
            connection->interrupt();
        });
        const Result<void> slept = connection->execute("SELECT pg_sleep(600) /* 600 seconds */");
        other.join();
        QCOMPARE(slept.error().code, ErrorCode::Cancelled);
        QVERIFY(connection->integer("SELECT 1").ok());
    }

    // What was committed is there after kill -9 of the server, and the connection goes on with the next
    // transaction.
    void aServerThatFellIsFoundAgain()
    {
        PostgresServer server(PostgresServer::Sync::On);
        const auto connection = Connection::open(server.address(), Connection::Use::Write).value();
        const Id workspace = Id::named("fell");
        QVERIFY(postgres::createSchema(*connection, workspace).ok());
        QVERIFY(connection->begin().ok());
        QVERIFY(connection->execute("UPDATE \"dw:head\" SET sequence=7").ok());
        QVERIFY(connection->commit().ok());
        QVERIFY(connection->begin().ok());
        QVERIFY(connection->execute("UPDATE \"dw:head\" SET sequence=8").ok());
        server.kill();
        const Error error = connection->commit().error();
        QCOMPARE(error.key, key("store.database_away"));
        connection->rollback();
        QCOMPARE(connection->begin().error().key, key("store.database_away"));
        server.start();
        QVERIFY(connection->begin().ok());
        QCOMPARE(connection->integer("SELECT sequence FROM \"dw:head\"").value(), 7);
        connection->rollback();
        // And where it fell and came back while nobody asked.
        server.kill();
        server.start();
        QVERIFY(connection->begin().ok());
        QCOMPARE(connection->integer("SELECT sequence FROM \"dw:head\"").value(), 7);
        QVERIFY(connection->commit().ok());
    }
};

DW_TEST(PostgresConnectionTest)

}  // namespace dw::test

#include "postgresconnectiontest.moc"
