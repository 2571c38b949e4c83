// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/session.h"
#include "core/store/sqlite/queryrunner.h"

#include <memory>
#include <vector>

namespace dw::sqlite
{

// A query read piece by piece: each piece begins behind the last row of the one before (keyset), so no
// statement stays open in between. Only an order by the title of a reference keeps its list of rows (8 bytes
// each).
class QueryCursor final : public RecordCursor
{
public:
    static Result<std::unique_ptr<RecordCursor>> open(const QueryRunner &runner, const Query &query,
                                                      const QList<int> &fields,
                                                      const EvaluationContext &context);

    Result<void> next(QList<Record> &records, int limit) override;

private:
    // The first sort key's NULL rows come after all others and are asked for by themselves.
    enum class Phase { Values, Nulls, Done };

    QueryCursor(const QueryRunner &runner, const Query &query, const QList<int> &fields,
                const EvaluationContext &context);
    Result<void> piece(QList<Record> &records, int limit);
    Result<Sql> pieceSql(Compiler &compiler, int limit) const;

    const QueryRunner &m_runner;
    Query m_query;
    QList<int> m_fields;
    EvaluationContext m_context;
    Phase m_phase = Phase::Values;
    std::vector<SqlBind> m_last;  // sort keys and id of the last row; empty at the beginning of a phase
    bool m_byRows = false;
    std::vector<RowRef> m_rows;
    size_t m_nextRow = 0;
};

}  // namespace dw::sqlite
