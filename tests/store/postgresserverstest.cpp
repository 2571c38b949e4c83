// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/auditlog.h"
#include "core/store/postgres/postgressession.h"
#include "core/store/postgres/schema.h"
#include "tests/store/storefixture.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testrunner.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTest>

#include <ctime>
#include <mutex>
#include <thread>
#include <vector>

namespace dw::test
{

namespace
{

constexpr int Servers = 6;
constexpr int CommitsEach = 15;

std::unique_ptr<postgres::Connection> open(postgres::Connection::Use use)
{
    auto opened = postgres::Connection::open(PostgresServer::shared().address(), use);
    if (!opened.ok())
        qFatal("%s", qPrintable(opened.error().detail));
    return std::move(opened).value();
}

}  // namespace

// Several servers on one database are one: each reads, decides and writes under the head's lock.
class PostgresServersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_info = {};
        m_info.id = m_ids.next();
        m_info.device = m_ids.next();
        m_info.zoneName = "Asia/Shanghai";
        m_info.currency = Currency::fromCode(u"CNY").value();
        const auto connection = open(postgres::Connection::Use::Write);
        QVERIFY(postgres::createSchema(*connection, m_info.id).ok());
        postgres::PostgresSession session(*connection, m_info, m_dictionary);
        QVERIFY(session.begin(Durability::Saved).ok());
        QVERIFY(session.adoptDictionary(m_dictionary).ok());
        QVERIFY(postgres::Values(*connection, m_info.id).setInfo(m_info).ok());
        QVERIFY(session.commit().ok());
    }

    void whatTheWorkspaceIsIsReadBack()
    {
        const auto connection = open(postgres::Connection::Use::Read);
        QVERIFY(postgres::openSchema(*connection, m_info.id).ok());
        const WorkspaceInfo info = postgres::Values(*connection, m_info.id).info().value();
        QCOMPARE(info.id, m_info.id);
        QCOMPARE(info.device, m_info.device);
        QCOMPARE(info.zoneName, m_info.zoneName);
        QVERIFY(info.currency == m_info.currency);
        QCOMPARE(info.schemaVersion, postgres::newestSchemaVersion());
    }

    void theyWriteOneAfterAnother()
    {
        std::mutex mutex;
        QList<qint64> numbers;
        QStringList wrong;
        QList<Id> ids;
        for (int i = 0; i < Servers * CommitsEach; ++i)
            ids.append(m_ids.next());
        std::vector<std::thread> servers;
        for (int i = 0; i < Servers; ++i) {
            servers.emplace_back([&, i] {
                const auto connection = open(postgres::Connection::Use::Write);
                const Result<void> opened = postgres::openSchema(*connection, m_info.id);
                postgres::PostgresSession session(*connection, m_info, m_dictionary);
                for (int n = 0; n < CommitsEach; ++n) {
                    const Result<qint64> done =
                        opened.ok() ? commitOne(session, ids[i * CommitsEach + n]) : opened.error();
                    const std::lock_guard lock(mutex);
                    if (done.ok())
                        numbers.append(*done);
                    else
                        wrong.append(done.error().key + done.error().detail);
                }
            });
        }
        for (std::thread &server : servers)
            server.join();
        QCOMPARE(wrong, QStringList());
        QCOMPARE(QSet<qint64>(numbers.cbegin(), numbers.cend()).size(), Servers * CommitsEach);
        const auto connection = open(postgres::Connection::Use::Read);
        QVERIFY(postgres::openSchema(*connection, m_info.id).ok());
        const postgres::PostgresSession reader(*connection, m_info, m_dictionary);
        QCOMPARE(reader.ledger().head()->sequence, Servers * CommitsEach);
        QCOMPARE(reader.count({m_dictionary->find(u"company"), nullptr, {}}, {}).value(),
                 Servers * CommitsEach);
        QCOMPARE(postgres::AuditLog(*connection, m_info.id).verify().value(), QString());
    }

    // A server that falls in the middle of a transaction leaves nothing of it and holds nobody up.
    void oneFallsAndAnotherGoesOn()
    {
        const ObjectTypePtr type = m_dictionary->find(u"company");
        Record lost(type, m_ids.next()), kept(type, m_ids.next());
        lost.set(u"name", Value(QStringLiteral("lost")));
        kept.set(u"name", Value(QStringLiteral("kept")));
        auto falling = open(postgres::Connection::Use::Write);
        QVERIFY(postgres::openSchema(*falling, m_info.id).ok());
        auto session = std::make_unique<postgres::PostgresSession>(*falling, m_info, m_dictionary);
        QVERIFY(session->begin(Durability::Saved).ok());
        ChangeSet changes;
        changes.create(lost);
        QVERIFY(session->apply(changes).ok());
        std::thread other([&] {
            const auto connection = open(postgres::Connection::Use::Write);
            if (!postgres::openSchema(*connection, m_info.id).ok())
                return;
            postgres::PostgresSession going(*connection, m_info, m_dictionary);
            ChangeSet more;
            more.create(kept);
            if (going.begin(Durability::Saved).ok() && going.apply(more).ok())
                (void)going.commit();
        });
        // As the system does it for a program that was killed: the line is closed, nothing is said.
        session.reset();
        falling.reset();
        other.join();
        const auto connection = open(postgres::Connection::Use::Read);
        QVERIFY(postgres::openSchema(*connection, m_info.id).ok());
        postgres::PostgresSession reader(*connection, m_info, m_dictionary);
        QVERIFY(reader.find(type, kept.id())->isValid());
        QVERIFY(!reader.find(type, lost.id())->isValid());
        // A reader's transaction is one moment, and writes nothing.
        QVERIFY(reader.beginRead().ok());
        QCOMPARE(reader.begin(Durability::Saved).error().key, QStringLiteral("store.opened_read_only"));
        QCOMPARE(reader.apply(changes).error().key, QStringLiteral("store.opened_read_only"));
        reader.endRead();
        QCOMPARE(reader.search({}).error().code, ErrorCode::Unsupported);
        QCOMPARE(reader.replica().value(QStringLiteral("device")).value(), QByteArray());
        QCOMPARE(reader.replica().append({}).error().code, ErrorCode::Unsupported);
    }

    // DEALWRIGHT_SPEED=1 prints the figures; nothing is asserted about time.
    void speedOfCommits()
    {
        if (!qEnvironmentVariableIsSet("DEALWRIGHT_SPEED"))
            QSKIP("set DEALWRIGHT_SPEED to measure");
        constexpr int Commits = 1000;
        const auto connection = open(postgres::Connection::Use::Write);
        QVERIFY(postgres::openSchema(*connection, m_info.id).ok());
        postgres::PostgresSession session(*connection, m_info, m_dictionary);
        for (int i = 0; i < 20; ++i)
            QVERIFY(commitOne(session, m_ids.next()).ok());
        QElapsedTimer timer;
        timer.start();
        const std::clock_t before = std::clock();
        for (int i = 0; i < Commits; ++i)
            QVERIFY(commitOne(session, m_ids.next()).ok());
        qInfo("%d commits: %lld ms, %.0f ms of them this process", Commits, timer.elapsed(),
              1000.0 * double(std::clock() - before) / CLOCKS_PER_SEC);
    }

