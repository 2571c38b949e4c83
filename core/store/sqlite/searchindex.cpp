// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/searchindex.h"

#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/meta.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/searchquery.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace dw::sqlite
{

namespace
{

bool isLive(const Record &record)
{
    return record.isValid() && !record.isDeleted();
}

// Settings of FTS5 and the values that it has by itself.
constexpr char HashSize[] = "hashsize", AutoMerge[] = "automerge", CrisisMerge[] = "crisismerge";
constexpr int UsualHash = 1 << 20, UsualAutoMerge = 4, UsualCrisisMerge = 16;
// FTS5 makes pieces of 4050 bytes, which fill a page of 4096; ours keep some free (ReservedBytes), and a
// piece that does not fit takes a second page for its end.
constexpr char PieceSize[] = "pgsz";
constexpr int FittingPiece = 4050 - ReservedBytes;
constexpr int LargeHash = 32 << 20;
constexpr int MostPieces = 1000;  // that FTS5 reads at once: half of what it can
constexpr int MergePages = 64;    // of 4 KB, written by one step of merging
// The objects whose indexes are to be merged.
const QString DeferredKey = QStringLiteral("search_deferred");

// Two- and three-letter beginnings are what people type first. The number after the tokenizer's name says
// which tokens it makes, pinyin included: an index with others is made anew.
const char Options[] = ", content='', prefix='2 3', tokenize='dealwright 5')";

}  // namespace

SearchIndex::SearchIndex(Connection &connection, const QByteArray &schema)
    : m_connection(connection), m_schema(schema)
{}

void SearchIndex::setDictionary(const DictionaryPtr &dictionary)
{
    m_dictionary = dictionary;
    m_tables.clear();
    for (const ObjectTypePtr &type : dictionary->objects()) {
        Table table{type, QStringLiteral("search:") + type->key(), {}, {}, {}, {}, {}, {}};
        for (int i = 0; i < type->fieldCount(); ++i) {
            const Field &field = type->field(i);
            if (!field.searchable || !field.isStored() || isLinked(field))
                continue;
            table.fields.append(i);
            table.columns.append(QStringLiteral("f:") + field.key);
        }
        for (const int i : std::as_const(table.fields)) {
            if (type->field(i).type != FieldType::Text)
                continue;
            table.pinyin.append(i);
            table.columns.append(QStringLiteral("p:") + type->field(i).key);
        }
        // The source key of an import is on every object; it alone makes no object worth searching.
        const bool own = std::any_of(table.fields.begin(), table.fields.end(),
                                     [&](int i) { return !type->field(i).system; });
        table.insertSql = insertSql(table, false);
        table.removeSql = insertSql(table, true);
        table.rowidSql = "SELECT rowid FROM " + quoted(type->key()) + " WHERE \"id\"=?1";
        if (own)
            m_tables.append(table);
    }
}

const SearchIndex::Table *SearchIndex::table(const QString &object) const
{
    const auto found = std::find_if(m_tables.begin(), m_tables.end(),
                                    [&](const Table &one) { return one.type->key() == object; });
    return found == m_tables.end() ? nullptr : &*found;
}

QByteArray SearchIndex::nameOf(const Table &table) const
{
    return m_schema.isEmpty() ? quoted(table.name) : m_schema + '.' + quoted(table.name);
}

QByteArray SearchIndex::createSql(const Table &table, const QByteArray &name) const
{
    QByteArray columns;
    for (const QString &column : table.columns)
        columns += (columns.isEmpty() ? "" : ", ") + quoted(column);
    return "CREATE VIRTUAL TABLE " + name + " USING fts5(" + columns + Options;
}

QByteArray SearchIndex::insertSql(const Table &table, bool remove) const
{
    const QByteArray name = nameOf(table);
    QByteArray columns = remove ? quoted(table.name) + ", rowid" : QByteArray("rowid");
    QByteArray places = remove ? "'delete', ?1" : "?1";
    for (int i = 0; i < table.columns.size(); ++i) {
        columns += ", " + quoted(table.columns[i]);
        places += ", ?" + QByteArray::number(i + 2);
    }
    return "INSERT INTO " + name + '(' + columns + ") VALUES(" + places + ')';
}

Result<void> SearchIndex::createTables()
{
    for (const Table &table : std::as_const(m_tables)) {
        QByteArray existing;
        {
            DW_ASSIGN(Statement statement,
                      m_connection.prepare("SELECT sql FROM sqlite_schema WHERE type='table' AND name=?1"));
            statement.bind(1, table.name);
            DW_ASSIGN(const bool found, statement.step());
            if (found)
                existing = statement.bytes(0).toByteArray();
        }
        // What SQLite keeps of the statement begins with the name alone.
        if (existing != createSql(table, quoted(table.name)))
            DW_TRY(recreate(table));
    }
    return {};
}

Result<void> SearchIndex::createEmpty(const Table &table)
{
    DW_TRY(m_connection.execute("DROP TABLE IF EXISTS " + nameOf(table)));
    return m_connection.execute(createSql(table, nameOf(table)));
}

Result<void> SearchIndex::recreate(const Table &table)
{
    DW_TRY(createEmpty(table));
    return fill(table);
}

Result<void> SearchIndex::rebuild()
{
    for (const Table &table : std::as_const(m_tables))
        DW_TRY(recreate(table));
    return {};
}

Result<void> SearchIndex::rebuild(const QString &object)
{
    const Table *table = this->table(object);
    return table ? recreate(*table) : Result<void>();
}

Result<QStringList> SearchIndex::largestFirst()
{
    std::vector<std::pair<qint64, QString>> sizes;
    for (const Table &table : std::as_const(m_tables)) {
        DW_ASSIGN(const qint64 last,
                  m_connection.integer("SELECT max(rowid) FROM " + quoted(table.type->key())));
        sizes.push_back({last * table.columns.size(), table.type->key()});
    }
    std::stable_sort(sizes.begin(), sizes.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    QStringList objects;
    for (const auto &[size, object] : sizes)
        objects.append(object);
    return objects;
}

Result<void> SearchIndex::takeOver(const SearchIndex &built, const QStringList &objects)
{
    // Where FTS5 keeps what it knows; whole, its pieces, their order and the settings agree.
    static const char *const Parts[] = {"_data", "_idx", "_docsize", "_config"};
    for (const QString &object : objects) {
        const Table *table = this->table(object);
        if (!table)
            continue;
        DW_TRY(createEmpty(*table));
        for (const char *part : Parts) {
            const QByteArray name = quoted(table->name + QLatin1String(part));
            DW_TRY(m_connection.execute("DELETE FROM main." + name));
            DW_TRY(m_connection.execute("INSERT INTO main." + name + " SELECT * FROM " + built.m_schema +
                                        '.' + name));
        }
    }
    return {};
}

void SearchIndex::bindValues(Statement &statement, int first, const Table &table,
                             const QStringList &values) const
{
    for (int i = 0; i < table.fields.size(); ++i)
        statement.bind(first + i, QStringView(values[i]));
    const int pinyin = first + int(table.fields.size());
    for (int i = 0; i < table.pinyin.size(); ++i) {
        const QString &value = values[table.fields.indexOf(table.pinyin[i])];
        statement.bind(pinyin + i, QStringView(m_pinyin.searchTerms(value)));
    }
}

QStringList SearchIndex::valuesOf(const Table &table, const Record &record) const
{
    QStringList values;
    for (const int field : table.fields)
        values.append(record.value(field).text());
    return values;
}

Result<void> SearchIndex::fillAnew(const ObjectType &object)
{
    const Table *table = this->table(object.key());
    if (!table)
        return {};
    DW_TRY(m_connection.execute("INSERT INTO " + nameOf(*table) + '(' + quoted(table->name) +
                                ") VALUES('delete-all')"));
    return fill(*table);
}

Result<void> SearchIndex::forgetRows(const ObjectType &object, const QByteArray &rows)
{
    const Table *table = this->table(object.key());
    if (!table)
        return {};
    // A bulk load that did not end leaves rows that are not in it.
    return writeRows(*table, table->removeSql,
                     " AND rowid IN " + rows + " AND rowid IN (SELECT id FROM " +
                         quoted(table->name + QStringLiteral("_docsize")) + ')');
}

// Every live row that also fits the condition.
Result<void> SearchIndex::writeRows(const Table &table, const QByteArray &write, const QByteArray &where)
{
    QByteArray columns = "rowid";
    for (const int field : table.fields)
        columns += ',' + quoted(table.type->field(field).key);
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT " + columns + " FROM " + quoted(table.type->key()) +
                                   " NOT INDEXED WHERE \"deleted_at\" IS NULL" + where));
    DW_ASSIGN(Statement put, m_connection.prepare(write));
    for (;;) {
        DW_ASSIGN(const bool more, read.step());
        if (!more)
            return {};
        QStringList values;
        for (int i = 0; i < table.fields.size(); ++i)
            values.append(read.text(i + 1));
        put.bind(1, read.integer(0));
        bindValues(put, 2, table, values);
        DW_TRY(put.run());
    }
}

