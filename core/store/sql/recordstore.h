// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text/sortkey.h"
#include "core/records/changeset.h"
#include "core/store/session.h"
#include "core/store/sql/currencyrates.h"
#include "core/store/sql/recordtable.h"

#include <QHash>

#include <functional>
#include <memory>
#include <span>

namespace dw::sql
{

// Records in their tables: reads by id, value and parent; applies change sets. One per connection, on its
// thread. `Database` names what is used of one:
//   Connection, Statement   prepare(), changes(); bind(), step(), run() and columns
//   RowKey                  what pages of a whole table go on behind; firstRow(), rowKey(statement, column)
//                           and its RowKeyColumn
//   ErrorsEndTransactions   a value that is taken has to be noticed before it is written
//   LooksFirst              whether anything has a value is asked before all that has it is read
//   RowsAtOnce              how many new records one statement writes
//   LinksAtOnce             one statement reads all that a record is linked to
//   insertedRow(connection) the number of the row that was inserted last, 0 where rows have none;
//                           rows of one statement have numbers in a row
template <typename Database>
class RecordStore
{
public:
    using Connection = typename Database::Connection;
    using Statement = typename Database::Statement;

    // The dialect must outlive it.
    RecordStore(Connection &connection, const Dialect &dialect, Currency base, const BusinessZone &zone);

    void setDictionary(const DictionaryPtr &dictionary);

    // As ReadSession and RelatedValues say.
    Result<Record> find(const ObjectTypePtr &type, const Id &id);
    Result<QList<Record>> findMany(const ObjectTypePtr &type, const QList<Id> &ids);
    Result<QList<Record>> findByValue(const ObjectTypePtr &type, int field, const Value &value,
                                      ReadSession::Match match, int limit);
    Result<QList<Record>> children(const Record &parent, const QString &collection, int limit);
    Result<std::optional<Money>> inBase(const Record &record, const Money &money);
    Result<QHash<RecordRef, QString>> titles(const QList<RecordRef> &refs, Language language);

    // As WriteSession::apply says, without search index. `applied` is called after each change with the
    // stored states, the numbers of its revision included, and the row of a new record (0: another change).
    using Applied = std::function<Result<void>(const RecordChange &change, qint64 row)>;
    Result<void> apply(const ChangeSet &changes, const Applied &applied);
    void setRevisions(const Revisions &revisions) { m_revisions = revisions; }
    // Cached rates may be of a transaction that was rolled back.
    void forgetCaches() { m_rates.forget(); }

private:
    const RecordTable &table(const ObjectTypePtr &type);
    Result<QList<Record>> readAll(const RecordTable &table, Statement &statement);
    Result<void> readLinks(const RecordTable &table, const QList<int> &linked, Record &record);
    Result<void> readLinksAtOnce(const RecordTable &table, const QList<int> &linked, Record &record);
    Result<void> writeLinks(const RecordTable &table, int field, const Id &owner, const Value &value,
                            bool isNew);
    Result<void> bindSlot(const RecordTable &table, Statement &statement, int index,
                          const RecordTable::Slot &slot, const Record &record);
    Result<qint64> insert(const Record &record);  // its row
    Result<void> bindRow(const RecordTable &table, Statement &statement, int &place, const Record &record);
    // How many of the changes from `first` on are records that one statement can write, 1 if it is not worth
    // one.
    qsizetype together(const ChangeSet &changes, qsizetype first);
    // The number of the last of their rows. Where one is refused those before it may be there.
    Result<qint64> insertTogether(std::span<const RecordChange> changes);
    void setRevision(RecordChange &change);
    // How the records with a value are found.
    struct Search
    {
        QByteArray look;  // a row if there is any; empty: none is worth it
        QByteArray read;
    };
    Search searchFor(const RecordTable &table, int field, bool folded, bool sortKey) const;
    Result<void> bindSearched(const RecordTable &table, Statement &statement, int field, const Value &value,
                              bool folded, bool sortKey);
    Result<QList<Record>> readFolded(const RecordTable &table, Statement &statement, int field,
                                     const QString &text, int limit);
    Result<void> update(const Record &before, Record &after, qint64 storedRev);
    Result<void> purge(const Record &before);
    // Conflict "store.value_taken" where another live record has the value of one of these unique fields.
    Result<void> requireFree(const RecordTable &table, const Record &record, const QList<int> &fields);
    Error explain(const RecordTable &table, const Record &record, const Error &error);
    Result<qint64> storedRevision(const RecordTable &table, const Record &record);
    Result<void> rebuildBases();
    // Where the titles of an object stand; without a type it has none of its own.
    struct TitleSource
    {
        ObjectTypePtr type;
        int field = -1;
        QByteArray sql;
    };
    const TitleSource &titleSource(const QString &object, Language language);
    Result<QString> title(const RecordRef &ref, Language language, int depth);

    Connection &m_connection;
    const Dialect &m_dialect;
    DictionaryPtr m_dictionary;
    QHash<const ObjectType *, std::shared_ptr<const RecordTable>> m_tables;
    const Currency m_base;
    QHash<std::pair<const ObjectType *, int>, Search> m_searches;  // by field and way of comparing
    QHash<const ObjectType *, QByteArray> m_insertTogether;
    QHash<const ObjectType *, QByteArray> m_linksAtOnce;
    QHash<std::pair<QString, int>, TitleSource> m_titleSources;  // by object and language
    CurrencyRates m_rates;
    Revisions m_revisions;
    Collator m_collator;
};

}  // namespace dw::sql
