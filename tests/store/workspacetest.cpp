// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/blobstore.h"
#include "tests/store/storefixture.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>
#include <QtEndian>

#include <sqlite3.h>
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

namespace
{

QByteArray bytesOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        file.write(bytes);
}

}  // namespace

class WorkspaceTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_root;
    FixedClock m_clock{Instant{1795000000000}};
    std::unique_ptr<IdGenerator> m_ids;
    DictionaryPtr m_dictionary;

    QString folder() const { return m_root->filePath(QStringLiteral("w")); }
    QString database() const { return folder() + QStringLiteral("/workspace.db"); }

    Result<void> create()
    {
        Workspace::NewWorkspace options;
        options.zoneName = "Asia/Shanghai";
        options.currency = Currency::fromCode(u"CNY").value();
        options.demo = true;
        return Workspace::create(folder(), options, m_dictionary, m_clock, *m_ids);
    }
    Result<std::unique_ptr<Workspace>> open(Workspace::Access access = Workspace::Access::ReadWrite)
    {
        return Workspace::open(folder(), access, m_dictionary, m_clock, *m_ids);
    }
    Record company(const QString &name)
    {
        Record record(m_dictionary->find(u"company"), m_ids->next());
        record.set(u"name", Value(name));
        return record;
    }
    Result<void> save(Workspace &workspace, const Record &record)
    {
        Result<void> done = Error(ErrorCode::Internal, QStringLiteral("test.not_run"));
        workspace.writeNow([&](WriteSession &session) {
            ChangeSet set;
            set.create(record);
            AuditEntry entry;
            entry.transaction = m_ids->next();
            entry.device = workspace.info().device;
            entry.command = QStringLiteral("company.create");
            entry.record = record.ref();
            entry.values.insert(QStringLiteral("name"),
                                QJsonArray{QJsonValue(), record.value(u"name").toJson()});
            done = session.begin(Durability::Saved);
            if (done.ok())
                done = session.apply(set);
            if (done.ok()) {
                const auto line = session.appendAudit(entry);
                if (!line.ok())
                    done = line.error();
            }
            if (done.ok())
                done = session.commit();
            else
                session.rollback();
        });
        return done;
    }
    static bool exists(Workspace &workspace, const Record &record)
    {
        bool found = false;
        workspace.readNow([&](ReadSession &session) {
            const auto read = session.find(record.typePointer(), record.id());
            found = read.ok() && read->isValid();
        });
        return found;
    }
    static QStringList faults(const QList<VerifyCheck> &checks)
    {
        QStringList names;
        for (const VerifyCheck &check : checks) {
            if (!check.ok)
                names.append(check.name);
        }
        return names;
    }

