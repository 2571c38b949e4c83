// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/migrations.h"

#include "core/store/sqlite/connection.h"

#include <iterator>

namespace dw::sqlite
{

namespace
{

// In order; the first is version 1.
constexpr const char *Migrations[] = {
    // 1: what the file says about itself, local values, numbers, audit.
    R"sql(
CREATE TABLE "dw:meta"(key TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE "dw:local"(area TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL,
    PRIMARY KEY(area, key)) STRICT, WITHOUT ROWID;
CREATE TABLE "dw:sequence"(name TEXT NOT NULL PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE audit(
    sequence INTEGER PRIMARY KEY,
    "transaction" BLOB NOT NULL,
    at INTEGER NOT NULL,
    received_at INTEGER,
    user BLOB,
    device BLOB NOT NULL,
    opened_by TEXT,
    command TEXT NOT NULL,
    object TEXT NOT NULL,
    record BLOB NOT NULL,
    fields TEXT NOT NULL,
    note TEXT,
    digest BLOB NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL) STRICT;
CREATE INDEX "audit:record" ON audit(record, sequence);
CREATE TABLE audit_value(
    sequence INTEGER PRIMARY KEY REFERENCES audit(sequence),
    salt BLOB NOT NULL,
    body BLOB NOT NULL) STRICT;
)sql",
    // 2: where each device's audit chain ends.
    R"sql(
INSERT INTO "dw:meta"(key, value)
    SELECT 'audit_head:' || lower(hex(device)), hash FROM audit
    WHERE sequence IN (SELECT max(sequence) FROM audit GROUP BY device);
)sql",
    // 3: summaries of stage histories (stagesummary.h). An empty blob or text is nobody and nothing: keys
    // have
    // no NULL.
    R"sql(
CREATE TABLE "dw:reached"(
    pipeline BLOB NOT NULL, step INTEGER NOT NULL, month INTEGER NOT NULL, before INTEGER NOT NULL,
    owner BLOB NOT NULL, team BLOB NOT NULL, currency TEXT NOT NULL,
    deals INTEGER NOT NULL,
    amounts INTEGER NOT NULL, high INTEGER NOT NULL, low INTEGER NOT NULL,
    base_amounts INTEGER NOT NULL, base_high INTEGER NOT NULL, base_low INTEGER NOT NULL,
    PRIMARY KEY(pipeline, step, month, before, owner, team, currency)) STRICT, WITHOUT ROWID;
CREATE TABLE "dw:stays"(
    stage BLOB NOT NULL, month INTEGER NOT NULL, owner BLOB NOT NULL, team BLOB NOT NULL,
    seconds BLOB NOT NULL,
    PRIMARY KEY(stage, month, owner, team)) STRICT;
)sql",
    // 4: summaries that know days (dealpaths.h, stagesummary.h); they are filled at the next opening.
    R"sql(
DROP TABLE "dw:reached";
DELETE FROM "dw:stays";
CREATE TABLE "dw:paths"(
    pipeline BLOB NOT NULL, month INTEGER NOT NULL,
    owner BLOB NOT NULL, team BLOB NOT NULL, currency TEXT NOT NULL,
    part INTEGER NOT NULL, deals BLOB NOT NULL,
    PRIMARY KEY(pipeline, month, owner, team, currency, part)) STRICT;
)sql",
    // 5: what a joined laptop keeps of its server, and a server of its laptops (replica.h, ledger.h). Numbers
    // stand for objects and scope keys where rows are many. A root without scope is nobody's any more; its
    // scopes beyond the first stand apart.
    R"sql(
CREATE TABLE "dw:object"(number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE "dw:replica"(key TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE "dw:outbox"(
    number INTEGER PRIMARY KEY, "transaction" BLOB NOT NULL UNIQUE, command TEXT NOT NULL,
    state INTEGER NOT NULL, executed_at INTEGER NOT NULL, tries INTEGER NOT NULL, made_at INTEGER NOT NULL,
    roots BLOB NOT NULL, created BLOB NOT NULL, names BLOB NOT NULL, answer BLOB NOT NULL,
    body BLOB NOT NULL) STRICT;
CREATE TABLE "dw:outbox_root"(root BLOB NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY(root, number)) STRICT, WITHOUT ROWID;
CREATE TABLE "dw:outbox_made"(record BLOB NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY(record, number)) STRICT, WITHOUT ROWID;
CREATE TABLE "dw:sent"(
    "transaction" BLOB NOT NULL PRIMARY KEY, number INTEGER NOT NULL, executed_at INTEGER NOT NULL,
    at INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
CREATE INDEX "dw:sent:executed_at" ON "dw:sent"(executed_at, number);
CREATE TABLE "dw:base"(
    record BLOB NOT NULL PRIMARY KEY, object TEXT NOT NULL, root BLOB NOT NULL, root_object TEXT NOT NULL,
    server BLOB) STRICT;
CREATE INDEX "dw:base:root" ON "dw:base"(root);
CREATE TABLE "dw:root"(root BLOB NOT NULL PRIMARY KEY, object INTEGER NOT NULL, version INTEGER NOT NULL,
    scope INTEGER) STRICT, WITHOUT ROWID;
CREATE INDEX "dw:root:scope" ON "dw:root"(scope, object);
CREATE TABLE "dw:root_scope"(scope INTEGER NOT NULL, object INTEGER NOT NULL, root BLOB NOT NULL,
    PRIMARY KEY(scope, object, root)) STRICT, WITHOUT ROWID;
CREATE INDEX "dw:root_scope:root" ON "dw:root_scope"(root);
CREATE TABLE "dw:scope"(
    number INTEGER PRIMARY KEY, key TEXT NOT NULL, objects TEXT NOT NULL, live INTEGER NOT NULL,
    fetched_object TEXT, fetched BLOB, fetched_as_of INTEGER NOT NULL) STRICT;
CREATE TABLE "dw:inbox"(
    number INTEGER PRIMARY KEY, "transaction" BLOB NOT NULL, code TEXT NOT NULL, state INTEGER NOT NULL,
    at INTEGER NOT NULL, resolved_by BLOB, dependants TEXT NOT NULL, answer BLOB NOT NULL,
    body BLOB NOT NULL) STRICT;
CREATE INDEX "dw:inbox:open" ON "dw:inbox"(number) WHERE state=0;
CREATE TABLE "dw:head"(
    only INTEGER PRIMARY KEY CHECK(only=1), sequence INTEGER NOT NULL, tag INTEGER NOT NULL, epoch BLOB,
    metadata INTEGER NOT NULL, horizon INTEGER NOT NULL) STRICT;
CREATE TABLE "dw:commit"(sequence INTEGER PRIMARY KEY, tag INTEGER NOT NULL) STRICT;
CREATE TABLE "dw:device"(
    id BLOB NOT NULL PRIMARY KEY, user BLOB NOT NULL, short_name TEXT NOT NULL UNIQUE,
    last_number INTEGER NOT NULL, last_pull INTEGER NOT NULL, last_contact INTEGER NOT NULL,
    state INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE "dw:result"(
    device BLOB NOT NULL, number INTEGER NOT NULL, "transaction" BLOB NOT NULL, status INTEGER NOT NULL,
    code TEXT NOT NULL, sequence INTEGER NOT NULL, body BLOB,
    PRIMARY KEY(device, number)) STRICT;
CREATE INDEX "dw:result:transaction" ON "dw:result"("transaction");
CREATE INDEX "dw:result:kept" ON "dw:result"(device, number) WHERE body IS NOT NULL;
CREATE TABLE "dw:scope_key"(number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,
    last INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE "dw:member"(
    key INTEGER NOT NULL, object INTEGER NOT NULL, root BLOB NOT NULL, seq INTEGER NOT NULL,
    tags INTEGER NOT NULL, ever INTEGER NOT NULL, gone INTEGER NOT NULL,
    PRIMARY KEY(key, object, root)) STRICT, WITHOUT ROWID;
CREATE INDEX "dw:member:feed" ON "dw:member"(key, seq, object, root, tags, ever, gone);
CREATE INDEX "dw:member:root" ON "dw:member"(root);
CREATE INDEX "dw:member:gone" ON "dw:member"(seq) WHERE gone=1;
)sql",
};

}  // namespace

int newestSchemaVersion()
{
    return int(std::size(Migrations));
}

Result<void> migrate(Connection &connection)
{
    return migrate(connection, Migrations);
}

Result<void> migrate(Connection &connection, std::span<const char *const> migrations)
{
    const auto newest = qint64(migrations.size());
    DW_ASSIGN(qint64 version, connection.integer("PRAGMA user_version"));
    if (version > newest)
        return Error(ErrorCode::TooNew, QStringLiteral("store.too_new"), {connection.file()},
                     QStringLiteral("version %1, newest known %2").arg(version).arg(newest));
    for (; version < newest; ++version) {
        DW_TRY(connection.execute("BEGIN IMMEDIATE"));
        // Another program may have been here between the two.
        const Result<qint64> now = connection.integer("PRAGMA user_version");
        Result<void> done = now.ok() ? Result<void>() : Result<void>(now.error());
        if (done.ok() && *now == version) {
            done = connection.execute(migrations[size_t(version)]);
            if (done.ok())
                done = connection.execute("PRAGMA user_version=" + QByteArray::number(version + 1));
        }
        if (done.ok())
            done = connection.execute("COMMIT");
        if (!done.ok()) {
            if (connection.inTransaction())
                (void)connection.execute("ROLLBACK");
            return done.error();
        }
    }
    return {};
}

}  // namespace dw::sqlite
