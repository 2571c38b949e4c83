// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/store/postgres/connection.h"
#include "core/store/postgres/postgresledger.h"
#include "core/store/postgres/schema.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testrunner.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace dw::test
{

namespace
{

using postgres::Connection;
using postgres::PostgresLedger;

constexpr int Writers = 16;
constexpr int Readers = 3;
constexpr int CommitsEach = 20;

// What a sequence of PostgreSQL would make of it: numbers are taken when a transaction asks, not when it is
// over, and nobody waits for anybody.
class SequenceLedger final : public PostgresLedger
{
public:
    SequenceLedger(Connection &connection, const Id &workspace)
        : PostgresLedger(connection, workspace), m_connection(connection)
    {}

    Result<LedgerHead> head() const override
    {
        LedgerHead head;
        DW_ASSIGN(head.sequence, m_connection.integer("SELECT coalesce(max(sequence),0) FROM \"dw:commit\""));
        return head;
    }
    Result<LedgerHead> lockHead() override
    {
        LedgerHead head;
        DW_ASSIGN(head.sequence, m_connection.integer("SELECT nextval('number')-1"));
        return head;
    }
    Result<void> setHead(const LedgerHead &head) override
    {
        return m_connection.execute("INSERT INTO \"dw:commit\"(sequence,tag) VALUES(" +
                                    QByteArray::number(head.sequence) + ",0)");
    }

private:
    Connection &m_connection;
};

QString all()
{
    return QStringLiteral("all");
}

QString company()
{
    return QStringLiteral("company");
}

// Writers that commit as fast as they may, each after a random wait, and readers that follow the feed.
template <typename AnyLedger>
class Race
{
public:
    Race() : m_clock(Instant{1'780'000'000'000}), m_ids(m_clock), m_workspace(m_ids.next())
    {
        auto connection = open(Connection::Use::Write);
        note(postgres::createSchema(*connection, m_workspace));
        note(connection->execute("CREATE SEQUENCE number"));
        // The names of key and object are there before the race begins.
        m_roots.append(m_ids.next());
        commit(*connection, m_roots[0]);
        for (int i = 0; i < Writers * CommitsEach; ++i)
            m_roots.append(m_ids.next());
    }
    ~Race()
    {
        auto connection = open(Connection::Use::Write);
        (void)connection->execute("DROP SCHEMA " + postgres::schemaName(m_workspace) + " CASCADE");
    }

    void run()
    {
        std::vector<std::thread> writers, readers;
        for (int i = 0; i < Readers; ++i)
            readers.emplace_back([this] { follow(); });
        for (int i = 0; i < Writers; ++i) {
            writers.emplace_back([this, i] {
                auto connection = open(Connection::Use::Write);
                note(postgres::openSchema(*connection, m_workspace));
                for (int n = 0; n < CommitsEach && !m_failed; ++n)
                    commit(*connection, m_roots[1 + i * CommitsEach + n]);
            });
        }
        for (std::thread &writer : writers)
            writer.join();
        m_written = true;
        for (std::thread &reader : readers)
            reader.join();
    }

    QString wrong() const { return m_wrong; }
    // Commits that readers, who were told the newest, were never told of.
    int lost() const { return m_lost; }
    // Of the readers' pages: fewer means that they did not run beside the writers.
    int pages() const { return m_pages; }

private:
    std::unique_ptr<Connection> open(Connection::Use use)
    {
        auto opened = Connection::open(PostgresServer::shared().address(), use);
        if (!opened.ok())
            qFatal("%s", qPrintable(opened.error().detail));
        return std::move(opened).value();
    }
    void note(const Result<void> &result)
    {
        if (result.ok())
            return;
        const std::lock_guard lock(m_mutex);
        m_wrong = result.error().key + QLatin1Char(' ') + result.error().detail;
        m_failed = true;
    }
    void commit(Connection &connection, const Id &root)
    {
        const Result<void> done = [&]() -> Result<void> {
            AnyLedger ledger(connection, m_workspace);
            DW_TRY(connection.begin());
            DW_ASSIGN(LedgerHead head, ledger.lockHead());
            ++head.sequence;
            DW_TRY(connection.execute("SELECT pg_sleep(random()*0.003)"));
            const LedgerPlacement placement{{all(), 1}};
            DW_TRY(ledger.touch({company(), root}, head.sequence, &placement));
            DW_TRY(ledger.setHead(head));
            DW_TRY(connection.execute("SELECT pg_sleep(random()*0.003)"));
            return connection.commit();
        }();
        note(done);
    }
    void follow()
    {
        auto connection = open(Connection::Use::Read);
        note(postgres::openSchema(*connection, m_workspace));
        AnyLedger ledger(*connection, m_workspace);
        const LedgerReach reach{{all(), {{company(), 1}}}};
        qint64 cursor = 0;
        QSet<Id> seen;
        while (!m_failed) {
            // Asked before: what is written after it was true is in the next page at the latest.
            const bool last = m_written;
            note(connection->begin());
            const auto feed = ledger.feed(reach, cursor, 5);
            connection->rollback();
            if (!feed.ok()) {
                note(feed.error());
                return;
            }
            for (const FeedEntry &entry : feed->entries)
                seen.insert(entry.root.id);
            cursor = feed->upTo;
            ++m_pages;
            if (last && feed->complete)
                break;
        }
        const int lost = int(m_roots.size() - seen.size());
        const std::lock_guard lock(m_mutex);
        m_lost = std::max(m_lost, lost);
    }

    FixedClock m_clock;
    IdGenerator m_ids;
    const Id m_workspace;
    QList<Id> m_roots;
    std::mutex m_mutex;  // guards what follows it
    QString m_wrong;
    int m_lost = 0;
    std::atomic<int> m_pages = 0;
    std::atomic<bool> m_failed = false;
    std::atomic<bool> m_written = false;
};

}  // namespace

class PostgresRaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLockOfTheHeadLosesNothing()
    {
        Race<PostgresLedger> race;
        race.run();
        QCOMPARE(race.wrong(), QString());
        QCOMPARE(race.lost(), 0);
        QVERIFY2(race.pages() > 20, qPrintable(QString::number(race.pages())));
    }

    // So the test above can fail.
    void aPlainSequenceLosesCommits()
    {
        Race<SequenceLedger> race;
        race.run();
        QCOMPARE(race.wrong(), QString());
        QVERIFY(race.lost() > 0);
        qInfo("a plain sequence lost %d of %d commits", race.lost(), Writers * CommitsEach);
    }
};

DW_TEST(PostgresRaceTest)

}  // namespace dw::test

#include "postgresracetest.moc"
