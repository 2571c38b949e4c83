// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/recordsource.h"

#include <utility>

namespace dw
{

RecordSource::RecordSource(Record record, const RelatedValues &related)
    : m_record(std::move(record)), m_related(related)
{}

RecordSource::RecordSource(Record record, const RelatedValues &related, BaseGap &gap)
    : m_record(std::move(record)), m_related(related), m_gap(&gap)
{}

Value RecordSource::field(int index) const
{
    const Value &value = m_record.value(index);
    if (m_gap == nullptr || value.kind() != Value::Kind::Money)
        return value;
    Money money = value.money();
    if (money.currency.isNull())
        money.currency = m_record.currency();
    const auto base = m_related.inBase(m_record, money);
    if (!base.ok())
        m_gap->failure = base.error();
    if (base.ok() && *base)
        return Value(**base);
    m_gap->found = true;
    return Value();
}

std::shared_ptr<const ValueSource> RecordSource::next(Record record) const
{
    return m_gap == nullptr ? std::make_shared<RecordSource>(std::move(record), m_related)
                            : std::make_shared<RecordSource>(std::move(record), m_related, *m_gap);
}

Result<Record> RecordSource::target(int referenceField) const
{
    const Field &field = m_record.type().field(referenceField);
    const Value &value = m_record.value(referenceField);
    if (value.isNull())
        return Record();
    const RecordRef ref =
        field.type == FieldType::AnyReference ? value.recordRef() : RecordRef{field.target, value.id()};
    return m_related.record(ref);
}

Result<std::shared_ptr<const ValueSource>> RecordSource::follow(int referenceField) const
{
    DW_ASSIGN(Record found, target(referenceField));
    if (!found.isValid())
        return std::shared_ptr<const ValueSource>();
    return next(std::move(found));
}

Result<QList<std::shared_ptr<const ValueSource>>> RecordSource::children(const QString &collection) const
{
    DW_ASSIGN(const QList<Record> records, m_related.children(m_record, collection));
    QList<std::shared_ptr<const ValueSource>> sources;
    sources.reserve(records.size());
    for (const Record &record : records)
        sources.append(next(record));
    return sources;
}

Currency RecordSource::currency() const
{
    return m_record.currency();
}

Result<QString> RecordSource::referenceKey(int referenceField) const
{
    DW_ASSIGN(const Record found, target(referenceField));
    if (!found.isValid() || found.type().keyIndex() < 0)
        return QString();
    return found.value(found.type().keyIndex()).text();
}

Result<Value> evaluateStored(const CheckedExpression &formula, const Record &record,
                             const RelatedValues &related, const EvaluationContext &context)
{
    const Result<Value> plain = evaluate(formula, RecordSource(record, related), context);
    const bool mixed = !plain.ok() && plain.error().key == QLatin1String("expression.mixed_currencies");
    const bool foreign = plain.ok() && plain->kind() == Value::Kind::Money &&
                         !plain->money().currency.isNull() && plain->money().currency != record.currency();
    if (!mixed && !foreign)
        return plain;
    RecordSource::BaseGap gap;
    const Result<Value> base = evaluate(formula, RecordSource(record, related, gap), context);
    if (!gap.failure.ok())
        return gap.failure.error();
    if (!base.ok())
        return base;
    const bool fits = base->kind() != Value::Kind::Money || record.currency() == context.workspaceCurrency;
    return gap.found || !fits ? Value() : *base;
}

}  // namespace dw