Result<void> SearchIndex::fill(const Table &table)
{
    // No merging in between: the tree is written once, from pieces that were made within the processor's
    // cache. Larger ones take longer.
    DW_TRY(configure(table, PieceSize, FittingPiece));
    DW_TRY(configure(table, HashSize, UsualHash));
    DW_TRY(configure(table, AutoMerge, 0));
    DW_TRY(configure(table, CrisisMerge, MostPieces));
    DW_TRY(writeRows(table, table.insertSql, {}));
    // One piece: as many as were written stand in the lowest level, and the sixteenth save after this one
    // would merge them all while its person waits.
    DW_TRY(m_connection.execute("INSERT INTO " + nameOf(table) + '(' + quoted(table.name) +
                                ") VALUES('optimize')"));
    DW_TRY(configure(table, CrisisMerge, UsualCrisisMerge));
    return configure(table, AutoMerge, UsualAutoMerge);
}

Result<void> SearchIndex::configure(const Table &table, const char *option, int value)
{
    return m_connection.execute("INSERT INTO " + nameOf(table) + '(' + quoted(table.name) +
                                ",rank) VALUES('" + option + "'," + QByteArray::number(value) + ')');
}

Result<QStringList> SearchIndex::deferred()
{
    DW_ASSIGN(const QByteArray names, metaValue(m_connection, DeferredKey));
    return QString::fromUtf8(names).split(QLatin1Char(','), Qt::SkipEmptyParts);
}

