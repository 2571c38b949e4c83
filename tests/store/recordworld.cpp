// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/recordworld.h"

#include "core/store/postgres/connection.h"
#include "core/store/postgres/postgressession.h"
#include "core/store/postgres/schema.h"
#include "tests/support/postgresserver.h"

namespace dw::test
{

namespace
{

class SqliteRecordWorld final : public RecordWorld
{
public:
    DictionaryPtr dictionary() const override { return m_store.dictionary(); }
    IdGenerator &ids() override { return m_store.ids(); }
    FixedClock &clock() override { return m_store.clock(); }
    WriteSession &session() override { return m_store.session(); }
    Result<void> adopt(const DictionaryPtr &dictionary) override
    {
        return session().adoptDictionary(dictionary);
    }
    qint64 rowsOf(const char *table) override
    {
        return m_store.connection().integer(QByteArray("SELECT count(*) FROM \"") + table + '"').value();
    }
    std::optional<qint64> baseOf(const Id &company) override
    {
        auto read = m_store.connection().prepare("SELECT amount_base FROM company WHERE id=?1").value();
        read.bind(1, company);
        return read.step().value() && !read.isNull(0) ? std::optional(read.integer(0)) : std::nullopt;
    }
    QStringList namesBySortKey() override
    {
        QStringList names;
        auto read = m_store.connection().prepare("SELECT name FROM company ORDER BY \"name:sort\"").value();
        while (read.step().value())
            names.append(read.text(0));
        return names;
    }

private:
    StoreFixture m_store;
};

class PostgresRecordWorld final : public RecordWorld
{
public:
    PostgresRecordWorld()
        : m_clock(Instant{1795000000000})
        , m_ids(m_clock, 7)
        , m_dictionary(storeDictionary())
        , m_connection(open())
    {
        WorkspaceInfo info;
        info.id = m_ids.next();
        info.device = m_ids.next();
        info.zoneName = "Asia/Shanghai";
        info.currency = Currency::fromCode(u"CNY").value();
        m_workspace = info.id;
        check(postgres::createSchema(*m_connection, m_workspace));
        m_session = std::make_unique<postgres::PostgresSession>(*m_connection, info, m_dictionary);
        check(begin());
        check(adopt(m_dictionary));
        check(commit());
    }
    ~PostgresRecordWorld() override
    {
        m_connection->rollback();
        (void)m_connection->execute("DROP SCHEMA " + postgres::schemaName(m_workspace) + " CASCADE");
    }

    DictionaryPtr dictionary() const override { return m_dictionary; }
    IdGenerator &ids() override { return m_ids; }
    FixedClock &clock() override { return m_clock; }
    WriteSession &session() override { return *m_session; }
    Result<void> adopt(const DictionaryPtr &dictionary) override
    {
        m_dictionary = dictionary;
        return session().adoptDictionary(dictionary);
    }
    qint64 rowsOf(const char *table) override
    {
        return m_connection->integer(QByteArray("SELECT count(*) FROM \"") + table + '"').value();
    }
    std::optional<qint64> baseOf(const Id &company) override
    {
        auto read = m_connection->prepare("SELECT amount_base FROM company WHERE id=$1").value();
        read.bind(1, company);
        return read.step().value() && !read.isNull(0) ? std::optional(read.integer(0)) : std::nullopt;
    }
    QStringList namesBySortKey() override
    {
        QStringList names;
        auto read = m_connection->prepare("SELECT name FROM company ORDER BY \"name:sort\"").value();
        while (read.step().value())
            names.append(read.text(0));
        return names;
    }

private:
    static void check(const Result<void> &done)
    {
        if (!done.ok())
            qFatal("%s %s", qPrintable(done.error().key), qPrintable(done.error().detail));
    }
    static std::unique_ptr<postgres::Connection> open()
    {
        auto opened =
            postgres::Connection::open(PostgresServer::shared().address(), postgres::Connection::Use::Write);
        if (!opened.ok())
            qFatal("%s", qPrintable(opened.error().detail));
        return std::move(opened).value();
    }

    FixedClock m_clock;
    IdGenerator m_ids;
    DictionaryPtr m_dictionary;
    Id m_workspace;
    std::unique_ptr<postgres::Connection> m_connection;
    std::unique_ptr<postgres::PostgresSession> m_session;
};

}  // namespace

std::unique_ptr<RecordWorld> RecordWorld::make(Database database)
{
    if (database == Database::Postgres)
        return std::make_unique<PostgresRecordWorld>();
    return std::make_unique<SqliteRecordWorld>();
}

Result<void> RecordWorld::apply(const ChangeSet &changes)
{
    DW_TRY(begin());
    const Result<void> done = applyHere(changes);
    if (!done.ok()) {
        rollback();
        return done;
    }
    return commit();
}

Record RecordWorld::company(const QString &name)
{
    Record record(type("company"), ids().next());
    record.set(u"name", Value(name));
    record.set(u"currency", Value(QStringLiteral("cny")));
    record.set(u"created_at", Value(clock().now()));
    return record;
}

}  // namespace dw::test
