// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/sqliteaccountstore.h"

#include "core/store/accountrules.h"
#include "core/store/sqlite/accountmigrations.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace dw
{

namespace sqlite
{

namespace
{

constexpr int CacheKiB = 2048;

Result<std::unique_ptr<Connection>> openFile(const QString &file, Connection::Mode mode)
{
    DW_ASSIGN(auto connection, Connection::open(file, mode, CacheKiB, AccountApplicationId));
    if (mode != Connection::Mode::ReadOnly)
        DW_TRY(migrateAccounts(*connection));
    // What was deleted here were secrets.
    if (mode != Connection::Mode::ReadOnly)
        DW_TRY(connection->execute("PRAGMA secure_delete=ON"));
    return connection;
}

Result<AttemptCount> attemptOf(Connection &connection, const AttemptLimit &limit, Instant now)
{
    DW_ASSIGN(Statement read,
              connection.prepare("SELECT failures, last_at, locked_until FROM attempt WHERE key=?1"));
    read.bind(1, limit.key);
    DW_ASSIGN(const bool known, read.step());
    if (!known)
        return AttemptCount();
    return AttemptCount{read.integer(0), read.integer(1), read.integer(2)}.at(limit, now);
}

Result<void> writeAttempt(Connection &connection, const QByteArray &key, const AttemptCount &count)
{
    DW_ASSIGN(Statement write, connection.prepare("INSERT OR REPLACE INTO attempt(key, failures, last_at, "
                                                  "locked_until) VALUES(?1, ?2, ?3, ?4)"));
    write.bind(1, key);
    write.bind(2, count.failures);
    write.bind(3, count.lastAt);
    write.bind(4, count.lockedUntil);
    return write.run();
}

}  // namespace

SqliteAccountStore::SqliteAccountStore(const QString &file)
    : m_file(file)
    , m_writer([file] { return openFile(file, Connection::Mode::ReadWrite); })
    , m_reader([this, file]() -> Result<std::unique_ptr<Connection>> {
        DW_TRY(m_writer.waitUntilOpen());
        return openFile(file, Connection::Mode::ReadOnly);
    })
{}

Result<void> SqliteAccountStore::waitUntilOpen()
{
    DW_TRY(m_writer.waitUntilOpen());
    return m_reader.waitUntilOpen();
}

Result<QByteArray> SqliteAccountStore::setting(const QString &key)
{
    QByteArray value;
    DW_TRY(m_reader.run([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement read, connection.prepare("SELECT value FROM setting WHERE key=?1"));
        read.bind(1, key);
        DW_ASSIGN(const bool known, read.step());
        if (known)
            value = read.bytes(0).toByteArray();
        return {};
    }));
    return value;
}

Result<void> SqliteAccountStore::setSetting(const QString &key, const QByteArray &value)
{
    return m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement write,
                  connection.prepare("INSERT OR REPLACE INTO setting(key, value) VALUES(?1, ?2)"));
        write.bind(1, key);
        write.bindBlob(2, value);
        return write.run();
    });
}

Result<std::optional<PasswordRecord>> SqliteAccountStore::password(const Id &user)
{
    std::optional<PasswordRecord> found;
    DW_TRY(m_reader.run([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement read,
                  connection.prepare("SELECT hash, must_change, changed_at FROM password WHERE user=?1"));
        read.bind(1, user);
        DW_ASSIGN(const bool known, read.step());
        if (known)
            found = PasswordRecord{user, read.bytes(0).toByteArray(), read.integer(1) != 0,
                                   Instant{read.integer(2)}};
        return {};
    }));
    return found;
}

Result<void> SqliteAccountStore::setPassword(const PasswordRecord &password, const Id &kept)
{
    return tellEnded(password.user, m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement write,
                  connection.prepare("INSERT OR REPLACE INTO password(user, hash, must_change, "
                                     "changed_at) VALUES(?1, ?2, ?3, ?4)"));
        write.bind(1, password.user);
        write.bind(2, password.hash);
        write.bind(3, qint64(password.mustChange));
        write.bind(4, password.changedAt.ms);
        DW_TRY(write.run());
        DW_ASSIGN(Statement end,
                  connection.prepare("UPDATE session SET ended=1 WHERE user=?1 AND id IS NOT ?2"));
        end.bind(1, password.user);
        end.bind(2, kept);
        return end.run();
    }));
}

Result<void> SqliteAccountStore::renewHash(const Id &user, const QByteArray &old, const QByteArray &hash)
{
    return m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement write,
                  connection.prepare("UPDATE password SET hash=?3 WHERE user=?1 AND hash=?2"));
        write.bind(1, user);
        write.bind(2, old);
        write.bind(3, hash);
        return write.run();
    });
}

