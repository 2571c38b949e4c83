// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/connection.h"

#include "core/store/sqlite/checkpoints.h"
#include "core/store/sqlite/functions.h"
#include "core/store/sqlite/tokenizer.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>
#include <QUuid>
#include <QVariant>

#include <sqlite3.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <cerrno>
#include <vector>

namespace dw::sqlite
{

namespace
{

constexpr int MaxIdleStatements = 256;
constexpr int BulkCacheKiB = 65536;

bool isNoRoom(int systemError)
{
    return systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG;
}

// What the system said to the last failed write of the database or its -wal file. A commit that fails rolls
// back before it returns, so errno itself is gone by then.
int lastWriteError(sqlite3 *handle)
{
    int known = 0;
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_LAST_ERRNO, &known);
    sqlite3_file *journal = nullptr;
    int ofJournal = 0;
    if (sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &journal) == SQLITE_OK &&
        journal && journal->pMethods)
        journal->pMethods->xFileControl(journal, SQLITE_FCNTL_LAST_ERRNO, &ofJournal);
    return isNoRoom(ofJournal) ? ofJournal : known;
}

Error storageError(int code, int systemError, const QString &file, const QString &detail)
{
    const QStringList arguments{file};
    switch (code & 0xff) {
        case SQLITE_FULL:
            return {ErrorCode::Storage, QStringLiteral("store.disk_full"), arguments, detail};
        case SQLITE_READONLY:
            return {ErrorCode::Storage, QStringLiteral("store.read_only"), arguments, detail};
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            return {ErrorCode::Storage, QStringLiteral("store.cannot_open"), arguments, detail};
        case SQLITE_CORRUPT:
            return {ErrorCode::Storage, QStringLiteral("store.damaged"), arguments, detail};
        case SQLITE_NOTADB:
            return {ErrorCode::Storage, QStringLiteral("store.foreign_file"), arguments, detail};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorCode::Conflict, QStringLiteral("store.locked"), arguments, detail};
        case SQLITE_INTERRUPT:
            return {ErrorCode::Cancelled, QStringLiteral("store.cancelled"), {}, detail};
        case SQLITE_NOMEM:
            return {ErrorCode::Storage, QStringLiteral("store.out_of_memory"), {}, detail};
        case SQLITE_TOOBIG:
            return {ErrorCode::Limit, QStringLiteral("store.value_too_big"), {}, detail};
        case SQLITE_IOERR:
            // SQLite says FULL for ENOSPC alone; a quota or a file size limit is the same thing to a person.
            if (isNoRoom(systemError))
                return {ErrorCode::Storage, QStringLiteral("store.disk_full"), arguments, detail};
            return {ErrorCode::Storage, QStringLiteral("store.io_failed"), arguments, detail};
        case SQLITE_CONSTRAINT:
            if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
                return {ErrorCode::Conflict, QStringLiteral("store.duplicate"), {}, detail};
            return {ErrorCode::Internal, QStringLiteral("store.constraint"), {}, detail};
        default:
            return {ErrorCode::Internal, QStringLiteral("store.statement_failed"), {}, detail};
    }
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const QString &file, Mode mode, int cacheKiB,
                                                     qint32 applicationId)
{
    const QFileInfo info(file);
    const QStringList arguments{file};
    // SQLite would make a missing or empty file into a database; neither is one of ours.
    if (mode == Mode::Create && info.exists())
        return Error(ErrorCode::Conflict, QStringLiteral("store.exists"), arguments);
    if (mode != Mode::Create && !info.exists())
        return Error(ErrorCode::NotFound, QStringLiteral("store.missing"), arguments);
    if (mode != Mode::Create && info.size() == 0)
        return Error(ErrorCode::Storage, QStringLiteral("store.empty_file"), arguments);
    if (mode != Mode::Create && !info.isReadable())
        return Error(ErrorCode::Storage, QStringLiteral("store.cannot_open"), arguments);
    if (mode == Mode::ReadWrite && !info.isWritable())
        return Error(ErrorCode::Storage, QStringLiteral("store.read_only"), arguments);

    // Statistics of allocations cost a lock at each of them, and nobody reads them. Refused, and no harm
    // done, where SQLite is in use already.
    static const int withoutStatistics = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    Q_UNUSED(withoutStatistics);
    // Qt lists its drivers at the first use and takes no lock for it: two threads that are first together
    // have it clean up twice, and a program that does never ends.
    static const bool driver = QSqlDatabase::isDriverAvailable(QStringLiteral("QSQLITE"));
    if (!driver)
        return Error(ErrorCode::Internal, QStringLiteral("store.driver_missing"), {},
                     QStringLiteral("QSQLITE"));
    std::unique_ptr<Connection> connection(new Connection);
    connection->m_file = file;
    connection->m_name = QStringLiteral("dealwright-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection->m_name);
        QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000");
        if (mode == Mode::Frozen) {
            options += QStringLiteral(";QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI");
            database.setDatabaseName(
                QString::fromLatin1(QUrl::fromLocalFile(info.absoluteFilePath()).toEncoded()) +
                QStringLiteral("?immutable=1"));
        } else {
            if (mode == Mode::ReadOnly)
                options += QStringLiteral(";QSQLITE_OPEN_READONLY");
            database.setDatabaseName(file);
        }
        database.setConnectOptions(options);
        if (!database.open()) {
            bool known = false;
            const int code = database.lastError().nativeErrorCode().toInt(&known);
            return storageError(known ? code : SQLITE_CANTOPEN, 0, file, database.lastError().text());
        }
        connection->m_handle = *static_cast<sqlite3 *const *>(database.driver()->handle().constData());
    }
    sqlite3_extended_result_codes(connection->m_handle, 1);
    DW_TRY(connection->configure(mode, cacheKiB, applicationId));
    return connection;
}

