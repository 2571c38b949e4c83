// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/recordworld.h"

#include "core/store/postgres/connection.h"
#include "core/store/postgres/recordstore.h"
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
    Result<Record> find(const ObjectTypePtr &type, const Id &id) override { return session().find(type, id); }
    Result<QList<Record>> findMany(const ObjectTypePtr &type, const QList<Id> &ids) override
    {
        return session().findMany(type, ids);
    }
    Result<QList<Record>> findByValue(const ObjectTypePtr &type, int field, const Value &value,
                                      ReadSession::Match match, int limit) override
    {
        return session().findByValue(type, field, value, match, limit);
    }
    Result<QList<Record>> children(const Record &parent, const QString &collection, int limit) override
    {
        return session().children(parent, collection, limit);
    }
    Result<QHash<RecordRef, QString>> titles(const QList<RecordRef> &refs, Language language) override
    {
        return session().titles(refs, language);
    }
    Result<void> begin() override { return session().begin(Durability::Redoable); }
    Result<void> commit() override { return session().commit(); }
    void rollback() override { session().rollback(); }
    Result<void> applyHere(const ChangeSet &changes) override { return session().apply(changes); }
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
    WriteSession &session() { return m_store.session(); }

    StoreFixture m_store;
};

class PostgresRecordWorld final : public RecordWorld
{
public:
    PostgresRecordWorld()
        : m_clock(Instant{1795000000000})
        , m_ids(m_clock, 7)
        , m_dictionary(storeDictionary())
        , m_workspace(m_ids.next())
        , m_dialect(postgres::dialectOf(m_workspace))
        , m_connection(open())
        , m_records(*m_connection, m_dialect, Currency::fromCode(u"CNY").value(),
                    BusinessZone::named("Asia/Shanghai").value())
    {
        m_records.setDictionary(m_dictionary);
        check(postgres::createSchema(*m_connection, m_workspace));
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
    Result<Record> find(const ObjectTypePtr &type, const Id &id) override { return m_records.find(type, id); }
    Result<QList<Record>> findMany(const ObjectTypePtr &type, const QList<Id> &ids) override
    {
        return m_records.findMany(type, ids);
    }
    Result<QList<Record>> findByValue(const ObjectTypePtr &type, int field, const Value &value,
                                      ReadSession::Match match, int limit) override
    {
        return m_records.findByValue(type, field, value, match, limit);
    }
    Result<QList<Record>> children(const Record &parent, const QString &collection, int limit) override
    {
        return m_records.children(parent, collection, limit);
    }
    Result<QHash<RecordRef, QString>> titles(const QList<RecordRef> &refs, Language language) override
    {
        return m_records.titles(refs, language);
    }
    Result<void> begin() override { return m_connection->begin(); }
    Result<void> commit() override { return m_connection->commit(); }
    void rollback() override
    {
        m_connection->rollback();
        m_records.forgetCaches();
    }
    Result<void> applyHere(const ChangeSet &changes) override
    {
        DW_TRY(m_connection->execute("SAVEPOINT apply"));
        const Result<void> done =
            m_records.apply(changes, [](const RecordChange &, qint64) { return Result<void>(); });
        if (!done.ok()) {
            m_records.forgetCaches();
            check(m_connection->execute("ROLLBACK TO SAVEPOINT apply"));
        }
        check(m_connection->execute("RELEASE SAVEPOINT apply"));
        return done;
    }
    Result<void> adopt(const DictionaryPtr &dictionary) override
    {
        DW_TRY(postgres::adoptDictionary(*m_connection, m_workspace, *dictionary));
        m_dictionary = dictionary;
        m_records.setDictionary(dictionary);
        return {};
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
    const Id m_workspace;
    const sql::Dialect m_dialect;
    std::unique_ptr<postgres::Connection> m_connection;
    postgres::RecordStore m_records;
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
