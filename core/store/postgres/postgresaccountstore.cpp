// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/postgresaccountstore.h"

#include "core/store/accountrules.h"
#include "core/store/postgres/schema.h"

#include <algorithm>
#include <utility>

namespace dw::postgres
{

namespace
{

constexpr int Writers = 4;
constexpr int Readers = 4;
constexpr const char *Tables[] = {"setting", "password", "device", "session", "attempt", "nonce", "sign_in"};

}  // namespace

PostgresAccountStore::PostgresAccountStore(const QString &address, const Id &workspace)
    : m_own(ownRows(workspace))
    , m_writers(openerOf(address, workspace, Connection::Use::Write), Writers)
    , m_readers(openerOf(address, workspace, Connection::Use::Read), Readers)
{}

Result<std::unique_ptr<AccountStore>> PostgresAccountStore::open(const QString &address, const Id &workspace)
{
    std::unique_ptr<PostgresAccountStore> store(new PostgresAccountStore(address, workspace));
    // Brings the tables up to date, and says now what would be said at the first sign-in.
    DW_TRY(store->m_writers.transact([](Connection &) { return Result<void>(); }));
    return std::unique_ptr<AccountStore>(std::move(store));
}

Result<Statement> PostgresAccountStore::prepare(Connection &connection, const char *sql) const
{
    return connection.prepare(QByteArray(sql).replace("{own}", m_own));
}

Result<QByteArray> PostgresAccountStore::setting(const QString &key)
{
    QByteArray value;
    const Result<void> done = m_readers.query([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement read,
                  prepare(connection, "SELECT value FROM \"dw:account_setting\" WHERE {own} AND key=$1"));
        read.bind(1, key);
        DW_ASSIGN(const bool known, read.step());
        if (known)
            value = read.bytes(0).toByteArray();
        return {};
    });
    DW_TRY(done);
    return value;
}

Result<void> PostgresAccountStore::setSetting(const QString &key, const QByteArray &value)
{
    return m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement write,
                  prepare(connection,
                          "INSERT INTO \"dw:account_setting\"(key,value) VALUES($1,$2) "
                          "ON CONFLICT(workspace_id,key) DO UPDATE SET value=excluded.value"));
        write.bind(1, key);
        write.bindBlob(2, value);
        return write.run();
    });
}

Result<std::optional<PasswordRecord>> PostgresAccountStore::password(const Id &user)
{
    std::optional<PasswordRecord> found;
    const Result<void> done = m_readers.query([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement read, prepare(connection,
                                          "SELECT hash,must_change,changed_at FROM "
                                          "\"dw:account_password\" WHERE {own} AND \"user\"=$1"));
        read.bind(1, user);
        DW_ASSIGN(const bool known, read.step());
        if (known)
            found = PasswordRecord{user, read.bytes(0).toByteArray(), read.integer(1) != 0,
                                   Instant{read.integer(2)}};
        return {};
    });
    DW_TRY(done);
    return found;
}

Result<void> PostgresAccountStore::setPassword(const PasswordRecord &password, const Id &kept)
{
    return tellEnded(password.user, m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement write,
                  prepare(connection,
                          "INSERT INTO \"dw:account_password\"(\"user\",hash,must_change,changed_at) "
                          "VALUES($1,$2,$3,$4) ON CONFLICT(workspace_id,\"user\") DO UPDATE SET "
                          "hash=excluded.hash,must_change=excluded.must_change,"
                          "changed_at=excluded.changed_at"));
        write.bind(1, password.user);
        write.bind(2, password.hash);
        write.bind(3, qint64(password.mustChange));
        write.bind(4, password.changedAt.ms);
        DW_TRY(write.run());
        DW_ASSIGN(Statement end, prepare(connection,
                                         "UPDATE \"dw:account_session\" SET ended=true WHERE {own} AND "
                                         "\"user\"=$1 AND id IS DISTINCT FROM $2"));
        end.bind(1, password.user);
        end.bind(2, kept);
        return end.run();
    }));
}

Result<void> PostgresAccountStore::renewHash(const Id &user, const QByteArray &old, const QByteArray &hash)
{
    return m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement write, prepare(connection,
                                           "UPDATE \"dw:account_password\" SET hash=$3 WHERE "
                                           "{own} AND \"user\"=$1 AND hash=$2"));
        write.bind(1, user);
        write.bind(2, old);
        write.bind(3, hash);
        return write.run();
    });
}

Result<qint64> PostgresAccountStore::beginAttempt(const QList<AttemptLimit> &limits, Instant now)
{
    qint64 wait = 0;
    // In one order, so that two who want the same keys do not wait for each other.
    QList<AttemptLimit> ordered = limits;
    std::sort(ordered.begin(), ordered.end(),
              [](const AttemptLimit &a, const AttemptLimit &b) { return a.key < b.key; });
    const Result<void> done = m_writers.transact([&](Connection &connection) -> Result<void> {
        wait = 0;
        QList<AttemptCount> known;
        for (const AttemptLimit &limit : std::as_const(ordered)) {
            // There is a row to lock, also at the first attempt.
            DW_ASSIGN(Statement lock,
                      prepare(connection,
                              "INSERT INTO \"dw:account_attempt\" AS a(key,failures,last_at,locked_until) "
                              "VALUES($1,0,$2,0) ON CONFLICT(workspace_id,key) DO UPDATE SET "
                              "failures=a.failures RETURNING failures,last_at,locked_until"));
            lock.bind(1, limit.key);
            lock.bind(2, now.ms);
            DW_TRY(lock.step());
            const AttemptCount count =
                AttemptCount{lock.integer(0), lock.integer(1), lock.integer(2)}.at(limit, now);
            wait = std::max(wait, count.lockedUntil - now.ms);
            known.append(count);
        }
        if (wait > 0)
            return {};
        for (qsizetype i = 0; i < ordered.size(); ++i) {
            const AttemptCount count = known[i].failed(ordered[i], now);
            DW_ASSIGN(Statement write, prepare(connection,
                                               "UPDATE \"dw:account_attempt\" SET failures=$2,last_at=$3,"
                                               "locked_until=$4 WHERE {own} AND key=$1"));
            write.bind(1, ordered[i].key);
            write.bind(2, count.failures);
            write.bind(3, count.lastAt);
            write.bind(4, count.lockedUntil);
            DW_TRY(write.run());
        }
        return {};
    });
    DW_TRY(done);
    return std::max<qint64>(wait, 0);
}

