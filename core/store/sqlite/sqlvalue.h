// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "core/dictionary/field.h"
#include "core/expression/valuetype.h"
#include "core/store/sqlite/sql.h"
#include "core/store/sqlite/statement.h"

struct sqlite3_value;

namespace dw::sqlite
{

// How values stand in SQLite, by type: text, picklist keys TEXT; integers, decimals (unscaled, at the type's
// scale), money (minor units; its currency stands apart), percent (basis points), booleans, dates (days) and
// instants (ms) INTEGER; ids BLOB; key lists a JSON array as TEXT; id lists the ids in a row as one BLOB.

// NULL for a null value. Numbers are brought to the type's scale; nothing if they do not fit.
std::optional<SqlBind> toBind(const Value &value, const ValueType &type);
Value fromSql(sqlite3_value *value, const ValueType &type, Currency currency);
Value fromColumn(const Statement &statement, int column, const ValueType &type, Currency currency);
QByteArray keysToJson(const QStringList &keys);
QStringList keysFromJson(QByteArrayView json);

}  // namespace dw::sqlite
