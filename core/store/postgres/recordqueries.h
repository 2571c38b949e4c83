// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/evaluator.h"
#include "core/records/query.h"
#include "core/records/relatedvalues.h"
#include "core/store/postgres/narrowing.h"
#include "core/store/session.h"
#include "core/store/sql/recordtable.h"

#include <QHash>

#include <memory>
#include <vector>

namespace dw::postgres
{

class Connection;

// Queries over records. SQL finds what it can say exactly (narrowing.h), the evaluator decides about the
// rest, and makes the groups and figures, so that all of it means the same here and on a laptop.
class RecordQueries
{
public:
    // All of them must outlive it.
    RecordQueries(Connection &connection, const sql::Dialect &dialect, const RelatedValues &related);
    // Before the first query and when the dictionary changes.
    void setDictionary(const DictionaryPtr &dictionary);

    // The cursor must not outlive it.
    Result<std::unique_ptr<RecordCursor>> open(const Query &query, const QList<int> &fields,
                                               const EvaluationContext &context);
    Result<qint64> count(const Query &query, const EvaluationContext &context);
    // grouping.cpp; expression.* for what a measure ran into.
    Result<QList<GroupRow>> group(const GroupQuery &query, const EvaluationContext &context);
    // Of all records in their order, or the first `limit` (limit < 0: all).
    Result<std::vector<Id>> ids(const Query &query, const EvaluationContext &context, int limit);
    // In the order of `ids`; missing ones are invalid. Only `fields` (and id) are filled.
    Result<QList<Record>> records(const ObjectTypePtr &type, const std::vector<Id> &ids,
                                  const QList<int> &fields);
    // The live children of all these parents, each one's ordered by id; nothing where they are more than
    // `most`.
    using Children = QHash<Id, QList<Record>>;
    Result<std::optional<Children>> children(const ObjectType &parent, const QString &collection,
                                             const std::vector<Id> &parents, int most);

private:
    friend class RecordQueriesCursor;
    // What the evaluator looks at is read in pieces of this many.
    static constexpr int PieceSize = 500;

    // Up to `limit` ids behind `last` that may fulfil the query, in the order of the ids or of its sort keys.
    Result<std::vector<Id>> candidates(const Query &query, const std::optional<Id> &last, int limit);
    // Those of them that do, the first `limit` (limit < 0: all).
    Result<std::vector<Id>> fulfilling(const Query &query, const EvaluationContext &context,
                                       std::vector<Id> ids, int limit);
    Result<void> readLinks(const sql::RecordTable &table, const QList<int> &linked, QList<Record> &records);
    bool isExact(const Query &query) const;
    // FROM and WHERE of the candidates.
    QByteArray from(const Query &query, const QByteArray &joins, std::optional<Narrowing> &narrowing) const;
    const sql::RecordTable &table(const ObjectTypePtr &type);

    Connection &m_connection;
    const sql::Dialect &m_dialect;
    const RelatedValues &m_related;
    DictionaryPtr m_dictionary;
    QHash<const ObjectType *, std::shared_ptr<const sql::RecordTable>> m_tables;
};

QList<int> allFields(const ObjectType &type);

}  // namespace dw::postgres
