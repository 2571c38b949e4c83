// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/schema.h"

#include "core/store/postgres/connection.h"

#include <iterator>

namespace dw::postgres
{

namespace
{

// In order; the first is version 1. {workspace} is the column that leads every key. Texts are compared and
// ordered by their bytes, whatever the database says.
constexpr const char *Migrations[] = {
    // 1: what the schema says about itself; what a server keeps of its laptops (ledger.h) and of who
    // signs in (accountstore.h); the audit, local values and numbers.
    R"sql(
CREATE TABLE "dw:meta"({workspace}, key text COLLATE "C" NOT NULL, value bytea NOT NULL,
    PRIMARY KEY(workspace_id, key));
CREATE TABLE "dw:local"({workspace}, area text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL,
    value bytea NOT NULL, PRIMARY KEY(workspace_id, area, key));
CREATE TABLE "dw:sequence"({workspace}, name text COLLATE "C" NOT NULL, last bigint NOT NULL,
    PRIMARY KEY(workspace_id, name));
CREATE TABLE "dw:object"({workspace}, number bigint NOT NULL, key text COLLATE "C" NOT NULL,
    PRIMARY KEY(workspace_id, number), UNIQUE(workspace_id, key));
CREATE TABLE "dw:scope_key"({workspace}, number bigint NOT NULL, key text COLLATE "C" NOT NULL,
    last bigint NOT NULL DEFAULT 0, PRIMARY KEY(workspace_id, number), UNIQUE(workspace_id, key));
CREATE TABLE "dw:head"({workspace}, sequence bigint NOT NULL, tag bigint NOT NULL, epoch bytea,
    metadata bigint NOT NULL, horizon bigint NOT NULL, PRIMARY KEY(workspace_id));
CREATE TABLE "dw:commit"({workspace}, sequence bigint NOT NULL, tag bigint NOT NULL,
    PRIMARY KEY(workspace_id, sequence));
CREATE TABLE "dw:device"({workspace}, id bytea NOT NULL, "user" bytea NOT NULL,
    short_name text COLLATE "C" NOT NULL, last_number bigint NOT NULL, last_pull bigint NOT NULL,
    last_contact bigint NOT NULL, state bigint NOT NULL,
    PRIMARY KEY(workspace_id, id), UNIQUE(workspace_id, short_name));
CREATE TABLE "dw:result"({workspace}, device bytea NOT NULL, number bigint NOT NULL,
    "transaction" bytea NOT NULL, status bigint NOT NULL, code text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL, body bytea, first boolean NOT NULL, PRIMARY KEY(workspace_id, device, number));
CREATE INDEX "dw:result:transaction" ON "dw:result"(workspace_id, "transaction");
CREATE TABLE "dw:member"({workspace}, key bigint NOT NULL, object bigint NOT NULL, root bytea NOT NULL,
    seq bigint NOT NULL, tags bigint NOT NULL, ever bigint NOT NULL, gone boolean NOT NULL,
    PRIMARY KEY(workspace_id, key, object, root));
CREATE INDEX "dw:member:feed" ON "dw:member"(workspace_id, key, seq, object, root) INCLUDE (tags, ever);
CREATE INDEX "dw:member:root" ON "dw:member"(workspace_id, root);
CREATE INDEX "dw:member:gone" ON "dw:member"(workspace_id, seq) WHERE gone;
CREATE TABLE audit({workspace}, sequence bigint NOT NULL, "transaction" bytea NOT NULL, at bigint NOT NULL,
    received_at bigint, "user" bytea, device bytea NOT NULL, opened_by text, command text NOT NULL,
    object text COLLATE "C" NOT NULL, record bytea NOT NULL, fields text NOT NULL, note text,
    digest bytea NOT NULL, previous bytea NOT NULL, hash bytea NOT NULL, PRIMARY KEY(workspace_id, sequence));
CREATE INDEX "audit:record" ON audit(workspace_id, record, sequence);
CREATE INDEX "audit:device" ON audit(workspace_id, device, sequence);
CREATE TABLE audit_value({workspace}, sequence bigint NOT NULL, salt bytea NOT NULL, body bytea NOT NULL,
    PRIMARY KEY(workspace_id, sequence));
CREATE TABLE "dw:account_setting"({workspace}, key text COLLATE "C" NOT NULL, value bytea NOT NULL,
    PRIMARY KEY(workspace_id, key));
CREATE TABLE "dw:account_password"({workspace}, "user" bytea NOT NULL, hash bytea NOT NULL,
    must_change boolean NOT NULL, changed_at bigint NOT NULL, PRIMARY KEY(workspace_id, "user"));
CREATE TABLE "dw:account_device"({workspace}, id bytea NOT NULL, "user" bytea NOT NULL,
    short text COLLATE "C" NOT NULL, name text NOT NULL, platform text NOT NULL, app text NOT NULL,
    public_key bytea NOT NULL, state bigint NOT NULL, registered_at bigint NOT NULL,
    last_contact bigint NOT NULL, revoked_at bigint NOT NULL, reason text NOT NULL, wipe_order bytea NOT NULL,
    PRIMARY KEY(workspace_id, id), UNIQUE(workspace_id, short), UNIQUE(workspace_id, public_key));
CREATE INDEX "dw:account_device:user" ON "dw:account_device"(workspace_id, "user");
CREATE TABLE "dw:account_session"({workspace}, id bytea NOT NULL, "user" bytea NOT NULL, device bytea,
    generation bigint NOT NULL, confirmed boolean NOT NULL, refresh_hash bytea NOT NULL,
    previous_hash bytea NOT NULL, began_at bigint NOT NULL, refresh_until bigint NOT NULL,
    ended boolean NOT NULL, PRIMARY KEY(workspace_id, id));
CREATE INDEX "dw:account_session:user" ON "dw:account_session"(workspace_id, "user");
CREATE INDEX "dw:account_session:device" ON "dw:account_session"(workspace_id, device);
CREATE TABLE "dw:account_attempt"({workspace}, key bytea NOT NULL, failures bigint NOT NULL,
    last_at bigint NOT NULL, locked_until bigint NOT NULL, PRIMARY KEY(workspace_id, key));
CREATE TABLE "dw:account_nonce"({workspace}, value bytea NOT NULL, until bigint NOT NULL,
    PRIMARY KEY(workspace_id, value));
CREATE TABLE "dw:account_sign_in"({workspace}, number bigint GENERATED ALWAYS AS IDENTITY,
    at bigint NOT NULL, event text NOT NULL, "user" bytea, login text NOT NULL, device bytea,
    address text NOT NULL, PRIMARY KEY(workspace_id, number));
CREATE INDEX "dw:account_sign_in:at" ON "dw:account_sign_in"(workspace_id, at);
INSERT INTO "dw:head"(sequence, tag, metadata, horizon) VALUES(0, 0, 0, 0);
)sql",
    // 2: which configuration is in force (Ledger::noteRenewed()); the files of attachments, and those that
    // are
    // on their way, in parts of 4 MiB. What they hold is packed already.
    R"sql(
ALTER TABLE "dw:head" ADD COLUMN configuration bigint NOT NULL DEFAULT 0;
CREATE TABLE "dw:blob"({workspace}, sha256 bytea NOT NULL, size bigint NOT NULL, mime text NOT NULL,
    put_at bigint NOT NULL, PRIMARY KEY(workspace_id, sha256));
CREATE TABLE "dw:blob_part"({workspace}, sha256 bytea NOT NULL, number bigint NOT NULL, bytes bytea NOT NULL,
    PRIMARY KEY(workspace_id, sha256, number));
ALTER TABLE "dw:blob_part" ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TABLE "dw:upload"({workspace}, "user" bytea NOT NULL, sha256 bytea NOT NULL, size bigint NOT NULL,
    digests bytea NOT NULL, touched_at bigint NOT NULL, arrived boolean NOT NULL,
    PRIMARY KEY(workspace_id, "user", sha256));
CREATE TABLE "dw:upload_part"({workspace}, "user" bytea NOT NULL, sha256 bytea NOT NULL,
    number bigint NOT NULL, bytes bytea NOT NULL, PRIMARY KEY(workspace_id, "user", sha256, number));
ALTER TABLE "dw:upload_part" ALTER COLUMN bytes SET STORAGE EXTERNAL;
)sql",
};

