// SPDX-License-Identifier: GPL-3.0-or-later
// RecordStore's reading, for the one source file of each database that makes it.
#pragma once

#include "core/base/text/textfold.h"
#include "core/store/sql/recordstore.h"

#include <utility>

namespace dw::sql
{

namespace detail
{

inline constexpr int TitleDepth = 3;  // a title may be a reference whose title is a reference ...

inline const Value &valueOf(const Record &record, const ObjectType &type, int field)
{
    return &record.type() == &type ? record.value(field) : record.value(type.field(field).key);
}

inline std::optional<Instant> createdAt(const Record &record)
{
    const Value &at = record.value(u"created_at");
    return at.isNull() ? std::nullopt : std::optional(at.instant());
}

}  // namespace detail

template <typename Database>
RecordStore<Database>::RecordStore(Connection &connection, const Dialect &dialect, Currency base,
                                   const BusinessZone &zone)
    : m_connection(connection), m_dialect(dialect), m_base(base), m_rates(base, zone)
{}

template <typename Database>
void RecordStore<Database>::setDictionary(const DictionaryPtr &dictionary)
{
    m_dictionary = dictionary;
    m_tables.clear();
    m_searches.clear();
    m_insertTogether.clear();
    m_linksAtOnce.clear();
    m_titleSources.clear();
    m_rates.setDictionary(dictionary);
}

template <typename Database>
const RecordTable &RecordStore<Database>::table(const ObjectTypePtr &type)
{
    std::shared_ptr<const RecordTable> &made = m_tables[type.get()];
    if (!made)
        made = std::make_shared<RecordTable>(type, m_dialect);
    return *made;
}

// --- reading ---

template <typename Database>
Result<void> RecordStore<Database>::readLinks(const RecordTable &table, const QList<int> &linked,
                                              Record &record)
{
    if constexpr (Database::LinksAtOnce) {
        if (linked.size() > 1)
            return readLinksAtOnce(table, linked, record);
    }
    for (const int i : linked) {
        const Field &field = table.type()->field(i);
        DW_ASSIGN(Statement read, m_connection.prepare(table.linkSql(i).read));
        read.bind(1, record.id());
        QStringList keys;
        QList<Id> ids;
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            if (field.type == FieldType::Tags)
                keys.append(read.text(0));
            else
                ids.append(read.id(0));
        }
        record.set(i, field.type == FieldType::Tags ? Value(keys) : Value(ids));
    }
    return {};
}

// The same in one statement.
template <typename Database>
Result<void> RecordStore<Database>::readLinksAtOnce(const RecordTable &table, const QList<int> &linked,
                                                    Record &record)
{
    const ObjectType &type = *table.type();
    QByteArray &sql = m_linksAtOnce[&type];
    if (sql.isEmpty()) {
        const QByteArray text = "CAST(NULL AS text)";
        const QByteArray target = "CAST(NULL AS " + m_dialect.bytes + ')';
        for (const int i : linked) {
            const Field &field = type.field(i);
            const bool tags = field.type == FieldType::Tags;
            sql += (sql.isEmpty() ? "SELECT " : " UNION ALL SELECT ") + QByteArray::number(i) +
                   " AS field,position," + (tags ? "text," + target : text + ",target") + " FROM " +
                   m_dialect.quoted(linkTable(type, field)) + " WHERE " + m_dialect.own + "owner=?1";
        }
        sql += " ORDER BY field,position";
    }
    QHash<int, QStringList> keys;
    QHash<int, QList<Id>> ids;
    DW_ASSIGN(Statement read, m_connection.prepare(sql));
    read.bind(1, record.id());
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        const int field = int(read.integer(0));
        if (type.field(field).type == FieldType::Tags)
            keys[field].append(read.text(2));
        else
            ids[field].append(read.id(3));
    }
    for (const int i : linked)
        record.set(i, type.field(i).type == FieldType::Tags ? Value(keys.value(i)) : Value(ids.value(i)));
    return {};
}

template <typename Database>
Result<QList<Record>> RecordStore<Database>::readAll(const RecordTable &table, Statement &statement)
{
    QList<Record> records;
    for (;;) {
        DW_ASSIGN(const bool row, statement.step());
        if (!row)
            break;
        records.append(table.read(statement, table.all()));
    }
    for (Record &record : records)
        DW_TRY(readLinks(table, table.linkedFields(), record));
    return records;
}

template <typename Database>
Result<Record> RecordStore<Database>::find(const ObjectTypePtr &type, const Id &id)
{
    const RecordTable &from = table(type);
    DW_ASSIGN(Statement statement, m_connection.prepare(from.findSql()));
    statement.bind(1, id);
    DW_ASSIGN(const bool row, statement.step());
    if (!row)
        return Record();
    Record record = from.read(statement, from.all());
    DW_TRY(readLinks(from, from.linkedFields(), record));
    return record;
}

