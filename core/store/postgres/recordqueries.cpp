// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/recordqueries.h"

#include "core/store/postgres/connection.h"
#include "core/store/postgres/liverows.h"
#include "core/store/postgres/recordorder.h"
#include "core/store/sql/names.h"

#include <algorithm>
#include <utility>

namespace dw::postgres
{

QList<int> allFields(const ObjectType &type)
{
    QList<int> fields;
    for (int i = 0; i < type.fieldCount(); ++i)
        fields.append(i);
    return fields;
}

// Each piece begins behind the last record of the one before, so nothing stays open in between; only an order
// of its own keeps its list of ids.
class RecordQueriesCursor final : public RecordCursor
{
public:
    RecordQueriesCursor(RecordQueries &queries, const Query &query, const QList<int> &fields,
                        const EvaluationContext &context)
        : m_queries(queries), m_query(query), m_fields(fields), m_context(context)
    {}

    Result<void> start()
    {
        if (!m_query.sort.isEmpty()) {
            DW_ASSIGN(m_ids, m_queries.ids(m_query, m_context, -1));
            m_listed = true;
        }
        return {};
    }

    Result<void> next(QList<Record> &records, int limit) override
    {
        records.clear();
        if (m_listed) {
            const size_t count = std::min(size_t(std::max(0, limit)), m_ids.size() - m_next);
            const std::vector<Id> piece(m_ids.begin() + qint64(m_next),
                                        m_ids.begin() + qint64(m_next + count));
            m_next += count;
            return append(piece, records);
        }
        const bool exact = m_queries.isExact(m_query);
        while (!m_ended && records.size() < limit) {
            const int wanted = limit - int(records.size());
            const int size = exact ? wanted : std::max(wanted, RecordQueries::PieceSize);
            DW_ASSIGN(std::vector<Id> found, m_queries.candidates(m_query, m_last, size));
            const bool ended = int(found.size()) < size;
            const std::optional<Id> last = found.empty() ? m_last : std::optional(found.back());
            DW_ASSIGN(found, m_queries.fulfilling(m_query, m_context, std::move(found), wanted));
            // A full piece may have left some behind its last one.
            const bool full = int(found.size()) == wanted;
            m_last = full ? found.back() : last;
            m_ended = ended && !full;
            DW_TRY(append(found, records));
        }
        return {};
    }

private:
    Result<void> append(const std::vector<Id> &ids, QList<Record> &records)
    {
        DW_ASSIGN(QList<Record> read, m_queries.records(m_query.object, ids, m_fields));
        // Purged since they were found.
        read.removeIf([](const Record &record) { return !record.isValid(); });
        records += read;
        return {};
    }

    RecordQueries &m_queries;
    const Query m_query;
    const QList<int> m_fields;
    const EvaluationContext m_context;
    std::optional<Id> m_last;
    bool m_ended = false;
    bool m_listed = false;
    std::vector<Id> m_ids;
    size_t m_next = 0;
};

RecordQueries::RecordQueries(Connection &connection, const sql::Dialect &dialect,
                             const RelatedValues &related)
    : m_connection(connection), m_dialect(dialect), m_related(related)
{}

void RecordQueries::setDictionary(const DictionaryPtr &dictionary)
{
    m_dictionary = dictionary;
    m_tables.clear();
}

const sql::RecordTable &RecordQueries::table(const ObjectTypePtr &type)
{
    std::shared_ptr<const sql::RecordTable> &made = m_tables[type.get()];
    if (!made)
        made = std::make_shared<const sql::RecordTable>(type, m_dialect);
    return *made;
}

bool RecordQueries::isExact(const Query &query) const
{
    if (!query.where)
        return true;
    const std::optional<Narrowing> narrowing = narrow(query.where->root(), m_dialect, "t");
    return narrowing && narrowing->exact;
}

QByteArray RecordQueries::from(const Query &query, const QByteArray &joins,
                               std::optional<Narrowing> &narrowing) const
{
    QByteArray sql = " FROM " + m_dialect.quoted(query.object->key()) + " t" + joins + " WHERE t." +
                     m_dialect.own + "true";
    if (query.deleted != Query::Deleted::Include)
        sql += query.deleted == Query::Deleted::Exclude ? " AND t.\"deleted_at\" IS NULL"
                                                        : " AND t.\"deleted_at\" IS NOT NULL";
    if (query.where)
        narrowing = narrow(query.where->root(), m_dialect, "t");
    return narrowing ? sql + " AND " + narrowing->sql : sql;
}

Result<std::vector<Id>> RecordQueries::candidates(const Query &query, const std::optional<Id> &last,
                                                  int limit)
{
    DW_ASSIGN(const RecordOrder order, RecordOrder::of(query, *m_dictionary, m_dialect, "t"));
    std::optional<Narrowing> narrowing;
    QByteArray sql = "SELECT t.\"id\"" + from(query, order.joins, narrowing);
    if (last)
        sql += " AND t.\"id\">?";
    sql += " ORDER BY " + order.clause + " LIMIT ?";
    DW_ASSIGN(Statement read, m_connection.prepare(sql));
    int place = 1;
    if (narrowing) {
        narrowing->bindTo(read, place);
        place += int(narrowing->values.size());
    }
    if (last)
        read.bindBlob(place++, last->toByteArray());
    if (limit >= 0)
        read.bind(place, qint64(limit));
    std::vector<Id> found;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return found;
        found.push_back(read.id(0));
    }
}

