// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/querycursor.h"

#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/ordering.h"
#include "core/store/sqlite/schema.h"

#include <sqlite3.h>

#include <algorithm>

namespace dw::sqlite
{

namespace
{

// A column as it is, to be compared with later.
SqlBind bindOf(const Statement &statement, int column)
{
    switch (sqlite3_column_type(statement.handle(), column)) {
        case SQLITE_INTEGER:
            return statement.integer(column);
        case SQLITE_TEXT:
            return statement.text(column);
        case SQLITE_BLOB: {
            const QByteArray bytes = statement.bytes(column).toByteArray();
            return bytes.isNull() ? QByteArray("") : bytes;
        }
        default:
            return {};
    }
}

bool isNull(const SqlBind &bind)
{
    return std::holds_alternative<std::monostate>(bind);
}

// Rows behind `last` in the order of `keys` from `first` on: k1 after v1, or k1 = v1 and the rest after.
Sql behind(const std::vector<Ordering::Key> &keys, const std::vector<SqlBind> &last, size_t first)
{
    Sql alternatives("(");
    bool any = false;
    Sql equal;
    for (size_t i = first; i < keys.size(); ++i) {
        const Sql &key = keys[i].sql;
        const Sql value = Sql::parameter(last[i]);
        if (!isNull(last[i])) {
            alternatives << (any ? " OR (" : "(") << equal << "(" << key
                         << (keys[i].descending ? " < " : " > ") << value;
            // The first of all is split into phases, so it has no NULL here.
            if (keys[i].nullable && i > 0)
                alternatives << " OR " << key << " IS NULL";
            alternatives << "))";
            any = true;
        }
        equal << key << " IS " << value << " AND ";
    }
    alternatives << (any ? ")" : "0)");
    return alternatives;
}

}  // namespace

QueryCursor::QueryCursor(const QueryRunner &runner, const Query &query, const QList<int> &fields,
                         const EvaluationContext &context)
    : m_runner(runner), m_query(query), m_fields(fields), m_context(context)
{}

Result<std::unique_ptr<RecordCursor>> QueryCursor::open(const QueryRunner &runner, const Query &query,
                                                        const QList<int> &fields,
                                                        const EvaluationContext &context)
{
    std::unique_ptr<QueryCursor> cursor(new QueryCursor(runner, query, fields, context));
    Compiler compiler(runner.m_dictionary, cursor->m_context);
    const Compiler::Row row = compiler.row(query.object);
    DW_ASSIGN(const Ordering ordering, Ordering::of(query, compiler, row));
    if (!ordering.joins().isEmpty()) {
        cursor->m_byRows = true;
        DW_ASSIGN(cursor->m_rows, runner.rows(query, cursor->m_context, -1));
    }
    return std::unique_ptr<RecordCursor>(std::move(cursor));
}

Result<void> QueryCursor::next(QList<Record> &records, int limit)
{
    records.clear();
    if (m_byRows) {
        const size_t count = std::min(size_t(std::max(0, limit)), m_rows.size() - m_nextRow);
        DW_ASSIGN(records,
                  m_runner.page(m_query.object, std::span(m_rows).subspan(m_nextRow, count), m_fields));
        m_nextRow += count;
        records.removeIf([](const Record &record) { return !record.isValid(); });
        return {};
    }
    while (records.size() < limit && m_phase != Phase::Done) {
        const int wanted = limit - int(records.size());
        const qsizetype before = records.size();
        DW_TRY(piece(records, wanted));
        if (records.size() - before < wanted) {
            m_phase = m_phase == Phase::Values ? Phase::Nulls : Phase::Done;
            m_last.clear();
        }
    }
    return {};
}

Result<Sql> QueryCursor::pieceSql(Compiler &compiler, int limit) const
{
    const Compiler::Row row = compiler.row(m_query.object);
    DW_ASSIGN(const Ordering ordering, Ordering::of(m_query, compiler, row));
    const std::vector<Ordering::Key> &keys = ordering.keys();
    DW_ASSIGN(Sql where, whereSql(compiler, row, m_query.deleted, m_query.where));
    const auto restrict = [&where](const Sql &condition) {
        where << (where.isEmpty() ? " WHERE " : " AND ") << condition;
    };
    const size_t first = m_phase == Phase::Nulls ? 1 : 0;
    if (keys.front().nullable) {
        Sql part = keys.front().sql;
        part << (first == 1 ? " IS NULL" : " IS NOT NULL");
        restrict(part);
    }
    if (!m_last.empty()) {
        const bool pair =
            keys.size() - first == 2 && !isNull(m_last[first]) && (first == 0 || !keys[first].nullable);
        const bool single = keys.size() - first == 1;
        if (pair || single) {
            // One seek into the index (key, id).
            Sql left("("), right("(");
            for (size_t i = first; i < keys.size(); ++i) {
                left << (i > first ? ", " : "") << keys[i].sql;
                right << (i > first ? ", " : "") << Sql::parameter(m_last[i]);
            }
            left << (keys[first].descending ? ") < " : ") > ") << right << ")";
            restrict(left);
        } else {
            if (!isNull(m_last[first]) && first == 0) {
                Sql bound = keys[first].sql;
                bound << (keys[first].descending ? " <= " : " >= ") << Sql::parameter(m_last[first]);
                restrict(bound);
            }
            restrict(behind(keys, m_last, first));
        }
    }
    Sql order;
    for (size_t i = first; i < keys.size(); ++i) {
        order << (i > first ? ", " : "") << keys[i].sql
              << (keys[i].descending          ? " DESC"
                  : keys[i].nullable && i > 0 ? " ASC NULLS LAST"
                                              : " ASC");
    }
    Sql sql("SELECT ");
    sql << Sql(m_runner.table(m_query.object).select(m_fields).columns);
    for (const Ordering::Key &key : keys)
        sql << ", " << key.sql;
    sql << " FROM " << Compiler::from(row) << where << " ORDER BY " << order << " LIMIT "
        << Sql(QByteArray::number(limit));
    return sql;
}

Result<void> QueryCursor::piece(QList<Record> &records, int limit)
{
    Compiler compiler(m_runner.m_dictionary, m_context);
    const Compiler::Row probe = compiler.row(m_query.object);
    DW_ASSIGN(const Ordering ordering, Ordering::of(m_query, compiler, probe));
    if (m_phase == Phase::Nulls && !ordering.keys().front().nullable)
        return {};
    DW_ASSIGN(const Sql sql, pieceSql(compiler, limit));
    const RecordTable &table = m_runner.table(m_query.object);
    const RecordTable::Selection selection = table.select(m_fields);
    const qsizetype begin = records.size();
    {
        DW_ASSIGN(Statement statement, m_runner.m_connection.prepare(sql.text()));
        sql.bindTo(statement, m_context);
        const int keyColumn = statement.columnCount() - int(ordering.keys().size());
        for (;;) {
            DW_ASSIGN(const bool more, m_runner.step(statement));
            if (!more)
                break;
            records.append(table.read(statement, selection));
            m_last.clear();
            for (int column = keyColumn; column < statement.columnCount(); ++column)
                m_last.push_back(bindOf(statement, column));
        }
    }
    for (qsizetype i = begin; i < records.size() && !selection.linked.isEmpty(); ++i)
        DW_TRY(m_runner.readLinks(table, selection.linked, records[i]));
    return {};
}

}  // namespace dw::sqlite