Result<bool> SearchIndex::isDeferred()
{
    DW_ASSIGN(const QStringList names, deferred());
    return !names.isEmpty();
}

Result<bool> SearchIndex::deferMerging(const ObjectType &type)
{
    const Table *table = this->table(type.key());
    if (!table)
        return false;
    DW_ASSIGN(QStringList names, deferred());
    if (names.contains(type.key()))
        return true;
    DW_TRY(configure(*table, PieceSize, FittingPiece));
    DW_TRY(configure(*table, HashSize, LargeHash));
    DW_TRY(configure(*table, AutoMerge, 0));
    DW_TRY(configure(*table, CrisisMerge, MostPieces));
    names.append(type.key());
    DW_TRY(setMetaValue(m_connection, DeferredKey, names.join(QLatin1Char(',')).toUtf8()));
    return false;
}

Result<bool> SearchIndex::merge()
{
    DW_ASSIGN(QStringList names, deferred());
    if (names.isEmpty())
        return true;
    const Table *table = this->table(names.first());
    if (table) {
        const QByteArray name = quoted(table->name);
        const qint64 before = sqlite3_total_changes64(m_connection.handle());
        DW_TRY(m_connection.execute("INSERT INTO " + name + '(' + name + ",rank) VALUES('merge'," +
                                    QByteArray::number(MergePages) + ')'));
        // FTS5 says so: fewer than two changes is nothing but the command itself.
        if (sqlite3_total_changes64(m_connection.handle()) - before >= 2)
            return false;
        DW_TRY(configure(*table, HashSize, UsualHash));
        DW_TRY(configure(*table, AutoMerge, UsualAutoMerge));
        DW_TRY(configure(*table, CrisisMerge, UsualCrisisMerge));
    }
    names.removeFirst();
    DW_TRY(setMetaValue(m_connection, DeferredKey, names.join(QLatin1Char(',')).toUtf8()));
    return names.isEmpty();
}

// A delete only marks: the words stay in their piece until all pieces have become one. A negative number of
// pages asks for that, positive ones go on with it.
Result<bool> SearchIndex::forgetDeleted(const QString &object, bool first)
{
    const Table *table = this->table(object);
    if (!table)
        return true;
    const QByteArray name = quoted(table->name);
    const qint64 before = sqlite3_total_changes64(m_connection.handle());
    DW_TRY(m_connection.execute("INSERT INTO " + name + '(' + name + ",rank) VALUES('merge'," +
                                (first ? "-" : "") + QByteArray::number(MergePages) + ')'));
    return sqlite3_total_changes64(m_connection.handle()) - before < 2;
}

