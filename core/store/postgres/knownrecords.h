// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/changeset.h"
#include "core/store/postgres/recordqueries.h"
#include "core/store/postgres/recordstore.h"

#include <QHash>
#include <QSet>

#include <memory>
#include <optional>
#include <utility>

namespace dw::postgres
{

// Records as a transaction that holds the head's lock has read them: nobody else changes them meanwhile, so
// each is asked for once. Who writes says so by changed(); whose change failed, goes back or ends by
// forget().
class KnownRecords
{
public:
    KnownRecords(Connection &connection, const sql::Dialect &dialect, RecordStore &records,
                 RecordQueries &queries);
    void setDictionary(const DictionaryPtr &dictionary);

    // As ReadSession says.
    Result<Record> find(const ObjectTypePtr &type, const Id &id);
    Result<QList<Record>> findMany(const ObjectTypePtr &type, const QList<Id> &ids);
    Result<QList<Record>> children(const Record &parent, const QString &collection, int limit);

    // After each change, with the states that were stored; what was known of the record is as it is now.
    void changed(const RecordChange &change);
    void forget();

private:
    // None: it is to be looked for in its table.
    std::optional<Record> known(const ObjectTypePtr &type, const Id &id) const;
    void keep(const ObjectTypePtr &type, const Id &id, const Record &record);
    Result<void> lookEverywhere(const Id &id);
    // What is in its table now; none: it is to be read.
    std::optional<Record> written(const RecordChange &change);

    Connection &m_connection;
    const sql::Dialect &m_dialect;
    RecordStore &m_records;
    RecordQueries &m_queries;
    DictionaryPtr m_dictionary;
    QHash<const ObjectType *, std::shared_ptr<const sql::RecordTable>> m_tables;
    QByteArray m_everywhere;             // the statement of lookEverywhere()
    QHash<RecordRef, Record> m_known;    // an invalid one: there is none
    QHash<Id, QSet<QString>> m_holders;  // the objects of which a record has the id: all of them
    QSet<Id> m_missed;                   // were looked for in one table, and are not in it
    using List = std::pair<RecordRef, std::pair<QString, int>>;  // parent, collection, limit
    QHash<QString, QHash<List, QList<Record>>> m_lists;          // by the object of their records
};

}  // namespace dw::postgres