Result<qint64> SqliteAccountStore::beginAttempt(const QList<AttemptLimit> &limits, Instant now)
{
    qint64 wait = 0;
    const Result<void> written = m_writer.write([&](Connection &connection) -> Result<void> {
        QList<AttemptCount> known;
        for (const AttemptLimit &limit : limits) {
            DW_ASSIGN(const AttemptCount attempt, attemptOf(connection, limit, now));
            wait = std::max(wait, attempt.lockedUntil - now.ms);
            known.append(attempt);
        }
        if (wait > 0)
            return {};
        wait = 0;
        for (qsizetype i = 0; i < limits.size(); ++i)
            DW_TRY(writeAttempt(connection, limits[i].key, known[i].failed(limits[i], now)));
        return {};
    });
    DW_TRY(written);
    return wait;
}

Result<void> SqliteAccountStore::clearAttempts(const QList<QByteArray> &keys)
{
    return m_writer.write([&](Connection &connection) -> Result<void> {
        for (const QByteArray &key : keys) {
            DW_ASSIGN(Statement remove, connection.prepare("DELETE FROM attempt WHERE key=?1"));
            remove.bind(1, key);
            DW_TRY(remove.run());
        }
        return {};
    });
}

Result<void> SqliteAccountStore::appendSignIn(const SignInRecord &record)
{
    return m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement insert,
                  connection.prepare("INSERT INTO sign_in(at, event, user, login, device, address) "
                                     "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"));
        insert.bind(1, record.at.ms);
        insert.bind(2, record.event);
        insert.bind(3, record.user);
        insert.bind(4, record.login);
        insert.bind(5, record.device);
        insert.bind(6, record.address);
        return insert.run();
    });
}

Result<QList<SignInRecord>> SqliteAccountStore::signIns(int limit, qint64 before)
{
    QList<SignInRecord> found;
    DW_TRY(m_reader.run([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement read,
                  connection.prepare("SELECT number, at, event, user, login, device, address FROM sign_in "
                                     "WHERE ?1=0 OR number<?1 ORDER BY number DESC LIMIT ?2"));
        read.bind(1, before);
        read.bind(2, qint64(limit));
        while (true) {
            DW_ASSIGN(const bool more, read.step());
            if (!more)
                return {};
            found.append({read.integer(0), Instant{read.integer(1)}, read.text(2), read.id(3), read.text(4),
                          read.id(5), read.text(6)});
        }
    }));
    return found;
}

Result<AccountStore::Counts> SqliteAccountStore::counts()
{
    Counts counts;
    DW_TRY(m_reader.run([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(counts.passwords, connection.integer("SELECT count(*) FROM password"));
        DW_ASSIGN(counts.devices, connection.integer("SELECT count(*) FROM device"));
        DW_ASSIGN(counts.activeDevices, connection.integer("SELECT count(*) FROM device WHERE state=0"));
        DW_ASSIGN(counts.sessions, connection.integer("SELECT count(*) FROM session WHERE ended=0"));
        return {};
    }));
    return counts;
}

Result<void> SqliteAccountStore::tidy(Instant now, qint64 keepMs)
{
    return m_writer.write([&](Connection &connection) -> Result<void> {
        const std::pair<const char *, qint64> old[] = {
            {"DELETE FROM nonce WHERE until<?1", now.ms},
            {"DELETE FROM attempt WHERE max(last_at, locked_until)<?1", now.ms - 86'400'000},
            {"DELETE FROM session WHERE refresh_until<?1", now.ms - KeepEndedSessionMs},
            {"DELETE FROM sign_in WHERE at<?1", now.ms - keepMs},
        };
        for (const auto &[sql, limit] : old) {
            DW_ASSIGN(Statement remove, connection.prepare(sql));
            remove.bind(1, limit);
            DW_TRY(remove.run());
        }
        return {};
    });
}

Result<QString> SqliteAccountStore::check()
{
    QString wrong;
    DW_TRY(m_reader.run([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(const QString answer, connection.text("PRAGMA integrity_check(1)"));
        if (answer != QLatin1String("ok"))
            wrong = answer;
        return {};
    }));
    return wrong;
}

Result<void> SqliteAccountStore::backup(const QString &file)
{
    // Made beforehand, so that nobody else can read it for a moment; an empty file is taken as none.
    QFile empty(file);
    if (!empty.open(QIODevice::WriteOnly | QIODevice::NewOnly) ||
        !empty.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return Error(ErrorCode::Storage, QStringLiteral("store.exists"), {file}, empty.errorString());
    empty.close();
    // By the writer: a connection that may only query may not do this either.
    return m_writer.run([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement copy, connection.prepare("VACUUM INTO ?1"));
        copy.bind(1, file);
        return copy.run();
    });
}

}  // namespace sqlite

Result<void> createAccountFile(const QString &file)
{
    // QtSql wants a thread of its own for each connection; this one is over at once.
    sqlite::ConnectionThread thread([&] { return sqlite::openFile(file, sqlite::Connection::Mode::Create); });
    return thread.waitUntilOpen();
}

Result<std::unique_ptr<AccountStore>> openAccountFile(const QString &file)
{
    auto store = std::make_unique<sqlite::SqliteAccountStore>(file);
    DW_TRY(store->waitUntilOpen());
    return std::unique_ptr<AccountStore>(std::move(store));
}

}  // namespace dw