template <typename Database>
Result<QList<Record>> RecordStore<Database>::findMany(const ObjectTypePtr &type, const QList<Id> &ids)
{
    const RecordTable &from = table(type);
    DW_ASSIGN(Statement statement, m_connection.prepare(from.findSql()));
    QList<Record> records;
    records.reserve(ids.size());
    for (const Id &id : ids) {
        statement.reset();
        statement.bind(1, id);
        DW_ASSIGN(const bool row, statement.step());
        Record record;
        if (row) {
            record = from.read(statement, from.all());
            DW_TRY(readLinks(from, from.linkedFields(), record));
        }
        records.append(std::move(record));
    }
    return records;
}

template <typename Database>
Result<QList<Record>> RecordStore<Database>::findByValue(const ObjectTypePtr &type, int fieldIndex,
                                                         const Value &value, ReadSession::Match match,
                                                         int limit)
{
    const RecordTable &from = table(type);
    const Field &field = type->field(fieldIndex);
    if (value.isNull() || !field.isStored())
        return QList<Record>();
    const bool text = value.kind() == Value::Kind::Text;
    // Where no text can hold it nothing has it.
    if (text && !m_dialect.nulInText && value.text().contains(QChar(u'\0')))
        return QList<Record>();
    const bool folded = match == ReadSession::Match::Folded && text && !isLinked(field);
    const bool sortKey = hasSortKey(*type, fieldIndex) && text;
    Search &search = m_searches[{type.get(), fieldIndex * 4 + (folded ? 2 : 0) + (sortKey ? 1 : 0)}];
    if (search.read.isEmpty())
        search = searchFor(from, fieldIndex, folded, sortKey);
    // Most of what an import asks for is not there.
    if (!search.look.isEmpty()) {
        DW_ASSIGN(Statement look, m_connection.prepare(search.look));
        DW_TRY(bindSearched(from, look, fieldIndex, value, folded, sortKey));
        DW_ASSIGN(const bool any, look.step());
        if (!any)
            return QList<Record>();
    }
    DW_ASSIGN(Statement statement, m_connection.prepare(search.read));
    DW_TRY(bindSearched(from, statement, fieldIndex, value, folded, sortKey));
    if (folded)
        return readFolded(from, statement, fieldIndex, value.text(), limit);
    statement.bind(2, qint64(limit));
    return readAll(from, statement);
}

template <typename Database>
Result<void> RecordStore<Database>::bindSearched(const RecordTable &from, Statement &statement,
                                                 int fieldIndex, const Value &value, bool folded,
                                                 bool sortKey)
{
    const Field &field = from.type()->field(fieldIndex);
    if (folded) {
        if (sortKey)
            statement.bindBlob(1, m_collator.sortKey(value.text()));
        return {};
    }
    if (field.type == FieldType::Tags)
        statement.bind(1, value.kind() == Value::Kind::Keys ? value.keys().value(0) : value.text());
    else if (isLinked(field))
        statement.bind(1, value.kind() == Value::Kind::Ids ? value.ids().value(0) : value.id());
    else
        DW_TRY(from.bind(statement, 1, fieldIndex, value));
    if (field.type == FieldType::AnyReference)
        statement.bind(3, value.recordRef().object);
    else if (sortKey && field.unique == Uniqueness::None)
        statement.bindBlob(3, m_collator.sortKey(value.text()));
    return {};
}

// ?1 the value, or its sort key where texts are compared folded; ?2 the limit.
template <typename Database>
typename RecordStore<Database>::Search RecordStore<Database>::searchFor(const RecordTable &from,
                                                                        int fieldIndex, bool folded,
                                                                        bool sortKey) const
{
    const ObjectType &type = *from.type();
    const Field &field = type.field(fieldIndex);
    const QByteArray column = m_dialect.quoted(field.key);
    QByteArray where;
    if (isLinked(field)) {
        where = "\"id\" IN (SELECT owner FROM " + m_dialect.quoted(linkTable(type, field)) + " WHERE " +
                m_dialect.own + linkColumn(field) + "=?1)";
    } else if (folded) {
        where = sortKey ? m_dialect.quoted(sortColumn(field)) + "=?1" : column + " IS NOT NULL";
    } else {
        // A unique or duplicate-checked field has an index on the value; other texts are found by their sort
        // key, which equal texts share.
        where = column + "=?1";
        if (field.type == FieldType::AnyReference)
            where += " AND " + m_dialect.quoted(objectColumn(field)) + "=?3";
        else if (sortKey && field.unique == Uniqueness::None)
            where += " AND " + m_dialect.quoted(sortColumn(field)) + "=?3";
    }
    const QByteArray rest = " FROM " + m_dialect.quoted(type.key()) + " AS t WHERE " + m_dialect.own + where +
                            " AND \"deleted_at\" IS NULL";
    Search search;
    search.read = "SELECT " + from.all().columns + rest + " ORDER BY \"id\"" + (folded ? "" : " LIMIT ?2");
    // Without a sort key folded texts are compared row by row.
    if (Database::LooksFirst && (!folded || sortKey))
        search.look = "SELECT 1" + rest + " LIMIT 1";
    return search;
}

