// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/backup.h"

#include "core/store/blobstore.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/fileheader.h"
#include "core/store/sqlite/sqliteworkspace.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace dw::sqlite
{

namespace
{

constexpr int PagesPerStep = 2000;  // 8 MB: a few milliseconds between two commands

struct CloseDatabase
{
    void operator()(sqlite3 *database) const { sqlite3_close_v2(database); }
};
using RawDatabase = std::unique_ptr<sqlite3, CloseDatabase>;

Error cannotWrite(const QString &file, int code, int systemError)
{
    const bool full =
        code == SQLITE_FULL || systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG;
    return {ErrorCode::Storage,
            full ? QStringLiteral("store.disk_full") : QStringLiteral("store.backup_failed"),
            {file},
            QString::fromUtf8(sqlite3_errstr(code))};
}

Result<void> syncFile(const QString &file)
{
    const int handle = ::open(QFile::encodeName(file).constData(), O_RDWR | O_CLOEXEC);
    const int failed = handle < 0 || ::fsync(handle) != 0 ? errno : 0;
    if (handle >= 0)
        ::close(handle);
    if (failed != 0)
        return Error(ErrorCode::Storage, QStringLiteral("store.io_failed"), {file},
                     QString::fromLocal8Bit(std::strerror(failed)));
    return {};
}

Result<void> addBlobs(sqlite3 *database, const BlobStore &blobs, const QString &file)
{
    const auto run = [&](const char *sql) -> Result<void> {
        if (const int code = sqlite3_exec(database, sql, nullptr, nullptr, nullptr); code != SQLITE_OK)
            return cannotWrite(file, code, sqlite3_system_errno(database));
        return {};
    };
    DW_TRY(run("BEGIN"));
    // A backup that was copied into place by hand still has the table, maybe with the only copy of something.
    DW_TRY(
        run("CREATE TABLE IF NOT EXISTS \"dw:blob\"(sha256 BLOB NOT NULL PRIMARY KEY, content BLOB NOT "
            "NULL) STRICT"));
    const QStringList names = blobs.all();
    for (const QString &name : names) {
        const QByteArray sha256 = QByteArray::fromHex(name.toLatin1());
        QFile source(blobs.pathFor(sha256));
        if (!source.open(QIODevice::ReadOnly))
            return Error(ErrorCode::Storage, QStringLiteral("file.read_failed"),
                         {source.fileName(), source.errorString()});
        const QByteArray content = source.readAll();
        sqlite3_stmt *add = nullptr;
        sqlite3_prepare_v2(database, "INSERT OR REPLACE INTO \"dw:blob\" VALUES(?1,?2)", -1, &add, nullptr);
        sqlite3_bind_blob64(add, 1, sha256.constData(), sqlite3_uint64(sha256.size()), SQLITE_STATIC);
        sqlite3_bind_blob64(add, 2, content.constData(), sqlite3_uint64(content.size()), SQLITE_STATIC);
        sqlite3_step(add);
        if (const int code = sqlite3_finalize(add); code != SQLITE_OK)
            return cannotWrite(file, code, sqlite3_system_errno(database));
    }
    return run("COMMIT");
}

Result<RawDatabase> openTarget(const QString &file)
{
    // Made before SQLite opens it, so that nobody else can read it for a moment.
    const int handle =
        ::open(QFile::encodeName(file).constData(), O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0600);
    if (handle < 0) {
        const int failed = errno;
        const bool denied = failed == EACCES || failed == EROFS || failed == EPERM;
        return Error(ErrorCode::Storage,
                     denied ? QStringLiteral("store.read_only") : QStringLiteral("store.backup_failed"),
                     {file}, QString::fromLocal8Bit(std::strerror(failed)));
    }
    ::close(handle);
    sqlite3 *raw = nullptr;
    const int code = sqlite3_open_v2(QFile::encodeName(file).constData(), &raw,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, nullptr);
    RawDatabase database(raw);
    if (code != SQLITE_OK)
        return cannotWrite(file, code, 0);
    return database;
}

// The whole of it, readable, ours.
Result<void> checkFile(const QString &file)
{
    DW_TRY(readFileHeader(file));
    DW_ASSIGN(const std::unique_ptr<Connection> connection,
              Connection::open(file, Connection::Mode::Frozen, 8192));
    DW_ASSIGN(const QString answer, connection->text("PRAGMA quick_check(1)"));
    if (answer != QLatin1String("ok"))
        return Error(ErrorCode::Storage, QStringLiteral("store.damaged"), {file}, answer);
    return {};
}

void removeDatabase(const QString &file)
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(file + QString::fromLatin1(suffix));
}

Result<void> putInPlace(const QString &part, const QString &file)
{
    DW_TRY(syncFile(part));
    if (::rename(QFile::encodeName(part).constData(), QFile::encodeName(file).constData()) != 0)
        return Error(ErrorCode::Storage, QStringLiteral("store.backup_failed"), {file},
                     QString::fromLocal8Bit(std::strerror(errno)));
    return syncFolder(QFileInfo(file).absolutePath());
}

Result<void> writePart(const Backup::OnSource &onSource, const BlobStore *blobs, const QString &part,
                       const Ticket &ticket)
{
    DW_ASSIGN(const RawDatabase target, openTarget(part));
    sqlite3_backup *copy = nullptr;
    bool done = false;
    const auto finish = [&](Connection &) -> Result<void> {
        sqlite3_backup_finish(std::exchange(copy, nullptr));
        return {};
    };
    while (!done) {
        const Result<void> step = onSource([&](Connection &from) -> Result<void> {
            if (!copy)
                copy = sqlite3_backup_init(target.get(), "main", from.handle(), "main");
            if (!copy)
                return cannotWrite(part, sqlite3_errcode(target.get()), 0);
            const int code = sqlite3_backup_step(copy, PagesPerStep);
            if (code == SQLITE_OK || code == SQLITE_DONE) {
                done = code == SQLITE_DONE;
                return {};
            }
            return cannotWrite(part, code, sqlite3_system_errno(target.get()));
        });
        if (!step.ok() || ticket.isCancelled()) {
            if (copy)
                (void)onSource(finish);
            if (!step.ok())
                return step;
            return Error(ErrorCode::Cancelled, QStringLiteral("store.cancelled"));
        }
    }
    DW_TRY(onSource(finish));
    // One file that needs no -wal beside it.
    if (const int code = sqlite3_exec(target.get(), "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
        code != SQLITE_OK)
        return cannotWrite(part, code, sqlite3_system_errno(target.get()));
    if (blobs)
        DW_TRY(addBlobs(target.get(), *blobs, part));
    return {};
}

Result<void> writeFile(const Backup::OnSource &onSource, const BlobStore *blobs, const QString &file,
                       const Ticket &ticket)
{
    const QString part = file + QStringLiteral(".part");
    removeDatabase(part);
    Result<void> done = writePart(onSource, blobs, part, ticket);
    if (done.ok())
        done = checkFile(part);
    if (done.ok())
        done = putInPlace(part, file);
    if (!done.ok())
        removeDatabase(part);
    return done;
}

Result<void> unpackBlobs(Connection &connection, const QString &folder)
{
    DW_ASSIGN(const qint64 there,
              connection.integer("SELECT count(*) FROM sqlite_schema WHERE name='dw:blob'"));
    if (there == 0)
        return {};
    DW_ASSIGN(const qint64 count, connection.integer("SELECT count(*) FROM \"dw:blob\""));
    {
        DW_ASSIGN(Statement read, connection.prepare("SELECT sha256,content FROM \"dw:blob\""));
        BlobStore blobs(blobsPath(folder));
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            QFile file(folder + QStringLiteral("/incoming"));
            const QByteArrayView content = read.bytes(1);
            if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) ||
                file.write(content.data(), content.size()) != content.size() || !file.flush())
                return Error(ErrorCode::Storage, QStringLiteral("store.disk_full"), {folder},
                             file.errorString());
            file.close();
            DW_ASSIGN(const Workspace::StoredBlob blob, blobs.put(file.fileName()));
            file.remove();
            if (blob.sha256 != read.bytes(0))
                return Error(
                    ErrorCode::Storage, QStringLiteral("store.damaged"), {connection.file()},
                    QStringLiteral("attachment ") + QString::fromLatin1(read.bytes(0).toByteArray().toHex()));
        }
    }
    DW_TRY(connection.execute("DROP TABLE \"dw:blob\""));
    return count > 0 ? connection.execute("VACUUM") : Result<void>();
}

}  // namespace

