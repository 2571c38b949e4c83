// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/result.h"
#include "core/base/value.h"
#include "core/expression/businessdays.h"
#include "core/expression/checkedexpression.h"

#include <QList>

#include <memory>

namespace dw
{

// Where values come from. Implemented over Record + RelatedValues by records users, and by tests over plain
// maps.
class ValueSource
{
public:
    virtual ~ValueSource() = default;
    // The field of the record the source stands on.
    virtual Value field(int index) const = 0;
    // The record a Reference field points at; null if empty or missing.
    virtual Result<std::shared_ptr<const ValueSource>> follow(int referenceField) const = 0;
    // The live children of a collection.
    virtual Result<QList<std::shared_ptr<const ValueSource>>> children(const QString &collection) const = 0;
    virtual Currency currency() const = 0;
    // "stage_id = \"quotation\"": the value of ObjectType::keyIndex() of the record that a reference points
    // at (stage key, pipeline code, login ...), empty without one; the same as follow() and field(), only
    // faster.
    virtual Result<QString> referenceKey(int referenceField) const = 0;
};

struct EvaluationContext
{
    Instant now;
    BusinessZone zone;
    int fiscalStartMonth = 1;
    BusinessDays businessDays;
    Id currentUser;
    Id currentTeam;
    Currency workspaceCurrency;
    int stepLimit = 100000;  // beyond: ErrorCode::Limit
};

// DESIGN 4 semantics: anything with NULL is NULL (exceptions in function.h), x/0 is NULL, text compares by
// NFC bytes, exact arithmetic (promotion.h). Errors: expression.overflow, expression.mixed_currencies
// (Invalid), expression.step_limit (Limit; every node and every child row is a step), and what the source
// answers. A measure is Unsupported: only a query evaluates it. Thread-safe as far as the source is.
Result<Value> evaluate(const CheckedExpression &expression, const ValueSource &source,
                       const EvaluationContext &context);

}  // namespace dw
