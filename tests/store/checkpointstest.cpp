// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/checkpoints.h"
#include "tests/store/storefixture.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QTest>

#include <sqlite3.h>

#include <algorithm>

namespace dw::test
{

// What the log holds is in the file, without the writer where another thread can do it.
class CheckpointsTest : public QObject
{
    Q_OBJECT

    static QString areaOf(int i) { return QStringLiteral("area %1").arg(i); }

    // About 25 pages of the log.
    void write(StoreFixture &store, int i)
    {
        QVERIFY(store.session().begin(Durability::Redoable).ok());
        QVERIFY(store.session().setLocalValue(areaOf(i), QStringLiteral("k"), QByteArray(100'000, 'x')).ok());
        QVERIFY(store.session().commit().ok());
    }

    // By the file alone, as if there were no log.
    bool isInFile(const StoreFixture &store, int i)
    {
        QTemporaryDir folder;
        const QString copy = folder.filePath(QStringLiteral("copy.db"));
        if (!QFile::copy(store.file(), copy))
            return false;
        const auto connection = sqlite::Connection::open(copy, sqlite::Connection::Mode::ReadWrite, 1024);
        if (!connection.ok())
            return false;
        const auto count =
            (*connection)
                ->integer("SELECT count(*) FROM \"dw:local\" WHERE area='" + areaOf(i).toUtf8() + '\'');
        return count.ok() && *count == 1;
    }

private Q_SLOTS:
    void anotherThreadDoesIt()
    {
        StoreFixture store;
        sqlite::Checkpoints checkpoints(store.file(), {20, 100'000});
        checkpoints.follow(store.connection());
        for (int i = 0; i < 8; ++i)
            write(store, i);
        checkpoints.stop();
        for (int i = 0; i < 8; ++i)
            QVERIFY(isInFile(store, i));
        // What comes behind it is nobody's.
        write(store, 8);
        QVERIFY(!isInFile(store, 8));
        sqlite3_wal_hook(store.connection().handle(), nullptr, nullptr);
    }

    // The log does not grow without end while nobody pauses.
    void theWriterDoesItWhereItGrowsTooLong()
    {
        StoreFixture store;
        sqlite::Checkpoints checkpoints(store.file(), {20, 100});
        checkpoints.follow(store.connection());
        qint64 longest = 0;
        for (int i = 0; i < 60; ++i) {
            write(store, i);
            longest = std::max(longest, QFile(store.file() + QStringLiteral("-wal")).size());
        }
        checkpoints.stop();
        // All of it would be 60 times 25 pages.
        QVERIFY2(longest < 600 * 4096, qPrintable(QString::number(longest)));
        for (int i = 60; i < 65; ++i)
            write(store, i);
        QVERIFY(isInFile(store, 60));
        sqlite3_wal_hook(store.connection().handle(), nullptr, nullptr);
    }

    void aFewPagesAreLeftToThePause()
    {
        StoreFixture store;
        sqlite::Checkpoints checkpoints(store.file());
        checkpoints.follow(store.connection());
        write(store, 0);
        checkpoints.stop();
        QVERIFY(!isInFile(store, 0));
        sqlite3_wal_hook(store.connection().handle(), nullptr, nullptr);
    }

    // A log that nobody can move is only longer: commits go on.
    void whatCannotBeOpenedFailsNoCommit()
    {
        StoreFixture store;
        sqlite::Checkpoints checkpoints(store.file() + QStringLiteral(".missing"), {20, 100'000});
        checkpoints.follow(store.connection());
        for (int i = 0; i < 4; ++i)
            write(store, i);
        checkpoints.stop();
        QVERIFY(!isInFile(store, 3));
        QCOMPARE(store.session().localValue(areaOf(3), QStringLiteral("k"))->size(), 100'000);
        sqlite3_wal_hook(store.connection().handle(), nullptr, nullptr);
    }
};

DW_TEST(CheckpointsTest)

}  // namespace dw::test

#include "checkpointstest.moc"
