// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/store/sql/names.h"
#include "core/store/sql/tables.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace dw::sqlite
{

class Connection;

// --- names: as core/store/sql has them ---
using sql::baseColumn;
using sql::figureColumns;
using sql::figureIndex;
using sql::hasBase;
using sql::hasSortKey;
using sql::isLinked;
using sql::linkColumn;
using sql::linkTable;
using sql::objectColumn;
using sql::sortColumn;
using Column = sql::Column;
using Index = sql::Index;

const sql::Dialect &dialect();
// "name" with inner quotes doubled.
QByteArray quoted(QStringView name);
// Name and STRICT type of all of a table, "rowid" first.
QList<Column> columnsOf(const ObjectType &type);
QByteArray createTableSql(const ObjectType &type);
QList<Index> indexesOf(const Dictionary &dictionary, const ObjectType &type);

// Adds what the file lacks for `dictionary` (tables, columns, link tables, indexes), drops indexes that are
// no longer wanted, fills new sort keys. Never drops a table or a column. Needs a running write transaction.
// Errors: store.* and store.not_unique (Conflict; object, field) where a field became unique but its values
// are not.
Result<void> adoptDictionary(Connection &connection, const Dictionary &dictionary);
// For loads of many records: an index that is sorted once at the end takes a fraction of one that grows row
// by row. Drops the list indexes of tables that hold nothing yet, in the running write transaction; until
// they are restored, the next adoptDictionary() restores them.
Result<void> dropIndexesOfEmptyTables(Connection &connection, const Dictionary &dictionary);
// Makes the indexes that are missing, each in a transaction of its own: call it outside of one.
Result<void> restoreIndexes(Connection &connection, const Dictionary &dictionary);
// The sort keys of every record were made by another ICU: makes them anew. Needs a running write transaction.
Result<void> rebuildSortKeys(Connection &connection, const ObjectType &type, const QList<int> &fields);

}  // namespace dw::sqlite
