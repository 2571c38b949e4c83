// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "core/expression/valuetype.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <variant>

namespace dw::sql
{

// How values stand in a column, by type: text, picklist keys as text; integers, decimals (unscaled, at the
// type's scale), money (minor units; its currency stands apart), percent (basis points), booleans, dates
// (days) and instants (ms) as integers; ids as bytes; key lists a JSON array as text; id lists the ids in a
// row as bytes.
using Cell = std::variant<std::monostate, qint64, QString, QByteArray>;

// Empty for a null value. Numbers are brought to the type's scale; nothing if they do not fit.
std::optional<Cell> toCell(const Value &value, const ValueType &type);

// What a column or an argument gives, without a copy. Text is UTF-8.
struct CellView
{
    bool isNull = true;
    qint64 integer = 0;
    QByteArrayView bytes;
};
Value fromCell(const CellView &cell, const ValueType &type, Currency currency);
Value fromCell(const Cell &cell, const ValueType &type, Currency currency);

// The order of a column: nothing, numbers, texts by their UTF-8, bytes.
bool comesBefore(const Cell &a, const Cell &b);

}  // namespace dw::sql