Result<void> Backup::write(const OnSource &onSource, const BlobStore &blobs, const QString &file,
                           const Ticket &ticket)
{
    return writeFile(onSource, &blobs, file, ticket);
}

Result<void> Backup::copyDatabase(Connection &from, const QString &file)
{
    return writeFile([&](const std::function<Result<void>(Connection &)> &step) { return step(from); },
                     nullptr, file, Ticket());
}

Result<void> Backup::restore(const QString &file, const QString &folder)
{
    DW_TRY(checkFile(file));
    if (QFileInfo::exists(folder) &&
        !QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return Error(ErrorCode::Conflict, QStringLiteral("store.folder_not_empty"), {folder});
    DW_TRY(makePrivateFolder(folder));
    const QString part = databasePath(folder) + QStringLiteral(".part");
    Result<void> done;
    if (!QFile::copy(file, part))
        done = Error(ErrorCode::Storage, QStringLiteral("store.disk_full"), {folder});
    QFile::setPermissions(part, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (done.ok()) {
        auto opened = Connection::open(part, Connection::Mode::ReadWrite, 8192);
        done = opened.ok() ? unpackBlobs(**opened, folder) : Result<void>(opened.error());
    }
    if (done.ok())
        done = putInPlace(part, databasePath(folder));
    if (!done.ok())
        QDir(folder).removeRecursively();
    return done;
}

}  // namespace dw::sqlite
