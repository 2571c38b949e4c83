// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions and devices of the account store.
#include "core/store/accountrules.h"
#include "core/store/postgres/postgresaccountstore.h"

namespace dw::postgres
{

namespace
{

DeviceRecord deviceOf(const Statement &row, int from)
{
    DeviceRecord device;
    device.id = row.id(from);
    device.user = row.id(from + 1);
    device.shortCode = row.text(from + 2);
    device.name = row.text(from + 3);
    device.platform = row.text(from + 4);
    device.app = row.text(from + 5);
    device.publicKey = row.bytes(from + 6).toByteArray();
    device.state = DeviceState(row.integer(from + 7));
    device.registeredAt = Instant{row.integer(from + 8)};
    device.lastContact = Instant{row.integer(from + 9)};
    device.revokedAt = Instant{row.integer(from + 10)};
    device.reason = row.text(from + 11);
    device.wipeOrder = row.bytes(from + 12).toByteArray();
    return device;
}

SessionRecord sessionFrom(const Statement &row, const Id &id)
{
    SessionRecord session;
    session.id = id;
    session.user = row.id(0);
    session.device = row.id(1);
    session.generation = row.integer(2);
    session.confirmed = row.integer(3) != 0;
    session.refreshHash = row.bytes(4).toByteArray();
    session.previousHash = row.bytes(5).toByteArray();
    session.beganAt = Instant{row.integer(6)};
    session.refreshUntil = Instant{row.integer(7)};
    session.ended = row.integer(8) != 0;
    return session;
}

#define DW_SESSION_COLUMNS                                                                    \
    "s.\"user\",s.device,s.generation,s.confirmed,s.refresh_hash,s.previous_hash,s.began_at," \
    "s.refresh_until,s.ended"
#define DW_DEVICE_COLUMNS                                                                   \
    "d.id,d.\"user\",d.short,d.name,d.platform,d.app,d.public_key,d.state,d.registered_at," \
    "d.last_contact,d.revoked_at,d.reason,d.wipe_order"

}  // namespace

Result<std::optional<SessionRecord>> PostgresAccountStore::sessionOf(Connection &connection, const Id &id,
                                                                     bool locked) const
{
    DW_ASSIGN(Statement read,
              prepare(connection, locked ? "SELECT " DW_SESSION_COLUMNS " FROM \"dw:account_session\" s "
                                           "WHERE s.{own} AND s.id=$1 FOR UPDATE"
                                         : "SELECT " DW_SESSION_COLUMNS " FROM \"dw:account_session\" s "
                                           "WHERE s.{own} AND s.id=$1"));
    read.bind(1, id);
    DW_ASSIGN(const bool known, read.step());
    return known ? std::optional(sessionFrom(read, id)) : std::nullopt;
}

Result<qint64> PostgresAccountStore::countUp(Connection &connection, const QString &key) const
{
    DW_ASSIGN(Statement write, prepare(connection,
                                       "INSERT INTO \"dw:account_setting\" AS s(key,value) VALUES($1,'1') "
                                       "ON CONFLICT(workspace_id,key) DO UPDATE SET value="
                                       "convert_to((convert_from(s.value,'UTF8')::bigint+1)::text,'UTF8') "
                                       "RETURNING convert_from(value,'UTF8')::bigint-1"));
    write.bind(1, key);
    DW_TRY(write.step());
    return write.integer(0);
}

Result<bool> PostgresAccountStore::takeNonce(Connection &connection, const QByteArray &nonce,
                                             Instant until) const
{
    DW_ASSIGN(Statement insert, prepare(connection,
                                        "INSERT INTO \"dw:account_nonce\"(value,until) "
                                        "VALUES($1,$2) ON CONFLICT DO NOTHING"));
    insert.bindBlob(1, nonce);
    insert.bind(2, until.ms);
    DW_TRY(insert.run());
    return insert.changes() == 1;
}

Result<void> PostgresAccountStore::addSession(const SessionRecord &session)
{
    return m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement insert,
                  prepare(connection,
                          "INSERT INTO \"dw:account_session\"(id,\"user\",device,generation,confirmed,"
                          "refresh_hash,previous_hash,began_at,refresh_until,ended) "
                          "VALUES($1,$2,$3,$4,false,$5,'',$6,$7,false)"));
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

Result<std::optional<SessionRecord>> PostgresAccountStore::session(const Id &id)
{
    std::optional<SessionRecord> found;
    const Result<void> done = m_readers.query([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(found, sessionOf(connection, id, false));
        return {};
    });
    DW_TRY(done);
    return found;
}

Result<std::optional<AccountStore::Standing>> PostgresAccountStore::standing(const Id &session)
{
    std::optional<Standing> found;
    const Result<void> done = m_readers.query([&](Connection &connection) -> Result<void> {
        // All of it in one statement: it is asked for every request.
        DW_ASSIGN(
            Statement read,
            prepare(connection, "SELECT " DW_SESSION_COLUMNS ",p.must_change," DW_DEVICE_COLUMNS
                                " FROM \"dw:account_session\" s "
                                "LEFT JOIN \"dw:account_password\" p ON p.{own} AND p.\"user\"=s.\"user\" "
                                "LEFT JOIN \"dw:account_device\" d ON d.{own} AND d.id=s.device "
                                "WHERE s.{own} AND s.id=$1"));
        read.bind(1, session);
        DW_ASSIGN(const bool known, read.step());
        if (!known)
            return {};
        Standing standing{sessionFrom(read, session), {}, read.integer(9) != 0};
        if (!read.isNull(10))
            standing.device = deviceOf(read, 10);
        found = standing;
        return {};
    });
    DW_TRY(done);
    return found;
}

Result<void> PostgresAccountStore::confirmSession(const Id &id, qint64 generation)
{
    return m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement write, prepare(connection,
                                           "UPDATE \"dw:account_session\" SET confirmed=true WHERE {own} AND "
                                           "id=$1 AND generation=$2"));
        write.bind(1, id);
        write.bind(2, generation);
        return write.run();
    });
}

