// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/sqlite/statement.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <unordered_map>

struct sqlite3;

namespace dw::sqlite
{

// One SQLite connection, opened through QtSql's QSQLITE driver, whose native handle it uses (DESIGN 5). Registers
// the project's functions (functions.h) and the tokenizer (tokenizer.h). Lives and dies on one thread.
class Connection
{
public:
    enum class Mode { ReadWrite, ReadOnly, Create };
    static Result<std::unique_ptr<Connection>> open(const QString &file, Mode mode, int cacheKiB);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    // From the cache of prepared statements, reset and unbound; returns to it when the handle is destroyed.
    Result<Statement> prepare(const QByteArray &sql);
    // One or several statements without parameters and rows.
    Result<void> execute(const QByteArray &sql);

    qint64 changes() const;
    qint64 lastInsertRowid() const;
    bool inTransaction() const;
    // Thread-safe: makes the statement that runs on this connection fail with ErrorCode::Cancelled.
    void interrupt();
    // The Error for the connection's last failure: disk full, read-only, damaged, busy and so on by key.
    Error lastError(const QString &what) const;
    sqlite3 *handle() const { return m_handle; }

private:
    friend class Statement;
    Connection() = default;

    QString m_name;
    sqlite3 *m_handle = nullptr;
    std::unordered_multimap<std::string, sqlite3_stmt *> m_idle;
};

}  // namespace dw::sqlite
