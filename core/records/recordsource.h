// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/evaluator.h"
#include "core/records/record.h"
#include "core/records/relatedvalues.h"

namespace dw
{

// Lets expressions read a record and, through RelatedValues, what it refers to and its children. Keeps
// references to nothing but `related` (and `gap`), which must outlive it.
class RecordSource final : public ValueSource
{
public:
    RecordSource(Record record, const RelatedValues &related);
    // Every amount in the workspace's currency; one without a rate reads as NULL and sets `gap`.
    struct BaseGap
    {
        bool found = false;
        Result<void> failure;
    };
    RecordSource(Record record, const RelatedValues &related, BaseGap &gap);

    Value field(int index) const override;
    Result<std::shared_ptr<const ValueSource>> follow(int referenceField) const override;
    Result<QList<std::shared_ptr<const ValueSource>>> children(const QString &collection) const override;
    Currency currency() const override;
    Result<QString> referenceKey(int referenceField) const override;

private:
    Result<Record> target(int referenceField) const;

    std::shared_ptr<const ValueSource> next(Record record) const;

    Record m_record;
    const RelatedValues &m_related;
    BaseGap *m_gap = nullptr;
};

// The value of a stored formula or roll-up of `record`. Amounts of several currencies, or of another one than
// the record's, are counted by their base amounts (DESIGN 4: never a silent sum): NULL where one of them has
// no rate, or where the record itself has not the workspace's currency.
Result<Value> evaluateStored(const CheckedExpression &formula, const Record &record,
                             const RelatedValues &related, const EvaluationContext &context);

}  // namespace dw
