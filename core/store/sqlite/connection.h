// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/sqlite/statement.h"

#include <QByteArray>
#include <QHashFunctions>
#include <QString>

#include <memory>
#include <unordered_map>
#include <vector>

struct sqlite3;

namespace dw::sqlite
{

class Checkpoints;

// "PRAGMA application_id" of a workspace file: the letters DWLT.
inline constexpr qint32 ApplicationId = 0x44574C54;
// Bytes kept free at the end of every page, for page encryption later (DESIGN 5).
inline constexpr int ReservedBytes = 40;

// One SQLite connection, opened through QtSql's QSQLITE driver, whose native handle it uses (DESIGN 5).
// Registers the project's functions (functions.h) and the tokenizer (tokenizer.h). Lives and dies on one
// thread.
class Connection
{
public:
    // ReadWrite and ReadOnly need an existing, non-empty SQLite file. Create needs that no file is there.
    // Frozen reads a file that nobody writes, in a folder where SQLite may not create its -shm file
    // (immutable=1).
    enum class Mode { ReadWrite, ReadOnly, Frozen, Create };
    // Errors: store.* (see errorFor). The settings of DESIGN 5 are set and read back. A file with another
    // application id is "store.foreign_file".
    static Result<std::unique_ptr<Connection>> open(const QString &file, Mode mode, int cacheKiB,
                                                    qint32 applicationId = ApplicationId);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    // From the cache of prepared statements, reset and unbound; returns to it when the handle is destroyed.
    Result<Statement> prepare(const QByteArray &sql);
    // One or several statements without parameters; rows are ignored.
    Result<void> execute(const QByteArray &sql);
    // The first column of the first row, 0 / empty without one. For pragmas and counts.
    Result<qint64> integer(const QByteArray &sql);
    Result<QString> text(const QByteArray &sql);

    qint64 changes() const;
    qint64 lastInsertRowid() const;
    bool inTransaction() const;
    // Thread-safe: makes the statement that runs on this connection fail with ErrorCode::Cancelled.
    void interrupt();
    // All of the write-ahead log into the file, and the log to nothing. Outside of a transaction. False: a
    // reader needs what it holds.
    Result<bool> truncateLog();
    // Who else moves the log of this connection; lives longer.
    void setCheckpoints(Checkpoints *checkpoints) { m_checkpoints = checkpoints; }
    // Gives page cache and idle statements back to the system.
    void releaseMemory();
    // For loads of many rows: a larger page cache, until releaseMemory().
    Result<void> widenForBulk();
    // The Error for the connection's last failure: disk full, read-only, damaged, busy and so on by key.
    Error lastError(const QString &what) const;
    // The Error for an SQLite result code (primary or extended); the file name is its argument.
    Error errorFor(int code, const QString &detail) const;
    const QString &file() const { return m_file; }
    sqlite3 *handle() const { return m_handle; }

private:
    friend class Statement;
    Connection() = default;
    Result<void> configure(Mode mode, int cacheKiB, qint32 applicationId);
    Result<void> setPragma(const QByteArray &name, const QByteArray &value, const QString &expected);
    void giveBack(PreparedStatement &prepared);
    void dropIdle(int keep);

    // Of both ends, where statements differ: they are looked up many times per row, and some are thousands of
    // characters long.
    struct StatementHash
    {
        static constexpr qsizetype End = 48;
        size_t operator()(const QByteArray &sql) const
        {
            const QByteArrayView all(sql);
            if (all.size() <= 2 * End)
                return qHash(all);
            return qHash(all.first(End), qHash(all.last(End), size_t(all.size())));
        }
    };
    QString m_name;
    QString m_file;
    sqlite3 *m_handle = nullptr;
    // By SQL text; more than one where a statement is wanted while the same one is still running.
    std::unordered_map<QByteArray, std::vector<std::unique_ptr<PreparedStatement>>, StatementHash> m_prepared;
    int m_idle = 0;
    qint64 m_uses = 0;
    int m_cacheKiB = 0;
    bool m_bulk = false;
    Checkpoints *m_checkpoints = nullptr;
};

}  // namespace dw::sqlite
