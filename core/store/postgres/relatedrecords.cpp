// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/relatedrecords.h"

#include "core/store/postgres/recordqueries.h"

#include <algorithm>
#include <utility>
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
    if (m_childCount > MostKept) {
        m_children.clear();
        m_childCount = 0;
    }
    return fetchAround(records, reading);
}

Result<void> RelatedRecords::fetchAround(const QList<Record> &records, const Reading &reading)
{
    if (records.isEmpty())
        return {};
    for (const auto &[reference, next] : reading.behind) {
        if (const ObjectTypePtr type = m_dictionary->find(reference.second))
            DW_TRY(fetchBehind(records, reference.first, type, next));
    }
    for (const auto &[collection, next] : reading.below)
        DW_TRY(fetchBelow(records, collection, next));
    return {};
}

Result<void> RelatedRecords::fetchBehind(const QList<Record> &records, int field, const ObjectTypePtr &type,
                                         const Reading &reading)
{
    std::set<Id> meant, missing;
    for (const Record &record : records) {
        const Value &value = record.value(field);
        if (value.isNull() ||
            (value.kind() == Value::Kind::RecordRef && value.recordRef().object != type->key()))
            continue;
        meant.insert(value.id());
        if (!m_known.contains({type->key(), value.id()}))
            missing.insert(value.id());
    }
    DW_TRY(add(type, missing));
    QList<Record> targets;
    for (const Id &id : meant) {
        const Record target = m_known.value({type->key(), id});
        if (target.isValid() && !target.isDeleted())
            targets.append(target);
    }
    return fetchAround(targets, reading);
}

Result<void> RelatedRecords::fetchBelow(const QList<Record> &records, const QString &collection,
                                        const Reading &reading)
{
    const ObjectType &type = records.front().type();
    std::vector<Id> parents;
    for (const Record &record : records) {
        if (!m_children.contains({record.ref(), collection}))
            parents.push_back(record.id());
    }
    DW_ASSIGN(const auto found, m_queries.children(type, collection, parents, int(MostKept)));
    if (!found)
        return {};
    QList<Record> all;
    for (const Id &parent : parents) {
        const QList<Record> children = found->value(parent);
        m_children.insert({{type.key(), parent}, collection}, children);
        m_childCount += children.size();
        all += children;
    }
    return fetchAround(all, reading);
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
    const auto known = m_known.constFind(ref);
    if (known == m_known.cend())
        return m_related.record(ref);
    return known->isValid() && known->isDeleted() ? Record() : *known;
}

Result<QList<Record>> RelatedRecords::children(const Record &parent, const QString &collection,
                                               int limit) const
{
    const auto known = m_children.constFind({parent.ref(), collection});
    if (known != m_children.cend())
        return known->first(std::min(known->size(), qsizetype(limit)));
    return m_related.children(parent, collection, limit);
}

Result<std::optional<Money>> RelatedRecords::inBase(const Record &record, const Money &money) const
{
    return m_related.inBase(record, money);
}

}  // namespace dw::postgres
