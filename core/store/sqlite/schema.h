// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/dictionary.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace dw::sqlite
{

class Connection;

// --- names: how an object stands in the file. Object and field keys are [a-z0-9_]; what the store adds has a
// colon, so it can never meet a key. ---

// "name" with inner quotes doubled.
QByteArray quoted(QStringView name);
// Field values that live in a link table "<object>:<field>"(owner BLOB, position INTEGER, target BLOB | text
// TEXT).
bool isLinked(const Field &field);
QString linkTable(const ObjectType &type, const Field &field);
// "target" for ids, "text" for tags.
QByteArray linkColumn(const Field &field);
// Money, also as the result of a stored formula or roll-up: has the twin "<field>_base" in the workspace
// currency.
bool hasBase(const Field &field);
QString baseColumn(const Field &field);
// Single-line text that is the title, listed or indexed: has the ICU sort key "<field>:sort" (BLOB).
bool hasSortKey(const ObjectType &type, int field);
QString sortColumn(const Field &field);
// The object key beside the id of an AnyReference: "<field>:object".
QString objectColumn(const Field &field);
// The columns of the covering index that figures are read from, and its name; none where the object has no
// figures.
QStringList figureColumns(const ObjectType &type);
QString figureIndex(const ObjectType &type);

// Physical form of one column: name and STRICT type.
struct Column
{
    QString name;
    QByteArray type;
};
struct Index
{
    QString name;
    QByteArray sql;       // CREATE [UNIQUE] INDEX ...
    QString uniqueField;  // empty unless unique
};
// Tables, columns and indexes of a dictionary. There are no e164/raw twins for phones, addresses of mail and
// web: a record carries the canonical text and the screen formats it.
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