private Q_SLOTS:
    void initTestCase() { m_dictionary = storeDictionary(); }
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        m_ids = std::make_unique<IdGenerator>(m_clock, 3);
    }

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
        const Ticket running = workspace->read(Workspace::Lane::List, QStringLiteral("list"),
                                               [&](ReadSession &, const Ticket &ticket) {
                                                   started.set_value();
                                                   while (!ticket.isCancelled())
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

    void aNewDictionaryAddsItsColumns()
    {
        QVERIFY(create().ok());
        const Record old = company(QStringLiteral("A"));
        QVERIFY(save(*open().value(), old).ok());
        Field tender = makeField("c_tender", FieldType::Text);
        tender.custom = true;
        tender.indexed = true;
        const DictionaryPtr wider = storeDictionary({tender});
        const auto workspace = open().value();
        workspace->writeNow([&](WriteSession &session) {
            QVERIFY(session.begin(Durability::Saved).ok());
            QVERIFY(session.adoptDictionary(wider).ok());
            QVERIFY(session.commit().ok());
        });
        workspace->setDictionary(wider);
        Record made(wider->find(u"company"), m_ids->next());
        made.set(u"c_tender", Value(QStringLiteral("T-1")));
        QVERIFY(save(*workspace, made).ok());
        workspace->readNow([&](ReadSession &session) {
            QCOMPARE(session.find(made.typePointer(), made.id())->value(u"c_tender").text(),
                     QStringLiteral("T-1"));
            QVERIFY(session.find(made.typePointer(), old.id())->isValid());
        });
    }

    void backupAndRestoreKeepEverything()
    {
        QVERIFY(create().ok());
        const QString source = m_root->filePath(QStringLiteral("scan.pdf"));
        writeFile(source, "%PDF-1.4 content");
        const Record record = company(QStringLiteral("A"));
        Record withLogo = company(QStringLiteral("B"));
        const QString file = m_root->filePath(QStringLiteral("b.dwbackup"));
        QByteArray sha256;
        {
            const auto workspace = open().value();
            QVERIFY(save(*workspace, record).ok());
            const auto blob = workspace->putBlob(source);
            QVERIFY(blob.ok());
            QCOMPARE(blob->mime, QStringLiteral("application/pdf"));
            QCOMPARE(blob->size, 16);
            sha256 = blob->sha256;
            QCOMPARE(sha256, QCryptographicHash::hash("%PDF-1.4 content", QCryptographicHash::Sha256));
            withLogo.set(u"logo", Value(QString::fromLatin1(sha256.toHex())));
            QVERIFY(save(*workspace, withLogo).ok());
            QVERIFY(workspace->backup(file, Ticket()).ok());
            QVERIFY(!QFile::exists(file + QStringLiteral(".part")));
            Ticket cancelled;
            cancelled.cancel();
            const QByteArray before = bytesOf(file);
            QCOMPARE(workspace->backup(file, cancelled).error().code, ErrorCode::Cancelled);
            QCOMPARE(bytesOf(file), before);
            QCOMPARE(workspace->backup(QStringLiteral("/nowhere/x.db"), Ticket()).error().code,
                     ErrorCode::Storage);
        }
        const QString again = m_root->filePath(QStringLiteral("again"));
        QVERIFY(Workspace::restore(file, again).ok());
        QCOMPARE(Workspace::restore(file, again).error().key, QStringLiteral("store.folder_not_empty"));
        const auto workspace =
            Workspace::open(again, Workspace::Access::ReadWrite, m_dictionary, m_clock, *m_ids).value();
        QVERIFY(exists(*workspace, record));
        QVERIFY(workspace->blobPath(sha256).ok());
        QCOMPARE(faults(workspace->verify(Ticket()).value()), QStringList());
        QCOMPARE(int(quint8(bytesOf(again + QStringLiteral("/workspace.db"))[20])), 40);
        // A damaged backup is refused and leaves no folder behind.
        QByteArray bytes = bytesOf(file);
        bytes.replace(4096, 4096, QByteArray(4096, 'Z'));
        writeFile(file, bytes);
        const QString third = m_root->filePath(QStringLiteral("third"));
        QVERIFY(!Workspace::restore(file, third).ok());
        QVERIFY(!QFile::exists(third));
    }

    void attachmentsAreCheckedAndLimited()
    {
        QVERIFY(create().ok());
        const auto workspace = open().value();
        const QString source = m_root->filePath(QStringLiteral("a.txt"));
        writeFile(source, "");
        QCOMPARE(workspace->putBlob(source).error().key, QStringLiteral("store.blob_empty"));
        QCOMPARE(workspace->putBlob(m_root->filePath(QStringLiteral("none"))).error().code,
                 ErrorCode::NotFound);
        QFile big(source);
        QVERIFY(big.resize(BlobStore::MaxBytes + 1));
        QCOMPARE(workspace->putBlob(source).error().key, QStringLiteral("store.blob_too_big"));
        writeFile(source, "hello");
        const auto blob = workspace->putBlob(source).value();
        QCOMPARE(workspace->putBlob(source)->sha256, blob.sha256);
        const QString path = workspace->blobPath(blob.sha256).value();
        QCOMPARE(QFile::permissions(path) &
                     (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::ExeOwner),
                 QFileDevice::Permissions());
        QCOMPARE(workspace->blobPath(QByteArray(32, 'x')).error().key, QStringLiteral("store.blob_missing"));
        Record record = company(QStringLiteral("A"));
        record.set(u"logo", Value(QString::fromLatin1(blob.sha256.toHex())));
        QVERIFY(save(*workspace, record).ok());
        QCOMPARE(faults(workspace->verify(Ticket()).value()), QStringList());
        writeFile(path, "hollo");
        QCOMPARE(faults(workspace->verify(Ticket()).value()), QStringList{QStringLiteral("attachments")});
        QVERIFY(QFile::remove(path));
        QCOMPARE(faults(workspace->verify(Ticket()).value()), QStringList{QStringLiteral("attachments")});
    }

    void verifyNamesEachFault()
    {
        QVERIFY(create().ok());
        const auto workspace = open().value();
        Record record = company(QStringLiteral("A"));
        record.set(u"manager_id", Value(m_ids->next()));
        QVERIFY(save(*workspace, record).ok());
        QCOMPARE(faults(workspace->verify(Ticket()).value()), QStringList{QStringLiteral("references")});
        const auto sql = [&](const QByteArray &text) {
            workspace->writeNow([&](WriteSession &session) {
                QVERIFY(static_cast<sqlite::SqliteSession &>(session).connection().execute(text).ok());
            });
        };
        sql("UPDATE company SET manager_id=NULL");
        QCOMPARE(faults(workspace->verify(Ticket()).value()), QStringList());
        sql("UPDATE company SET \"name:sort\"=x'00'");
        QCOMPARE(faults(workspace->verify(Ticket()).value()), QStringList{QStringLiteral("sort_keys")});
        sql("UPDATE audit SET command='company.delete'");
        QVERIFY(faults(workspace->verify(Ticket()).value()).contains(QStringLiteral("audit_chain")));
        Ticket cancelled;
        cancelled.cancel();
        QCOMPARE(workspace->verify(cancelled).error().code, ErrorCode::Cancelled);
    }

    // A child saves records and reports each; it is killed at a random moment; everything reported must be
    // there. DEALWRIGHT_KILL_ROUNDS: how often (default 6).
    void killedAtAnyMomentLosesNothingReported()
    {
        QVERIFY(create().ok());
        const int rounds = qEnvironmentVariableIntValue("DEALWRIGHT_KILL_ROUNDS") > 0
                               ? qEnvironmentVariableIntValue("DEALWRIGHT_KILL_ROUNDS")
                               : 6;
        QList<Id> reported;
        for (int round = 0; round < rounds; ++round) {
            int ends[2];
            QCOMPARE(pipe(ends), 0);
            const pid_t child = fork();
            if (child == 0) {
                close(ends[0]);
                IdGenerator ids(m_clock, 1000 + std::uint64_t(round));
                auto workspace = open();
                if (!workspace.ok())
                    _exit(2);
                for (;;) {
                    Record record(m_dictionary->find(u"company"), ids.next());
                    record.set(u"name", Value(QStringLiteral("round %1").arg(round)));
                    record.set(u"notes", Value(QString(3000, QLatin1Char('n'))));
                    if (!save(**workspace, record).ok())
                        _exit(3);
                    if (::write(ends[1], record.id().bytes().data(), 16) != 16)
                        _exit(4);
                }
            }
            close(ends[1]);
            // Killed somewhere inside the saves that follow a random number of reported ones.
            const int enough = 1 + QRandomGenerator::global()->bounded(40);
            QByteArray bytes;
            std::array<char, 4096> buffer;
            while (bytes.size() < enough * 16) {
                const ssize_t count = ::read(ends[0], buffer.data(), buffer.size());
                if (count <= 0)
                    break;
                bytes.append(buffer.data(), qsizetype(count));
            }
            for (int spin = QRandomGenerator::global()->bounded(200000); spin > 0; --spin)
                std::atomic_signal_fence(std::memory_order_seq_cst);
            ::kill(child, SIGKILL);
            int status = 0;
            waitpid(child, &status, 0);
            QVERIFY(WIFSIGNALED(status));
            for (ssize_t count; (count = ::read(ends[0], buffer.data(), buffer.size())) > 0;)
                bytes.append(buffer.data(), qsizetype(count));
            close(ends[0]);
            for (qsizetype at = 0; at + 16 <= bytes.size(); at += 16)
                reported.append(Id::fromBytes(QByteArrayView(bytes).sliced(at, 16)).value());
            QVERIFY(bytes.size() / 16 >= enough);
            const auto workspace = open();
            QVERIFY2(workspace.ok(), workspace.ok() ? "" : qPrintable(workspace.error().key));
            QList<Record> found;
            (*workspace)->readNow([&](ReadSession &session) {
                found = session.findMany(m_dictionary->find(u"company"), reported).value();
            });
            QCOMPARE(std::count_if(found.begin(), found.end(), [](const Record &r) { return !r.isValid(); }),
                     0);
            QCOMPARE(faults((*workspace)->verify(Ticket()).value()), QStringList());
        }
    }
};

DW_TEST(WorkspaceTest)

}  // namespace dw::test

#include "workspacetest.moc"
