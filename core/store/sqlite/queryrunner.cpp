// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/queryrunner.h"

#include "core/store/sql/tables.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/functions.h"
#include "core/store/sqlite/ordering.h"
#include "core/store/sqlite/querycursor.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/sqlvalue.h"

#include <algorithm>

namespace dw::sqlite
{

Result<Sql> whereSql(Compiler &compiler, const Compiler::Row &row, Query::Deleted deleted,
                     const Condition &where)
{
    Sql sql;
    if (deleted != Query::Deleted::Include) {
        // The literal that partial indexes need.
        const Sql column = Sql::column(row.alias, u"deleted_at");
        sql << " WHERE " << column << (deleted == Query::Deleted::Exclude ? " IS NULL" : " IS NOT NULL");
        // Without statistics only a range makes the index of the bin look smaller than the table.
        if (deleted == Query::Deleted::Only)
            sql << " AND " << column << " >= -9223372036854775808";
    }
    if (where) {
        DW_ASSIGN(const Sql condition, compiler.condition(where->root(), row));
        sql << (sql.isEmpty() ? " WHERE " : " AND ") << condition;
    }
    return sql;
}

namespace
{

bool narrows(const Node &node)
{
    if (node.kind == Node::Kind::Call)
        return node.function->id == Function::Id::InPeriod;
    if (node.kind != Node::Kind::Operation || node.children.size() < 2)
        return false;
    if (node.op == Operator::And)
        return std::any_of(node.children.begin(), node.children.end(),
                           [](const std::unique_ptr<Node> &child) { return narrows(*child); });
    const Node &subject = *node.children.front();
    if (node.op == Operator::Equal || node.op == Operator::In)
        return subject.type.kind == ValueType::Kind::Reference || subject.kind == Node::Kind::Call ||
               subject.type.isMoment();
    return node.op != Operator::Or && subject.type.isMoment();
}

}  // namespace

bool isSelective(const Condition &where)
{
    return where && narrows(where->root());
}

Sql alongFigures(const Compiler::Row &row, const Sql &columns, const Sql &where)
{
    const QStringList held = figureColumns(*row.object);
    if (held.isEmpty())
        return {};
    const QByteArray prefix = row.alias + ".\"";
    const auto names = [&prefix](const QByteArray &text) {
        QList<QByteArray> found;
        for (qsizetype at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at)) {
            at += prefix.size();
            found.append(text.mid(at, text.indexOf('"', at) - at));
        }
        return found;
    };
    const QList<QByteArray> all = names(columns.text()) + names(where.text());
    for (const QByteArray &name : all) {
        if (!held.contains(QString::fromUtf8(name)))
            return {};
    }
    Sql sql(" INDEXED BY ");
    sql << Sql::name(figureIndex(*row.object));
    return sql;
}

QueryRunner::QueryRunner(Connection &connection) : m_connection(connection) {}

void QueryRunner::setDictionary(const DictionaryPtr &dictionary)
{
    m_dictionary = dictionary;
    m_tables.clear();
}

const RecordTable &QueryRunner::table(const ObjectTypePtr &type) const
{
    std::shared_ptr<const RecordTable> &table = m_tables[type.get()];
    if (!table)
        table = std::make_shared<const RecordTable>(type, dialect());
    return *table;
}

Result<bool> QueryRunner::step(Statement &statement) const
{
    Result<bool> stepped = statement.step();
    if (!stepped.ok()) {
        if (const std::optional<Error> error = functionError(m_connection.handle()))
            return *error;
    }
    return stepped;
}

Result<Sql> QueryRunner::titleRowsSql(const Query &query, Compiler &compiler, int reference) const
{
    // The targets' own index gives the order: no sort, and the first rows come at once.
    const Field &field = query.object->field(reference);
    const Compiler::Row target = compiler.row(m_dictionary->find(field.target));
    const Compiler::Row row = compiler.row(query.object);
    const bool descending = query.sort.front().order == SortKey::Order::Descending;
    DW_ASSIGN(const Sql where, whereSql(compiler, row, query.deleted, query.where));
    Sql sql("SELECT ");
    sql << Sql::column(row.alias, u"rowid") << " FROM " << Compiler::from(target) << " CROSS JOIN "
        << Compiler::from(row) << where << " AND " << Sql::column(row.alias, field.key) << " = "
        << Sql::column(target.alias, u"id") << " AND " << Sql::column(target.alias, u"deleted_at")
        << " IS NULL ORDER BY " << sortExpression(target, target.object->titleIndex(Language::English))
        << (descending ? " DESC, " : " ASC NULLS LAST, ") << Sql::column(target.alias, u"id")
        << (descending ? " DESC" : " ASC");
    // The reference's own index has the rows of a target in the order of their ids; a filter may be looked up
    // along another one.
    if (query.where || !sql::hasListIndex(*m_dictionary, *query.object, reference))
        sql << ", " << Sql::column(row.alias, u"id");
    return sql;
}