Result<void> PostgresAccountStore::clearAttempts(const QList<QByteArray> &keys)
{
    return m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement remove, prepare(connection,
                                            "DELETE FROM \"dw:account_attempt\" WHERE {own} AND "
                                            "key=ANY($1::bytea[])"));
        remove.bindList(1, std::vector<QByteArray>(keys.cbegin(), keys.cend()));
        return remove.run();
    });
}

Result<void> PostgresAccountStore::appendSignIn(const SignInRecord &record)
{
    return m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement insert,
                  prepare(connection,
                          "INSERT INTO \"dw:account_sign_in\"(at,event,\"user\",login,device,"
                          "address) VALUES($1,$2,$3,$4,$5,$6)"));
        insert.bind(1, record.at.ms);
        insert.bind(2, record.event);
        insert.bind(3, record.user);
        // Typed by anybody: PostgreSQL has no text with this character.
        insert.bind(4, QString(record.login).remove(QChar::Null));
        insert.bind(5, record.device);
        insert.bind(6, record.address);
        return insert.run();
    });
}

Result<QList<SignInRecord>> PostgresAccountStore::signIns(int limit, qint64 before)
{
    QList<SignInRecord> found;
    const Result<void> done = m_readers.query([&](Connection &connection) -> Result<void> {
        found.clear();
        DW_ASSIGN(Statement read,
                  prepare(connection,
                          "SELECT number,at,event,\"user\",login,device,address FROM "
                          "\"dw:account_sign_in\" WHERE {own} AND "
                          "($1::bigint=0 OR number<$1::bigint) ORDER BY number DESC LIMIT $2"));
        read.bind(1, before);
        read.bind(2, qint64(limit));
        for (;;) {
            DW_ASSIGN(const bool more, read.step());
            if (!more)
                return {};
            found.append({read.integer(0), Instant{read.integer(1)}, read.text(2), read.id(3), read.text(4),
                          read.id(5), read.text(6)});
        }
    });
    DW_TRY(done);
    return found;
}

Result<AccountStore::Counts> PostgresAccountStore::counts()
{
    Counts counts;
    const Result<void> done = m_readers.query([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement read,
                  prepare(connection,
                          "SELECT (SELECT count(*) FROM \"dw:account_password\" WHERE {own}),"
                          "(SELECT count(*) FROM \"dw:account_device\" WHERE {own}),"
                          "(SELECT count(*) FROM \"dw:account_device\" WHERE {own} AND state=0),"
                          "(SELECT count(*) FROM \"dw:account_session\" WHERE {own} AND NOT "
                          "ended)"));
        DW_TRY(read.step());
        counts = {read.integer(0), read.integer(1), read.integer(2), read.integer(3)};
        return {};
    });
    DW_TRY(done);
    return counts;
}

Result<void> PostgresAccountStore::tidy(Instant now, qint64 keepMs)
{
    return m_writers.transact([&](Connection &connection) -> Result<void> {
        const std::pair<const char *, qint64> old[] = {
            {"DELETE FROM \"dw:account_nonce\" WHERE {own} AND until<$1", now.ms},
            {"DELETE FROM \"dw:account_attempt\" WHERE {own} AND greatest(last_at,locked_until)<$1",
             now.ms - 86'400'000},
            {"DELETE FROM \"dw:account_session\" WHERE {own} AND refresh_until<$1",
             now.ms - KeepEndedSessionMs},
            {"DELETE FROM \"dw:account_sign_in\" WHERE {own} AND at<$1", now.ms - keepMs},
        };
        for (const auto &[sql, limit] : old) {
            DW_ASSIGN(Statement remove, prepare(connection, sql));
            remove.bind(1, limit);
            DW_TRY(remove.run());
        }
        return {};
    });
}

Result<QString> PostgresAccountStore::check()
{
    QString wrong;
    const Result<void> done = m_readers.query([&](Connection &connection) -> Result<void> {
        for (const char *table : Tables) {
            // Whole rows, so that each value is fetched and its page's sum is looked at.
            const Result<qint64> read = connection.integer(
                QByteArray("SELECT coalesce(sum(length(t::text)),0)::bigint FROM \"dw:account_") + table +
                "\" t WHERE " + m_own);
            if (!read.ok() && read.error().key == QLatin1String("store.io_failed"))
                wrong = read.error().detail;
            else
                DW_TRY(read);
        }
        return {};
    });
    DW_TRY(done);
    return wrong;
}

Result<void> PostgresAccountStore::backup(const QString &)
{
    return Error(ErrorCode::Unsupported, QStringLiteral("store.backup_by_database"));
}

}  // namespace dw::postgres