template <typename Database>
Result<QList<Record>> RecordStore<Database>::readFolded(const RecordTable &from, Statement &statement,
                                                        int fieldIndex, const QString &text, int limit)
{
    const QString folded = foldForSearch(text);
    QList<Record> records;
    while (records.size() < limit) {
        DW_ASSIGN(const bool row, statement.step());
        if (!row)
            break;
        Record record = from.read(statement, from.all());
        if (foldForSearch(record.value(fieldIndex).text()) == folded)
            records.append(std::move(record));
    }
    for (Record &record : records)
        DW_TRY(readLinks(from, from.linkedFields(), record));
    return records;
}

template <typename Database>
Result<QList<Record>> RecordStore<Database>::children(const Record &parent, const QString &name, int limit)
{
    const Collection *collection = parent.isValid() ? parent.type().collection(name) : nullptr;
    const ObjectTypePtr type = collection ? m_dictionary->find(collection->object) : nullptr;
    const Field *by = type ? type->find(collection->by) : nullptr;
    if (!by)
        return Error(ErrorCode::Internal, QStringLiteral("store.no_collection"), {name});
    const RecordTable &from = table(type);
    QByteArray where = m_dialect.quoted(by->key) + "=?1";
    if (by->type == FieldType::AnyReference)
        where += " AND " + m_dialect.quoted(objectColumn(*by)) + "=?3";
    else if (isLinked(*by))
        where = "\"id\" IN (SELECT owner FROM " + m_dialect.quoted(linkTable(*type, *by)) + " WHERE " +
                m_dialect.own + "target=?1)";
    DW_ASSIGN(Statement statement,
              m_connection.prepare("SELECT " + from.all().columns + " FROM " + m_dialect.quoted(type->key()) +
                                   " WHERE " + m_dialect.own + where +
                                   " AND \"deleted_at\" IS NULL ORDER BY \"id\" LIMIT ?2"));
    statement.bind(1, parent.id());
    statement.bind(2, qint64(limit));
    if (by->type == FieldType::AnyReference)
        statement.bind(3, parent.type().key());
    return readAll(from, statement);
}

template <typename Database>
const typename RecordStore<Database>::TitleSource &RecordStore<Database>::titleSource(const QString &object,
                                                                                      Language language)
{
    const auto known = m_titleSources.constFind({object, int(language)});
    if (known != m_titleSources.cend())
        return *known;
    TitleSource source;
    const ObjectTypePtr type = m_dictionary->find(object);
    const int index = type ? type->titleIndex(language) : -1;
    if (index >= 0 && type->field(index).isStored() && !isLinked(type->field(index))) {
        source.type = type;
        source.field = index;
        const Field &field = type->field(index);
        source.sql = "SELECT " + m_dialect.quoted(field.key);
        if (field.type == FieldType::AnyReference)
            source.sql += ',' + m_dialect.quoted(objectColumn(field));
        source.sql += " FROM " + m_dialect.quoted(type->key()) + " WHERE " + m_dialect.own + "\"id\"=?1";
    }
    return *m_titleSources.insert({object, int(language)}, source);
}

template <typename Database>
Result<QString> RecordStore<Database>::title(const RecordRef &ref, Language language, int depth)
{
    // A copy: those that a title leads to may add more.
    const TitleSource source = titleSource(ref.object, language);
    if (!source.type)
        return QString();
    const Field &field = source.type->field(source.field);
    DW_ASSIGN(Statement statement, m_connection.prepare(source.sql));
    statement.bind(1, ref.id);
    DW_ASSIGN(const bool row, statement.step());
    if (!row)
        return QString();
    const Value value = valueFromColumn(statement, 0, field, {});
    if (value.kind() == Value::Kind::Id || value.kind() == Value::Kind::RecordRef) {
        const QString target = value.kind() == Value::Kind::Id ? field.target : value.recordRef().object;
        return depth > 1 ? title(RecordRef{target, value.id()}, language, depth - 1) : QString();
    }
    return value.kind() == Value::Kind::Text || value.isNull() ? value.text() : value.toDebugString();
}

template <typename Database>
Result<QHash<RecordRef, QString>> RecordStore<Database>::titles(const QList<RecordRef> &refs,
                                                                Language language)
{
    QHash<RecordRef, QString> found;
    for (const RecordRef &ref : refs) {
        if (found.contains(ref))
            continue;
        DW_ASSIGN(const QString text, title(ref, language, detail::TitleDepth));
        if (!text.isEmpty())
            found.insert(ref, text);
    }
    return found;
}

template <typename Database>
Result<std::optional<Money>> RecordStore<Database>::inBase(const Record &record, const Money &money)
{
    DW_ASSIGN(const std::optional<qint64> minor, m_rates.toBase(m_connection, m_dialect, money.minor,
                                                                money.currency, detail::createdAt(record)));
    return minor ? std::optional(Money{*minor, m_base}) : std::nullopt;
}

}  // namespace dw::sql