Result<void> SearchIndex::write(const Table &table, bool remove, qint64 row, const QStringList &values)
{
    DW_ASSIGN(Statement statement, m_connection.prepare(remove ? table.removeSql : table.insertSql));
    statement.bind(1, row);
    bindValues(statement, 2, table, values);
    return statement.run();
}

Result<void> SearchIndex::indexRecord(const Record &before, const Record &after, qint64 row)
{
    const Record &any = after.isValid() ? after : before;
    const Table *table = any.isValid() ? this->table(any.type().key()) : nullptr;
    const bool wasIn = isLive(before), isIn = isLive(after);
    if (!table || (!wasIn && !isIn))
        return {};
    const QStringList old = wasIn ? valuesOf(*table, before) : QStringList();
    const QStringList now = isIn ? valuesOf(*table, after) : QStringList();
    if (wasIn && isIn && old == now)
        return {};
    if (row == 0) {
        DW_ASSIGN(Statement statement, m_connection.prepare(table->rowidSql));
        statement.bind(1, any.id());
        DW_ASSIGN(const bool found, statement.step());
        if (!found)
            return Error(ErrorCode::Internal, QStringLiteral("store.internal"), {},
                         QStringLiteral("no row to index: ") + any.id().toString());
        row = statement.integer(0);
    }
    if (wasIn)
        DW_TRY(write(*table, true, row, old));
    if (isIn)
        DW_TRY(write(*table, false, row, now));
    return {};
}

Result<QString> SearchIndex::check()
{
    QStringList problems;
    for (const Table &table : std::as_const(m_tables))
        DW_TRY(checkTable(table, problems));
    return problems.join(QLatin1String("; "));
}

Result<void> SearchIndex::checkTable(const Table &table, QStringList &problems)
{
    const QByteArray name = quoted(table.name), rows = quoted(table.type->key());
    const QByteArray known = "(SELECT id FROM " + quoted(table.name + QStringLiteral("_docsize")) + ')';
    DW_ASSIGN(const qint64 missing,
              m_connection.integer("SELECT count(*) FROM " + rows +
                                   " WHERE \"deleted_at\" IS NULL AND rowid NOT IN " + known));
    DW_ASSIGN(const qint64 extra,
              m_connection.integer("SELECT count(*) FROM " + known + " WHERE id NOT IN (SELECT rowid FROM " +
                                   rows + " WHERE \"deleted_at\" IS NULL)"));
    if (missing > 0)
        problems.append(QStringLiteral("%1: %2 records are not indexed").arg(table.name).arg(missing));
    if (extra > 0)
        problems.append(QStringLiteral("%1: %2 entries have no record").arg(table.name).arg(extra));
    for (qsizetype i = 0; i < table.fields.size(); ++i) {
        // Long texts are many words, and numbers have forms of their own: their columns are not asked.
        if (i == 0 || table.type->field(table.fields[i]).type == FieldType::Text)
            DW_TRY(checkColumn(table, i, problems));
    }
    return {};
}

// The text of every row up to a few hundred, spread over the table, must be found under its own number.
Result<void> SearchIndex::checkColumn(const Table &table, qsizetype index, QStringList &problems)
{
    const QByteArray name = quoted(table.name), rows = quoted(table.type->key());
    const Field &field = table.type->field(table.fields[index]);
    DW_ASSIGN(const qint64 last, m_connection.integer("SELECT max(rowid) FROM " + rows));
    const qint64 distance = std::max<qint64>(1, last / 500);
    DW_ASSIGN(Statement read, m_connection.prepare("SELECT rowid," + quoted(field.key) + " FROM " + rows +
                                                   " WHERE \"deleted_at\" IS NULL AND " + quoted(field.key) +
                                                   " IS NOT NULL AND rowid % ?1 = 0"));
    read.bind(1, distance);
    for (;;) {
        DW_ASSIGN(const bool more, read.step());
        if (!more)
            return {};
        const SearchQuery query(read.text(1));
        if (query.isEmpty())
            continue;
        DW_ASSIGN(Statement find, m_connection.prepare("SELECT count(*) FROM " + name + " WHERE " + name +
                                                       " MATCH ?1 AND rowid=?2"));
        find.bind(1, query.expression({table.columns[index]}, {}));
        find.bind(2, read.integer(0));
        DW_ASSIGN(const bool counted, find.step());
        if (counted && find.integer(0) == 0) {
            problems.append(QStringLiteral("%1: row %2 is not found by its %3")
                                .arg(table.name)
                                .arg(read.integer(0))
                                .arg(field.key));
            return {};
        }
    }
}

}  // namespace dw::sqlite
