// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/ledgerworld.h"

#include "core/store/postgres/connection.h"
#include "core/store/postgres/postgressession.h"
#include "core/store/postgres/schema.h"
#include "tests/store/storefixture.h"
#include "tests/support/postgresserver.h"

namespace dw::test
{

namespace
{

class SqliteLedgerWorld final : public LedgerWorld
{
public:
    SqliteLedgerWorld()
        : m_other(sqlite::Connection::open(m_store.file(), sqlite::Connection::Mode::ReadOnly, 1024).value())
        , m_reader(*m_other, sqlite::SqliteSession::Role::Reader, m_store.info(), m_store.dictionary())
    {}

    Ledger &ledger() override { return m_store.session().ledger(); }
    Ledger &reader() override { return m_reader.ledger(); }
    Result<void> beginRead() override { return m_other->execute("BEGIN"); }
    IdGenerator &ids() override { return m_store.ids(); }
    Result<void> begin() override { return m_store.session().begin(Durability::Redoable); }
    Result<void> commit() override { return m_store.session().commit(); }
    void rollback() override { m_store.session().rollback(); }
    Result<void> setMark() override { return m_store.session().setMark(); }
    Result<void> backToMark() override { return m_store.session().backToMark(); }
    Result<void> clear() override { return m_store.clearSync(); }
    qint64 rowsOf(const char *table) override
    {
        return m_store.connection().integer(QByteArray("SELECT count(*) FROM \"") + table + '"').value();
    }

private:
    StoreFixture m_store;
    std::unique_ptr<sqlite::Connection> m_other;
    sqlite::SqliteSession m_reader;
};

class PostgresLedgerWorld final : public LedgerWorld
{
public:
    PostgresLedgerWorld()
        : m_clock(Instant{1'780'000'000'000})
        , m_ids(m_clock)
        , m_workspace(m_ids.next())
        , m_writer(open(postgres::Connection::Use::Write))
        , m_other(open(postgres::Connection::Use::Read))
    {
        const Result<void> made = postgres::createSchema(*m_writer, m_workspace);
        if (!made.ok() || !postgres::openSchema(*m_other, m_workspace).ok())
            qFatal("no schema: %s", qPrintable(made.ok() ? QString() : made.error().detail));
        WorkspaceInfo info;
        info.id = m_workspace;
        m_session.emplace(*m_writer, info, storeDictionary());
        m_reader.emplace(*m_other, info, storeDictionary());
    }
    ~PostgresLedgerWorld() override
    {
        m_writer->rollback();
        m_other->rollback();
        (void)m_writer->execute("DROP SCHEMA " + postgres::schemaName(m_workspace) + " CASCADE");
    }

    Ledger &ledger() override { return m_session->ledger(); }
    Ledger &reader() override { return m_reader->ledger(); }
    Result<void> beginRead() override { return m_reader->beginRead(); }
    IdGenerator &ids() override { return m_ids; }
    Result<void> begin() override { return m_session->begin(Durability::Redoable); }
    Result<void> commit() override { return m_session->commit(); }
    void rollback() override { m_session->rollback(); }
    Result<void> setMark() override { return m_session->setMark(); }
    Result<void> backToMark() override { return m_session->backToMark(); }
    Result<void> clear() override
    {
        DW_TRY(m_writer->execute(
            "DELETE FROM \"dw:member\";DELETE FROM \"dw:scope_key\";DELETE FROM \"dw:object\";"
            "DELETE FROM \"dw:commit\";DELETE FROM \"dw:result\";DELETE FROM \"dw:device\";"
            "UPDATE \"dw:head\" SET sequence=0,tag=0,epoch=NULL,metadata=0,horizon=0"));
        // What the sessions remember of keys goes by a rollback alone: nobody else deletes them.
        m_session->rollback();
        static_cast<postgres::PostgresLedger &>(m_reader->ledger()).forgetCaches();
        return {};
    }
    qint64 rowsOf(const char *table) override
    {
        return m_writer->integer(QByteArray("SELECT count(*) FROM \"") + table + '"').value();
    }

private:
    static std::unique_ptr<postgres::Connection> open(postgres::Connection::Use use)
    {
        auto opened = postgres::Connection::open(PostgresServer::shared().address(), use);
        if (!opened.ok())
            qFatal("%s", qPrintable(opened.error().detail));
        return std::move(opened).value();
    }

    FixedClock m_clock;
    IdGenerator m_ids;
    const Id m_workspace;
    std::unique_ptr<postgres::Connection> m_writer;
    std::unique_ptr<postgres::Connection> m_other;
    std::optional<postgres::PostgresSession> m_session;
    std::optional<postgres::PostgresSession> m_reader;
};

}  // namespace

std::unique_ptr<LedgerWorld> LedgerWorld::make(Database database)
{
    if (database == Database::Postgres)
        return std::make_unique<PostgresLedgerWorld>();
    return std::make_unique<SqliteLedgerWorld>();
}

void LedgerWorld::commitOf(const QList<std::pair<RecordRef, std::optional<LedgerPlacement>>> &touched)
{
    writing([&] {
        LedgerHead head = ledger().lockHead().value();
        ++head.sequence;
        head.tag = quint32(head.sequence * 7919);
        for (const auto &[root, placement] : touched)
            QVERIFY(ledger().touch(root, head.sequence, placement ? &*placement : nullptr).ok());
        QVERIFY(ledger().setHead(head).ok());
    });
}

}  // namespace dw::test
