// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/sqliteaccountstore.h"

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
constexpr qint64 KeepEndedMs = qint64(180) * 86'400'000;
constexpr const char *DeviceColumns =
    "id, user, short, name, platform, app, public_key, state, registered_at, "
    "last_contact, revoked_at, reason, wipe_order";

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

DeviceRecord deviceOf(const Statement &row)
{
    DeviceRecord device;
    device.id = row.id(0);
    device.user = row.id(1);
    device.shortCode = row.text(2);
    device.name = row.text(3);
    device.platform = row.text(4);
    device.app = row.text(5);
    device.publicKey = row.bytes(6).toByteArray();
    device.state = DeviceState(row.integer(7));
    device.registeredAt = Instant{row.integer(8)};
    device.lastContact = Instant{row.integer(9)};
    device.revokedAt = Instant{row.integer(10)};
    device.reason = row.text(11);
    device.wipeOrder = row.bytes(12).toByteArray();
    return device;
}

Result<std::optional<DeviceRecord>> deviceNamed(Connection &connection, const Id &id)
{
    DW_ASSIGN(Statement read,
              connection.prepare(QByteArray("SELECT ") + DeviceColumns + " FROM device WHERE id=?1"));
    read.bind(1, id);
    DW_ASSIGN(const bool known, read.step());
    return known ? std::optional(deviceOf(read)) : std::nullopt;
}

// Letters and digits that nobody takes for another: A2 ... Z9, then AA2 ... ZZ9 and so on.
QString shortCode(qint64 number)
{
    static const QByteArray letters("ABCDEFGHJKLMNPQRSTUVWXYZ");
    static const QByteArray digits("23456789");
    QString code = QString(QLatin1Char(digits[number % digits.size()]));
    qint64 rest = number / digits.size();
    do {
        code.prepend(QLatin1Char(letters[rest % letters.size()]));
        rest = rest / letters.size() - 1;
    } while (rest >= 0);
    return code;
}

Result<qint64> countUp(Connection &connection, const QString &key)
{
    DW_ASSIGN(Statement read, connection.prepare("SELECT value FROM setting WHERE key=?1"));
    read.bind(1, key);
    DW_ASSIGN(const bool known, read.step());
    const qint64 number = known ? read.bytes(0).toByteArray().toLongLong() : 0;
    DW_ASSIGN(Statement write,
              connection.prepare("INSERT OR REPLACE INTO setting(key, value) VALUES(?1, ?2)"));
    write.bind(1, key);
    write.bind(2, QByteArray::number(number + 1));
    DW_TRY(write.run());
    return number;
}

Result<bool> takeNonce(Connection &connection, const QByteArray &nonce, Instant until)
{
    DW_ASSIGN(Statement insert,
              connection.prepare("INSERT OR IGNORE INTO nonce(value, until) VALUES(?1, ?2)"));
    insert.bind(1, nonce);
    insert.bind(2, until.ms);
    DW_TRY(insert.run());
    return connection.changes() == 1;
}

struct Attempt
{
    qint64 failures = 0;
    qint64 lastAt = 0;
    qint64 lockedUntil = 0;
};

Result<Attempt> attemptOf(Connection &connection, const AttemptLimit &limit, Instant now)
{
    DW_ASSIGN(Statement read,
              connection.prepare("SELECT failures, last_at, locked_until FROM attempt WHERE key=?1"));
    read.bind(1, limit.key);
    DW_ASSIGN(const bool known, read.step());
    if (!known || now.ms - read.integer(1) > limit.forgetMs)
        return Attempt();
    return Attempt{read.integer(0), read.integer(1), read.integer(2)};
}

Result<void> countFailure(Connection &connection, const AttemptLimit &limit, Attempt attempt, Instant now)
{
    ++attempt.failures;
    if (attempt.failures >= limit.free) {
        const int doublings = int(std::min<qint64>(attempt.failures - limit.free, 30));
        attempt.lockedUntil = now.ms + std::min(limit.longestMs, limit.waitMs << doublings);
    }
    DW_ASSIGN(Statement write, connection.prepare("INSERT OR REPLACE INTO attempt(key, failures, last_at, "
                                                  "locked_until) VALUES(?1, ?2, ?3, ?4)"));
    write.bind(1, limit.key);
    write.bind(2, attempt.failures);
    write.bind(3, now.ms);
    write.bind(4, attempt.lockedUntil);
    return write.run();
}