constexpr char VersionKey[] = "schema_version";
constexpr char ArrivingKey[] = "arriving";

QByteArray literal(const Id &workspace)
{
    return "'\\x" + workspace.toByteArray().toHex() + "'::bytea";
}

Result<void> runMigrations(Connection &connection, const Id &workspace, qint64 from)
{
    const QByteArray column = "workspace_id bytea NOT NULL DEFAULT " + literal(workspace);
    const auto newest = qint64(std::size(Migrations));
    for (qint64 version = from; version < newest; ++version)
        DW_TRY(connection.execute(QByteArray(Migrations[version]).replace("{workspace}", column)));
    DW_ASSIGN(Statement write,
              connection.prepare("INSERT INTO \"dw:meta\"(key,value) VALUES($1,$2) "
                                 "ON CONFLICT(workspace_id,key) DO UPDATE SET value=excluded.value"));
    write.bind(1, QString::fromLatin1(VersionKey));
    write.bind(2, QByteArray::number(newest));
    return write.run();
}

Result<qint64> marks(Connection &connection, const Id &workspace)
{
    return connection.integer("SELECT count(*) FROM " + quoted(QString::fromLatin1(schemaName(workspace))) +
                              ".\"dw:meta\" WHERE " + ownRows(workspace) + " AND key='" + ArrivingKey + '\'');
}

Result<void> enter(Connection &connection, const Id &workspace)
{
    DW_TRY(connection.setSchema(schemaName(workspace)));
    DW_ASSIGN(const qint64 arriving, marks(connection, workspace));
    if (arriving > 0)
        return Error(ErrorCode::Conflict, QStringLiteral("store.half_moved"), {connection.server()});
    return {};
}

