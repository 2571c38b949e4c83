// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/evaluator.h"
#include "core/store/postgres/relatedrecords.h"

#include <QHash>

#include <memory>
#include <optional>
#include <utility>

namespace dw::postgres
{

// What the sources of one query share: the formulas that are not stored (those that read TODAY() or NOW()).
class LiveFormulas
{
public:
    // Both references must outlive it.
    LiveFormulas(DictionaryPtr dictionary, const RelatedRecords &related, const EvaluationContext &context);

    Result<std::shared_ptr<const CheckedExpression>> of(const ObjectType &object, int field);

    const RelatedRecords &related;
    const EvaluationContext &context;
    std::optional<Error> failure;  // what a formula ran into, which is the evaluation's

private:
    const DictionaryPtr m_dictionary;
    QHash<std::pair<QString, int>, std::shared_ptr<const CheckedExpression>> m_compiled;
};

// A record as an expression sees it in SQL: formulas that are not stored have their value too, and a key is
// told without its record.
class LiveSource final : public ValueSource
{
public:
    // Own: money in the record's currency. Base: in the workspace's, NULL without a rate.
    enum class Amounts { Own, Base };
    LiveSource(Record record, LiveFormulas &formulas, Amounts amounts = Amounts::Own)
        : m_record(std::move(record)), m_formulas(formulas), m_amounts(amounts)
    {}

    Value field(int index) const override;
    Result<std::shared_ptr<const ValueSource>> follow(int referenceField) const override;
    Result<QList<std::shared_ptr<const ValueSource>>> children(const QString &collection) const override;
    Currency currency() const override;
    Result<QString> referenceKey(int referenceField) const override;

    // The currency of what a node of money yields here, also where that is NULL.
    Result<Currency> currencyOf(const Node &node) const;

private:
    std::optional<RecordRef> target(int referenceField) const;
    Result<std::shared_ptr<const LiveSource>> next(int referenceField) const;
    Result<Value> formula(int index) const;
    Value inBase(const Value &amount) const;
    Value fails(const Error &error) const;
    // livecurrency.cpp
    Result<Value> valueOf(const Node &node) const;
    Result<Currency> currencyOfField(const Node &node) const;
    Result<Currency> currencyOfCall(const Node &node) const;

    const Record m_record;
    LiveFormulas &m_formulas;
    const Amounts m_amounts;
};

}  // namespace dw::postgres
