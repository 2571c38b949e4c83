// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/knownrecords.h"

#include "core/store/postgres/connection.h"
#include "core/store/postgres/storedrow.h"

#include <algorithm>

namespace dw::postgres
{

namespace
{

// A transaction that reads more begins anew: what it read long ago is not asked for again.
constexpr qsizetype MostKnown = 5000;

}  // namespace

KnownRecords::KnownRecords(Connection &connection, const sql::Dialect &dialect, RecordStore &records,
                           RecordQueries &queries)
    : m_connection(connection), m_dialect(dialect), m_records(records), m_queries(queries)
{}

void KnownRecords::setDictionary(const DictionaryPtr &dictionary)
{
    m_dictionary = dictionary;
    m_everywhere.clear();
    m_tables.clear();
    forget();
}

void KnownRecords::forget()
{
    m_known.clear();
    m_holders.clear();
    m_missed.clear();
    m_lists.clear();
}

std::optional<Record> KnownRecords::known(const ObjectTypePtr &type, const Id &id) const
{
    const auto found = m_known.constFind(RecordRef{type->key(), id});
    if (found != m_known.cend()) {
        // Read by other definitions it is another record.
        const bool same = !found->isValid() || found->typePointer() == type;
        return same ? std::optional(*found) : std::nullopt;
    }
    const auto holders = m_holders.constFind(id);
    return holders != m_holders.cend() && !holders->contains(type->key()) ? std::optional(Record())
                                                                          : std::nullopt;
}

void KnownRecords::keep(const ObjectTypePtr &type, const Id &id, const Record &record)
{
    if (m_known.size() >= MostKnown)
        forget();
    m_known.insert(RecordRef{type->key(), id}, record);
    if (!record.isValid())
        m_missed.insert(id);
}

Result<Record> KnownRecords::find(const ObjectTypePtr &type, const Id &id)
{
    if (auto record = known(type, id))
        return *record;
    // Whoever does not find an id here and asks for it there wants to know whether anything has it
    // (checkFreeId()): one statement for all tables.
    if (m_missed.contains(id) && !m_holders.contains(id) && m_dictionary->find(type->key()) == type) {
        DW_TRY(lookEverywhere(id));
        if (auto record = known(type, id))
            return *record;
    }
    DW_ASSIGN(Record record, m_records.find(type, id));
    keep(type, id, record);
    return record;
}

Result<void> KnownRecords::lookEverywhere(const Id &id)
{
    const QList<ObjectTypePtr> &objects = m_dictionary->objects();
    if (m_everywhere.isEmpty()) {
        for (qsizetype i = 0; i < objects.size(); ++i) {
            m_everywhere += (i == 0 ? "SELECT " : " UNION ALL SELECT ") + QByteArray::number(i) +
                            "::bigint FROM " + m_dialect.quoted(objects[i]->key()) + " WHERE " +
                            m_dialect.own + "\"id\"=$1";
        }
    }
    DW_ASSIGN(Statement read, m_connection.prepare(m_everywhere));
    read.bind(1, id);
    QSet<QString> holders;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        holders.insert(objects[qsizetype(read.integer(0))]->key());
    }
    m_holders.insert(id, holders);
    return {};
}

Result<QList<Record>> KnownRecords::findMany(const ObjectTypePtr &type, const QList<Id> &ids)
{
    QHash<Id, Record> found;
    QList<Id> missing;
    for (const Id &id : ids) {
        if (found.contains(id))
            continue;
        const std::optional<Record> record = known(type, id);
        found.insert(id, record.value_or(Record()));
        if (!record)
            missing.append(id);
    }
    if (missing.size() == 1) {
        // A statement of its own, which is planned once, not anew for each list.
        DW_ASSIGN(found[missing[0]], find(type, missing[0]));
    } else if (!missing.isEmpty()) {
        DW_ASSIGN(
            const QList<Record> read,
            m_queries.records(type, std::vector<Id>(missing.cbegin(), missing.cend()), allFields(*type)));
        for (qsizetype i = 0; i < read.size(); ++i) {
            found.insert(missing[i], read[i]);
            keep(type, missing[i], read[i]);
        }
    }
    QList<Record> records;
    records.reserve(ids.size());
    for (const Id &id : ids)
        records.append(found.value(id));
    return records;
}

Result<QList<Record>> KnownRecords::children(const Record &parent, const QString &name, int limit)
{
    const Collection *collection = parent.isValid() ? parent.type().collection(name) : nullptr;
    const ObjectTypePtr type = collection ? m_dictionary->find(collection->object) : nullptr;
    if (!type)
        return m_records.children(parent, name, limit);
    const List list{parent.ref(), {name, limit}};
    if (const auto lists = m_lists.constFind(type->key()); lists != m_lists.cend()) {
        if (const auto found = lists->constFind(list); found != lists->cend())
            return *found;
    }
    DW_ASSIGN(const QList<Record> found, m_records.children(parent, name, limit));
    if (found.size() > MostKnown / 10)
        return found;
    for (const Record &record : found) {
        if (!m_known.contains(record.ref()))
            keep(type, record.id(), record);
    }
    QHash<List, QList<Record>> &lists = m_lists[type->key()];
    if (lists.size() >= MostKnown / 10)
        lists.clear();
    lists.insert(list, found);
    return found;
}

std::optional<Record> KnownRecords::written(const RecordChange &change)
{
    const ObjectTypePtr type = change.after.typePointer();
    if (change.kind == RecordChange::Kind::Purge || m_dictionary->find(type->key()) != type)
        return std::nullopt;
    std::shared_ptr<const sql::RecordTable> &table = m_tables[type.get()];
    if (!table)
        table = std::make_shared<const sql::RecordTable>(type, m_dialect);
    Record now = change.after;
    if (change.kind == RecordChange::Kind::Update) {
        // Only what differs was written, to what is there, which a change may have been told in part.
        const auto there = m_known.constFind(change.after.ref());
        if (there == m_known.cend() || !there->isValid() || there->typePointer() != type ||
            change.before.typePointer() != type)
            return std::nullopt;
        now = *there;
        for (int i = 0; i < type->fieldCount(); ++i) {
            if (i == table->revField() || change.after.value(i) != change.before.value(i))
                now.set(i, change.after.value(i));
        }
    }
    const Result<Record> stored = asStored(*table, now);
    return stored.ok() ? std::optional(*stored) : std::nullopt;
}

void KnownRecords::changed(const RecordChange &change)
{
    const RecordRef ref = change.record().ref();
    const std::optional<Record> now = written(change);
    m_known.remove(ref);
    m_holders.remove(ref.id);
    m_missed.remove(ref.id);
    m_lists.remove(ref.object);
    // A rate changes what amounts of all are worth.
    if (ref.object == QLatin1String("exchange_rate"))
        forget();
    else if (now)
        keep(change.after.typePointer(), ref.id, *now);
}

}  // namespace dw::postgres