Result<AccountStore::Rotated> PostgresAccountStore::rotate(const Id &session, const QByteArray &presented,
                                                           const QByteArray &next, Instant until)
{
    Rotated rotated;
    const Result<void> done = m_writers.transact([&](Connection &connection) -> Result<void> {
        rotated = {};
        DW_ASSIGN(const std::optional<SessionRecord> known, sessionOf(connection, session, true));
        if (!known || known->ended) {
            rotated.how = Rotation::Ended;
            return {};
        }
        const bool newest = presented == known->refreshHash;
        const bool answerWasLost =
            !known->confirmed && !known->previousHash.isEmpty() && presented == known->previousHash;
        if (!newest && !answerWasLost) {
            rotated.how = Rotation::Reused;
            DW_ASSIGN(Statement end, prepare(connection,
                                             "UPDATE \"dw:account_session\" SET ended=true "
                                             "WHERE {own} AND id=$1"));
            end.bind(1, session);
            return end.run();
        }
        rotated.generation = known->generation + 1;
        DW_ASSIGN(Statement write,
                  prepare(connection,
                          "UPDATE \"dw:account_session\" SET generation=generation+1,"
                          "confirmed=false,refresh_hash=$2,previous_hash=$3,refresh_until=$4 "
                          "WHERE {own} AND id=$1"));
        write.bind(1, session);
        write.bind(2, next);
        write.bind(3, presented);
        write.bind(4, until.ms);
        return write.run();
    });
    DW_TRY(done);
    return rotated;
}

Result<void> PostgresAccountStore::endSession(const Id &id)
{
    return tellEnded(id, m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement end, prepare(connection,
                                         "UPDATE \"dw:account_session\" SET ended=true WHERE "
                                         "{own} AND id=$1"));
        end.bind(1, id);
        return end.run();
    }));
}

Result<void> PostgresAccountStore::endSessionsOf(const Id &user)
{
    return tellEnded(user, m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement end, prepare(connection,
                                         "UPDATE \"dw:account_session\" SET ended=true WHERE "
                                         "{own} AND \"user\"=$1"));
        end.bind(1, user);
        return end.run();
    }));
}

Result<DeviceRecord> PostgresAccountStore::enrol(const DeviceRecord &device, const Id &session,
                                                 const QByteArray &nonce, Instant nonceUntil)
{
    DeviceRecord made = device;
    const Result<void> done = m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(const std::optional<SessionRecord> known, sessionOf(connection, session, true));
        if (!known || known->ended || !known->device.isNull())
            return Error(ErrorCode::Conflict, QStringLiteral("service.session_bound"));
        DW_ASSIGN(const bool fresh, takeNonce(connection, nonce, nonceUntil));
        if (!fresh)
            return Error(ErrorCode::Conflict, QStringLiteral("service.nonce_used"));
        // The counter's row is locked from here on: nobody else enrols until this is over.
        DW_ASSIGN(const qint64 number, countUp(connection, QStringLiteral("devices")));
        made.shortCode = deviceCode(number);
        DW_ASSIGN(Statement insert,
                  prepare(connection,
                          "INSERT INTO \"dw:account_device\"(id,\"user\",short,name,platform,app,public_key,"
                          "state,registered_at,last_contact,revoked_at,reason,wipe_order) "
                          "VALUES($1,$2,$3,$4,$5,$6,$7,0,$8,$8,0,'','') "
                          "ON CONFLICT(workspace_id,public_key) DO NOTHING"));
        insert.bind(1, made.id);
        insert.bind(2, made.user);
        insert.bind(3, made.shortCode);
        insert.bind(4, QString(made.name).remove(QChar::Null));
        insert.bind(5, QString(made.platform).remove(QChar::Null));
        insert.bind(6, QString(made.app).remove(QChar::Null));
        insert.bind(7, made.publicKey);
        insert.bind(8, made.registeredAt.ms);
        DW_TRY(insert.run());
        if (insert.changes() != 1)
            return Error(ErrorCode::Conflict, QStringLiteral("service.key_known"));
        DW_ASSIGN(Statement bind, prepare(connection,
                                          "UPDATE \"dw:account_session\" SET device=$2 WHERE "
                                          "{own} AND id=$1"));
        bind.bind(1, session);
        bind.bind(2, made.id);
        return bind.run();
    });
    DW_TRY(done);
    return made;
}

