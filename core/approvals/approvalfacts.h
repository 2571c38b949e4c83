// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/evaluator.h"
#include "core/records/record.h"
#include "core/records/relatedvalues.h"

namespace dw
{

// The record that a request is about, as conditions and approver rules read it. Amounts are in the
// workspace's currency at the record's dated rate, so that 100 000 is one amount for all (F4.32). Keeps a
// reference to `related`, which must outlive it.
class ApprovalFacts
{
public:
    ApprovalFacts(Record record, const RelatedValues &related, EvaluationContext context);

    const Record &record() const { return m_record; }
    // Refused "approval.no_rate" (record's currency) where an amount has no rate; else as evaluate().
    Result<Value> value(const CheckedExpression &expression) const;
    // Refused "approval.undecided" (condition, keys of the fields that are empty) where the record does not
    // say: nothing is submitted with an empty amount.
    Result<bool> holds(const CheckedExpression &condition) const;

private:
    QString emptyFields(const CheckedExpression &condition) const;

    Record m_record;
    const RelatedValues &m_related;
    EvaluationContext m_context;
};

}  // namespace dw
