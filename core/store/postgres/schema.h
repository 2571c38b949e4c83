// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/store/sql/dialect.h"

#include <QByteArray>
#include <QList>

namespace dw::postgres
{

class Connection;

// The schema in which the tables of a workspace stand: "w_" and 32 hex digits.
QByteArray schemaName(const Id &workspace);
// "workspace_id='\x...'::bytea": begins the condition of every statement, as the column begins every key, so
// that engines which spread tables over machines by it find the one that has the row.
QByteArray ownRows(const Id &workspace);

// How the tables of records are made and asked in it.
sql::Dialect dialectOf(const Id &workspace);

// Makes the schema with the tables of the engine, in the running transaction, and makes the connection one of
// this workspace's. Conflict "store.exists" (server) if it is there.
Result<void> makeSchema(Connection &connection, const Id &workspace);
// The same in a transaction of its own.
Result<void> createSchema(Connection &connection, const Id &workspace);
// Makes the connection one of this workspace's and brings its tables up to date, in one transaction that
// waits for others that do the same. NotFound "store.missing" (server), TooNew "store.too_new" (server),
// Conflict "store.half_moved" (server) for one that is arriving.
Result<void> openSchema(Connection &connection, const Id &workspace);
int newestSchemaVersion();

// A workspace that comes from files (FileMove) serves nobody before it is there and they serve no more.
// setArriving() needs the connection to be one of this workspace's.
Result<void> setArriving(Connection &connection, const Id &workspace, bool arriving);
// False also where there is none.
Result<bool> isArriving(Connection &connection, const Id &workspace);

// The workspaces that have a schema in this database.
Result<QList<Id>> workspacesIn(Connection &connection);

// Adds what the schema lacks for `dictionary` (tables, columns, link tables, indexes), fills new sort keys
// and drops indexes that it does not want, unless it is a part alone of what is in force. Never drops a table
// or a column. Needs a running transaction, which has locked the head. Errors: store.* and store.not_unique
// (Conflict; object, field) where a field became unique but its values are not: then the transaction has
// ended.
enum class Extent { Whole, Part };
Result<void> adoptDictionary(Connection &connection, const Id &workspace, const Dictionary &dictionary,
                             Extent extent = Extent::Whole);

}  // namespace dw::postgres
