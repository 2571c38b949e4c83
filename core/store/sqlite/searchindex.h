// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text/pinyin.h"
#include "core/dictionary/dictionary.h"
#include "core/records/record.h"
#include "core/store/search.h"
#include "core/store/sqlite/statement.h"

#include <QHash>
#include <QStringList>

#include <memory>

namespace dw::sqlite
{

class Connection;
class SearchQuery;

// Full-text search (DESIGN 5): per searchable object a contentless FTS5 table "search:<object>" under the
// rows' own numbers, with a column "f:<field>" for each searchable field and "p:<field>" for the pinyin of
// single-line text. Only live records stand in it. What is removed must be given exactly as it was put in,
// hence indexRecord(before, after). One per connection, on its thread; all writing needs a running
// transaction.
class SearchIndex
{
public:
    // `schema`: of the attached database in which the tables stand; of the workspace's own where it is empty.
    explicit SearchIndex(Connection &connection, const QByteArray &schema = {});
    void setDictionary(const DictionaryPtr &dictionary);

    // Makes the tables that the dictionary wants; one whose fields changed is made anew and filled.
    Result<void> createTables();
    // After the record's row was written; before a purged one's row goes if it is still live. Either may be
    // invalid. `row` where it is known.
    Result<void> indexRecord(const Record &before, const Record &after, qint64 row = 0);
    // From now on, over openings, what is added to the index of the object stays in the pieces in which it
    // was committed, until merge() has joined them. True: it was so already.
    Result<bool> deferMerging(const ObjectType &type);
    // Some milliseconds of that. True: nothing is left, and every index joins its pieces by itself again.
    Result<bool> merge();
    // A step of some milliseconds towards one piece without what was deleted, the `first` one or another.
    // True: it is done.
    Result<bool> forgetDeleted(const QString &object, bool first);
    Result<bool> isDeferred();
    Result<void> rebuild();
    Result<void> rebuild(const QString &object);
    // The objects that stand in it, about by how long their rebuilding takes.
    Result<QStringList> largestFirst();
    // Of the object alone, from the rows that it has now.
    Result<void> fillAnew(const ObjectType &object);
    // Takes rows out of the index before they go, told by SQL that says their numbers in brackets.
    Result<void> forgetRows(const ObjectType &object, const QByteArray &rows);
    // The same by the tables of an index of another schema of this connection that was built from the same
    // rows, of these objects: SearchBuild. The connection must let shadow tables be written.
    Result<void> takeOver(const SearchIndex &built, const QStringList &objects);
    // What is wrong, empty if all is well. Compares the index with the rows.
    Result<QString> check();

    // Hits per object in the order of the request, each best first; at most RankedRows rows are ranked.
    static constexpr int RankedRows = 500;
    Result<QList<SearchHit>> search(const SearchRequest &request);

private:
    struct Table
    {
        ObjectTypePtr type;
        QString name;
        QList<int> fields;  // searchable and stored
        QList<int> pinyin;  // those of them that have a pinyin column
        QStringList columns;
        QByteArray insertSql;
        QByteArray removeSql;
        QByteArray rowidSql;  // of a record's id
    };
    struct Candidate;

    const Table *table(const QString &object) const;
    QByteArray nameOf(const Table &table) const;
    QByteArray createSql(const Table &table, const QByteArray &name) const;
    QByteArray insertSql(const Table &table, bool remove) const;
    Result<void> createEmpty(const Table &table);
    Result<void> recreate(const Table &table);
    Result<void> fill(const Table &table);
    Result<void> writeRows(const Table &table, const QByteArray &write, const QByteArray &where);
    Result<void> configure(const Table &table, const char *option, int value);
    Result<QStringList> deferred();
    Result<void> write(const Table &table, bool remove, qint64 row, const QStringList &values);
    void bindValues(Statement &statement, int first, const Table &table, const QStringList &values) const;
    QStringList valuesOf(const Table &table, const Record &record) const;
    Result<void> checkTable(const Table &table, QStringList &problems);
    Result<void> checkColumn(const Table &table, qsizetype index, QStringList &problems);
    Result<QList<SearchHit>> searchTable(const Table &table, const SearchQuery &query,
                                         const SearchRequest &request, int ranked);
    Result<void> collect(const Table &table, const QString &match, const SearchRequest &request, int limit,
                         const QList<int> &visible, QList<Candidate> &candidates);
    // Records whose masked field is the text as a whole, behind `candidates`: all that is told of them.
    Result<QList<Candidate>> findMasked(const Table &table, const SearchQuery &query,
                                        const SearchRequest &request, int limit,
                                        const QList<Candidate> &candidates);
    double rankOf(const SearchQuery &query, const QString &value, bool pinyin) const;

    Connection &m_connection;
    QByteArray m_schema;
    DictionaryPtr m_dictionary;
    QList<Table> m_tables;
    PinyinTable m_pinyin;
};

}  // namespace dw::sqlite
