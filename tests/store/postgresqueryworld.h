// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/postgres/connection.h"
#include "core/store/postgres/recordqueries.h"
#include "core/store/postgres/recordstore.h"
#include "tests/support/expressionworld.h"

#include <memory>

namespace dw::test
{

// The records of an ExpressionWorld in a schema of their own: what StoredWorld is on PostgreSQL.
class PostgresQueryWorld
{
public:
    explicit PostgresQueryWorld(const char *name);
    ~PostgresQueryWorld();

    // Replaces the records; nothing is committed.
    void put(const ExpressionWorld &world);
    // Empty if the same deals come out as by the evaluator over the world in memory, by every way to ask.
    QString difference(const Condition &condition);

    // How often the evaluator had to look for other records one by one.
    int lookedUp() const { return m_related.lookedUp; }

    const EvaluationContext &context() const { return m_context; }
    postgres::Connection &connection() { return *m_connection; }
    postgres::RecordQueries &queries() { return m_queries; }

private:
    // What the evaluator reads of other records.
    class Related final : public RelatedValues
    {
    public:
        explicit Related(postgres::RecordStore &store) : m_store(store) {}

        Result<Record> record(const RecordRef &ref) const override;
        Result<QList<Record>> children(const Record &parent, const QString &collection,
                                       int limit) const override
        {
            ++lookedUp;
            return m_store.children(parent, collection, limit);
        }
        Result<std::optional<Money>> inBase(const Record &record, const Money &money) const override
        {
            return m_store.inBase(record, money);
        }

        mutable int lookedUp = 0;

    private:
        postgres::RecordStore &m_store;
    };

    const Id m_workspace;
    const EvaluationContext m_context = ExpressionWorld::context();
    const sql::Dialect m_dialect;
    std::unique_ptr<postgres::Connection> m_connection;
    postgres::RecordStore m_records;
    Related m_related;
    postgres::RecordQueries m_queries;
    ExpressionWorld m_world;
};

}  // namespace dw::test
