// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"

#include <QByteArray>

namespace dw::postgres
{

class Connection;

// The schema in which the tables of a workspace stand: "w_" and 32 hex digits.
QByteArray schemaName(const Id &workspace);
// "workspace_id='\x...'::bytea": begins the condition of every statement, as the column begins every key, so
// that engines which spread tables over machines by it find the one that has the row.
QByteArray ownRows(const Id &workspace);

// Makes the schema with the tables of the engine. Conflict "store.exists" (server) if it is there.
Result<void> createSchema(Connection &connection, const Id &workspace);
// Makes the connection one of this workspace's and brings its tables up to date, in one transaction that
// waits for others that do the same. NotFound "store.missing" (server), TooNew "store.too_new" (server).
Result<void> openSchema(Connection &connection, const Id &workspace);
int newestSchemaVersion();

}  // namespace dw::postgres
