// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/query.h"
#include "core/store/session.h"
#include "core/store/sqlite/compiler.h"
#include "core/store/sqlite/recordtable.h"

#include <QHash>
#include <QStringList>

#include <memory>
#include <span>
#include <vector>

namespace dw::sqlite
{

class Connection;

// The reads of ReadSession that are queries, on one connection and its thread. Errors: store.*,
// expression.overflow, expression.mixed_currencies (what a condition or measure ran into), Cancelled when
// interrupted.
class QueryRunner
{
public:
    explicit QueryRunner(Connection &connection);
    // Must be called before the first query and when the dictionary changes; open cursors keep the old one.
    void setDictionary(const DictionaryPtr &dictionary);

    // The whole ordered list, or its first `limit` rows (limit < 0: all). About 0.1 us a row along an index.
    // By "ref.title" rows of one target are in the order of their ids; rows without a reference come last,
    // behind them those whose target is deleted or gone.
    Result<std::vector<RowRef>> rows(const Query &query, const EvaluationContext &context, int limit) const;
    // In the order of `rows`; rows purged meanwhile are invalid. Only `fields` (and id) are filled.
    Result<QList<Record>> page(const ObjectTypePtr &type, std::span<const RowRef> rows,
                               const QList<int> &fields) const;
    Result<qint64> count(const Query &query, const EvaluationContext &context) const;
    Result<QList<GroupRow>> group(const GroupQuery &query, const EvaluationContext &context) const;
    // The cursor must not outlive the runner.
    Result<std::unique_ptr<RecordCursor>> open(const Query &query, const QList<int> &fields,
                                               const EvaluationContext &context) const;

    // What EXPLAIN QUERY PLAN says about rows(), one line a step: for tests of index use.
    Result<QStringList> plan(const Query &query, const EvaluationContext &context, int limit) const;
    Result<QStringList> plan(const GroupQuery &query, const EvaluationContext &context) const;
    Result<QStringList> countPlan(const Query &query, const EvaluationContext &context) const;

private:
    friend class QueryCursor;
    Result<std::vector<Sql>> rowsSql(const Query &query, const EvaluationContext &context, int limit) const;
    Result<Sql> titleRowsSql(const Query &query, Compiler &compiler, int reference) const;
    enum class Along { Figures, Table };
    Result<Sql> groupSql(const GroupQuery &query, const EvaluationContext &context,
                         int *currencyColumn) const;
    // Along::Figures: an empty Sql where they do not hold all that is read.
    Result<Sql> groupSql(const GroupQuery &query, const EvaluationContext &context, Along along,
                         int *currencyColumn) const;
    Result<Sql> countSql(const Query &query, const EvaluationContext &context) const;
    Result<QStringList> explain(const Sql &sql, const EvaluationContext &context) const;
    Result<void> readLinks(const RecordTable &table, const QList<int> &linked, Record &record) const;
    const RecordTable &table(const ObjectTypePtr &type) const;
    // As Statement::step, with the error a function of ours gave.
    Result<bool> step(Statement &statement) const;

    Connection &m_connection;
    DictionaryPtr m_dictionary;
    mutable QHash<const ObjectType *, std::shared_ptr<const RecordTable>> m_tables;
};

// " WHERE ..." of live rows (or deleted ones) and a condition, which may be null.
Result<Sql> whereSql(Compiler &compiler, const Compiler::Row &row, Query::Deleted deleted,
                     const Condition &where);

// Whether a condition narrows the rows by a reference or a time, whose indexes are worth a look-up per row.
bool isSelective(const Condition &where);
// " INDEXED BY ..." where the object's figure index holds every column of `row` that these pieces name; else
// nothing.
Sql alongFigures(const Compiler::Row &row, const Sql &columns, const Sql &where);

}  // namespace dw::sqlite