Result<std::optional<SessionRecord>> sessionOf(Connection &connection, const Id &id)
{
    DW_ASSIGN(Statement read,
              connection.prepare(
                  "SELECT user, device, generation, confirmed, refresh_hash, previous_hash, began_at, "
                  "refresh_until, ended FROM session WHERE id=?1"));
    read.bind(1, id);
    DW_ASSIGN(const bool known, read.step());
    if (!known)
        return std::optional<SessionRecord>();
    SessionRecord session;
    session.id = id;
    session.user = read.id(0);
    session.device = read.id(1);
    session.generation = read.integer(2);
    session.confirmed = read.integer(3) != 0;
    session.refreshHash = read.bytes(4).toByteArray();
    session.previousHash = read.bytes(5).toByteArray();
    session.beganAt = Instant{read.integer(6)};
    session.refreshUntil = Instant{read.integer(7)};
    session.ended = read.integer(8) != 0;
    return std::optional(session);
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
    return m_writer.write([&](Connection &connection) -> Result<void> {
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
    });
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
        QList<Attempt> known;
        for (const AttemptLimit &limit : limits) {
            DW_ASSIGN(const Attempt attempt, attemptOf(connection, limit, now));
            wait = std::max(wait, attempt.lockedUntil - now.ms);
            known.append(attempt);
        }
        if (wait > 0)
            return {};
        wait = 0;
        for (qsizetype i = 0; i < limits.size(); ++i)
            DW_TRY(countFailure(connection, limits[i], known[i], now));
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

Result<void> SqliteAccountStore::addSession(const SessionRecord &session)
{
    return m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(
            Statement insert,
            connection.prepare("INSERT INTO session(id, user, device, generation, confirmed, refresh_hash, "
                               "previous_hash, began_at, refresh_until, ended) "
                               "VALUES(?1, ?2, ?3, ?4, 0, ?5, x'', ?6, ?7, 0)"));
        insert.bind(1, session.id);
        insert.bind(2, session.user);
        insert.bind(3, session.device);
        insert.bind(4, session.generation);
        insert.bind(5, session.refreshHash);
        insert.bind(6, session.beganAt.ms);
        insert.bind(7, session.refreshUntil.ms);
        return insert.run();
    });
}

Result<std::optional<SessionRecord>> SqliteAccountStore::session(const Id &id)
{
    std::optional<SessionRecord> found;
    DW_TRY(m_reader.run([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(found, sessionOf(connection, id));
        return {};
    }));
    return found;
}

Result<std::optional<AccountStore::Standing>> SqliteAccountStore::standing(const Id &session)
{
    std::optional<Standing> found;
    DW_TRY(m_reader.run([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(const std::optional<SessionRecord> known, sessionOf(connection, session));
        if (!known)
            return {};
        Standing standing{*known, {}, false};
        DW_ASSIGN(standing.device, deviceNamed(connection, known->device));
        DW_ASSIGN(Statement read, connection.prepare("SELECT must_change FROM password WHERE user=?1"));
        read.bind(1, known->user);
        DW_ASSIGN(const bool hasPassword, read.step());
        standing.mustChange = hasPassword && read.integer(0) != 0;
        found = standing;
        return {};
    }));
    return found;
}

Result<void> SqliteAccountStore::confirmSession(const Id &id, qint64 generation)
{
    return m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement write,
                  connection.prepare("UPDATE session SET confirmed=1 WHERE id=?1 AND generation=?2"));
        write.bind(1, id);
        write.bind(2, generation);
        return write.run();
    });
}

Result<AccountStore::Rotated> SqliteAccountStore::rotate(const Id &session, const QByteArray &presented,
                                                         const QByteArray &next, Instant until)
{
    Rotated rotated;
    DW_TRY(m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(const std::optional<SessionRecord> known, sessionOf(connection, session));
        if (!known || known->ended) {
            rotated.how = Rotation::Ended;
            return {};
        }
        const bool newest = presented == known->refreshHash;
        const bool answerWasLost =
            !known->confirmed && !known->previousHash.isEmpty() && presented == known->previousHash;
        if (!newest && !answerWasLost) {
            rotated.how = Rotation::Reused;
            DW_ASSIGN(Statement end, connection.prepare("UPDATE session SET ended=1 WHERE id=?1"));
            end.bind(1, session);
            return end.run();
        }
        rotated.generation = known->generation + 1;
        DW_ASSIGN(
            Statement write,
            connection.prepare("UPDATE session SET generation=generation+1, confirmed=0, refresh_hash=?2, "
                               "previous_hash=?3, refresh_until=?4 WHERE id=?1"));
        write.bind(1, session);
        write.bind(2, next);
        write.bind(3, presented);
        write.bind(4, until.ms);
        return write.run();
    }));
    return rotated;
}

Result<void> SqliteAccountStore::endSession(const Id &id)
{
    return m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement end, connection.prepare("UPDATE session SET ended=1 WHERE id=?1"));
        end.bind(1, id);
        return end.run();
    });
}

Result<void> SqliteAccountStore::endSessionsOf(const Id &user)
{
    return m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement end, connection.prepare("UPDATE session SET ended=1 WHERE user=?1"));
        end.bind(1, user);
        return end.run();
    });
}

