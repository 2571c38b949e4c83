// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "core/dictionary/objecttype.h"
#include "core/expression/function.h"
#include "core/expression/operator.h"
#include "core/expression/valuetype.h"

#include <QString>

#include <memory>
#include <vector>

namespace dw
{

// A node of the checked tree. Only the members of its kind are meaningful. Types of operands and results
// follow the promotion table in promotion.h.
struct Node
{
    // Convert: children[0] read as `type`: Integer, Percent or Decimal to Decimal (half-even), a number to
    // Money (whole units of the currency of the row the node stands on; NULL without one), Date to Instant
    // (00:00 in the zone).
    enum class Kind { Constant, Field, Operation, Call, Aggregate, Convert };
    Kind kind = Kind::Constant;
    ValueType type;
    int position = 0;  // in the source text, for step-limit and run-time messages

    Value constant;

    // Field: the references followed from the row's object (indices of Reference fields), then the field
    // itself. A reference compared with a key has become its target's key field: stage_id = "quotation" is
    // [stage_id, key]. After a reference to any object the next step says which object is meant; where it
    // points at another one there is nothing. Aggregate: the references followed to the owner of the
    // collection; empty for the row itself.
    struct Step
    {
        ObjectTypePtr object;
        int field = -1;
    };
    std::vector<Step> path;

    // Operation. And, Or: any number of children; In: the value, then the candidates; all others one or two.
    Operator op = Operator::Add;
    // Call, Aggregate: one of the table in function.h. AND, OR and NOT are Operations, never Calls.
    const Function *function = nullptr;

    // Aggregate over a collection: COUNT(contacts), SUM(lines.amount), with an optional condition as 2nd
    // argument. children[0] is the aggregated expression (null pointer for COUNT, ANY and ALL of rows),
    // children[1] the condition or null; both are evaluated on the collection's object. A measure
    // (CheckScope::Measures) has no collection: both are evaluated on the rows of the query.
    QString collection;
    ObjectTypePtr collectionObject;
    ObjectTypePtr collectionOwner;

    std::vector<std::unique_ptr<Node>> children;

    std::unique_ptr<Node> clone() const;
    bool isConstant() const { return kind == Kind::Constant; }
    // The field a Field node reads; nullptr for other kinds.
    const Field *field() const;
};

// Same shape, types and constants; positions do not count.
bool equal(const Node &a, const Node &b);

}  // namespace dw
