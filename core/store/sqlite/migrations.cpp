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
};

}  // namespace

int newestSchemaVersion()
{
    return int(std::size(Migrations));
}

Result<void> migrate(Connection &connection)
{
    DW_ASSIGN(qint64 version, connection.integer("PRAGMA user_version"));
    if (version > newestSchemaVersion())
        return Error(ErrorCode::TooNew, QStringLiteral("store.too_new"), {connection.file()},
                     QStringLiteral("version %1, newest known %2").arg(version).arg(newestSchemaVersion()));
    for (; version < newestSchemaVersion(); ++version) {
        DW_TRY(connection.execute("BEGIN IMMEDIATE"));
        Result<void> done = connection.execute(Migrations[version]);
        if (done.ok())
            done = connection.execute("PRAGMA user_version=" + QByteArray::number(version + 1));
        if (done.ok())
            done = connection.execute("COMMIT");
        if (!done.ok()) {
            const Error error = done.error();
            if (connection.inTransaction())
                (void)connection.execute("ROLLBACK");
            return error;
        }
    }
    return {};
}

}  // namespace dw::sqlite