Result<DeviceRecord> SqliteAccountStore::enrol(const DeviceRecord &device, const Id &session,
                                               const QByteArray &nonce, Instant nonceUntil)
{
    DeviceRecord made = device;
    const Result<void> written = m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(const std::optional<SessionRecord> known, sessionOf(connection, session));
        if (!known || known->ended || !known->device.isNull())
            return Error(ErrorCode::Conflict, QStringLiteral("service.session_bound"));
        DW_ASSIGN(const bool fresh, takeNonce(connection, nonce, nonceUntil));
        if (!fresh)
            return Error(ErrorCode::Conflict, QStringLiteral("service.nonce_used"));
        DW_ASSIGN(Statement twin, connection.prepare("SELECT 1 FROM device WHERE public_key=?1"));
        twin.bind(1, device.publicKey);
        DW_ASSIGN(const bool keyKnown, twin.step());
        if (keyKnown)
            return Error(ErrorCode::Conflict, QStringLiteral("service.key_known"));
        DW_ASSIGN(const qint64 number, countUp(connection, QStringLiteral("devices")));
        made.shortCode = shortCode(number);
        DW_ASSIGN(Statement insert,
                  connection.prepare(QByteArray("INSERT INTO device(") + DeviceColumns +
                                     ") VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?8, 0, '', x'')"));
        insert.bind(1, made.id);
        insert.bind(2, made.user);
        insert.bind(3, made.shortCode);
        insert.bind(4, made.name);
        insert.bind(5, made.platform);
        insert.bind(6, made.app);
        insert.bind(7, made.publicKey);
        insert.bind(8, made.registeredAt.ms);
        DW_TRY(insert.run());
        DW_ASSIGN(Statement bind, connection.prepare("UPDATE session SET device=?2 WHERE id=?1"));
        bind.bind(1, session);
        bind.bind(2, made.id);
        return bind.run();
    });
    DW_TRY(written);
    return made;
}

Result<bool> SqliteAccountStore::useNonce(const QByteArray &nonce, Instant until, Instant now)
{
    bool fresh = false;
    const Result<void> written = m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement old, connection.prepare("DELETE FROM nonce WHERE until<?1"));
        old.bind(1, now.ms);
        DW_TRY(old.run());
        DW_ASSIGN(fresh, takeNonce(connection, nonce, until));
        return {};
    });
    DW_TRY(written);
    return fresh;
}

Result<std::optional<DeviceRecord>> SqliteAccountStore::device(const Id &id)
{
    std::optional<DeviceRecord> found;
    DW_TRY(m_reader.run([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(found, deviceNamed(connection, id));
        return {};
    }));
    return found;
}

Result<QList<DeviceRecord>> SqliteAccountStore::devices(const Id &user)
{
    QList<DeviceRecord> found;
    DW_TRY(m_reader.run([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement read, connection.prepare(QByteArray("SELECT ") + DeviceColumns +
                                                     " FROM device WHERE ?1 IS NULL OR user=?1 "
                                                     "ORDER BY registered_at DESC, id"));
        read.bind(1, user);
        while (true) {
            DW_ASSIGN(const bool more, read.step());
            if (!more)
                return {};
            found.append(deviceOf(read));
        }
    }));
    return found;
}

Result<void> SqliteAccountStore::touchDevice(const Id &id, Instant now)
{
    return m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement write, connection.prepare("UPDATE device SET last_contact=?2 WHERE id=?1"));
        write.bind(1, id);
        write.bind(2, now.ms);
        return write.run();
    });
}

Result<void> SqliteAccountStore::revokeDevice(const Id &id, DeviceState state, const QString &reason,
                                              const QByteArray &wipeOrder, Instant now)
{
    return m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement end, connection.prepare("UPDATE session SET ended=1 WHERE device=?1"));
        end.bind(1, id);
        DW_TRY(end.run());
        DW_ASSIGN(Statement exists, connection.prepare("SELECT 1 FROM device WHERE id=?1"));
        exists.bind(1, id);
        DW_ASSIGN(const bool known, exists.step());
        if (!known)
            return Error(ErrorCode::NotFound, QStringLiteral("service.no_such_device"), {id.toString()});
        DW_ASSIGN(Statement write,
                  connection.prepare("UPDATE device SET state=?2, reason=?3, wipe_order=?4, revoked_at=?5 "
                                     "WHERE id=?1 AND state<?2"));
        write.bind(1, id);
        write.bind(2, qint64(state));
        write.bind(3, reason);
        write.bindBlob(4, wipeOrder);
        write.bind(5, now.ms);
        return write.run();
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
            // A device that was wiped while it was away must still be known when it comes back.
            {"DELETE FROM session WHERE refresh_until<?1", now.ms - KeepEndedMs},
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
