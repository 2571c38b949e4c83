// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/sqliteworkspace.h"

#include "core/base/text/sortkey.h"
#include "core/store/sqlite/backup.h"
#include "core/store/sqlite/fileheader.h"
#include "core/store/sqlite/meta.h"
#include "core/store/sqlite/migrations.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/verifier.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QThread>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace dw::sqlite
{

namespace
{

// DESIGN 5.
constexpr int WriterCacheKiB = 16 * 1024;
constexpr int ListCacheKiB = 16 * 1024;
constexpr int DetailCacheKiB = 8 * 1024;
constexpr int VerifyCacheKiB = 8 * 1024;
constexpr int MergingMs = 20;

QString lockPath(const QString &folder)
{
    return folder + QStringLiteral("/workspace.lock");
}

// By the folder that really holds it, so that neither a symbolic link nor "../" leads around.
bool liesInside(const QString &file, const QString &folder)
{
    const QString holder = QFileInfo(QFileInfo(file).absolutePath()).canonicalFilePath();
    const QString inside = QFileInfo(folder).canonicalFilePath();
    return !holder.isEmpty() && (holder == inside || holder.startsWith(inside + QLatin1Char('/')));
}

Error readOnlyFolder(const QString &folder)
{
    return {ErrorCode::Storage, QStringLiteral("store.read_only"), {folder}};
}

// A program that was killed after it had made the file and before it wrote who it is: QLockFile never takes
// such a one for stale. Whoever holds one has it locked for the system as well, and writes at once.
constexpr qint64 WrittenMs = 1'000;
constexpr unsigned long LookAgainMs = 50;

void clearAbandoned(const QString &file)
{
    const QFileInfo info(file);
    if (!info.exists() || info.size() > 0 ||
        info.lastModified().msecsTo(QDateTime::currentDateTime()) < WrittenMs)
        return;
    const QByteArray path = QFile::encodeName(file);
    const int descriptor = ::open(path.constData(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    // Somebody else may have cleared it meanwhile and made their own, which has the name now.
    struct stat opened = {}, named = {};
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0 && ::fstat(descriptor, &opened) == 0 &&
        ::stat(path.constData(), &named) == 0 && opened.st_dev == named.st_dev &&
        opened.st_ino == named.st_ino && named.st_size == 0)
        QFile::remove(file);
    ::close(descriptor);
}

Result<std::unique_ptr<QLockFile>> lockFolder(const QString &folder)
{
    QElapsedTimer waiting;
    waiting.start();
    while (true) {
        clearAbandoned(lockPath(folder));
        auto lock = std::make_unique<QLockFile>(lockPath(folder));
        // A holder that lives is never stale, however long it runs; one that died is found out by its
        // process id.
        lock->setStaleLockTime(0);
        if (lock->tryLock(0))
            return lock;
        if (lock->error() == QLockFile::PermissionError || lock->error() == QLockFile::UnknownError)
            return readOnlyFolder(folder);
        qint64 process = 0;
        QString host, program;
        // One that says nothing yet says it in a moment or is an abandoned one.
        const bool isTold = lock->getLockInfo(&process, &host, &program);
        if (isTold || QFileInfo(lockPath(folder)).size() > 0 || waiting.hasExpired(2 * WrittenMs))
            return Error(ErrorCode::Conflict, QStringLiteral("store.in_use"),
                         {folder, program, QString::number(process), host});
        QThread::msleep(LookAgainMs);
    }
}

Result<void> inTransaction(SqliteSession &session, const std::function<Result<void>()> &work)
{
    DW_TRY(session.begin(Durability::Saved));
    const Result<void> done = work();
    if (!done.ok()) {
        session.rollback();
        return done;
    }
    return session.commit();
}

Result<void> bringUpToDate(Connection &connection, const QString &folder, const Clock &clock)
{
    DW_ASSIGN(const qint64 version, connection.integer("PRAGMA user_version"));
    if (version > 0 && version < newestSchemaVersion()) {
        const QString backups = folder + QStringLiteral("/backups");
        DW_TRY(makePrivateFolder(backups));
        const QString name = QStringLiteral("%1/before-version-%2-%3.db")
                                 .arg(backups)
                                 .arg(newestSchemaVersion())
                                 .arg(clock.now().ms);
        DW_TRY(Backup::copyDatabase(connection, name));
    }
    return migrate(connection);
}

Result<void> adopt(SqliteSession &session, const DictionaryPtr &dictionary)
{
    return inTransaction(session, [&]() -> Result<void> { return session.adoptDictionary(dictionary); });
}

Result<void> noteCollator(SqliteSession &session)
{
    return setMetaValue(session.connection(), QString::fromLatin1(CollatorKey),
                        Collator().version().toUtf8());
}

void careForFile(SqliteSession &session)
{
    (void)session.connection().execute("PRAGMA analysis_limit=400; PRAGMA optimize");
    (void)session.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

// What imports left of the search index in pieces is joined while nobody wants to write; who does ends it,
// and the next pause goes on.
void mergeSearchAtIdle(StoreThread &writer)
{
    writer.post(StoreThread::Place::BehindUser, {}, [&writer](SqliteSession &session, const Ticket &) {
        bool merged = false;
        const Result<void> done = inTransaction(session, [&]() -> Result<void> {
            QElapsedTimer timer;
            timer.start();
            while (!merged && !writer.waiting() && !timer.hasExpired(MergingMs)) {
                DW_ASSIGN(merged, session.mergeSearch());
            }
            return {};
        });
        if (done.ok() && !merged && !writer.waiting())
            mergeSearchAtIdle(writer);
    });
}

}  // namespace

QString databasePath(const QString &folder)
{
    return folder + QStringLiteral("/workspace.db");
}

QString blobsPath(const QString &folder)
{
    return folder + QStringLiteral("/blobs");
}

SqliteWorkspace::SqliteWorkspace(const QString &folder, Access access)
    : m_folder(folder), m_access(access), m_blobs(blobsPath(folder))
{}

SqliteWorkspace::~SqliteWorkspace()
{
    // Readers first: the last connection to close is the writer's, which then removes the -wal file.
    m_list.reset();
    m_detail.reset();
    if (m_checkpoints)
        m_checkpoints->stop();
    m_writer.reset();
}

Result<void> SqliteWorkspace::create(const QString &folder, const NewWorkspace &options,
                                     const DictionaryPtr &dictionary, const Clock &clock, IdGenerator &ids)
{
    if (QFileInfo::exists(folder) &&
        (!QFileInfo(folder).isDir() ||
         !QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)))
        return Error(ErrorCode::Conflict, QStringLiteral("store.folder_not_empty"), {folder});
    const bool ownFolder = !QFileInfo::exists(folder);
    DW_TRY(makePrivateFolder(folder));
    const auto build = [&]() -> Result<void> {
        DW_ASSIGN(const std::unique_ptr<QLockFile> lock, lockFolder(folder));
        DW_ASSIGN(const std::unique_ptr<Connection> connection,
                  Connection::open(databasePath(folder), Connection::Mode::Create, WriterCacheKiB));
        DW_TRY(migrate(*connection));
        WorkspaceInfo info;
        info.id = ids.next();
        info.device = ids.next();
        info.zoneName = options.zoneName;
        info.currency = options.currency;
        info.fiscalStartMonth = options.fiscalStartMonth;
        info.demo = options.demo;
        info.createdAt = clock.now();
        SqliteSession session(*connection, SqliteSession::Role::Writer, info, dictionary);
        return inTransaction(session, [&]() -> Result<void> {
            DW_TRY(writeInfo(*connection, info));
            DW_TRY(noteCollator(session));
            DW_TRY(session.adoptDictionary(dictionary));
            return session.rebuildSummary();
        });
    };
    Result<void> done = build();
    if (done.ok())
        done = syncFolder(folder);
    if (!done.ok()) {
        for (const char *name : {"workspace.db", "workspace.db-wal", "workspace.db-shm"})
            QFile::remove(folder + QLatin1Char('/') + QString::fromLatin1(name));
        if (ownFolder)
            QDir().rmdir(folder);
    }
    return done;
}

Result<std::unique_ptr<Workspace>> SqliteWorkspace::open(const QString &folder, Access access,
                                                         const DictionaryPtr &dictionary, const Clock &clock)
{
    if (!QFileInfo(folder).isDir())
        return isClosedToUs(folder) ? Error(ErrorCode::Storage, QStringLiteral("store.cannot_open"), {folder})
                                    : Error(ErrorCode::NotFound, QStringLiteral("store.missing"), {folder});
    DW_TRY(readFileHeader(databasePath(folder)));
    std::unique_ptr<SqliteWorkspace> workspace(new SqliteWorkspace(folder, access));
    DW_TRY(workspace->openAll(dictionary, clock));
    return std::unique_ptr<Workspace>(std::move(workspace));
}

Result<void> SqliteWorkspace::openAll(const DictionaryPtr &dictionary, const Clock &clock)
{
    m_dictionary = dictionary;
    const QString file = databasePath(m_folder);
    const bool writableFolder = ::access(QFile::encodeName(m_folder).constData(), W_OK) == 0;
    if (m_access == Access::ReadWrite) {
        if (!writableFolder)
            return readOnlyFolder(m_folder);
        DW_ASSIGN(m_lock, lockFolder(m_folder));
        m_writer = std::make_unique<StoreThread>(StoreThread::Cancel::BetweenSteps);
        const auto atIdle = [writer = m_writer.get()](SqliteSession &session) {
            careForFile(session);
            const Result<bool> deferred = session.hasDeferredMerging();
            if (deferred.ok() && *deferred)
                mergeSearchAtIdle(*writer);
        };
        m_writer->setCare(atIdle, careForFile);
        m_checkpoints = std::make_unique<Checkpoints>(file);
        m_writer->start(
            [file, folder = m_folder, &clock,
             checkpoints = m_checkpoints.get()]() -> Result<std::unique_ptr<Connection>> {
                DW_ASSIGN(std::unique_ptr<Connection> connection,
                          Connection::open(file, Connection::Mode::ReadWrite, WriterCacheKiB));
                checkpoints->follow(*connection);
                DW_TRY(bringUpToDate(*connection, folder, clock));
                return connection;
            },
            SqliteSession::Role::Writer, dictionary);
        DW_TRY(m_writer->waitUntilOpen());
        Result<void> adopted;
        m_writer->runNow(StoreThread::Place::Front, [&](SqliteSession &session) {
            adopted = adopt(session, dictionary);
            if (!adopted.ok())
                return;
            const Result<WorkspaceInfo> info = readInfo(session.connection());
            if (info.ok())
                m_info = *info;
            else
                adopted = info.error();
        });
        if (!adopted.ok())
            return adopted.error();
    } else if (!writableFolder) {
        // SQLite needs to write -wal and -shm even to read a file in WAL mode. Where it cannot, and nobody
        // else can either, the file may be read as it lies, unless a -wal still holds something of it.
        if (QFileInfo(file + QStringLiteral("-wal")).size() > 0 &&
            !QFileInfo::exists(file + QStringLiteral("-shm")))
            return Error(ErrorCode::Storage, QStringLiteral("store.needs_recovery"), {m_folder});
        if (!QFileInfo::exists(file + QStringLiteral("-shm")))
            m_readMode = Connection::Mode::Frozen;
    }
    const auto opener = [file, mode = m_readMode](int cache) {
        return [file, mode, cache] { return Connection::open(file, mode, cache); };
    };
    m_list = std::make_unique<StoreThread>(StoreThread::Cancel::InterruptsStatements);
    m_detail = std::make_unique<StoreThread>(StoreThread::Cancel::InterruptsStatements);
    m_list->start(opener(ListCacheKiB), SqliteSession::Role::Reader, dictionary);
    m_detail->start(opener(DetailCacheKiB), SqliteSession::Role::Reader, dictionary);
    DW_TRY(m_list->waitUntilOpen());
    DW_TRY(m_detail->waitUntilOpen());
    if (m_access == Access::ReadOnly) {
        Result<WorkspaceInfo> info = m_info;
        m_detail->runNow(StoreThread::Place::Front,
                         [&](SqliteSession &session) { info = readInfo(session.connection()); });
        DW_ASSIGN(m_info, std::move(info));
        if (m_info.schemaVersion > newestSchemaVersion())
            return Error(ErrorCode::TooNew, QStringLiteral("store.too_new"), {file});
        if (m_info.schemaVersion < newestSchemaVersion())
            return Error(ErrorCode::Storage, QStringLiteral("store.needs_migration"), {m_folder});
        return {};
    }
    // These may take long on a large file and only make lists, search and figures better: behind whatever the
    // user does.
    m_writer->post(StoreThread::Place::BehindUser, {}, [](SqliteSession &session, const Ticket &) {
        const Result<bool> stale = session.needsSearchRebuild();
        if (stale.ok() && *stale)
            (void)session.endBulk();
        const Result<bool> summary = session.needsSummaryRebuild();
        if (summary.ok() && *summary)
            (void)inTransaction(session, [&] { return session.rebuildSummary(); });
        const Result<bool> current = sortKeysAreCurrent(session.connection());
        if (!current.ok() || *current)
            return;
        (void)inTransaction(session, [&]() -> Result<void> {
            for (const ObjectTypePtr &type : session.dictionary()->objects()) {
                QList<int> fields;
                for (int i = 0; i < type->fieldCount(); ++i) {
                    if (hasSortKey(*type, i))
                        fields.append(i);
                }
                DW_TRY(rebuildSortKeys(session.connection(), *type, fields));
            }
            return noteCollator(session);
        });
    });
    return {};
}

DictionaryPtr SqliteWorkspace::dictionary() const
{
    const std::lock_guard lock(m_mutex);
    return m_dictionary;
}

void SqliteWorkspace::setDictionary(const DictionaryPtr &dictionary)
{
    {
        const std::lock_guard lock(m_mutex);
        m_dictionary = dictionary;
    }
    for (StoreThread *thread : {m_writer.get(), m_list.get(), m_detail.get()}) {
        if (thread)
            thread->setDictionary(dictionary);
    }
}

// A read-only workspace has no writer; what would write is refused by the reader's session.
StoreThread &SqliteWorkspace::writerOrReader()
{
    return m_writer ? *m_writer : *m_detail;
}

Ticket SqliteWorkspace::read(Lane lane, const QString &slot,
                             std::function<void(ReadSession &, const Ticket &)> work)
{
    StoreThread &thread = lane == Lane::List ? *m_list : *m_detail;
    return thread.post(StoreThread::Place::Back, slot, std::move(work));
}

Ticket SqliteWorkspace::write(Priority priority, std::function<void(WriteSession &, const Ticket &)> work)
{
    return writerOrReader().post(
        priority == Priority::User ? StoreThread::Place::Back : StoreThread::Place::BehindUser, {},
        std::move(work));
}

std::optional<Workspace::Priority> SqliteWorkspace::awaited() const
{
    const std::optional<StoreThread::Place> place = (m_writer ? *m_writer : *m_detail).waiting();
    if (!place)
        return {};
    return *place == StoreThread::Place::BehindUser ? Priority::Batch : Priority::User;
}

void SqliteWorkspace::readNow(const std::function<void(ReadSession &)> &work)
{
    m_detail->runNow(StoreThread::Place::Back, [&](SqliteSession &session) { work(session); });
}

void SqliteWorkspace::writeNow(const std::function<void(WriteSession &)> &work)
{
    writerOrReader().runNow(StoreThread::Place::Back, [&](SqliteSession &session) { work(session); });
}

Result<QList<VerifyCheck>> SqliteWorkspace::verify(const Ticket &ticket)
{
    DW_ASSIGN(const std::unique_ptr<Connection> connection,
              Connection::open(databasePath(m_folder), m_readMode, VerifyCacheKiB));
    sqlite3_progress_handler(
        connection->handle(), 10000,
        [](void *given) { return static_cast<const Ticket *>(given)->isCancelled() ? 1 : 0; },
        const_cast<Ticket *>(&ticket));
    DW_TRY(connection->execute("BEGIN"));
    DW_ASSIGN(QList<VerifyCheck> checks, Verifier(*connection, dictionary(), m_blobs).run(ticket));
    for (VerifyCheck &check : checks) {
        if (check.ok || check.name != QLatin1String("summaries") || !m_writer)
            continue;
        // They are derived: what is wrong is said, and mended.
        Result<void> made;
        m_writer->runNow(StoreThread::Place::BehindUser, [&](SqliteSession &session) {
            made = inTransaction(session, [&] { return session.rebuildSummary(); });
        });
        if (made.ok())
            check.detail += QStringLiteral("; they were made anew");
    }
    return checks;
}

Result<void> SqliteWorkspace::backup(const QString &file, const Ticket &ticket)
{
    if (liesInside(file, m_folder))
        return Error(ErrorCode::Conflict, QStringLiteral("store.backup_inside"), {file, m_folder});
    return Backup::write(
        [this](const std::function<Result<void>(Connection &)> &step) {
            Result<void> done = Error(ErrorCode::Cancelled, QStringLiteral("store.cancelled"));
            writerOrReader().runNow(StoreThread::Place::BehindUser,
                                    [&](SqliteSession &session) { done = step(session.connection()); });
            return done;
        },
        m_blobs, file, ticket);
}

Result<Workspace::StoredBlob> SqliteWorkspace::putBlob(const QString &sourceFile)
{
    if (m_access == Access::ReadOnly)
        return Error(ErrorCode::Storage, QStringLiteral("store.opened_read_only"), {m_folder});
    return m_blobs.put(sourceFile);
}

Result<Workspace::StoredBlob> SqliteWorkspace::takeBlob(const QString &sourceFile)
{
    if (m_access == Access::ReadOnly)
        return Error(ErrorCode::Storage, QStringLiteral("store.opened_read_only"), {m_folder});
    return m_blobs.take(sourceFile);
}

Result<QString> SqliteWorkspace::blobPath(const QByteArray &sha256) const
{
    return m_blobs.path(sha256);
}

QList<QByteArray> SqliteWorkspace::blobs() const
{
    QList<QByteArray> found;
    for (const QString &name : m_blobs.all())
        found.append(QByteArray::fromHex(name.toLatin1()));
    return found;
}

Result<bool> SqliteWorkspace::dropBlob(const QByteArray &sha256)
{
    if (m_access == Access::ReadOnly)
        return Error(ErrorCode::Storage, QStringLiteral("store.opened_read_only"), {m_folder});
    return m_blobs.drop(sha256);
}

}  // namespace dw::sqlite

namespace dw
{

Result<void> Workspace::create(const QString &folder, const NewWorkspace &options,
                               const DictionaryPtr &dictionary, const Clock &clock, IdGenerator &ids)
{
    return sqlite::SqliteWorkspace::create(folder, options, dictionary, clock, ids);
}

Result<std::unique_ptr<Workspace>> Workspace::open(const QString &folder, Access access,
                                                   const DictionaryPtr &dictionary, const Clock &clock,
                                                   IdGenerator &)
{
    return sqlite::SqliteWorkspace::open(folder, access, dictionary, clock);
}

Result<void> Workspace::restore(const QString &file, const QString &folder)
{
    return sqlite::Backup::restore(file, folder);
}

}  // namespace dw
