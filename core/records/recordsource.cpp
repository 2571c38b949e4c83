// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/recordsource.h"

#include <utility>

namespace dw
{

RecordSource::RecordSource(Record record, const RelatedValues &related)
    : m_record(std::move(record)), m_related(related)
{}

Value RecordSource::field(int index) const
{
    return m_record.value(index);
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
    return std::shared_ptr<const ValueSource>(std::make_shared<RecordSource>(std::move(found), m_related));
}

Result<QList<std::shared_ptr<const ValueSource>>> RecordSource::children(const QString &collection) const
{
    DW_ASSIGN(const QList<Record> records, m_related.children(m_record, collection));
    QList<std::shared_ptr<const ValueSource>> sources;
    sources.reserve(records.size());
    for (const Record &record : records)
        sources.append(std::make_shared<RecordSource>(record, m_related));
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

}  // namespace dw
