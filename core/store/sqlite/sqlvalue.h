// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sql/cell.h"
#include "core/store/sqlite/sql.h"
#include "core/store/sqlite/statement.h"

struct sqlite3_value;

namespace dw::sqlite
{

// How values stand in SQLite: see core/store/sql/cell.h.

// NULL for a null value; nothing if it does not fit the type.
std::optional<SqlBind> toBind(const Value &value, const ValueType &type);
Value fromSql(sqlite3_value *value, const ValueType &type, Currency currency);
Value fromColumn(const Statement &statement, int column, const ValueType &type, Currency currency);

}  // namespace dw::sqlite