Result<std::vector<Sql>> QueryRunner::rowsSql(const Query &query, const EvaluationContext &context,
                                              int limit) const
{
    std::vector<Sql> parts;
    Compiler compiler(m_dictionary, context);
    const Compiler::Row row = compiler.row(query.object);
    DW_ASSIGN(const Ordering ordering, Ordering::of(query, compiler, row));
    const QByteArray limited = limit >= 0 ? " LIMIT " + QByteArray::number(limit) : QByteArray();
    if (ordering.titleReference() >= 0 && query.deleted == Query::Deleted::Exclude) {
        Compiler titles(m_dictionary, context);
        DW_ASSIGN(Sql first, titleRowsSql(query, titles, ordering.titleReference()));
        first << Sql(limited);
        parts.push_back(first);
        DW_ASSIGN(const Sql where, whereSql(compiler, row, query.deleted, query.where));
        const Field &field = query.object->field(ordering.titleReference());
        const Compiler::Row target = compiler.row(m_dictionary->find(field.target));
        const Sql reference = Sql::column(row.alias, field.key);
        Sql none("SELECT ");
        none << Sql::column(row.alias, u"rowid") << " FROM " << Compiler::from(row) << where << " AND "
             << reference << " IS NULL ORDER BY " << Sql::column(row.alias, u"id") << Sql(limited);
        parts.push_back(none);
        Sql rest("SELECT ");
        rest << Sql::column(row.alias, u"rowid") << " FROM " << Compiler::from(row) << where << " AND "
             << reference << " IS NOT NULL AND NOT EXISTS(SELECT 1 FROM " << Compiler::from(target)
             << " WHERE " << Sql::column(target.alias, u"id") << " = " << reference << " AND "
             << Sql::column(target.alias, u"deleted_at") << " IS NULL) ORDER BY " << reference << ", "
             << Sql::column(row.alias, u"id") << Sql(limited);
        parts.push_back(rest);
        return parts;
    }
    DW_ASSIGN(const Sql where, whereSql(compiler, row, query.deleted, query.where));
    const bool whole = limit < 0 && query.where && !query.sort.isEmpty();
    Sql sql("SELECT ");
    sql << Sql::column(row.alias, u"rowid") << " FROM " << Compiler::from(row)
        << (whole && !isSelective(query.where) ? " NOT INDEXED" : "") << ordering.joins() << where
        << " ORDER BY " << (whole ? ordering.sortedClause() : ordering.clause()) << Sql(limited);
    parts.push_back(sql);
    return parts;
}

Result<std::vector<RowRef>> QueryRunner::rows(const Query &query, const EvaluationContext &context,
                                              int limit) const
{
    std::vector<RowRef> rows;
    if (limit == 0)
        return rows;
    DW_ASSIGN(const std::vector<Sql> parts, rowsSql(query, context, limit));
    for (size_t part = 0; part < parts.size(); ++part) {
        const Sql &sql = parts[part];
        if (part == 2) {
            // Looking for rows whose target is gone costs more than counting, and usually there are none.
            DW_ASSIGN(const qint64 all, count(query, context));
            if (qint64(rows.size()) >= all)
                break;
        }
        DW_ASSIGN(Statement statement, m_connection.prepare(sql.text()));
        sql.bindTo(statement, context);
        for (;;) {
            DW_ASSIGN(const bool more, step(statement));
            if (!more)
                break;
            rows.push_back(RowRef{statement.integer(0)});
            if (limit >= 0 && rows.size() >= size_t(limit))
                return rows;
        }
    }
    return rows;
}