Result<bool> PostgresAccountStore::useNonce(const QByteArray &nonce, Instant until, Instant now)
{
    bool fresh = false;
    const Result<void> done = m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement old,
                  prepare(connection, "DELETE FROM \"dw:account_nonce\" WHERE {own} AND until<$1"));
        old.bind(1, now.ms);
        DW_TRY(old.run());
        DW_ASSIGN(fresh, takeNonce(connection, nonce, until));
        return {};
    });
    DW_TRY(done);
    return fresh;
}

Result<std::optional<DeviceRecord>> PostgresAccountStore::device(const Id &id)
{
    std::optional<DeviceRecord> found;
    const Result<void> done = m_readers.query([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement read, prepare(connection, "SELECT " DW_DEVICE_COLUMNS
                                                      " FROM \"dw:account_device\" d WHERE d.{own} AND "
                                                      "d.id=$1"));
        read.bind(1, id);
        DW_ASSIGN(const bool known, read.step());
        if (known)
            found = deviceOf(read, 0);
        return {};
    });
    DW_TRY(done);
    return found;
}

Result<QList<DeviceRecord>> PostgresAccountStore::devices(const Id &user)
{
    QList<DeviceRecord> found;
    const Result<void> done = m_readers.query([&](Connection &connection) -> Result<void> {
        found.clear();
        DW_ASSIGN(Statement read,
                  prepare(connection, user.isNull()
                                          ? "SELECT " DW_DEVICE_COLUMNS " FROM \"dw:account_device\" d WHERE "
                                            "d.{own} ORDER BY d.registered_at DESC,d.id"
                                          : "SELECT " DW_DEVICE_COLUMNS " FROM \"dw:account_device\" d WHERE "
                                            "d.{own} AND d.\"user\"=$1 ORDER BY d.registered_at DESC,d.id"));
        if (!user.isNull())
            read.bind(1, user);
        for (;;) {
            DW_ASSIGN(const bool more, read.step());
            if (!more)
                return {};
            found.append(deviceOf(read, 0));
        }
    });
    DW_TRY(done);
    return found;
}

Result<void> PostgresAccountStore::touchDevice(const Id &id, Instant now, const QString &app)
{
    return m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement write, prepare(connection,
                                           "UPDATE \"dw:account_device\" SET "
                                           "last_contact=$2,app=coalesce(nullif($3,''),app) "
                                           "WHERE {own} AND id=$1"));
        write.bind(1, id);
        write.bind(2, now.ms);
        write.bind(3, QStringView(app));
        return write.run();
    });
}

Result<void> PostgresAccountStore::revokeDevice(const Id &id, DeviceState state, const QString &reason,
                                                const QByteArray &wipeOrder, Instant now)
{
    return tellEnded(id, m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement end, prepare(connection,
                                         "UPDATE \"dw:account_session\" SET ended=true WHERE "
                                         "{own} AND device=$1"));
        end.bind(1, id);
        DW_TRY(end.run());
        DW_ASSIGN(Statement exists, prepare(connection,
                                            "SELECT 1 FROM \"dw:account_device\" WHERE {own} AND "
                                            "id=$1 FOR UPDATE"));
        exists.bind(1, id);
        DW_ASSIGN(const bool known, exists.step());
        if (!known)
            return Error(ErrorCode::NotFound, QStringLiteral("service.no_such_device"), {id.toString()});
        DW_ASSIGN(Statement write,
                  prepare(connection,
                          "UPDATE \"dw:account_device\" SET state=$2,reason=$3,wipe_order=$4,"
                          "revoked_at=$5 WHERE {own} AND id=$1 AND state<$2"));
        write.bind(1, id);
        write.bind(2, qint64(state));
        write.bind(3, reason);
        write.bindBlob(4, wipeOrder);
        write.bind(5, now.ms);
        return write.run();
    }));
}

}  // namespace dw::postgres