Result<void> update(Connection &connection, const Id &workspace)
{
    DW_TRY(enter(connection, workspace));
    DW_ASSIGN(Statement read, connection.prepare("SELECT value FROM \"dw:meta\" WHERE " + ownRows(workspace) +
                                                 " AND key=$1 FOR UPDATE"));
    read.bind(1, QString::fromLatin1(VersionKey));
    DW_ASSIGN(const bool row, read.step());
    const qint64 version = row ? read.bytes(0).toByteArray().toLongLong() : 0;
    if (version > newestSchemaVersion())
        return Error(ErrorCode::TooNew, QStringLiteral("store.too_new"), {connection.server()},
                     QStringLiteral("version %1, newest known %2").arg(version).arg(newestSchemaVersion()));
    return version == newestSchemaVersion() ? Result<void>() : runMigrations(connection, workspace, version);
}

}  // namespace

Result<void> makeSchema(Connection &connection, const Id &workspace)
{
    const QByteArray name = schemaName(workspace);
    DW_ASSIGN(const qint64 known,
              connection.integer("SELECT count(*) FROM pg_namespace WHERE nspname='" + name + '\''));
    if (known != 0)
        return Error(ErrorCode::Conflict, QStringLiteral("store.exists"), {connection.server()});
    DW_TRY(connection.execute("CREATE SCHEMA " + quoted(QString::fromLatin1(name))));
    DW_TRY(connection.setSchema(name));
    return runMigrations(connection, workspace, 0);
}

QByteArray schemaName(const Id &workspace)
{
    return "w_" + workspace.toByteArray().toHex();
}

sql::Dialect dialectOf(const Id &workspace)
{
    const QByteArray column = "workspace_id bytea NOT NULL DEFAULT " + literal(workspace);
    sql::Dialect made;
    made.integer = "bigint";
    made.text = "text COLLATE \"C\"";
    made.bytes = "bytea";
    made.leadingColumns = column + ",\"id\" bytea NOT NULL";
    // There is none: lists by row number are a window's, and a window has a file.
    made.rowNumber = "NULL::bigint";
    made.tableEnd = ",PRIMARY KEY(workspace_id,\"id\"))";
    made.linkColumns = column + ",owner bytea NOT NULL,position bigint NOT NULL,";
    made.linkEnd = ",PRIMARY KEY(workspace_id,owner,position))";
    made.leadingKey = "workspace_id,";
    made.own = ownRows(workspace) + " AND ";
    made.is = " IS NOT DISTINCT FROM ";
    made.insertEnd = " ON CONFLICT DO NOTHING";
    made.longestName = 63;
    return made;
}

QByteArray ownRows(const Id &workspace)
{
    return "workspace_id=" + literal(workspace);
}

int newestSchemaVersion()
{
    return int(std::size(Migrations));
}

Result<void> createSchema(Connection &connection, const Id &workspace)
{
    DW_TRY(connection.begin());
    Result<void> done = makeSchema(connection, workspace);
    if (done.ok())
        done = connection.commit();
    if (!done.ok())
        connection.rollback();
    return done;
}

Result<QList<Id>> workspacesIn(Connection &connection)
{
    QList<Id> found;
    DW_ASSIGN(Statement read, connection.prepare("SELECT substr(nspname::text,3) FROM pg_namespace WHERE "
                                                 "nspname::text ~ '^w_[0-9a-f]{32}$' ORDER BY 1"));
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return found;
        if (const auto id = Id::fromBytes(QByteArray::fromHex(read.bytes(0).toByteArray())))
            found.append(*id);
    }
}

Result<void> setArriving(Connection &connection, const Id &workspace, bool arriving)
{
    const QByteArray key = QByteArray("'") + ArrivingKey + '\'';
    if (!arriving)
        return connection.execute("DELETE FROM \"dw:meta\" WHERE " + ownRows(workspace) + " AND key=" + key);
    return connection.execute("INSERT INTO \"dw:meta\"(key,value) VALUES(" + key + ",'')");
}

Result<bool> isArriving(Connection &connection, const Id &workspace)
{
    DW_ASSIGN(const qint64 there, connection.integer("SELECT count(*) FROM pg_tables WHERE schemaname='" +
                                                     schemaName(workspace) + "' AND tablename='dw:meta'"));
    if (there == 0)
        return false;
    DW_ASSIGN(const qint64 marked, marks(connection, workspace));
    return marked > 0;
}

Result<void> openSchema(Connection &connection, const Id &workspace)
{
    DW_ASSIGN(const qint64 known, connection.integer("SELECT count(*) FROM pg_namespace WHERE nspname='" +
                                                     schemaName(workspace) + '\''));
    if (known == 0)
        return Error(ErrorCode::NotFound, QStringLiteral("store.missing"), {connection.server()});
    if (connection.use() == Connection::Use::Read)
        return enter(connection, workspace);
    DW_TRY(connection.begin());
    Result<void> done = update(connection, workspace);
    if (done.ok())
        done = connection.commit();
    if (!done.ok())
        connection.rollback();
    // SET in a transaction that was rolled back is undone, and one that was committed stays.
    return done;
}

}  // namespace dw::postgres
