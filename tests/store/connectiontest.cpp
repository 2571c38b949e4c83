// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/connection.h"
#include "tests/support/files.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <memory>
#include <thread>

namespace dw::test
{

using sqlite::Connection;
using sqlite::Statement;

class ConnectionTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const QString &name) const { return m_folder->filePath(name); }
    std::unique_ptr<Connection> create(const QString &name = QStringLiteral("a.db")) const
    {
        auto made = Connection::open(path(name), Connection::Mode::Create, 2048);
        if (!made.ok())
            qWarning() << made.error().key << made.error().detail;
        return made.ok() ? std::move(made).value() : nullptr;
    }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void newFileReservesFortyBytesPerPage()
    {
        auto connection = create();
        QVERIFY(connection);
        QVERIFY(connection->execute("CREATE TABLE t(a INTEGER) STRICT").ok());
        connection.reset();
        const QByteArray header = bytesOf(path(QStringLiteral("a.db"))).left(100);
        QCOMPARE(header.size(), 100);
        QCOMPARE(int(quint8(header[20])), 40);
        QCOMPARE(int(quint8(header[18])), 2);  // WAL
    }

    void settingsAreThoseOfTheDesign()
    {
        const auto connection = create();
        QVERIFY(connection);
        QCOMPARE(connection->text("PRAGMA journal_mode").value(), QStringLiteral("wal"));
        QCOMPARE(connection->integer("PRAGMA synchronous").value(), 2);
        QCOMPARE(connection->integer("PRAGMA foreign_keys").value(), 1);
        QCOMPARE(connection->integer("PRAGMA trusted_schema").value(), 0);
        QCOMPARE(connection->integer("PRAGMA temp_store").value(), 2);
        QCOMPARE(connection->integer("PRAGMA cache_size").value(), -2048);
        QCOMPARE(connection->integer("PRAGMA application_id").value(), qint64(sqlite::ApplicationId));
        // DEFENSIVE: the schema cannot be written by hand.
        QVERIFY(connection->execute("CREATE TABLE t(a)").ok());
        QVERIFY(connection->execute("PRAGMA writable_schema=ON").ok());
        QVERIFY(!connection->execute("DELETE FROM sqlite_schema").ok());
        QVERIFY(!connection->execute("SELECT load_extension('x')").ok());
        // Double quotes never mean text.
        QVERIFY(!connection->execute("SELECT \"nowhere\"").ok());
    }

    void valuesComeBackAsBound()
    {
        const auto connection = create();
        QVERIFY(connection->execute("CREATE TABLE t(n INTEGER, s TEXT, b BLOB, i BLOB) STRICT").ok());
        const Id id = Id::named("x");
        {
            auto insert = connection->prepare("INSERT INTO t VALUES(?1,?2,?3,?4)").value();
            insert.bind(1, std::numeric_limits<qint64>::min());
            insert.bind(2, QStringView(u"华为😀 a\0b", 8));
            insert.bind(3, QByteArray("\0\1\2", 3));
            insert.bind(4, id);
            QVERIFY(insert.run().ok());
            insert.reset();
            insert.bindBlob(3, {});
            insert.bind(4, Id());
            QVERIFY(insert.run().ok());
        }
        auto select = connection->prepare("SELECT n,s,b,i FROM t ORDER BY rowid").value();
        QVERIFY(select.step().value());
        QCOMPARE(select.columnCount(), 4);
        QCOMPARE(select.integer(0), std::numeric_limits<qint64>::min());
        QCOMPARE(select.text(1), QStringView(u"华为😀 a\0b", 8).toString());
        QCOMPARE(select.bytes(2).toByteArray(), QByteArray("\0\1\2", 3));
        QCOMPARE(select.id(3), id);
        QVERIFY(select.step().value());
        QVERIFY(select.isNull(0) && select.isNull(1) && !select.isNull(2) && select.isNull(3));
        QVERIFY(select.id(3).isNull());
        QVERIFY(!select.step().value());
    }

    void wrongBindIndexIsReported()
    {
        const auto connection = create();
        auto statement = connection->prepare("SELECT ?1").value();
        statement.bind(2, qint64(1));
        QVERIFY(!statement.step().ok());
    }

    void statementsAreReusedAndHoldNoSnapshot()
    {
        const auto connection = create();
        QVERIFY(connection->execute("CREATE TABLE t(a)").ok());
        QVERIFY(connection->execute("INSERT INTO t VALUES(1),(2)").ok());
        sqlite3_stmt *first = nullptr;
        {
            auto statement = connection->prepare("SELECT a FROM t").value();
            first = statement.handle();
            QVERIFY(statement.step().value());
            auto second = connection->prepare("SELECT a FROM t").value();
            QVERIFY(second.handle() != first);
        }
        QCOMPARE(sqlite3_txn_state(connection->handle(), nullptr), SQLITE_TXN_NONE);
        auto a = connection->prepare("SELECT a FROM t").value();
        auto b = connection->prepare("SELECT a FROM t").value();
        QVERIFY(a.handle() == first || b.handle() == first);
        for (int i = 0; i < 2000; ++i)
            QVERIFY(connection->prepare("SELECT " + QByteArray::number(i)).ok());
        int open = 0;
        for (sqlite3_stmt *s = sqlite3_next_stmt(connection->handle(), nullptr); s;
             s = sqlite3_next_stmt(connection->handle(), s))
            ++open;
        QVERIFY2(open < 300, qPrintable(QString::number(open)));
    }

    void otherFilesAreNamedAndUntouched_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("key");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("store.empty_file");
        QTest::newRow("text") << QByteArray("name,phone\n").repeated(300)
                              << QStringLiteral("store.foreign_file");
        QTest::newRow("short") << QByteArray("x") << QStringLiteral("store.foreign_file");
        QTest::newRow("cut header") << QByteArray("SQLite format 3\0\x10", 17)
                                    << QStringLiteral("store.foreign_file");
        QTest::newRow("zeros") << QByteArray(8192, '\0') << QStringLiteral("store.foreign_file");
    }
    void otherFilesAreNamedAndUntouched()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, key);
        write(QStringLiteral("f.db"), content);
        for (const auto mode :
             {Connection::Mode::ReadOnly, Connection::Mode::ReadWrite, Connection::Mode::Frozen}) {
            const auto opened = Connection::open(path(QStringLiteral("f.db")), mode, 1024);
            QVERIFY(!opened.ok());
            QCOMPARE(opened.error().key, key);
            QCOMPARE(opened.error().arguments, QStringList{path(QStringLiteral("f.db"))});
        }
        QCOMPARE(bytesOf(path(QStringLiteral("f.db"))), content);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("f.db")});
    }

    void anotherProgramsDatabaseIsForeign()
    {
        sqlite3 *raw = nullptr;
        QCOMPARE(sqlite3_open(path(QStringLiteral("o.db")).toUtf8().constData(), &raw), SQLITE_OK);
        QCOMPARE(sqlite3_exec(raw, "CREATE TABLE a(b)", nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(raw);
        const QByteArray before = bytesOf(path(QStringLiteral("o.db")));
        const auto opened = Connection::open(path(QStringLiteral("o.db")), Connection::Mode::ReadWrite, 1024);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().key, QStringLiteral("store.foreign_file"));
        QCOMPARE(bytesOf(path(QStringLiteral("o.db"))), before);
    }

    void missingAndExisting()
    {
        QCOMPARE(
            Connection::open(path(QStringLiteral("no.db")), Connection::Mode::ReadWrite, 1024).error().key,
            QStringLiteral("store.missing"));
        QVERIFY(create());
        QCOMPARE(Connection::open(path(QStringLiteral("a.db")), Connection::Mode::Create, 1024).error().key,
                 QStringLiteral("store.exists"));
    }

    void readersDoNotWrite()
    {
        auto writer = create();
        QVERIFY(writer->execute("CREATE TABLE t(a)").ok());
        auto reader =
            Connection::open(path(QStringLiteral("a.db")), Connection::Mode::ReadOnly, 1024).value();
        const auto refused = reader->execute("INSERT INTO t VALUES(1)");
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().key, QStringLiteral("store.read_only"));
    }

    void fullDiskIsSaid()
    {
        auto connection = create();
        QVERIFY(connection->execute("CREATE TABLE t(a BLOB)").ok());
        QVERIFY(connection->execute("PRAGMA max_page_count=10").ok());
        const auto full = connection->execute("INSERT INTO t VALUES(zeroblob(1000000))");
        QVERIFY(!full.ok());
        QCOMPARE(full.error().key, QStringLiteral("store.disk_full"));
    }

    void fileSizeLimitIsAFullDisk()
    {
        auto connection = create();
        QVERIFY(connection->execute("CREATE TABLE t(a BLOB)").ok());
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit small{1 << 20, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        const auto full = connection->execute("INSERT INTO t VALUES(zeroblob(4000000))");
        setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(!full.ok());
        QCOMPARE(full.error().key, QStringLiteral("store.disk_full"));
        QCOMPARE(connection->integer("SELECT count(*) FROM t").value(), 0);
        QVERIFY(connection->execute("INSERT INTO t VALUES(zeroblob(4000000))").ok());
        QCOMPARE(connection->text("PRAGMA integrity_check").value(), QStringLiteral("ok"));
    }

    void busyIsLocked()
    {
        auto writer = create();
        QVERIFY(writer->execute("CREATE TABLE t(a)").ok());
        QVERIFY(writer->execute("BEGIN IMMEDIATE").ok());
        auto other =
            Connection::open(path(QStringLiteral("a.db")), Connection::Mode::ReadWrite, 1024).value();
        QVERIFY(other->execute("PRAGMA busy_timeout=0").ok());
        const auto busy = other->execute("BEGIN IMMEDIATE");
        QVERIFY(!busy.ok());
        QCOMPARE(busy.error().key, QStringLiteral("store.locked"));
        QCOMPARE(busy.error().code, ErrorCode::Conflict);
    }

    void interruptCancels()
    {
        auto connection = create();
        std::atomic<bool> done{false};
        std::thread stopper([&] {
            while (!done.load())
                connection->interrupt();
        });
        const auto endless = connection->integer(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT max(i) FROM n");
        done = true;
        stopper.join();
        QVERIFY(!endless.ok());
        QCOMPARE(endless.error().code, ErrorCode::Cancelled);
    }

    void damageIsSaid()
    {
        {
            auto connection = create();
            QVERIFY(connection->execute("CREATE TABLE t(a)").ok());
            QVERIFY(
                connection
                    ->execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<20000) "
                              "INSERT INTO t SELECT hex(randomblob(20)) FROM n")
                    .ok());
        }
        QFile file(path(QStringLiteral("a.db")));
        QVERIFY(file.open(QIODevice::ReadWrite));
        for (qint64 page = 1; page * 4096 < file.size(); ++page) {
            file.seek(page * 4096);
            file.write(QByteArray(4096, '\x5a'));
        }
        file.close();
        auto connection =
            Connection::open(path(QStringLiteral("a.db")), Connection::Mode::ReadWrite, 1024).value();
        const auto read = connection->integer("SELECT count(*) FROM t WHERE a>'A'");
        QVERIFY(!read.ok());
        QCOMPARE(read.error().key, QStringLiteral("store.damaged"));
    }

    // The pages of its cache lie one by one between what stays.
    void idleMemoryGoesBackToTheSystem()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("sanitizers keep what is freed");
