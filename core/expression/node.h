// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "core/dictionary/objecttype.h"
#include "core/expression/function.h"

#include <QString>

#include <memory>
#include <vector>

namespace dw
{

// The type of a checked node. Numbers are Integer or Decimal(scale); Money carries no currency here: the value does.
struct ValueType
{
    enum class Kind { Null, Text, Integer, Decimal, Money, Percent, Boolean, Date, Instant, Reference, Keys, Ids };
    Kind kind = Kind::Null;
    int scale = 0;     // Decimal
    QString target;    // Reference, Ids: object key, "*" for any

    friend bool operator==(const ValueType &, const ValueType &) = default;
};

enum class Operator { Add, Subtract, Multiply, Divide, Negate, Concat, Equal, NotEqual, Less, LessOrEqual, Greater,
                      GreaterOrEqual, In, And, Or, Not };

// A node of the checked tree. Only the members of its kind are meaningful.
struct Node
{
    enum class Kind { Constant, Field, Operation, Call, Aggregate };
    Kind kind = Kind::Constant;
    ValueType type;
    int position = 0;  // in the source text, for step-limit and run-time messages

    Value constant;

    // Field: the references followed from the root object (indices of Reference fields), then the field itself.
    struct Step
    {
        ObjectTypePtr object;
        int field = -1;
    };
    std::vector<Step> path;

    Operator op = Operator::Add;
    const Function *function = nullptr;  // Call: one of the table in function.h

    // Aggregate over a collection: COUNT(contacts), SUM(lines.amount), with an optional condition as 2nd argument.
    // children[0] is the aggregated expression (null pointer for COUNT), children[1] the condition or null; both
    // are evaluated on the collection's object.
    QString collection;
    ObjectTypePtr collectionObject;
    ObjectTypePtr collectionOwner;

    std::vector<std::unique_ptr<Node>> children;
};

}  // namespace dw