Result<std::vector<Id>> RecordQueries::fulfilling(const Query &query, const EvaluationContext &context,
                                                  std::vector<Id> ids, int limit)
{
    if (isExact(query))
        return ids;
    std::vector<Id> kept;
    LiveRows rows(*this, m_related, m_dictionary, context, query.object);
    DW_TRY(rows.willEvaluate(*query.where));
    for (size_t at = 0; at < ids.size(); at += PieceSize) {
        const size_t end = std::min(at + PieceSize, ids.size());
        const std::vector<Id> piece(ids.begin() + qint64(at), ids.begin() + qint64(end));
        DW_ASSIGN(const QList<Record> read, rows.read(piece));
        for (const Record &record : read) {
            DW_ASSIGN(const bool fulfils, rows.holds(*query.where, record));
            if (!fulfils)
                continue;
            kept.push_back(record.id());
            if (limit >= 0 && kept.size() == size_t(limit))
                return kept;
        }
    }
    return kept;
}

Result<std::vector<Id>> RecordQueries::ids(const Query &query, const EvaluationContext &context, int limit)
{
    if (limit == 0)
        return std::vector<Id>();
    DW_ASSIGN(std::vector<Id> found, candidates(query, {}, isExact(query) ? limit : -1));
    return fulfilling(query, context, std::move(found), limit);
}

Result<qint64> RecordQueries::count(const Query &query, const EvaluationContext &context)
{
    if (isExact(query)) {
        std::optional<Narrowing> narrowing;
        const QByteArray sql = "SELECT count(*)" + from(query, {}, narrowing);
        DW_ASSIGN(Statement read, m_connection.prepare(sql));
        if (narrowing)
            narrowing->bindTo(read, 1);
        DW_TRY(read.step());
        return read.integer(0);
    }
    Query unordered = query;
    unordered.sort.clear();
    DW_ASSIGN(const std::vector<Id> found, ids(unordered, context, -1));
    return qint64(found.size());
}

Result<std::unique_ptr<RecordCursor>> RecordQueries::open(const Query &query, const QList<int> &fields,
                                                          const EvaluationContext &context)
{
    auto cursor = std::make_unique<RecordQueriesCursor>(*this, query, fields, context);
    DW_TRY(cursor->start());
    return std::unique_ptr<RecordCursor>(std::move(cursor));
}