Result<void> Connection::configure(Mode mode, int cacheKiB, qint32 applicationId)
{
    const struct
    {
        int option;
        int value;
    } switches[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},
                    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                    {SQLITE_DBCONFIG_DQS_DML, 0},
                    {SQLITE_DBCONFIG_DQS_DDL, 0}};
    for (const auto &[option, value] : switches) {
        int now = -1;
        if (sqlite3_db_config(m_handle, option, value, &now) != SQLITE_OK || now != value)
            return Error(ErrorCode::Internal, QStringLiteral("store.setting_refused"),
                         {QString::number(option)});
    }
    if (mode == Mode::Create) {
        // Only before the first page is written and before WAL does this reserve anything.
        int reserved = ReservedBytes;
        if (const int code = sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
            code != SQLITE_OK)
            return errorFor(code, QStringLiteral("reserve bytes"));
        DW_TRY(execute("PRAGMA application_id=" + QByteArray::number(applicationId)));
        // -wal and -shm take their permissions from it.
        QFile::setPermissions(m_file, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }
    DW_TRY(setPragma("busy_timeout", "5000", QStringLiteral("5000")));
    DW_TRY(setPragma("foreign_keys", "ON", QStringLiteral("1")));
    DW_TRY(setPragma("trusted_schema", "OFF", QStringLiteral("0")));
    // What is purged is gone from the file, not only from its tables.
    DW_TRY(setPragma("secure_delete", "ON", QStringLiteral("1")));
    DW_TRY(setPragma("temp_store", "MEMORY", QStringLiteral("2")));
    DW_TRY(setPragma("cell_size_check", "ON", QStringLiteral("1")));
    DW_TRY(setPragma("mmap_size", "0", {}));
    const QByteArray cache = QByteArray::number(-cacheKiB);
    DW_TRY(setPragma("cache_size", cache, QString::fromLatin1(cache)));
    m_cacheKiB = cacheKiB;
    DW_ASSIGN(const qint64 application, integer("PRAGMA application_id"));
    if (application != applicationId)
        return Error(ErrorCode::Storage, QStringLiteral("store.foreign_file"), {m_file},
                     QStringLiteral("application_id %1").arg(application));
    if (mode == Mode::Create || mode == Mode::ReadWrite) {
        DW_TRY(setPragma("journal_mode", "WAL", QStringLiteral("wal")));
        DW_TRY(setPragma("synchronous", "FULL", QStringLiteral("2")));
        DW_TRY(setPragma("journal_size_limit", "67108864", QStringLiteral("67108864")));
    } else {
        DW_TRY(setPragma("query_only", "ON", QStringLiteral("1")));
    }
    DW_TRY(registerFunctions(m_handle));
    DW_TRY(registerTokenizer(m_handle));
    return {};
}

Result<void> Connection::setPragma(const QByteArray &name, const QByteArray &value, const QString &expected)
{
    DW_TRY(execute("PRAGMA " + name + '=' + value));
    if (expected.isNull())
        return {};
    DW_ASSIGN(const QString now, text("PRAGMA " + name));
    if (now != expected)
        return Error(ErrorCode::Storage, QStringLiteral("store.setting_refused"), {QString::fromLatin1(name)},
                     QStringLiteral("wanted %1, is %2").arg(expected, now));
    return {};
}

Connection::~Connection()
{
    dropIdle(0);
    m_handle = nullptr;
    if (!m_name.isEmpty())
        QSqlDatabase::removeDatabase(m_name);
}

