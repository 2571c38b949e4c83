// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/sqlvalue.h"

#include <sqlite3.h>

namespace dw::sqlite
{

std::optional<SqlBind> toBind(const Value &value, const ValueType &type)
{
    const std::optional<sql::Cell> cell = sql::toCell(value, type);
    if (!cell)
        return std::nullopt;
    return std::visit([](const auto &part) { return SqlBind(part); }, *cell);
}

Value fromSql(sqlite3_value *value, const ValueType &type, Currency currency)
{
    const int kind = sqlite3_value_type(value);
    sql::CellView cell{kind == SQLITE_NULL, 0, {}};
    if (kind == SQLITE_INTEGER) {
        cell.integer = sqlite3_value_int64(value);
    } else if (kind == SQLITE_TEXT || kind == SQLITE_BLOB) {
        const void *data = kind == SQLITE_TEXT ? static_cast<const void *>(sqlite3_value_text(value))
                                               : sqlite3_value_blob(value);
        cell.bytes = QByteArrayView(static_cast<const char *>(data), sqlite3_value_bytes(value));
    }
    return sql::fromCell(cell, type, currency);
}

Value fromColumn(const Statement &statement, int column, const ValueType &type, Currency currency)
{
    if (statement.isNull(column))
        return {};
    switch (type.kind) {
        case ValueType::Kind::Text:
        case ValueType::Kind::Reference:
        case ValueType::Kind::Keys:
        case ValueType::Kind::Ids:
            return sql::fromCell({false, 0, statement.bytes(column)}, type, currency);
        default:
            return sql::fromCell({false, statement.integer(column), {}}, type, currency);
    }
}

}  // namespace dw::sqlite
