// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql/cell.h"

#include "core/expression/textfunctions.h"
#include "core/store/sql/recordtable.h"

namespace dw::sql
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

std::optional<Cell> unscaled(const std::optional<Decimal> &number)
{
    return number ? std::optional<Cell>(number->unscaled()) : std::nullopt;
}

}  // namespace

std::optional<Cell> toCell(const Value &value, const ValueType &type)
{
    switch (value.kind()) {
        case Value::Kind::Null:
            return Cell();
        case Value::Kind::Text:
            return Cell(value.text());
        case Value::Kind::Integer:
            return unscaled(
                Decimal(value.integer(), 0).rescaled(type.kind == ValueType::Kind::Decimal ? type.scale : 0));
        case Value::Kind::Decimal:
            return unscaled(value.decimal().rescaled(type.arithmeticScale()));
        case Value::Kind::Money:
            return Cell(value.money().minor);
        case Value::Kind::Percent:
            return Cell(value.percent().basisPoints);
        case Value::Kind::Boolean:
            return Cell(qint64(value.boolean() ? 1 : 0));
        case Value::Kind::Date:
            return Cell(qint64(value.date().days));
        case Value::Kind::Instant:
            return Cell(value.instant().ms);
        case Value::Kind::Id:
        case Value::Kind::RecordRef:
            return Cell(value.id().toByteArray());
        case Value::Kind::Keys:
            return Cell(QString::fromUtf8(keysToText(value.keys())));
        case Value::Kind::Ids: {
            QByteArray bytes;
            const QList<Id> ids = value.ids();
            for (const Id &id : ids)
                bytes += id.toByteArray();
            return Cell(bytes);
        }
    }
    return std::nullopt;
}

Value fromCell(const CellView &cell, const ValueType &type, Currency currency)
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
            return Value(keysFromText(cell.bytes));
        case ValueType::Kind::Ids:
            return Value(idsFromBytes(cell.bytes));
    }
    return {};
}

Value fromCell(const Cell &cell, const ValueType &type, Currency currency)
{
    if (const auto *number = std::get_if<qint64>(&cell))
        return fromCell({false, *number, {}}, type, currency);
    if (const auto *text = std::get_if<QString>(&cell))
        return fromCell({false, 0, text->toUtf8()}, type, currency);
    if (const auto *bytes = std::get_if<QByteArray>(&cell))
        return fromCell({false, 0, *bytes}, type, currency);
    return {};
}

bool comesBefore(const Cell &a, const Cell &b)
{
    const auto *left = std::get_if<QString>(&a);
    const auto *right = std::get_if<QString>(&b);
    return left && right ? TextFunctions::compare(*left, *right) < 0 : a < b;
}

}  // namespace dw::sql