Result<void> QueryRunner::readLinks(const RecordTable &table, const QList<int> &linked, Record &record) const
{
    for (const int index : linked) {
        const Field &field = table.type()->field(index);
        DW_ASSIGN(Statement statement, m_connection.prepare("SELECT " + linkColumn(field) + " FROM " +
                                                            quoted(linkTable(*table.type(), field)) +
                                                            " WHERE owner=?1 ORDER BY position"));
        statement.bind(1, record.id());
        QStringList texts;
        QList<Id> ids;
        for (;;) {
            DW_ASSIGN(const bool more, step(statement));
            if (!more)
                break;
            if (field.type == FieldType::Tags)
                texts.append(statement.text(0));
            else
                ids.append(statement.id(0));
        }
        record.set(index, field.type == FieldType::Tags ? Value(texts) : Value(ids));
    }
    return {};
}

Result<QList<Record>> QueryRunner::page(const ObjectTypePtr &type, std::span<const RowRef> rows,
                                        const QList<int> &fields) const
{
    QList<Record> records;
    records.reserve(qsizetype(rows.size()));
    const RecordTable &table = this->table(type);
    const RecordTable::Selection selection = table.select(fields);
    DW_ASSIGN(Statement statement, m_connection.prepare("SELECT " + selection.columns + " FROM " +
                                                        quoted(type->key()) + " WHERE \"rowid\"=?1"));
    for (const RowRef &row : rows) {
        statement.reset();
        statement.bind(1, row.row);
        DW_ASSIGN(const bool found, step(statement));
        records.append(found ? table.read(statement, selection) : Record());
    }
    statement.reset();
    for (Record &record : records) {
        if (record.isValid())
            DW_TRY(readLinks(table, selection.linked, record));
    }
    return records;
}

Result<Sql> QueryRunner::countSql(const Query &query, const EvaluationContext &context) const
{
    Compiler compiler(m_dictionary, context);
    const Compiler::Row row = compiler.row(query.object);
    DW_ASSIGN(const Sql where, whereSql(compiler, row, query.deleted, query.where));
    Sql sql("SELECT count(*) FROM ");
    sql << Compiler::from(row);
    if (query.where && query.deleted == Query::Deleted::Exclude)
        sql << alongFigures(row, {}, where);
    sql << where;
    return sql;
}

Result<qint64> QueryRunner::count(const Query &query, const EvaluationContext &context) const
{
    DW_ASSIGN(const Sql sql, countSql(query, context));
    DW_ASSIGN(Statement statement, m_connection.prepare(sql.text()));
    sql.bindTo(statement, context);
    DW_ASSIGN(const bool found, step(statement));
    return found ? statement.integer(0) : qint64(0);
}

Result<std::unique_ptr<RecordCursor>> QueryRunner::open(const Query &query, const QList<int> &fields,
                                                        const EvaluationContext &context) const
{
    return QueryCursor::open(*this, query, fields, context);
}

Result<QStringList> QueryRunner::countPlan(const Query &query, const EvaluationContext &context) const
{
    DW_ASSIGN(const Sql sql, countSql(query, context));
    return explain(sql, context);
}

Result<QStringList> QueryRunner::explain(const Sql &sql, const EvaluationContext &context) const
{
    QStringList lines;
    DW_ASSIGN(Statement statement, m_connection.prepare("EXPLAIN QUERY PLAN " + sql.text()));
    sql.bindTo(statement, context);
    for (;;) {
        DW_ASSIGN(const bool more, step(statement));
        if (!more)
            return lines;
        lines.append(statement.text(3));
    }
}

Result<QStringList> QueryRunner::plan(const Query &query, const EvaluationContext &context, int limit) const
{
    QStringList lines;
    DW_ASSIGN(const std::vector<Sql> parts, rowsSql(query, context, limit));
    for (const Sql &sql : parts) {
        DW_ASSIGN(const QStringList one, explain(sql, context));
        lines += one;
    }
    return lines;
}

Result<QStringList> QueryRunner::plan(const GroupQuery &query, const EvaluationContext &context) const
{
    int currencyColumn = -1;
    DW_ASSIGN(const Sql sql, groupSql(query, context, &currencyColumn));
    return explain(sql, context);
}

}  // namespace dw::sqlite