Result<Statement> Connection::prepare(const QByteArray &sql)
{
    std::vector<std::unique_ptr<PreparedStatement>> &known = m_prepared[sql];
    for (const std::unique_ptr<PreparedStatement> &one : known) {
        if (!one->busy) {
            one->busy = true;
            --m_idle;
            return Statement(*this, *one);
        }
    }
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_handle, sql.constData(), int(sql.size()) + 1,
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK || !statement) {
        if (known.empty())
            m_prepared.erase(sql);
        if (code != SQLITE_OK)
            return lastError(QString::fromUtf8(sql));
        return Error(ErrorCode::Internal, QStringLiteral("store.statement_failed"), {},
                     QStringLiteral("empty"));
    }
    known.push_back(std::make_unique<PreparedStatement>(PreparedStatement{statement, sql, 0, true, {}, 0}));
    return Statement(*this, *known.back());
}

void Connection::giveBack(PreparedStatement &prepared)
{
    prepared.busy = false;
    prepared.usedAt = ++m_uses;
    if (++m_idle > MaxIdleStatements)
        dropIdle(MaxIdleStatements * 3 / 4);
}

void Connection::dropIdle(int keep)
{
    std::vector<qint64> uses;
    uses.reserve(size_t(m_idle));
    for (const auto &[sql, known] : m_prepared) {
        for (const auto &one : known) {
            if (!one->busy)
                uses.push_back(one->usedAt);
        }
    }
    std::sort(uses.begin(), uses.end(), std::greater<>());
    const qint64 oldest = size_t(keep) < uses.size() ? (keep == 0 ? m_uses + 1 : uses[size_t(keep) - 1]) : 0;
    const auto isOld = [&](const std::unique_ptr<PreparedStatement> &one) {
        return !one->busy && one->usedAt < oldest;
    };
    for (auto it = m_prepared.begin(); it != m_prepared.end();) {
        for (const auto &one : it->second) {
            if (isOld(one)) {
                sqlite3_finalize(one->handle);
                --m_idle;
            }
        }
        std::erase_if(it->second, isOld);
        it = it->second.empty() ? m_prepared.erase(it) : std::next(it);
    }
}

Result<void> Connection::execute(const QByteArray &sql)
{
    if (sqlite3_exec(m_handle, sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastError(QString::fromUtf8(sql));
    return {};
}

Result<qint64> Connection::integer(const QByteArray &sql)
{
    DW_ASSIGN(Statement statement, prepare(sql));
    DW_ASSIGN(const bool row, statement.step());
    return row ? statement.integer(0) : 0;
}

Result<QString> Connection::text(const QByteArray &sql)
{
    DW_ASSIGN(Statement statement, prepare(sql));
    DW_ASSIGN(const bool row, statement.step());
    return row ? statement.text(0) : QString();
}

qint64 Connection::changes() const
{
    return sqlite3_changes64(m_handle);
}

qint64 Connection::lastInsertRowid() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

bool Connection::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

Result<bool> Connection::truncateLog()
{
    if (m_checkpoints)
        m_checkpoints->waitForPause();
    DW_ASSIGN(Statement checkpoint, prepare("PRAGMA wal_checkpoint(TRUNCATE)"));
    DW_ASSIGN(const bool row, checkpoint.step());
    return row && checkpoint.integer(0) == 0;
}

void Connection::interrupt()
{
    sqlite3_interrupt(m_handle);
}

Result<void> Connection::widenForBulk()
{
    if (m_bulk)
        return {};
    DW_TRY(execute("PRAGMA cache_size=-" + QByteArray::number(BulkCacheKiB)));
    m_bulk = true;
    return {};
}

void Connection::releaseMemory()
{
    dropIdle(0);
    if (m_bulk) {
        (void)execute("PRAGMA cache_size=-" + QByteArray::number(m_cacheKiB));
        m_bulk = false;
    }
    sqlite3_db_release_memory(m_handle);
    // Pages are allocated one by one: freed, they stay with the process between what is still in use.
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

Error Connection::lastError(const QString &what) const
{
    const QString detail = QStringLiteral("%1 [%2]: %3")
                               .arg(QString::fromUtf8(sqlite3_errmsg(m_handle)),
                                    QString::number(sqlite3_extended_errcode(m_handle)), what);
    const int code = sqlite3_extended_errcode(m_handle);
    int systemError = sqlite3_system_errno(m_handle);
    if (code == SQLITE_IOERR_WRITE && !isNoRoom(systemError))
        systemError = lastWriteError(m_handle);
    return storageError(code, systemError, m_file, detail);
}

Error Connection::errorFor(int code, const QString &detail) const
{
    return storageError(code, 0, m_file,
                        QStringLiteral("%1 [%2]: %3")
                            .arg(QString::fromUtf8(sqlite3_errstr(code)), QString::number(code), detail));
}

}  // namespace dw::sqlite
