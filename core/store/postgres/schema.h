// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/store/sql/dialect.h"

#include <QByteArray>

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

// Makes the schema with the tables of the engine. Conflict "store.exists" (server) if it is there.
Result<void> createSchema(Connection &connection, const Id &workspace);
// Makes the connection one of this workspace's and brings its tables up to date, in one transaction that
// waits for others that do the same. NotFound "store.missing" (server), TooNew "store.too_new" (server).
Result<void> openSchema(Connection &connection, const Id &workspace);
int newestSchemaVersion();

// Adds what the schema lacks for `dictionary` (tables, columns, link tables, indexes), drops indexes that are
// no longer wanted, fills new sort keys. Never drops a table or a column. Needs a running transaction, which
// has locked the head. Errors: store.* and store.not_unique (Conflict; object, field) where a field became
// unique but its values are not: then the transaction has ended.
Result<void> adoptDictionary(Connection &connection, const Id &workspace, const Dictionary &dictionary);

}  // namespace dw::postgres
