// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/store/postgres/auditlog.h"
#include "core/store/postgres/connection.h"
#include "core/store/postgres/schema.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

}  // namespace

class PostgresAuditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        auto opened =
            postgres::Connection::open(PostgresServer::shared().address(), postgres::Connection::Use::Write);
        QVERIFY(opened.ok());
        m_connection = std::move(opened).value();
        m_workspace = m_ids.next();
        QVERIFY(postgres::createSchema(*m_connection, m_workspace).ok());
        m_log.emplace(*m_connection, m_workspace);
        m_record = {text("company"), m_ids.next()};
        m_laptop = m_ids.next();
        m_other = m_ids.next();
    }

    void linesAreReadBackAndFollowEachOther()
    {
        // More than one page of them.
        write([&] {
            for (int i = 0; i < 2100; ++i)
                QCOMPARE(m_log->append(line(i % 3 == 0 ? m_other : m_laptop, i)).value(), i + 1);
        });
        QCOMPARE(m_log->verify().value(), QString());
        const QList<AuditRecord> newest = m_log->read(m_record, 2, 0).value();
        QCOMPARE(newest.size(), 2);
        QCOMPARE(newest[0].sequence, 2100);
        QCOMPARE(newest[0].fields, QStringList{text("name")});
        QCOMPARE(newest[0].entry.values, line(m_laptop, 2099).values);
        QCOMPARE(newest[0].entry.note, text("理由"));
        QCOMPARE(newest[0].entry.record, m_record);
        QCOMPARE(m_log->read({}, 10, 3)->size(), 2);
        QCOMPARE(m_log->read({text("person"), m_record.id}, 10, 0)->size(), 0);
        // Another server goes on where this one was.
        postgres::AuditLog again(*m_connection, m_workspace);
        write([&] { QCOMPARE(again.append(line(m_laptop, 1)).value(), 2101); }, &again);
        QCOMPARE(again.verify().value(), QString());
    }

    void erasedValuesLeaveTheirLines()
    {
        write([&] {
            QVERIFY(m_log->append(line(m_laptop, 1)).ok());
            QVERIFY(m_log->erase(m_record).ok());
        });
        QCOMPARE(m_log->verify().value(), QString());
        const QList<AuditRecord> lines = m_log->read(m_record, 10, 0).value();
        QCOMPARE(lines.size(), 1);
        QVERIFY(lines[0].erased);
        QCOMPARE(lines[0].fields, QStringList{text("name")});
    }

    void aRollbackTakesTheChainBack()
    {
        write([&] { QVERIFY(m_log->append(line(m_laptop, 1)).ok()); });
        QVERIFY(m_connection->begin().ok());
        QVERIFY(m_log->append(line(m_laptop, 2)).ok());
        m_connection->rollback();
        m_log->forgetCaches();
        write([&] { QCOMPARE(m_log->append(line(m_laptop, 3)).value(), 2); });
        QCOMPARE(m_log->verify().value(), QString());
    }

    void whatWasTamperedWithShows_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("fault");
        QTest::newRow("line") << QByteArray("UPDATE audit SET note='x' WHERE sequence=2")
                              << text("line 2 was changed");
        QTest::newRow("values") << QByteArray("UPDATE audit_value SET body='{}' WHERE sequence=2")
                                << text("the values of line 2 were changed");
        QTest::newRow("middle") << QByteArray("DELETE FROM audit WHERE sequence=2")
                                << text("line 3 does not follow the line before it");
        QTest::newRow("end") << QByteArray("DELETE FROM audit WHERE sequence=3")
                             << text(
                                    "the last lines are missing: the chain does not end where it was "
                                    "written to");
        QTest::newRow("head") << QByteArray("DELETE FROM \"dw:meta\" WHERE key LIKE 'audit_head%'")
                              << text("where the chain ends was not written down, or was removed");
    }

    void whatWasTamperedWithShows()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QString, fault);
        write([&] {
            for (int i = 0; i < 3; ++i)
                QVERIFY(m_log->append(line(m_laptop, i)).ok());
        });
        QCOMPARE(m_log->verify().value(), QString());
        QVERIFY(m_connection->execute(sql).ok());
        QCOMPARE(m_log->verify().value(), fault);
    }

private:
    template <typename Work>
    void write(Work work, postgres::AuditLog *log = nullptr)
    {
        QVERIFY(m_connection->begin().ok());
        work();
        QVERIFY((log ? *log : *m_log).noteHeads().ok());
        QVERIFY(m_connection->commit().ok());
    }
    AuditEntry line(const Id &device, int number) const
    {
        AuditEntry entry;
        entry.transaction = Id::named("transaction");
        entry.at = Instant{1000 + number};
        entry.device = device;
        entry.command = text("company.update");
        entry.record = m_record;
        entry.values = {{text("name"), QJsonArray{number, QJsonValue()}}};
        // The character in it that PostgreSQL does not take is no reason to refuse a command.
        entry.note = text("理") + QChar::Null + text("由");
        return entry;
    }

    FixedClock m_clock{Instant{1795000000000}};
    IdGenerator m_ids{m_clock};
    std::unique_ptr<postgres::Connection> m_connection;
    std::optional<postgres::AuditLog> m_log;
    Id m_workspace, m_laptop, m_other;
    RecordRef m_record;
};

DW_TEST(PostgresAuditTest)

}  // namespace dw::test

#include "postgresaudittest.moc"
