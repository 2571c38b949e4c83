// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/evaluator.h"
#include "core/records/relatedvalues.h"

#include <QHash>

#include <memory>
#include <optional>
#include <utility>

namespace dw::postgres
{

// What the sources of one evaluation share. `failure`: what a formula ran into, which is the evaluation's.
struct LiveFormulas
{
    DictionaryPtr dictionary;
    const RelatedValues &related;
    const EvaluationContext &context;
    QHash<std::pair<QString, int>, std::shared_ptr<const CheckedExpression>> compiled;
    std::optional<Error> failure;
};

// A record as an expression sees it in SQL: formulas that are not stored (those that read TODAY() or NOW())
// have their value too.
class LiveSource final : public ValueSource
{
public:
    LiveSource(Record record, LiveFormulas &formulas) : m_record(std::move(record)), m_formulas(formulas) {}

    Value field(int index) const override;
    Result<std::shared_ptr<const ValueSource>> follow(int referenceField) const override;
    Result<QList<std::shared_ptr<const ValueSource>>> children(const QString &collection) const override;
    Currency currency() const override { return m_record.currency(); }
    Result<QString> referenceKey(int referenceField) const override;

private:
    Result<Record> target(int referenceField) const;
    Result<Value> formula(int index) const;

    const Record m_record;
    LiveFormulas &m_formulas;
};

}  // namespace dw::postgres
