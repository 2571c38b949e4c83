// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/sqlvalue.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <sqlite3.h>

namespace dw::sqlite
{

namespace
{

constexpr qsizetype IdSize = 16;

QList<Id> idsFromBytes(QByteArrayView bytes)
{
    QList<Id> ids;
    for (qsizetype at = 0; at + IdSize <= bytes.size(); at += IdSize) {
        if (const std::optional<Id> id = Id::fromBytes(bytes.sliced(at, IdSize)))
            ids.append(*id);
    }
    return ids;
}

// What both a column and a function's argument can give.
struct Cell
{
    bool isNull;
    qint64 integer;
    QByteArrayView bytes;
};

Value fromCell(const Cell &cell, const ValueType &type, Currency currency)
{
    if (cell.isNull)
        return {};
    switch (type.kind) {
        case ValueType::Kind::Null:
            return {};
        case ValueType::Kind::Text:
            return Value(QString::fromUtf8(cell.bytes));
        case ValueType::Kind::Integer:
            return Value(cell.integer);
        case ValueType::Kind::Decimal:
            return Value(Decimal(cell.integer, type.scale));
        case ValueType::Kind::Money:
            return Value(Money{cell.integer, currency});
        case ValueType::Kind::Percent:
            return Value(Percent{cell.integer});
        case ValueType::Kind::Boolean:
            return Value::boolean(cell.integer != 0);
        case ValueType::Kind::Date:
            return Value(Date{qint32(cell.integer)});
        case ValueType::Kind::Instant:
            return Value(Instant{cell.integer});
        case ValueType::Kind::Reference:
            if (const std::optional<Id> id = Id::fromBytes(cell.bytes))
                return Value(*id);
            return {};
        case ValueType::Kind::Keys:
            return Value(keysFromJson(cell.bytes));
        case ValueType::Kind::Ids:
            return Value(idsFromBytes(cell.bytes));
    }
    return {};
}

}  // namespace

std::optional<SqlBind> toBind(const Value &value, const ValueType &type)
{
    switch (value.kind()) {
        case Value::Kind::Null:
            return SqlBind();
        case Value::Kind::Text:
            return SqlBind(value.text());
        case Value::Kind::Integer: {
            const int scale = type.kind == ValueType::Kind::Decimal ? type.scale : 0;
            const std::optional<Decimal> fits = Decimal(value.integer(), 0).rescaled(scale);
            return fits ? std::optional<SqlBind>(fits->unscaled()) : std::nullopt;
        }
        case Value::Kind::Decimal: {
            const std::optional<Decimal> fits = value.decimal().rescaled(type.arithmeticScale());
            return fits ? std::optional<SqlBind>(fits->unscaled()) : std::nullopt;
        }
        case Value::Kind::Money:
            return SqlBind(value.money().minor);
        case Value::Kind::Percent:
            return SqlBind(value.percent().basisPoints);
        case Value::Kind::Boolean:
            return SqlBind(qint64(value.boolean() ? 1 : 0));
        case Value::Kind::Date:
            return SqlBind(qint64(value.date().days));
        case Value::Kind::Instant:
            return SqlBind(value.instant().ms);
        case Value::Kind::Id:
        case Value::Kind::RecordRef:
            return SqlBind(value.id().toByteArray());
        case Value::Kind::Keys:
            return SqlBind(QString::fromUtf8(keysToJson(value.keys())));
        case Value::Kind::Ids: {
            QByteArray bytes;
            const QList<Id> ids = value.ids();
            for (const Id &id : ids)
                bytes += id.toByteArray();
            return SqlBind(bytes);
        }
    }
    return std::nullopt;
}

Value fromSql(sqlite3_value *value, const ValueType &type, Currency currency)
{
    const int kind = sqlite3_value_type(value);
    Cell cell{kind == SQLITE_NULL, 0, {}};
    if (kind == SQLITE_INTEGER) {
        cell.integer = sqlite3_value_int64(value);
    } else if (kind == SQLITE_TEXT || kind == SQLITE_BLOB) {
        const void *data = kind == SQLITE_TEXT ? static_cast<const void *>(sqlite3_value_text(value))
                                               : sqlite3_value_blob(value);
        cell.bytes = QByteArrayView(static_cast<const char *>(data), sqlite3_value_bytes(value));
    }
    return fromCell(cell, type, currency);
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
            return fromCell({false, 0, statement.bytes(column)}, type, currency);
        default:
            return fromCell({false, statement.integer(column), {}}, type, currency);
    }
}

QByteArray keysToJson(const QStringList &keys)
{
    return QJsonDocument(QJsonArray::fromStringList(keys)).toJson(QJsonDocument::Compact);
}

QStringList keysFromJson(QByteArrayView json)
{
    QStringList keys;
    const QJsonArray array = QJsonDocument::fromJson(json.toByteArray()).array();
    for (const QJsonValue &value : array)
        keys.append(value.toString());
    return keys;
}

}  // namespace dw::sqlite
