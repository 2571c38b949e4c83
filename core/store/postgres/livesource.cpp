// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/livesource.h"

#include "core/records/recordsource.h"

namespace dw::postgres
{

Value LiveSource::field(int index) const
{
    if (m_record.type().field(index).isStored())
        return m_record.value(index);
    const Result<Value> value = formula(index);
    if (value.ok())
        return *value;
    if (!m_formulas.failure)
        m_formulas.failure = value.error();
    return {};
}

Result<Value> LiveSource::formula(int index) const
{
    std::shared_ptr<const CheckedExpression> &expression =
        m_formulas.compiled[{m_record.type().key(), index}];
    if (!expression) {
        CheckScope scope;
        scope.dictionary = m_formulas.dictionary;
        scope.object = m_formulas.dictionary->find(m_record.type().key());
        scope.workspaceCurrency = m_formulas.context.workspaceCurrency;
        DW_ASSIGN(expression, CheckedExpression::compile(m_record.type().field(index).formula, scope));
    }
    // Kept: a formula that reads others adds to the table.
    const std::shared_ptr<const CheckedExpression> held = expression;
    return evaluate(*held, *this, m_formulas.context);
}

Result<Record> LiveSource::target(int referenceField) const
{
    const Field &field = m_record.type().field(referenceField);
    const Value &value = m_record.value(referenceField);
    if (value.isNull())
        return Record();
    return m_formulas.related.record(
        field.type == FieldType::AnyReference ? value.recordRef() : RecordRef{field.target, value.id()});
}

Result<std::shared_ptr<const ValueSource>> LiveSource::follow(int referenceField) const
{
    DW_ASSIGN(Record found, target(referenceField));
    if (!found.isValid())
        return std::shared_ptr<const ValueSource>();
    return std::shared_ptr<const ValueSource>(std::make_shared<LiveSource>(std::move(found), m_formulas));
}

Result<QList<std::shared_ptr<const ValueSource>>> LiveSource::children(const QString &collection) const
{
    DW_ASSIGN(const QList<Record> records, m_formulas.related.children(m_record, collection));
    QList<std::shared_ptr<const ValueSource>> sources;
    sources.reserve(records.size());
    for (const Record &record : records)
        sources.append(std::make_shared<LiveSource>(record, m_formulas));
    return sources;
}

Result<QString> LiveSource::referenceKey(int referenceField) const
{
    return RecordSource(m_record, m_formulas.related).referenceKey(referenceField);
}

}  // namespace dw::postgres