private:
    // What a pushed transaction that makes a record writes, without the rules.
    Result<qint64> commitOne(postgres::PostgresSession &session, const Id &id) const
    {
        DW_TRY(session.begin(Durability::Saved));
        DW_ASSIGN(const qint64 number, session.nextNumber(QStringLiteral("company")));
        Record record(m_dictionary->find(u"company"), id);
        record.set(u"name", Value(QStringLiteral("C")));
        record.set(u"code", Value(QString::number(number)));
        ChangeSet changes;
        changes.create(record);
        DW_TRY(session.apply(changes));
        AuditEntry line;
        line.transaction = id;
        line.device = m_info.device;
        line.command = QStringLiteral("company.create");
        line.record = record.ref();
        DW_TRY(session.appendAudit(line));
        DW_ASSIGN(LedgerHead head, session.ledger().lockHead());
        ++head.sequence;
        const LedgerPlacement placement{{QStringLiteral("all"), 1}, {QStringLiteral("own:a"), 1}};
        DW_TRY(session.ledger().touch(record.ref(), head.sequence, &placement));
        DW_TRY(session.ledger().addResult(
            {m_info.device, number, id, LedgerResult::Status::Applied, {}, head.sequence, "{}"}));
        DW_TRY(session.ledger().setHead(head));
        DW_TRY(session.commit());
        return number;
    }

    FixedClock m_clock{Instant{1795000000000}};
    IdGenerator m_ids{m_clock};
    const DictionaryPtr m_dictionary = storeDictionary();
    WorkspaceInfo m_info;
};

DW_TEST(PostgresServersTest)

}  // namespace dw::test

#include "postgresserverstest.moc"
