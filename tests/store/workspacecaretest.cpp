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
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <functional>
#include <future>
#include <thread>

namespace dw::test
{

namespace
{

ino_t inodeOf(const QString &name)
{
    struct stat seen
    {};
    return ::stat(QFile::encodeName(name).constData(), &seen) == 0 ? seen.st_ino : 0;
}

}  // namespace

// Care of a workspace: new fields, backup, attachments, verify, kill -9.
class WorkspaceCareTest : public WorkspaceFixture
{
    Q_OBJECT

    // What a child wrote into its pipe before it was killed, somewhere behind the first `enough` bytes.
    static QByteArray writtenByKilled(qsizetype enough, const std::function<void(int pipe)> &work)
    {
        int ends[2];
        if (pipe(ends) != 0)
            return {};
        const pid_t child = fork();
        if (child == 0) {
            close(ends[0]);
            work(ends[1]);
            _exit(1);
        }
        close(ends[1]);
        QByteArray bytes;
        std::array<char, 4096> buffer;
        while (bytes.size() < enough) {
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
        for (ssize_t count; (count = ::read(ends[0], buffer.data(), buffer.size())) > 0;)
            bytes.append(buffer.data(), qsizetype(count));
        close(ends[0]);
        return WIFSIGNALED(status) ? bytes : QByteArray();
    }

private Q_SLOTS:
    void init() { prepare(); }

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

    // The workspace's own file would become a backup of itself.
    void aBackupNeverGoesIntoTheWorkspace()
    {
        QVERIFY(create().ok());
        const QString link = m_root->filePath(QStringLiteral("link"));
        QVERIFY(QFile::link(folder(), link));
        const auto workspace = open().value();
        QVERIFY(save(*workspace, company(QStringLiteral("A"))).ok());
        const QString own = folder() + QStringLiteral("/workspace.db");
        const ino_t before = inodeOf(own);
        for (const QString &file :
             {own, folder() + QStringLiteral("/../w/workspace.db"), folder() + QStringLiteral("/new.db"),
              link + QStringLiteral("/workspace.db")}) {
            QCOMPARE(workspace->backup(file, Ticket()).error().key, QStringLiteral("store.backup_inside"));
            QCOMPARE(inodeOf(own), before);
        }
        QVERIFY(!QFile::exists(folder() + QStringLiteral("/new.db")));
    }

    void aBackupCopiedIntoPlaceCanBeBackedUp()
    {
        QVERIFY(create().ok());
        const QString source = m_root->filePath(QStringLiteral("a.txt"));
        writeFile(source, "content");
        const QString first = m_root->filePath(QStringLiteral("first.db"));
        const QString second = m_root->filePath(QStringLiteral("second.db"));
        QByteArray sha256;
        {
            const auto workspace = open().value();
            sha256 = workspace->putBlob(source).value().sha256;
            QVERIFY(workspace->backup(first, Ticket()).ok());
        }
        const QString own = folder() + QStringLiteral("/workspace.db");
        QVERIFY(QFile::remove(own) && QFile::copy(first, own));
        QVERIFY(QDir(folder() + QStringLiteral("/blobs")).removeRecursively());
        QVERIFY(open().value()->backup(second, Ticket()).ok());
        const QString again = m_root->filePath(QStringLiteral("again"));
        QVERIFY(Workspace::restore(second, again).ok());
        const auto restored =
            Workspace::open(again, Workspace::Access::ReadOnly, m_dictionary, m_clock, *m_ids).value();
        QVERIFY(restored->blobPath(sha256).ok());
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

    // Who put it in is about to name it; but not for ever.
    void whatWasPutInIsHeldForATime()
    {
        const QString source = m_root->filePath(QStringLiteral("a.txt"));
        writeFile(source, "hello");
        BlobStore holding(m_root->filePath(QStringLiteral("held")));
        const QByteArray sha256 = holding.put(source)->sha256;
        QCOMPARE(holding.drop(sha256).value(), false);
        QVERIFY(holding.path(sha256).ok());
        BlobStore lettingGo(m_root->filePath(QStringLiteral("let")), std::chrono::milliseconds(0));
        QVERIFY(lettingGo.put(source).ok());
        QCOMPARE(lettingGo.drop(sha256).value(), true);
        QVERIFY(!lettingGo.path(sha256).ok());
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
            const int enough = 1 + QRandomGenerator::global()->bounded(40);
            const QByteArray bytes = writtenByKilled(enough * 16, [&](int pipe) {
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
                    if (::write(pipe, record.id().bytes().data(), 16) != 16)
                        _exit(4);
                }
            });
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

    // Rows of a load wait for each other, and a thread of its own moves the log into the file meanwhile.
    void killedInALoadLeavesWholePortions()
    {
        constexpr int Portion = 40;
        QVERIFY(create().ok());
        qint64 reported = 0;
        for (int round = 0; round < 3; ++round) {
            // From about 4000 pages of the log on that thread is at work.
            const int enough = 6 + QRandomGenerator::global()->bounded(30);
            const QByteArray bytes = writtenByKilled(enough, [&](int pipe) {
                IdGenerator ids(m_clock, 2000 + std::uint64_t(round));
                auto workspace = open();
                if (!workspace.ok())
                    _exit(2);
                (*workspace)->writeNow([&](WriteSession &session) {
                    const auto portion = [&]() -> Result<void> {
                        DW_TRY(session.begin(Durability::Redoable));
                        for (int i = 0; i < Portion; ++i) {
                            ChangeSet set;
                            set.create(Record(m_dictionary->find(u"company"), ids.next()));
                            set.changes[0].after.set(u"name", Value(QStringLiteral("loaded")));
                            set.changes[0].after.set(u"notes", Value(QString(50'000, QLatin1Char('n'))));
                            DW_TRY(session.applyUnguarded(set));
                        }
                        return session.commit();
                    };
                    for (;;) {
                        if (!portion().ok())
                            _exit(3);
                        if (::write(pipe, "p", 1) != 1)
                            _exit(4);
                    }
                });
            });
            reported += bytes.size();
            QVERIFY(bytes.size() >= enough);
            const auto workspace = open();
            QVERIFY2(workspace.ok(), workspace.ok() ? "" : qPrintable(workspace.error().key));
            qint64 count = 0;
            (*workspace)->readNow([&](ReadSession &session) {
                Query query;
                query.object = m_dictionary->find(u"company");
                count = session.count(query, {}).value();
            });
            QCOMPARE(count % Portion, 0);
            QVERIFY(count >= reported * Portion);
            QCOMPARE(faults((*workspace)->verify(Ticket()).value()), QStringList());
        }
    }
};

DW_TEST(WorkspaceCareTest)

}  // namespace dw::test

#include "workspacecaretest.moc"
