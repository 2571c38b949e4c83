// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/postgresqueryworld.h"

#include "core/store/postgres/schema.h"
#include "tests/store/query_world.h"
#include "tests/support/postgresserver.h"

namespace dw::test
{

namespace
{

void must(const Result<void> &result)
{
    if (!result.ok())
        qFatal("%s %s", qPrintable(result.error().key), qPrintable(result.error().detail));
}

}  // namespace

Result<Record> PostgresQueryWorld::Related::record(const RecordRef &ref) const
{
    ++lookedUp;
    const ObjectTypePtr type = ExpressionWorld::dictionary()->find(ref.object);
    if (!type)
        return Record();
    DW_ASSIGN(Record found, m_store.find(type, ref.id));
    return found.isValid() && found.isDeleted() ? Record() : found;
}

PostgresQueryWorld::PostgresQueryWorld(const char *name)
    : m_workspace(Id::named(name))
    , m_dialect(postgres::dialectOf(m_workspace))
    , m_connection(
          postgres::Connection::open(PostgresServer::shared().address(), postgres::Connection::Use::Write)
              .value())
    , m_records(*m_connection, m_dialect, m_context.workspaceCurrency, m_context.zone)
    , m_related(m_records)
    , m_queries(*m_connection, m_dialect, m_related)
{
    must(postgres::createSchema(*m_connection, m_workspace));
    must(m_connection->begin());
    must(postgres::adoptDictionary(*m_connection, m_workspace, *ExpressionWorld::dictionary()));
    must(m_connection->commit());
    m_records.setDictionary(ExpressionWorld::dictionary());
    m_queries.setDictionary(ExpressionWorld::dictionary());
}

PostgresQueryWorld::~PostgresQueryWorld()
{
    m_connection->rollback();
    (void)m_connection->execute("DROP SCHEMA " + postgres::schemaName(m_workspace) + " CASCADE");
}

void PostgresQueryWorld::put(const ExpressionWorld &world)
{
    m_connection->rollback();
    must(m_connection->begin());
    m_records.forgetCaches();
    must(m_records.apply(changesOf(world), [](const RecordChange &, qint64) { return Result<void>(); }));
    m_world = world;
}

QString PostgresQueryWorld::difference(const Condition &condition)
{
    std::vector<Id> expected;
    for (const auto &[id, record] : m_world.records) {
        if (record.object != QLatin1String("deal"))
            continue;
        const Result<Value> value = evaluate(*condition, *m_world.source(id), m_context);
        if (!value.ok())
            return {};
        if (!value->isNull() && value->boolean())
            expected.push_back(id);
    }
    const Query query{ExpressionWorld::dictionary()->find(u"deal"), condition, {}};
    const auto ids = m_queries.ids(query, m_context, -1);
    if (!ids.ok())
        return condition->text() + QLatin1Char(' ') + ids.error().key + ids.error().detail;
    const auto count = m_queries.count(query, m_context);
    std::vector<Id> streamed;
    auto cursor = m_queries.open(query, {}, m_context);
    for (QList<Record> page;;) {
        if (!cursor.ok() || !(*cursor)->next(page, 3).ok())
            return condition->text() + QStringLiteral(" no cursor");
        if (page.isEmpty())
            break;
        for (const Record &record : std::as_const(page))
            streamed.push_back(record.id());
    }
    if (*ids == expected && streamed == expected && count.ok() && *count == qint64(expected.size()))
        return {};
    return QStringLiteral("%1: %2 in memory, %3 found, %4 streamed, %5 counted")
        .arg(condition->text())
        .arg(expected.size())
        .arg(ids->size())
        .arg(streamed.size())
        .arg(count.ok() ? *count : -1);
}

}  // namespace dw::test
