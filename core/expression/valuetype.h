// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/objecttype.h"

#include <QString>

namespace dw
{

// The type of a checked node. Numbers are Integer or Decimal(scale); Percent is a fraction in arithmetic
// (1500 basis points = 0.15); Money carries no currency here: the value does.
struct ValueType
{
    enum class Kind {
        Null,
        Text,
        Integer,
        Decimal,
        Money,
        Percent,
        Boolean,
        Date,
        Instant,
        Reference,
        Keys,
        Ids
    };
    Kind kind = Kind::Null;
    int scale = 0;   // Decimal
    QString target;  // Reference, Ids: object key, "*" for any

    static ValueType of(Kind kind) { return {kind, 0, {}}; }
    static ValueType decimal(int scale) { return {Kind::Decimal, scale, {}}; }
    static ValueType reference(const QString &target) { return {Kind::Reference, 0, target}; }
    // What reading `field` of `object` yields. `id` is a reference to its own record.
    static ValueType ofField(const Field &field, const ObjectType &object);

    bool isNumber() const { return kind == Kind::Integer || kind == Kind::Decimal || kind == Kind::Percent; }
    bool isMoment() const { return kind == Kind::Date || kind == Kind::Instant; }
    // Digits behind the point in arithmetic: Percent 4.
    int arithmeticScale() const { return kind == Kind::Decimal ? scale : kind == Kind::Percent ? 4 : 0; }
    // For messages: "text", "integer", "decimal(2)", "reference(account)".
    QString name() const;

    friend bool operator==(const ValueType &, const ValueType &) = default;
};

}  // namespace dw