Result<QList<Record>> RecordQueries::records(const ObjectTypePtr &type, const std::vector<Id> &ids,
                                             const QList<int> &fields)
{
    QList<Record> found;
    if (ids.empty())
        return found;
    const sql::RecordTable &from = table(type);
    const sql::RecordTable::Selection selection = from.select(fields);
    std::vector<QByteArray> wanted;
    wanted.reserve(ids.size());
    for (const Id &id : ids)
        wanted.push_back(id.toByteArray());
    QHash<Id, Record> byId;
    {
        DW_ASSIGN(Statement read, m_connection.prepare("SELECT " + selection.columns + " FROM " +
                                                       m_dialect.quoted(type->key()) + " WHERE " +
                                                       m_dialect.own + "\"id\"=ANY(?::bytea[])"));
        read.bindList(1, wanted);
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            const Record record = from.read(read, selection);
            byId.insert(record.id(), record);
        }
    }
    found.reserve(qsizetype(ids.size()));
    for (const Id &id : ids)
        found.append(byId.value(id));
    DW_TRY(readLinks(from, selection.linked, found));
    return found;
}

Result<std::optional<RecordQueries::Children>> RecordQueries::children(const ObjectType &parent,
                                                                       const QString &name,
                                                                       const std::vector<Id> &parents,
                                                                       int most)
{
    const Collection *collection = parent.collection(name);
    const ObjectTypePtr type = collection ? m_dictionary->find(collection->object) : nullptr;
    const Field *by = type ? type->find(collection->by) : nullptr;
    if (!by)
        return Error(ErrorCode::Internal, QStringLiteral("store.no_collection"), {name});
    QByteArray joins, pointer = "t." + m_dialect.quoted(by->key);
    if (sql::isLinked(*by)) {
        pointer = "l.target";
        joins = " JOIN " + m_dialect.quoted(sql::linkTable(*type, *by)) + " l ON l." + m_dialect.own +
                "l.owner=t.\"id\"";
    }
    // A list may name a record twice.
    QByteArray sql = "SELECT DISTINCT t.\"id\"," + pointer + " FROM " + m_dialect.quoted(type->key()) + " t" +
                     joins + " WHERE t." + m_dialect.own + "t.\"deleted_at\" IS NULL AND " + pointer +
                     "=ANY(?::bytea[])";
    if (by->type == FieldType::AnyReference)
        sql += " AND t." + m_dialect.quoted(sql::objectColumn(*by)) + "=?";
    std::vector<Id> ids, owners;
    {
        DW_ASSIGN(Statement read,
                  m_connection.prepare(sql + " ORDER BY t.\"id\" LIMIT " + QByteArray::number(most + 1)));
        std::vector<QByteArray> wanted;
        wanted.reserve(std::size_t(parents.size()));
        for (const Id &id : parents)
            wanted.push_back(id.toByteArray());
        read.bindList(1, wanted);
        if (by->type == FieldType::AnyReference)
            read.bind(2, parent.key());
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            ids.push_back(read.id(0));
            owners.push_back(read.id(1));
        }
    }
    if (ids.size() > size_t(most))
        return std::optional<Children>();
    DW_ASSIGN(const QList<Record> found, records(type, ids, allFields(*type)));
    Children children;
    for (qsizetype i = 0; i < found.size(); ++i)
        children[owners[size_t(i)]].append(found[i]);
    return std::optional(children);
}

// Of all records at once.
Result<void> RecordQueries::readLinks(const sql::RecordTable &table, const QList<int> &linked,
                                      QList<Record> &records)
{
    std::vector<QByteArray> owners;
    for (const Record &record : std::as_const(records)) {
        if (record.isValid())
            owners.push_back(record.id().toByteArray());
    }
    for (const int index : linked) {
        const Field &field = table.type()->field(index);
        const bool tags = field.type == FieldType::Tags;
        DW_ASSIGN(Statement read,
                  m_connection.prepare("SELECT owner," + sql::linkColumn(field) + " FROM " +
                                       m_dialect.quoted(sql::linkTable(*table.type(), field)) + " WHERE " +
                                       m_dialect.own + "owner=ANY(?::bytea[]) ORDER BY owner,position"));
        read.bindList(1, owners);
        QHash<Id, QStringList> texts;
        QHash<Id, QList<Id>> targets;
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            if (tags)
                texts[read.id(0)].append(read.text(1));
            else
                targets[read.id(0)].append(read.id(1));
        }
        for (Record &record : records) {
            if (record.isValid())
                record.set(index, tags ? Value(texts.value(record.id())) : Value(targets.value(record.id())));
        }
    }
    return {};
}

}  // namespace dw::postgres
