// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/blobstore.h"
#include "tests/store/workspacefixture.h"
#include "tests/support/files.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>
#include <QtEndian>

#include <sqlite3.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <future>
#include <thread>

namespace dw::test
{

class WorkspaceTest : public WorkspaceFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { prepare(); }

    void createsOpensSavesAndReads()
    {
        QVERIFY(create().ok());
        const Record record = company(QStringLiteral("华为技术"));
        {
            const auto workspace = open().value();
            QCOMPARE(workspace->info().zoneName, QByteArray("Asia/Shanghai"));
            QCOMPARE(workspace->info().currency.code(), QStringLiteral("CNY"));
            QVERIFY(workspace->info().demo);
            QVERIFY(!workspace->info().device.isNull());
            QVERIFY(save(*workspace, record).ok());
            QVERIFY(exists(*workspace, record));
        }
        QVERIFY(!QFile::exists(database() + QStringLiteral("-wal")));
        QVERIFY(exists(*open().value(), record));
        QCOMPARE(int(quint8(bytesOf(database())[20])), 40);
    }

    void filesAreForTheOwnerAlone()
    {
        QVERIFY(create().ok());
        const auto workspace = open().value();
        QVERIFY(save(*workspace, company(QStringLiteral("A"))).ok());
        const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup |
                            QFileDevice::WriteOther | QFileDevice::ExeGroup | QFileDevice::ExeOther;
        for (const char *name : {"", "/workspace.db", "/workspace.db-wal", "/workspace.db-shm"}) {
            const QString path = folder() + QString::fromLatin1(name);
            QVERIFY2(QFile::exists(path), qPrintable(path));
            QVERIFY2(!(QFile::permissions(path) & others), qPrintable(path));
        }
    }

