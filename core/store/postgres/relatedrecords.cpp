// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/relatedrecords.h"

#include "core/store/postgres/recordqueries.h"

#include <vector>

namespace dw::postgres
{

namespace
{

constexpr qsizetype MostKept = 5000;

}  // namespace

RelatedRecords::RelatedRecords(RecordQueries &queries, const RelatedValues &related, DictionaryPtr dictionary)
    : m_queries(queries), m_related(related), m_dictionary(std::move(dictionary))
{}

Result<void> RelatedRecords::fetch(const QList<Record> &records, const Reading &reading)
{
    if (m_known.size() > MostKept)
        m_known.clear();
    return fetchBehind(records, reading);
}

Result<void> RelatedRecords::fetchBehind(const QList<Record> &records, const Reading &reading)
{
    for (const auto &[reference, next] : reading.behind) {
        const auto &[field, object] = reference;
        const ObjectTypePtr type = m_dictionary->find(object);
        if (!type)
            continue;
        std::set<Id> meant, missing;
        for (const Record &record : records) {
            const Value &value = record.value(field);
            if (value.isNull() ||
                (value.kind() == Value::Kind::RecordRef && value.recordRef().object != object))
                continue;
            meant.insert(value.id());
            if (!m_known.contains({object, value.id()}))
                missing.insert(value.id());
        }
        DW_TRY(add(type, missing));
        if (next.behind.empty())
            continue;
        QList<Record> targets;
        for (const Id &id : meant) {
            const Record target = m_known.value({object, id});
            if (target.isValid() && !target.isDeleted())
                targets.append(target);
        }
        DW_TRY(fetchBehind(targets, next));
    }
    return {};
}

Result<void> RelatedRecords::add(const ObjectTypePtr &type, const std::set<Id> &ids) const
{
    const std::vector<Id> wanted(ids.begin(), ids.end());
    DW_ASSIGN(const QList<Record> found, m_queries.records(type, wanted, allFields(*type)));
    for (qsizetype i = 0; i < found.size(); ++i)
        m_known.insert({type->key(), wanted[size_t(i)]}, found[i]);
    return {};
}

Result<Record> RelatedRecords::stored(const RecordRef &ref) const
{
    const ObjectTypePtr type = m_dictionary->find(ref.object);
    if (!type || ref.id.isNull())
        return Record();
    if (!m_known.contains(ref))
        DW_TRY(add(type, {ref.id}));
    return m_known.value(ref);
}

Result<Record> RelatedRecords::record(const RecordRef &ref) const
{
    DW_ASSIGN(Record found, stored(ref));
    return found.isValid() && found.isDeleted() ? Record() : found;
}

Result<QList<Record>> RelatedRecords::children(const Record &parent, const QString &collection,
                                               int limit) const
{
    return m_related.children(parent, collection, limit);
}

Result<std::optional<Money>> RelatedRecords::inBase(const Record &record, const Money &money) const
{
    return m_related.inBase(record, money);
}

}  // namespace dw::postgres
