// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/store/postgres/connection.h"
#include "core/store/postgres/postgressession.h"
#include "core/store/postgres/schema.h"
#include "tests/store/randomvalues.h"
#include "tests/store/storefixture.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <rapidcheck.h>

#include <memory>
#include <optional>
#include <thread>

namespace dw::test
{

namespace
{

using postgres::Connection;
using postgres::Statement;

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

std::unique_ptr<Connection> open()
{
    auto opened = Connection::open(PostgresServer::shared().address(), Connection::Use::Write);
    if (!opened.ok())
        qFatal("%s", qPrintable(opened.error().detail));
    return std::move(opened).value();
}

bool mayVary(const Field &field)
{
    return field.key != QLatin1String("id") && field.key != QLatin1String("rev") &&
           field.key != QLatin1String("currency") && field.key != QLatin1String("code");
}

}  // namespace

// What a transaction sends without waiting, and what it does not ask twice.
class PostgresPipelineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_connection = open();
        m_workspace = m_ids.next();
        QVERIFY(postgres::createSchema(*m_connection, m_workspace).ok());
        QVERIFY(m_connection->execute("CREATE TABLE kept(n bigint PRIMARY KEY CHECK(n<>13), d bytea)").ok());
        m_dictionary = storeDictionary();
        m_info.id = m_workspace;
        m_info.zoneName = "Asia/Shanghai";
        m_info.currency = Currency::fromCode(u"CNY").value();
        m_session.emplace(*m_connection, m_info, m_dictionary);
        QVERIFY(m_session->begin(Durability::Saved).ok());
        QVERIFY(m_session->adoptDictionary(m_dictionary).ok());
        QVERIFY(m_session->commit().ok());
    }

    void cleanup()
    {
        m_session->rollback();
        QVERIFY(m_connection->execute("DROP SCHEMA " + postgres::schemaName(m_workspace) + " CASCADE").ok());
        m_session.reset();
        m_connection.reset();
    }

    void whatWasSentIsHeardWithTheNextThatWaits()
    {
        QVERIFY(m_connection->begin().ok());
        add(1);
        const qint64 waits = m_connection->waits();
        for (qint64 n = 2; n <= 10; ++n)
            add(n);
        QCOMPARE(m_connection->waits(), waits);
        QVERIFY(m_connection->inTransaction());
        QCOMPARE(count(), 10);
        QVERIFY(m_connection->inTransaction());
        add(11);
        QVERIFY(m_connection->commit().ok());
        QVERIFY(m_connection->isIdle());
        QCOMPARE(count(), 11);
        // Without a transaction it is not left to anybody else.
        add(12);
        QCOMPARE(count(), 12);
    }

    void theErrorIsThatOfTheStatementThatFailed()
    {
        QVERIFY(m_connection->begin().ok());
        add(1);
        QVERIFY(m_connection->executeLater("INSERT INTO kept VALUES(13) /* the unlucky */").ok());
        add(2);
        const auto asked = m_connection->integer("SELECT count(*) FROM kept");
        QCOMPARE(asked.error().key, text("store.constraint"));
        QVERIFY2(asked.error().detail.contains(text("the unlucky")), qPrintable(asked.error().detail));
        // The transaction has ended by it, as by any error.
        QVERIFY(!m_connection->inTransaction());
        QVERIFY(!m_connection->commit().ok());
        QVERIFY(m_connection->isIdle());
        QCOMPARE(count(), 0);
    }

    void aCommitBehindAnErrorIsNone()
    {
        QVERIFY(m_connection->begin().ok());
        add(1);
        add(13);
        QCOMPARE(m_connection->commit().error().key, text("store.constraint"));
        m_connection->rollback();
        QCOMPARE(count(), 0);
        QVERIFY(m_connection->begin().ok());
        add(14);
        QVERIFY(m_connection->commit().ok());
        QCOMPARE(count(), 1);
    }

    // More than any buffer between the two holds.
    void muchIsHeardInBetween()
    {
        QVERIFY(m_connection->begin().ok());
        const QByteArray large(20'000, 'x');
        for (qint64 n = 100; n < 1100; ++n)
            add(n, large);
        QVERIFY(m_connection->commit().ok());
        QCOMPARE(count(), 1000);
        QCOMPARE(m_connection->integer("SELECT sum(length(d))::bigint FROM kept").value(), 20'000'000);
    }

    void aLineThatBreaksMeanwhile()
    {
        QVERIFY(m_connection->begin().ok());
        add(1);
        const qint64 process = m_connection->integer("SELECT pg_backend_pid()").value();
        add(2);
        const auto other = open();
        QVERIFY(other->execute("SELECT pg_terminate_backend(" + QByteArray::number(process) + ')').ok());
        while (
            other->integer("SELECT count(*) FROM pg_stat_activity WHERE pid=" + QByteArray::number(process))
                .value() != 0)
            std::this_thread::yield();
        add(3);
        QCOMPARE(m_connection->settle().error().key, text("store.database_away"));
        m_connection->rollback();
        QVERIFY(m_connection->begin().ok());
        QCOMPARE(count(), 0);
        add(4);
        QVERIFY(m_connection->commit().ok());
        QCOMPARE(count(), 1);
    }

    // What failed before a mark is not forgiven by going back to it, nor is the mark before it taken for it.
    void aMarkThatWasNeverMadeIsNotTheOneBefore()
    {
        QVERIFY(m_session->begin(Durability::Saved).ok());
        QVERIFY(m_session->setMark().ok());
        add(1);
        QVERIFY(m_connection->settle().ok());
        add(13);
        QVERIFY(m_session->setMark().ok());
        add(2);
        QCOMPARE(m_session->find(type("company"), m_ids.next()).error().key, text("store.constraint"));
        QVERIFY(!m_session->backToMark().ok());
        QVERIFY(!m_session->commit().ok());
        QCOMPARE(count(), 0);
        // What failed behind it is.
        QVERIFY(m_session->begin(Durability::Saved).ok());
        QVERIFY(m_session->setMark().ok());
        add(1);
        QVERIFY(m_session->setMark().ok());
        add(13);
        QVERIFY(m_session->backToMark().ok());
        add(3);
        QVERIFY(m_session->commit().ok());
        QCOMPARE(count(), 2);
    }

    void anIdIsLookedForEverywhereAtOnce()
    {
        const Id id = m_ids.next();
        const auto lookFor = [&](const Id &one) {
            int found = 0;
            for (const ObjectTypePtr &object : m_dictionary->objects())
                found += m_session->find(object, one)->isValid() ? 1 : 0;
            return found;
        };
        QVERIFY(m_session->begin(Durability::Saved).ok());
        QCOMPARE(lookFor(m_ids.next()), 0);  // what is prepared once
        const qint64 waits = m_connection->waits();
        QCOMPARE(lookFor(id), 0);
        QCOMPARE(m_connection->waits(), waits + 2);
        QVERIFY(m_session->applyUnguarded(made(id, text("甲"))).ok());
        QCOMPARE(lookFor(id), 1);
        QVERIFY(m_session->commit().ok());
        QVERIFY(m_session->begin(Durability::Saved).ok());
        QCOMPARE(lookFor(id), 1);
        const Record company = m_session->find(type("company"), id).value();
        ChangeSet gone;
        gone.changes.append({RecordChange::Kind::Purge, company, {}});
        QVERIFY(m_session->applyUnguarded(gone).ok());
        QCOMPARE(lookFor(id), 0);
        QVERIFY(m_session->commit().ok());
    }

    void aRecordIsReadOnceInATransaction()
    {
        const Id id = m_ids.next();
        QVERIFY(m_session->begin(Durability::Saved).ok());
        QVERIFY(m_session->applyUnguarded(made(id, text("甲"))).ok());
        const Record first = m_session->find(type("company"), id).value();
        QCOMPARE(first.value(u"name").text(), text("甲"));
        const qint64 waits = m_connection->waits();
        QCOMPARE(m_session->find(type("company"), id).value(), first);
        QCOMPARE(m_session->record({text("company"), id}).value(), first);
        QCOMPARE(m_session->findMany(type("company"), {id, id})->size(), 2);
        QCOMPARE(m_connection->waits(), waits);
        // Its own change, and what is left of it behind the mark.
        QVERIFY(m_session->setMark().ok());
        rename(id, text("乙"));
        QCOMPARE(nameOf(id), text("乙"));
        QVERIFY(m_session->backToMark().ok());
        QCOMPARE(nameOf(id), text("甲"));
        QVERIFY(m_session->commit().ok());
        // Another server's in the next one.
        const auto line = open();
        QVERIFY(postgres::openSchema(*line, m_workspace).ok());
        QVERIFY(line->execute("UPDATE company SET name='丙'").ok());
        QVERIFY(m_session->begin(Durability::Saved).ok());
        QCOMPARE(nameOf(id), text("丙"));
        rename(id, text("丁"));
        m_session->rollback();
        QVERIFY(m_session->begin(Durability::Saved).ok());
        QCOMPARE(nameOf(id), text("丙"));
        QVERIFY(m_session->commit().ok());
    }

    // Also of what was written twice: as everybody reads it afterwards.
    void whatATransactionWroteIsKnownAsItIsStored()
    {
        const ObjectTypePtr company = type("company");
        const bool held = rc::check("a record of a transaction is the one that is stored", [&] {
            const Id id = m_ids.next();
            RC_ASSERT(m_session->begin(Durability::Saved).ok());
            RC_ASSERT(m_session->applyUnguarded(made(id, randomText())).ok());
            for (int step = *rc::gen::inRange(0, 3); step > 0; --step) {
                const Record before = m_session->find(company, id).value();
                Record after = before;
                for (int f = 0; f < company->fieldCount(); ++f) {
                    if (mayVary(company->field(f)) && *rc::gen::inRange(0, 3) == 0)
                        after.set(f, randomValue(company->field(f), m_ids));
                }
                ChangeSet changes;
                changes.update(before, after);
                RC_ASSERT(m_session->applyUnguarded(changes).ok());
            }
            const qint64 waits = m_connection->waits();
            const Record known = m_session->find(company, id).value();
            RC_ASSERT(m_connection->waits() == waits);
            RC_ASSERT(m_session->commit().ok());
            RC_ASSERT(m_session->find(company, id).value() == known);
        });
        QVERIFY(held);
    }

    void childrenAreThoseOfNow()
    {
        const Id id = m_ids.next();
        QVERIFY(m_session->begin(Durability::Saved).ok());
        QVERIFY(m_session->applyUnguarded(made(id, text("甲"))).ok());
        const Record company = m_session->find(type("company"), id).value();
        const auto people = [&] { return m_session->children(company, text("people"), 10).value(); };
        QCOMPARE(people().size(), 0);
        Record person(type("person"), m_ids.next());
        person.set(u"name", Value(text("李")));
        person.set(u"company_id", Value(id));
        ChangeSet more;
        more.create(person);
        QVERIFY(m_session->applyUnguarded(more).ok());
        QCOMPARE(people().size(), 1);
        const qint64 waits = m_connection->waits();
        QCOMPARE(people().size(), 1);
        QCOMPARE(m_connection->waits(), waits);
        QVERIFY(m_session->commit().ok());
    }

    void localValuesAreWrittenWithTheCommit()
    {
        const QString area = text("area");
        QVERIFY(m_session->begin(Durability::Saved).ok());
        QVERIFY(m_session->setLocalValue(area, text("a"), "1").ok());
        QVERIFY(m_session->setLocalValue(area, text("gone"), "1").ok());
        QVERIFY(m_session->commit().ok());
        QVERIFY(m_session->begin(Durability::Saved).ok());
        const qint64 waits = m_connection->waits();
        for (int i = 0; i < 50; ++i)
            QVERIFY(m_session->setLocalValue(area, text("b"), QByteArray::number(i)).ok());
        QVERIFY(m_session->setLocalValue(area, text("gone"), {}).ok());
        QCOMPARE(m_session->localValue(area, text("b")).value(), QByteArray("49"));
        QVERIFY(m_session->localValue(area, text("gone"))->isEmpty());
        QCOMPARE(m_connection->waits(), waits);
        const QHash<QString, QByteArray> all{{text("a"), "1"}, {text("b"), "49"}};
        QCOMPARE(m_session->localValues(area).value(), all);
        QVERIFY(m_session->setMark().ok());
        QVERIFY(m_session->setLocalValue(area, text("b"), "lost").ok());
        QVERIFY(m_session->setLocalValue(area, text("c"), QByteArray(9 << 20, 'c')).ok());
        QVERIFY(m_session->backToMark().ok());
        QCOMPARE(m_session->localValues(area).value(), all);
        // A name that is none ends nothing.
        const Error wrong = m_session->setLocalValue(area, QString(QChar::Null), "1").error();
        QCOMPARE(wrong.key, text("store.wrong_value"));
        QVERIFY(m_session->commit().ok());
        postgres::PostgresSession other(*m_connection, m_info, m_dictionary);
        QCOMPARE(other.localValues(area).value(), all);
    }

    // A chain that loses its end to a mark goes on where the mark was.
    void theAuditGoesOnBehindAMark()
    {
        AuditEntry entry;
        entry.transaction = m_ids.next();
        entry.device = m_ids.next();
        entry.user = m_ids.next();
        entry.command = text("record.update");
        entry.record = {text("company"), m_ids.next()};
        QVERIFY(m_session->begin(Durability::Saved).ok());
        QCOMPARE(m_session->appendAudit(entry).value(), 1);
        QVERIFY(m_session->setMark().ok());
        QCOMPARE(m_session->appendAudit(entry).value(), 2);
        QCOMPARE(m_session->appendAudit(entry).value(), 3);
        QVERIFY(m_session->backToMark().ok());
        QCOMPARE(m_session->appendAudit(entry).value(), 2);
        QVERIFY(m_session->commit().ok());
        postgres::AuditLog log(*m_connection, m_workspace);
        QCOMPARE(log.verify().value(), QString());
        QCOMPARE(m_connection->integer("SELECT count(*) FROM audit").value(), 2);
    }

private:
    void add(qint64 n, const QByteArray &bytes = {})
    {
        Statement write = m_connection->prepare("INSERT INTO kept VALUES($1,$2)").value();
        write.bind(1, n);
        write.bind(2, bytes);
        QVERIFY(write.runLater().ok());
    }
    qint64 count() { return m_connection->integer("SELECT count(*) FROM kept").value(); }
    ObjectTypePtr type(const char *key) const { return m_dictionary->find(text(key)); }
    ChangeSet made(const Id &id, const QString &name) const
    {
        Record company(type("company"), id);
        company.set(u"name", Value(name));
        company.set(u"currency", Value(text("cny")));
        company.set(u"created_at", Value(m_clock.now()));
        ChangeSet changes;
        changes.create(company);
        return changes;
    }
    QString nameOf(const Id &id) { return m_session->find(type("company"), id)->value(u"name").text(); }
    void rename(const Id &id, const QString &name)
    {
        const Record before = m_session->find(type("company"), id).value();
        Record after = before;
        after.set(u"name", Value(name));
        ChangeSet changes;
        changes.update(before, after);
        QVERIFY(m_session->applyUnguarded(changes).ok());
    }

    FixedClock m_clock{Instant{1'780'000'000'000}};
    IdGenerator m_ids{m_clock};
    Id m_workspace;
    WorkspaceInfo m_info;
    DictionaryPtr m_dictionary;
    std::unique_ptr<Connection> m_connection;
    std::optional<postgres::PostgresSession> m_session;
};

DW_TEST(PostgresPipelineTest)

}  // namespace dw::test

#include "postgrespipelinetest.moc"
