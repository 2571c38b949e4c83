// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/dictionary.h"
#include "core/store/sql/dialect.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace dw::sql
{

// Tables, columns and indexes of a dictionary. There are no e164/raw twins for phones, addresses of mail and
// web: a record carries the canonical text and the screen formats it.

// Physical form of one column.
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
// Without those that the dialect begins a table with.
QList<Column> fieldColumns(const Dialect &dialect, const ObjectType &type);
QByteArray createTableSql(const Dialect &dialect, const ObjectType &type);
QByteArray createLinkSql(const Dialect &dialect, const ObjectType &type, const Field &field);
QByteArray createLinkIndexSql(const Dialect &dialect, const ObjectType &type, const Field &field);
QList<Index> indexesOf(const Dialect &dialect, const Dictionary &dictionary, const ObjectType &type);
// Whether records are listed along this stored field: its index has the ids in their order beside it.
bool hasListIndex(const Dictionary &dictionary, const ObjectType &type, int field);
// The same for the same tables, columns and indexes.
QByteArray signatureOf(const Dialect &dialect, const Dictionary &dictionary);

}  // namespace dw::sql
