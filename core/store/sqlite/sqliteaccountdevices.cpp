// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions and devices of the account store.
#include "core/store/accountrules.h"
#include "core/store/sqlite/sqliteaccountstore.h"

namespace dw::sqlite
{

namespace
{

constexpr const char *DeviceColumns =
    "id, user, short, name, platform, app, public_key, state, registered_at, "
    "last_contact, revoked_at, reason, wipe_order";

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
    return tellEnded(id, m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement end, connection.prepare("UPDATE session SET ended=1 WHERE id=?1"));
        end.bind(1, id);
        return end.run();
    }));
}

Result<void> SqliteAccountStore::endSessionsOf(const Id &user)
{
    return tellEnded(user, m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement end, connection.prepare("UPDATE session SET ended=1 WHERE user=?1"));
        end.bind(1, user);
        return end.run();
    }));
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
        made.shortCode = deviceCode(number);
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

Result<void> SqliteAccountStore::touchDevice(const Id &id, Instant now, const QString &app)
{
    return m_writer.write([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement write, connection.prepare("UPDATE device SET last_contact=?2,"
                                                      "app=coalesce(nullif(?3,''),app) WHERE id=?1"));
        write.bind(1, id);
        write.bind(2, now.ms);
        write.bind(3, app);
        return write.run();
    });
}

Result<void> SqliteAccountStore::revokeDevice(const Id &id, DeviceState state, const QString &reason,
                                              const QByteArray &wipeOrder, Instant now)
{
    return tellEnded(id, m_writer.write([&](Connection &connection) -> Result<void> {
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
    }));
}

}  // namespace dw::sqlite
