// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/accountmigrations.h"

#include "core/store/sqlite/migrations.h"

namespace dw::sqlite
{

namespace
{

// In order; the first is version 1.
constexpr const char *Migrations[] = {
    R"sql(
CREATE TABLE setting(key TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE password(
    user BLOB NOT NULL PRIMARY KEY, hash BLOB NOT NULL, must_change INTEGER NOT NULL,
    changed_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE device(
    id BLOB NOT NULL PRIMARY KEY, user BLOB NOT NULL, short TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    platform TEXT NOT NULL, app TEXT NOT NULL, public_key BLOB NOT NULL UNIQUE, state INTEGER NOT NULL,
    registered_at INTEGER NOT NULL, last_contact INTEGER NOT NULL, revoked_at INTEGER NOT NULL,
    reason TEXT NOT NULL, wipe_order BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX "device:user" ON device(user);
CREATE TABLE session(
    id BLOB NOT NULL PRIMARY KEY, user BLOB NOT NULL, device BLOB, generation INTEGER NOT NULL,
    confirmed INTEGER NOT NULL, refresh_hash BLOB NOT NULL, previous_hash BLOB NOT NULL,
    began_at INTEGER NOT NULL, refresh_until INTEGER NOT NULL, ended INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX "session:user" ON session(user);
CREATE INDEX "session:device" ON session(device);
CREATE TABLE attempt(
    key BLOB NOT NULL PRIMARY KEY, failures INTEGER NOT NULL, last_at INTEGER NOT NULL,
    locked_until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE nonce(value BLOB NOT NULL PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sign_in(
    number INTEGER PRIMARY KEY, at INTEGER NOT NULL, event TEXT NOT NULL, user BLOB, login TEXT NOT NULL,
    device BLOB, address TEXT NOT NULL) STRICT;
CREATE INDEX "sign_in:at" ON sign_in(at);
)sql",
};

}  // namespace

Result<void> migrateAccounts(Connection &connection)
{
    return migrate(connection, Migrations);
}

}  // namespace dw::sqlite
