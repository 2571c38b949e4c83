// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/dictionary.h"
#include "core/records/relatedvalues.h"

#include <QHash>

#include <map>
#include <set>
#include <utility>

namespace dw::postgres
{

class RecordQueries;

// What is read of a record, of those that its references lead to, and of its children.
struct Reading
{
    std::set<int> fields;
    // By reference and the object that is meant.
    std::map<std::pair<int, QString>, Reading> behind;
    std::map<QString, Reading> below;  // by collection
};

// What rows refer to, and their children, fetched for many of them at once: each statement is a way to the
// server and back. What was not fetched is found one by one.
class RelatedRecords final : public RelatedValues
{
public:
    // `queries` and `related` must outlive it.
    RelatedRecords(RecordQueries &queries, const RelatedValues &related, DictionaryPtr dictionary);

    // What `reading` finds behind and below these records, level by level. What was fetched before may be
    // forgotten.
    Result<void> fetch(const QList<Record> &records, const Reading &reading);
    // As record(), but from the bin too.
    Result<Record> stored(const RecordRef &ref) const;

    Result<Record> record(const RecordRef &ref) const override;
    Result<QList<Record>> children(const Record &parent, const QString &collection, int limit) const override;
    Result<std::optional<Money>> inBase(const Record &record, const Money &money) const override;

private:
    Result<void> fetchAround(const QList<Record> &records, const Reading &reading);
    Result<void> fetchBehind(const QList<Record> &records, int field, const ObjectTypePtr &type,
                             const Reading &reading);
    Result<void> fetchBelow(const QList<Record> &records, const QString &collection, const Reading &reading);
    Result<void> add(const ObjectTypePtr &type, const std::set<Id> &ids) const;

    RecordQueries &m_queries;
    const RelatedValues &m_related;
    const DictionaryPtr m_dictionary;
    mutable QHash<RecordRef, Record> m_known;  // invalid: there is none
    QHash<std::pair<RecordRef, QString>, QList<Record>> m_children;
    qsizetype m_childCount = 0;
};

}  // namespace dw::postgres