    void aFolderInUseIsNotTaken()
    {
        QVERIFY(QDir().mkpath(folder()));
        writeFile(folder() + QStringLiteral("/letter.txt"), "x");
        const auto refused = create();
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().key, QStringLiteral("store.folder_not_empty"));
        QCOMPARE(QDir(folder()).entryList(QDir::Files), QStringList{QStringLiteral("letter.txt")});
    }

    void oneProcessWritesAnyNumberReads()
    {
        QVERIFY(create().ok());
        const auto first = open().value();
        const auto second = open();
        QVERIFY(!second.ok());
        QCOMPARE(second.error().key, QStringLiteral("store.in_use"));
        QCOMPARE(second.error().code, ErrorCode::Conflict);
        QCOMPARE(second.error().arguments.value(2), QString::number(getpid()));
        const Record record = company(QStringLiteral("A"));
        QVERIFY(save(*first, record).ok());
        const auto reader = open(Workspace::Access::ReadOnly).value();
        QVERIFY(exists(*reader, record));
        QCOMPARE(save(*reader, company(QStringLiteral("B"))).error().key,
                 QStringLiteral("store.opened_read_only"));
    }

    // As a program leaves it that is killed between making the lock and writing who it is.
    void anAbandonedLockIsTaken()
    {
        QVERIFY(create().ok());
        QFile lock(folder() + QStringLiteral("/workspace.lock"));
        QVERIFY(lock.open(QIODevice::WriteOnly));
        // Whoever holds it lives, however long it takes them to write it.
        QCOMPARE(::flock(lock.handle(), LOCK_EX | LOCK_NB), 0);
        QCOMPARE(open().error().key, QStringLiteral("store.in_use"));
        QVERIFY(
            lock.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFileDevice::FileModificationTime));
        QCOMPARE(open().error().key, QStringLiteral("store.in_use"));
        // Left a moment ago, too: the next start is at once.
        QVERIFY(lock.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileModificationTime));
        lock.close();
        QVERIFY(open().ok());
    }

    void aLockLeftByADeadProcessIsTaken()
    {
        QVERIFY(create().ok());
        const pid_t child = fork();
        if (child == 0) {
            const auto workspace = open();
            ::kill(getpid(), SIGKILL);
            _exit(workspace.ok() ? 0 : 1);
        }
        int status = 0;
        waitpid(child, &status, 0);
        QVERIFY(WIFSIGNALED(status));
        QVERIFY(QFile::exists(folder() + QStringLiteral("/workspace.lock")));
        QVERIFY(open().ok());
    }

    void badFilesAreNamedAndUntouched_data()
    {
        init();  // QtTest calls it after this
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("code");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("store.empty_file")
                               << int(ErrorCode::Storage);
        QTest::newRow("text") << QByteArray("hello\n").repeated(999) << QStringLiteral("store.foreign_file")
                              << int(ErrorCode::Storage);
        QTest::newRow("short") << QByteArray("SQLite format 3\0", 16) << QStringLiteral("store.foreign_file")
                               << int(ErrorCode::Storage);
        QVERIFY(create().ok());
        const QByteArray good = bytesOf(database());
        QByteArray newer = good;
        qToBigEndian(qint32(999), newer.data() + 60);
        QTest::newRow("newer") << newer << QStringLiteral("store.too_new") << int(ErrorCode::TooNew);
        QByteArray other = good;
        qToBigEndian(qint32(17), other.data() + 68);
        QTest::newRow("other program")
            << other << QStringLiteral("store.foreign_file") << int(ErrorCode::Storage);
        QByteArray damaged = good;
        for (qsizetype page = 1; (page + 1) * 4096 <= damaged.size(); ++page)
            damaged.replace(page * 4096, 4096, QByteArray(4096, '\x5a'));
        QTest::newRow("damaged") << damaged << QStringLiteral("store.damaged") << int(ErrorCode::Storage);
        QTest::newRow("cut") << good.left(5000) << QStringLiteral("store.damaged") << int(ErrorCode::Storage);
    }
    void badFilesAreNamedAndUntouched()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, key);
        QFETCH(int, code);
        QVERIFY(QDir().mkpath(folder()));
        writeFile(database(), content);
        for (const auto access : {Workspace::Access::ReadWrite, Workspace::Access::ReadOnly}) {
            const auto opened = open(access);
            QVERIFY(!opened.ok());
            QCOMPARE(opened.error().key, key);
            QCOMPARE(int(opened.error().code), code);
            QCOMPARE(bytesOf(database()), content);
        }
    }

    void missingFolder()
    {
        QCOMPARE(open().error().key, QStringLiteral("store.missing"));
        QCOMPARE(open().error().code, ErrorCode::NotFound);
    }

    // It is there, only not for us.
    void aFolderClosedToUs()
    {
        QVERIFY(create().ok());
        const uid_t self = ::geteuid();
        const QByteArray outer = QFile::encodeName(QFileInfo(database()).absolutePath());
        QCOMPARE(::chmod(outer.constData(), 0), 0);
        // The superuser may see everything.
        QVERIFY(self != 0 || ::seteuid(65534) == 0);
        const auto closed = open(Workspace::Access::ReadOnly);
        QVERIFY(self == ::geteuid() || ::seteuid(self) == 0);
        QCOMPARE(::chmod(outer.constData(), 0700), 0);
        QCOMPARE(closed.error().key, QStringLiteral("store.cannot_open"));
        QVERIFY(open(Workspace::Access::ReadOnly).ok());
    }

    void aReadOnlyFolderIsReadAndNotWritten()
    {
        QVERIFY(create().ok());
        const Record record = company(QStringLiteral("A"));
        QVERIFY(save(*open().value(), record).ok());
        QFile::remove(folder() + QStringLiteral("/workspace.lock"));
        const QByteArray before = bytesOf(database());
        // In a child that may give up root's rights, which know no read-only folder.
        const pid_t child = fork();
        if (child == 0) {
            constexpr uid_t Nobody = 65534;
            bool ready = ::chmod(QFile::encodeName(m_root->path()).constData(), 0711) == 0 &&
                         ::chmod(QFile::encodeName(folder()).constData(), 0555) == 0 &&
                         ::chmod(QFile::encodeName(database()).constData(), 0444) == 0;
            ready = ready && (geteuid() != 0 || ::setuid(Nobody) == 0);
            if (!ready)
                _exit(1);
            const auto refused = open();
            if (refused.ok() || refused.error().key != QLatin1String("store.read_only"))
                _exit(2);
            const auto reader = open(Workspace::Access::ReadOnly);
            if (!reader.ok())
                _exit(3);
            _exit(exists(**reader, record) && (*reader)->verify(Ticket()).ok() ? 0 : 4);
        }
        int status = 0;
        waitpid(child, &status, 0);
        ::chmod(QFile::encodeName(folder()).constData(), 0700);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
        QCOMPARE(bytesOf(database()), before);
        QCOMPARE(QDir(folder()).entryList(QDir::Files), QStringList{QStringLiteral("workspace.db")});
    }

    void aFullDiskLosesNothing()
    {
        QVERIFY(create().ok());
        const Record kept = company(QStringLiteral("kept"));
        {
            const auto workspace = open().value();
            QVERIFY(save(*workspace, kept).ok());
            std::signal(SIGXFSZ, SIG_IGN);
            rlimit before{};
            getrlimit(RLIMIT_FSIZE, &before);
            const rlimit small{rlim_t(QFileInfo(database()).size()), before.rlim_max};
            setrlimit(RLIMIT_FSIZE, &small);
            Record big = company(QStringLiteral("big"));
            big.set(u"notes", Value(QString(4000000, QLatin1Char('x'))));
            const auto full = save(*workspace, big);
            setrlimit(RLIMIT_FSIZE, &before);
            QVERIFY(!full.ok());
            QCOMPARE(full.error().key, QStringLiteral("store.disk_full"));
            QVERIFY(exists(*workspace, kept));
            QVERIFY(!exists(*workspace, big));
            // Room again: the same save works.
            QVERIFY(save(*workspace, big).ok());
        }
        const auto workspace = open().value();
        QCOMPARE(faults(workspace->verify(Ticket()).value()), QStringList());
    }

    void aJobThatDoesNotCommitLeavesNothing()
    {
        QVERIFY(create().ok());
        const auto workspace = open().value();
        const Record record = company(QStringLiteral("A"));
        workspace->writeNow([&](WriteSession &session) {
            ChangeSet set;
            set.create(record);
            QVERIFY(session.begin(Durability::Saved).ok());
            QVERIFY(session.apply(set).ok());
        });
        QVERIFY(!exists(*workspace, record));
        QVERIFY(save(*workspace, record).ok());
    }

    void aReadSeesOneSnapshot()
    {
        QVERIFY(create().ok());
        const auto workspace = open().value();
        const Record record = company(QStringLiteral("A"));
        workspace->readNow([&](ReadSession &session) {
            QVERIFY(session.beginRead().ok());
            QVERIFY(save(*workspace, record).ok());
            QVERIFY(!session.find(record.typePointer(), record.id())->isValid());
            session.endRead();
            QVERIFY(session.find(record.typePointer(), record.id())->isValid());
        });
    }

    void theNewestReadOfASlotWins()
    {
        QVERIFY(create().ok());
        const auto workspace = open().value();
        std::promise<void> started, release;
        std::atomic<int> ran{0};
        std::atomic<bool> queued{false};
        const Ticket running = workspace->read(Workspace::Lane::List, QStringLiteral("list"),
                                               [&](ReadSession &, const Ticket &ticket) {
                                                   started.set_value();
                                                   while (!ticket.isCancelled() || !queued)
                                                       std::this_thread::yield();
                                                   ran += 1;
                                               });
        started.get_future().wait();
        const auto count = [&](int n) { return [&ran, n](ReadSession &, const Ticket &) { ran += n; }; };
        const Ticket other = workspace->read(Workspace::Lane::List, {}, count(10));
        const Ticket waiting = workspace->read(Workspace::Lane::List, QStringLiteral("list"), count(100));
        QVERIFY(running.isCancelled());
        const Ticket newest = workspace->read(Workspace::Lane::List, QStringLiteral("list"), count(1000));
        workspace->read(Workspace::Lane::List, {},
                        [&](ReadSession &, const Ticket &) { release.set_value(); });
        queued = true;
        release.get_future().wait();
        QCOMPARE(ran.load(), 1011);
        QVERIFY(waiting.isCancelled());
        QVERIFY(!newest.isCancelled());
        QVERIFY(!other.isCancelled());
    }

    void aCancelledReadIsInterrupted()
    {
        QVERIFY(create().ok());
        const auto workspace = open().value();
        std::promise<Result<qint64>> answer;
        std::promise<void> started;
        const Ticket ticket =
            workspace->read(Workspace::Lane::Detail, {}, [&](ReadSession &session, const Ticket &) {
                auto &own = static_cast<sqlite::SqliteSession &>(session);
                started.set_value();
                answer.set_value(own.connection().integer(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT max(i) FROM n"));
            });
        started.get_future().wait();
        ticket.cancel();
        const auto result = answer.get_future().get();
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        QVERIFY(!exists(*workspace, company(QStringLiteral("none"))));
    }

    void userCommandsOvertakeBatches()
    {
        QVERIFY(create().ok());
        const auto workspace = open().value();
        std::promise<void> started, go, done;
        QStringList order;
        workspace->write(Workspace::Priority::Batch, [&](WriteSession &, const Ticket &) {
            started.set_value();
            go.get_future().wait();
        });
        started.get_future().wait();
        const auto note = [&](const char *name) {
            return
                [&order, name](WriteSession &, const Ticket &) { order.append(QString::fromLatin1(name)); };
        };
        workspace->write(Workspace::Priority::Batch, note("batch1"));
        workspace->write(Workspace::Priority::Batch, note("batch2"));
        workspace->write(Workspace::Priority::User, note("user1"));
        workspace->write(Workspace::Priority::User, note("user2"));
        workspace->write(Workspace::Priority::Batch,
                         [&](WriteSession &, const Ticket &) { done.set_value(); });
        go.set_value();
        done.get_future().wait();
        QCOMPARE(order.join(QLatin1Char(' ')), QStringLiteral("user1 user2 batch1 batch2"));
    }

    void aLongJobSeesWhoWaits()
    {
        QVERIFY(create().ok());
        const auto workspace = open().value();
        std::promise<void> done;
        QList<std::optional<Workspace::Priority>> seen;
        const auto nothing = [](WriteSession &, const Ticket &) {};
        workspace->write(Workspace::Priority::Batch, [&](WriteSession &, const Ticket &) {
            seen.append(workspace->awaited());
            workspace->write(Workspace::Priority::Batch, nothing);
            seen.append(workspace->awaited());
            const Ticket user = workspace->write(Workspace::Priority::User, nothing);
            seen.append(workspace->awaited());
            user.cancel();
            seen.append(workspace->awaited());
            done.set_value();
        });
        done.get_future().wait();
        using Priority = Workspace::Priority;
        QCOMPARE(seen.size(), 4);
        QVERIFY(!seen[0]);
        QVERIFY(seen[1] == Priority::Batch);
        QVERIFY(seen[2] == Priority::User);
        QVERIFY(seen[3] == Priority::Batch);
        QVERIFY(!workspace->awaited() || workspace->awaited() == Priority::Batch);
    }

    void closingSavesWhatUsersAskedFor()
    {
        QVERIFY(create().ok());
        const Record record = company(QStringLiteral("last"));
        Ticket batch;
        {
            const auto workspace = open().value();
            std::promise<void> started;
            std::promise<void> go;
            auto wait = go.get_future().share();
            workspace->write(Workspace::Priority::User, [&started, wait](WriteSession &, const Ticket &) {
                started.set_value();
                wait.wait();
            });
            started.get_future().wait();
            batch = workspace->write(Workspace::Priority::Batch, [](WriteSession &, const Ticket &) {});
            workspace->write(Workspace::Priority::User, [record](WriteSession &session, const Ticket &) {
                ChangeSet set;
                set.create(record);
                if (session.begin(Durability::Saved).ok() && session.apply(set).ok())
                    (void)session.commit();
            });
            go.set_value();
        }
        QVERIFY(exists(*open().value(), record));
    }

    void threadsShareOneFile()
    {
        QVERIFY(create().ok());
        const auto workspace = open().value();
        std::atomic<int> saved{0}, seen{0};
        std::vector<std::thread> threads;
        for (int t = 0; t < 3; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 20; ++i) {
                    const Record record = company(QString::number(i));
                    if (save(*workspace, record).ok())
                        ++saved;
                    if (exists(*workspace, record))
                        ++seen;
                    workspace->read(
                        Workspace::Lane::List, QStringLiteral("x"),
                        [type = record.typePointer(), id = record.id()](
                            ReadSession &session, const Ticket &) { (void)session.find(type, id); });
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(saved.load(), 60);
        QCOMPARE(seen.load(), 60);
        QCOMPARE(faults(workspace->verify(Ticket()).value()), QStringList());
    }
};

DW_TEST(WorkspaceTest)

}  // namespace dw::test

#include "workspacetest.moc"
