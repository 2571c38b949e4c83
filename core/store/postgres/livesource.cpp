// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/livesource.h"

#include "core/store/sql/names.h"

namespace dw::postgres
{

LiveFormulas::LiveFormulas(DictionaryPtr dictionary, const RelatedRecords &relatedRecords,
                           const EvaluationContext &evaluation)
    : related(relatedRecords), context(evaluation), m_dictionary(std::move(dictionary))
{}

Result<std::shared_ptr<const CheckedExpression>> LiveFormulas::of(const ObjectType &object, int field)
{
    std::shared_ptr<const CheckedExpression> &expression = m_compiled[{object.key(), field}];
    if (!expression) {
        CheckScope scope;
        scope.dictionary = m_dictionary;
        scope.object = m_dictionary->find(object.key());
        scope.workspaceCurrency = context.workspaceCurrency;
        DW_ASSIGN(expression, CheckedExpression::compile(object.field(field).formula, scope));
    }
    return expression;
}

Value LiveSource::fails(const Error &error) const
{
    if (!m_formulas.failure)
        m_formulas.failure = error;
    return {};
}

Value LiveSource::field(int index) const
{
    const Field &field = m_record.type().field(index);
    if (field.isStored()) {
        const Value &value = m_record.value(index);
        return m_amounts == Amounts::Base && sql::hasBase(field) ? inBase(value) : value;
    }
    const Result<Value> value = formula(index);
    return value.ok() ? *value : fails(value.error());
}

Value LiveSource::inBase(const Value &amount) const
{
    if (amount.isNull())
        return {};
    const Money own{amount.money().minor, m_record.currency()};
    const auto base = m_formulas.related.inBase(m_record, own);
    if (!base.ok())
        return fails(base.error());
    return *base ? Value(**base) : Value();
}

Result<Value> LiveSource::formula(int index) const
{
    DW_ASSIGN(const std::shared_ptr<const CheckedExpression> expression,
              m_formulas.of(m_record.type(), index));
    return evaluate(*expression, *this, m_formulas.context);
}

Currency LiveSource::currency() const
{
    if (m_amounts == Amounts::Base && m_record.type().hasMoney())
        return m_formulas.context.workspaceCurrency;
    return m_record.currency();
}

std::optional<RecordRef> LiveSource::target(int referenceField) const
{
    const Field &field = m_record.type().field(referenceField);
    const Value &value = m_record.value(referenceField);
    if (value.isNull())
        return std::nullopt;
    return field.type == FieldType::AnyReference ? value.recordRef() : RecordRef{field.target, value.id()};
}

Result<std::shared_ptr<const LiveSource>> LiveSource::next(int referenceField) const
{
    std::shared_ptr<const LiveSource> source;
    if (const std::optional<RecordRef> ref = target(referenceField)) {
        DW_ASSIGN(Record found, m_formulas.related.record(*ref));
        if (found.isValid())
            source = std::make_shared<LiveSource>(std::move(found), m_formulas, m_amounts);
    }
    return source;
}

Result<std::shared_ptr<const ValueSource>> LiveSource::follow(int referenceField) const
{
    DW_ASSIGN(std::shared_ptr<const LiveSource> source, next(referenceField));
    return std::shared_ptr<const ValueSource>(std::move(source));
}

Result<QList<std::shared_ptr<const ValueSource>>> LiveSource::children(const QString &collection) const
{
    const RelatedValues &related = m_formulas.related;
    DW_ASSIGN(const QList<Record> records, related.children(m_record, collection));
    QList<std::shared_ptr<const ValueSource>> sources;
    sources.reserve(records.size());
    for (const Record &record : records)
        sources.append(std::make_shared<LiveSource>(record, m_formulas, m_amounts));
    return sources;
}

Result<QString> LiveSource::referenceKey(int referenceField) const
{
    const std::optional<RecordRef> ref = target(referenceField);
    if (!ref)
        return QString();
    DW_ASSIGN(const Record found, m_formulas.related.stored(*ref));
    if (!found.isValid() || found.type().keyIndex() < 0)
        return QString();
    return found.value(found.type().keyIndex()).text();
}

}  // namespace dw::postgres
