// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/postgres/pipeline.h"
#include "core/store/postgres/statement.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <memory>
#include <mutex>
#include <vector>

struct pg_cancel;
struct pg_conn;

namespace dw::postgres
{

// One connection to a PostgreSQL server, by libpq. Used by one thread at a time. A line that breaks is
// connected anew by the next begin(); what was under way failed with "store.database_away".
class Connection
{
public:
    enum class Use {
        Write,  // waits for locks up to 30 seconds
        Read,   // no statement longer than 10 seconds
    };
    // `address` as libpq takes it: "host=... dbname=..." or "postgresql://...". Errors: store.database_away
    // (server), store.database_refused (server) for names and passwords, store.no_database (server).
    static Result<std::unique_ptr<Connection>> open(const QString &address, Use use);
    // What libpq makes of an address, without asking the server. Invalid "store.bad_address" for what is
    // none; Invalid "store.password_in_address" for one that holds a password: it would stand in files and in
    // lists of processes.
    static Result<void> checkAddress(const QString &address);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    // Names without a schema are looked for in this one, from here on and after a reconnection.
    Result<void> setSchema(const QByteArray &schema);

    // Parameters are $1, $2 ... or ?1, ?2 ... From the cache of prepared statements; returns to it when the
    // handle is destroyed.
    Result<Statement> prepare(const QByteArray &sql);
    // One or several statements without parameters; rows are ignored.
    Result<void> execute(const QByteArray &sql);
    // One statement without parameters whose answer is not waited for (Statement::runLater()).
    Result<void> executeLater(const QByteArray &sql);
    // Hears what was sent without waiting for it. Everything that waits for an answer does so, too, and tells
    // the error of what was sent before it in place of its own.
    Result<void> settle();
    // The first column of the first row, 0 / empty without one.
    Result<qint64> integer(const QByteArray &sql);
    Result<QString> text(const QByteArray &sql);

    // How often an answer was waited for: each is a way to the server and back.
    qint64 waits() const { return m_waits; }

    // Rows that the last statement wrote.
    qint64 changes() const { return m_changes; }

    // READ COMMITTED to write: what is read under the head's lock is what the commit before left.
    // One snapshot, in which nothing is written, to read. Connects anew first where the line is broken.
    Result<void> begin();
    Result<void> commit();
    void rollback();
    // Which transaction of this connection it is: what one has read says nothing of the next.
    qint64 transaction() const { return m_transaction; }
    // Nothing was begun that has not ended.
    bool isIdle() const;
    // False also where an error has ended the transaction and only the rollback is left.
    bool inTransaction() const;

    // A new line to the same server; what was prepared on the old one is prepared again.
    Result<void> reconnect();
    bool isBroken() const;
    // Which line it is: another one may have come to another state of the database.
    qint64 line() const { return m_line; }

    // Thread-safe: what runs on this connection fails with ErrorCode::Cancelled.
    void interrupt();
    Use use() const { return m_use; }
    // Whose answer it was: host and database, no name and no password.
    QString server() const { return m_server; }
    Error errorOf(const pg_result *answer, const QByteArray &sql) const;
    Error errorIn(const QByteArray &sql, const QByteArray &detail) const;
    pg_conn *handle() const { return m_handle; }

private:
    friend class Statement;
    explicit Connection(Use use);
    Result<void> configure();
    // Behind what was sent before.
    Result<Answer> ask(const PreparedStatement &prepared, const BoundValues &bound);
    Result<void> sendLater(const QByteArray &name, const QByteArray &sql, const BoundValues &bound);
    void giveBack(PreparedStatement &prepared);
    void dropIdle(qsizetype keep);

    const Use m_use;
    QString m_server;
    QByteArray m_schema;
    Pipeline m_pipeline;
    pg_conn *m_handle = nullptr;
    std::mutex m_cancelling;  // guards m_cancel
    pg_cancel *m_cancel = nullptr;
    // By text; more than one where a statement is wanted while the same one is still in use.
    QHash<QByteArray, std::vector<std::shared_ptr<PreparedStatement>>> m_prepared;
    qint64 m_names = 0;
    qint64 m_line = 0;
    qint64 m_transaction = 0;
    qint64 m_waits = 0;
    qint64 m_changes = 0;
    qint64 m_uses = 0;
    qsizetype m_idle = 0;
};

// An identifier in quotes; a name in a statement comes from nowhere else.
QByteArray quoted(QStringView name);

}  // namespace dw::postgres
