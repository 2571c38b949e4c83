// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/postgres/livesource.h"

#include <vector>

namespace dw::postgres
{

// Expressions over the rows of one object, as a query evaluates them in the program: piece by piece, with
// what the expressions read of each record and no more, and what its references lead to in a statement a
// level.
class LiveRows
{
public:
    // All references must outlive it.
    LiveRows(RecordQueries &queries, const RelatedValues &related, const DictionaryPtr &dictionary,
             const EvaluationContext &context, ObjectTypePtr object);

    // Before the first piece: what is evaluated later.
    Result<void> willEvaluate(const CheckedExpression &expression);
    // Those of these records that are there, in this order.
    Result<QList<Record>> read(const std::vector<Id> &ids);

    // Of a record of the last piece.
    using Amounts = LiveSource::Amounts;
    Result<Value> value(const CheckedExpression &expression, const Record &record,
                        Amounts amounts = Amounts::Own);
    Result<bool> holds(const CheckedExpression &condition, const Record &record);
    Result<Currency> currency(const CheckedExpression &amount, const Record &record);

private:
    Result<void> add(Reading &reading, const Node &node);
    Result<void> addPath(Reading &reading, const std::vector<Node::Step> &path);

    RecordQueries &m_queries;
    const ObjectTypePtr m_object;
    RelatedRecords m_related;
    LiveFormulas m_formulas;
    Reading m_reading;
};

}  // namespace dw::postgres