#endif
        const auto resident = [] {
            const QList<QByteArray> pages = bytesOf(QStringLiteral("/proc/self/statm")).split(' ');
            return pages.value(1).toLongLong() * sysconf(_SC_PAGESIZE);
        };
        constexpr qint64 MiB = 1024 * 1024;
        create().reset();
        const auto connection =
            Connection::open(path(QStringLiteral("a.db")), Connection::Mode::ReadWrite, 32 * 1024).value();
        QVERIFY(connection->execute("CREATE TABLE t(a)").ok());
        QVERIFY(connection
                    ->execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<8000) "
                              "INSERT INTO t SELECT randomblob(3000) FROM n")
                    .ok());
        QCOMPARE(connection->integer("SELECT count(*) FROM t WHERE length(a)=3000").value(), qint64(8000));
        const auto stays = std::make_unique<QByteArray>(1000, 'x');
        const qint64 before = resident();
        connection->releaseMemory();
        const qint64 after = resident();
        QVERIFY2(
            before - after > 24 * MiB,
            qPrintable(QStringLiteral("%1 MiB of %2 MiB").arg((before - after) / MiB).arg(before / MiB)));
        QCOMPARE(stays->size(), qsizetype(1000));
        QCOMPARE(connection->integer("SELECT count(*) FROM t").value(), qint64(8000));
    }
};

DW_TEST(ConnectionTest)

}  // namespace dw::test

#include "connectiontest.moc"
