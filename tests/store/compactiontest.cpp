// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/compaction.h"
#include "core/store/sqlite/connection.h"
#include "tests/store/workspacefixture.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <future>

namespace dw::test
{

namespace
{

using namespace std::chrono_literals;

constexpr char Gone[] = "Quetzalbrook", Stays[] = "Brackwater";

// Somebody who comes after so many questions.
class Visitor : public sqlite::UserTurns
{
public:
    mutable int questions = std::numeric_limits<int>::max();
    std::chrono::milliseconds away = 0ms;

    bool userWaits() const override { return questions-- <= 0; }
    std::chrono::milliseconds sinceUser() const override { return away; }
};

}  // namespace

// What deleted rows leave in the file, and whom its removal makes way for.
class CompactionTest : public WorkspaceFixture
{
    Q_OBJECT

private:
    QByteArray onDisk() const
    {
        QByteArray all;
        for (const char *end : {"", "-wal"}) {
            QFile file(database() + QLatin1String(end));
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }
    // Two kinds of companies among each other, of which one goes, row by row.
    void fill(Workspace &workspace, int rows)
    {
        QList<Record> gone;
        workspace.writeNow([&](WriteSession &session) {
            ChangeSet made;
            for (int i = 0; i < rows; ++i) {
                const bool stays = i % 3 == 0;
                const Record one = company(QStringLiteral("%1 %2 of many, in a row of its own length %3")
                                               .arg(QLatin1String(stays ? Stays : Gone))
                                               .arg(i)
                                               .arg(QString(i % 97, QLatin1Char('-'))));
                made.create(one);
                if (!stays)
                    gone.append(one);
            }
            QVERIFY(session.begin(Durability::Saved).ok());
            QVERIFY(session.apply(made).ok());
            QVERIFY(session.commit().ok());
            for (const Record &one : std::as_const(gone)) {
                ChangeSet purge;
                purge.changes.append({RecordChange::Kind::Purge, one, {}});
                QVERIFY(session.begin(Durability::Saved).ok());
                QVERIFY(session.apply(purge).ok());
                QVERIFY(session.commit().ok());
            }
        });
    }
    Result<bool> scrub(WriteSession &session) { return session.scrub({QStringLiteral("company")}); }

private Q_SLOTS:
    void init() { prepare(); }

    void nothingStaysOfDeletedRows()
    {
        QVERIFY(create().ok());
        const auto workspace = open().value();
        fill(*workspace, 3'000);
        // Else this would prove nothing.
        QVERIFY(onDisk().contains(Gone));
        workspace->writeNow([&](WriteSession &session) { QVERIFY(scrub(session).value()); });
        QVERIFY(!onDisk().contains(Gone));
        QVERIFY(!onDisk().contains(QByteArray(Gone).toLower()));
        QVERIFY(onDisk().contains(Stays));
        QCOMPARE(faults(workspace->verify(Ticket()).value()), QStringList());
    }

    void theUserIsFirst()
    {
        QVERIFY(create().ok());
        const auto workspace = open().value();
        fill(*workspace, 300);
        Result<bool> first = true, later = false;
        std::promise<void> came;
        workspace->write(Workspace::Priority::Batch, [&](WriteSession &session, const Ticket &) {
            workspace->write(Workspace::Priority::User,
                             [&](WriteSession &, const Ticket &) { came.set_value(); });
            first = scrub(session);
        });
        came.get_future().wait();
        workspace->writeNow([&](WriteSession &session) { later = scrub(session); });
        QVERIFY(first.ok() && !*first);
        QVERIFY(later.ok() && *later);
    }

    // In the middle of it: the file is what it was.
    void itIsBrokenOff()
    {
        QVERIFY(create().ok());
        {
            const auto workspace = open().value();
            fill(*workspace, 3'000);
        }
        {
            const auto connection =
                sqlite::Connection::open(database(), sqlite::Connection::Mode::ReadWrite, 4096).value();
            Visitor visitor;
            visitor.questions = 2;
            QVERIFY(!sqlite::Compaction(*connection).run(&visitor).value());
            QVERIFY(visitor.questions < 0);
            QCOMPARE(connection->text("PRAGMA integrity_check").value(), QStringLiteral("ok"));
            visitor.questions = std::numeric_limits<int>::max();
            QVERIFY(sqlite::Compaction(*connection).run(&visitor).value());
        }
        const auto workspace = open().value();
        QVERIFY(!onDisk().contains(Gone));
        QCOMPARE(faults(workspace->verify(Ticket()).value()), QStringList());
    }

    void aLargeFileWaitsForAPause()
    {
        QVERIFY(create().ok());
        const auto connection =
            sqlite::Connection::open(database(), sqlite::Connection::Mode::ReadWrite, 4096).value();
        sqlite::Compaction compaction(*connection, {1, 10s});
        Visitor visitor;
        visitor.away = 9'999ms;
        QVERIFY(!compaction.run(&visitor).value());
        visitor.away = 10s;
        QVERIFY(compaction.run(&visitor).value());
    }

    // Who reads elsewhere keeps what it began with; whoever writes elsewhere comes first.
    void othersHoldTheFile()
    {
        QVERIFY(create().ok());
        const auto mode = sqlite::Connection::Mode::ReadWrite;
        const auto connection = sqlite::Connection::open(database(), mode, 4096).value();
        const auto other = sqlite::Connection::open(database(), mode, 4096).value();
        QVERIFY(connection->execute("PRAGMA busy_timeout=0").ok());
        QVERIFY(other->execute("BEGIN IMMEDIATE").ok());
        QVERIFY(!sqlite::Compaction(*connection).run(nullptr).value());
        QVERIFY(other->execute("ROLLBACK").ok());
        QVERIFY(sqlite::Compaction(*connection).run(nullptr).value());
    }
};

DW_TEST(CompactionTest)

}  // namespace dw::test

#include "compactiontest.moc"
