// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/migrations.h"
#include "tests/store/storefixture.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

class AuditTest : public QObject
{
    Q_OBJECT

private:
    static AuditEntry entry(StoreFixture &store, const RecordRef &record, const QString &value)
    {
        AuditEntry made;
        made.transaction = store.ids().next();
        made.at = store.clock().now();
        made.user = store.ids().next();
        made.device = store.info().device;
        made.openedBy = QStringLiteral("chen");
        made.command = QStringLiteral("company.update");
        made.record = record;
        made.values.insert(QStringLiteral("name"), QJsonArray{QJsonValue(), value});
        made.values.insert(QStringLiteral("city"), QJsonArray{QStringLiteral("宁波"), QJsonValue()});
        made.note = QStringLiteral("because");
        return made;
    }
    static Result<qint64> append(StoreFixture &store, const AuditEntry &made)
    {
        DW_TRY(store.session().begin(Durability::Redoable));
        DW_ASSIGN(const qint64 line, store.session().appendAudit(made));
        DW_TRY(store.session().commit());
        return line;
    }
    static QString verify(StoreFixture &store)
    {
        return sqlite::AuditLog(store.connection()).verify().value();
    }

private Q_SLOTS:
    void historyIsNewestFirstAndWhole()
    {
        StoreFixture store;
        const RecordRef record = store.company(QStringLiteral("A")).ref();
        const RecordRef other = store.company(QStringLiteral("B")).ref();
        const AuditEntry first = entry(store, record, QStringLiteral("one"));
        QVERIFY(append(store, first).ok());
        QVERIFY(append(store, entry(store, other, QStringLiteral("x"))).ok());
        QVERIFY(append(store, entry(store, record, QStringLiteral("two"))).ok());
        const auto lines = store.session().history(record, 10, 0).value();
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0].entry.values[QStringLiteral("name")].toArray()[1].toString(),
                 QStringLiteral("two"));
        const AuditRecord &line = lines[1];
        QCOMPARE(line.entry.transaction, first.transaction);
        QCOMPARE(line.entry.at, first.at);
        QCOMPARE(line.entry.user, first.user);
        QCOMPARE(line.entry.device, first.device);
        QCOMPARE(line.entry.openedBy, first.openedBy);
        QCOMPARE(line.entry.command, first.command);
        QCOMPARE(line.entry.record, first.record);
        QCOMPARE(line.entry.values, first.values);
        QCOMPARE(line.entry.note, first.note);
        QCOMPARE(line.fields, (QStringList{QStringLiteral("city"), QStringLiteral("name")}));
        QVERIFY(!line.erased);
        QCOMPARE(store.session().history(record, 10, lines[0].sequence)->size(), 1);
        QCOMPARE(store.session().history(record, 1, 0)->size(), 1);
        QCOMPARE(store.session().auditTrail(10, 0)->size(), 3);
        QCOMPARE(store.session().history({}, 10, 0)->size(), 0);
    }

    void everyChangedColumnBreaksTheChain_data()
    {
        QTest::addColumn<QByteArray>("sql");
        for (const char *column :
             {"\"transaction\"=randomblob(16)", "at=at+1", "received_at=received_at-1", "received_at=NULL",
              "user=NULL", "device=randomblob(16)", "opened_by='wei'", "command='x'", "object='person'",
              "record=randomblob(16)", "fields='name'", "note=NULL", "digest=randomblob(32)",
              "previous=randomblob(32)", "hash=randomblob(32)"})
            QTest::newRow(column) << QByteArray("UPDATE audit SET ") + column + " WHERE sequence=2";
        QTest::newRow("line deleted")
            << QByteArray("PRAGMA foreign_keys=OFF; DELETE FROM audit WHERE sequence=2");
        QTest::newRow("body") << QByteArray("UPDATE audit_value SET body=x'7b7d' WHERE sequence=2");
        QTest::newRow("salt") << QByteArray("UPDATE audit_value SET salt=randomblob(16) WHERE sequence=2");
    }
    void everyChangedColumnBreaksTheChain()
    {
        QFETCH(QByteArray, sql);
        StoreFixture store;
        const RecordRef record = store.company(QStringLiteral("A")).ref();
        for (int i = 0; i < 3; ++i) {
            AuditEntry made = entry(store, record, QString::number(i));
            made.receivedAt = Instant{made.at.ms + 1000};
            QVERIFY(append(store, made).ok());
        }
        QCOMPARE(store.session().history(record, 1, 0)->first().entry.receivedAt->ms,
                 store.clock().now().ms + 1000);
        QCOMPARE(verify(store), QString());
        QVERIFY(store.connection().execute(sql).ok());
        QVERIFY(!verify(store).isEmpty());
    }

    // A laptop learns later when its server received a line; the chain stands.
    void aReceiptIsNotedOnce()
    {
        StoreFixture store;
        const RecordRef record = store.company(QStringLiteral("A")).ref();
        const AuditEntry made = entry(store, record, QStringLiteral("one"));
        QVERIFY(append(store, made).ok());
        QVERIFY(append(store, entry(store, record, QStringLiteral("two"))).ok());
        for (const qint64 ms : {5000, 9000}) {
            QVERIFY(store.session().begin(Durability::Redoable).ok());
            QVERIFY(store.session().noteReceived(made.transaction, {record}, Instant{ms}).ok());
            QVERIFY(store.session().commit().ok());
        }
        const auto lines = store.session().history(record, 10, 0).value();
        QVERIFY(!lines[0].entry.receivedAt);
        QCOMPARE(lines[1].entry.receivedAt->ms, 5000);
        QCOMPARE(verify(store), QString());
    }

    void erasedValuesStillVerify()
    {
        StoreFixture store;
        const Record company = store.company(QStringLiteral("A"));
        ChangeSet create, purge;
        create.create(company);
        QVERIFY(store.apply(create).ok());
        QVERIFY(append(store, entry(store, company.ref(), QStringLiteral("13800001111"))).ok());
        purge.changes.append({RecordChange::Kind::Purge, company, {}});
        QVERIFY(store.apply(purge).ok());
        const auto lines = store.session().history(company.ref(), 10, 0).value();
        QCOMPARE(lines.size(), 1);
        QVERIFY(lines[0].erased);
        QVERIFY(lines[0].entry.values.isEmpty());
        QCOMPARE(lines[0].fields.size(), 2);
        QCOMPARE(verify(store), QString());
        QCOMPARE(store.connection().integer("SELECT count(*) FROM audit_value").value(), 0);
    }

    void eachDeviceHasItsOwnChainAndRollbackForgets()
    {
        StoreFixture store;
        const RecordRef record = store.company(QStringLiteral("A")).ref();
        AuditEntry other = entry(store, record, QStringLiteral("phone"));
        other.device = store.ids().next();
        QVERIFY(append(store, entry(store, record, QStringLiteral("1"))).ok());
        QVERIFY(append(store, other).ok());
        QVERIFY(store.session().begin(Durability::Saved).ok());
        QVERIFY(store.session().appendAudit(entry(store, record, QStringLiteral("lost"))).ok());
        store.session().rollback();
        QVERIFY(append(store, entry(store, record, QStringLiteral("2"))).ok());
        QVERIFY(append(store, other).ok());
        QCOMPARE(verify(store), QString());
        QCOMPARE(store.session().auditTrail(100, 0)->size(), 4);
    }

    void aCutOffEndShows_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("last line") << QByteArray("DELETE FROM audit WHERE sequence=3");
        QTest::newRow("last lines") << QByteArray("DELETE FROM audit WHERE sequence>1");
        QTest::newRow("all") << QByteArray("DELETE FROM audit");
        QTest::newRow("and its note") << QByteArray(
            "DELETE FROM audit WHERE sequence=3; DELETE FROM \"dw:meta\" WHERE key LIKE 'audit_head%'");
    }
    void aCutOffEndShows()
    {
        QFETCH(QByteArray, sql);
        StoreFixture store;
        const RecordRef record = store.company(QStringLiteral("A")).ref();
        for (int i = 0; i < 3; ++i)
            QVERIFY(append(store, entry(store, record, QString::number(i))).ok());
        QCOMPARE(verify(store), QString());
        QVERIFY(store.connection().execute("PRAGMA foreign_keys=OFF; " + sql).ok());
        QVERIFY(!verify(store).isEmpty());
    }

    void anOlderFileGetsItsEndsNoted()
    {
        StoreFixture store;
        const RecordRef record = store.company(QStringLiteral("A")).ref();
        AuditEntry other = entry(store, record, QStringLiteral("phone"));
        other.device = store.ids().next();
        QVERIFY(append(store, entry(store, record, QStringLiteral("1"))).ok());
        QVERIFY(append(store, other).ok());
        QVERIFY(append(store, other).ok());
        QVERIFY(store.backToVersion(1).ok());
        QVERIFY(sqlite::migrate(store.connection()).ok());
        QCOMPARE(verify(store), QString());
        QVERIFY(append(store, other).ok());
        QCOMPARE(verify(store), QString());
    }

    void numbersHaveNoGaps()
    {
        StoreFixture store;
        auto &session = store.session();
        QVERIFY(session.begin(Durability::Saved).ok());
        QCOMPARE(session.nextNumber(QStringLiteral("opportunity")).value(), 1);
        QCOMPARE(session.nextNumber(QStringLiteral("opportunity")).value(), 2);
        QVERIFY(session.commit().ok());
        QVERIFY(session.begin(Durability::Saved).ok());
        QCOMPARE(session.nextNumber(QStringLiteral("opportunity")).value(), 3);
        session.rollback();
        QVERIFY(session.begin(Durability::Saved).ok());
        QCOMPARE(session.nextNumber(QStringLiteral("opportunity")).value(), 3);
        QCOMPARE(session.nextNumber(QStringLiteral("lead")).value(), 1);
        QVERIFY(session.commit().ok());
        QVERIFY(!session.nextNumber(QStringLiteral("lead")).ok());
    }

    void aMarkGivesBackWhatCameAfterIt()
    {
        StoreFixture store;
        auto &session = store.session();
        QVERIFY(!session.setMark().ok());
        QVERIFY(session.begin(Durability::Redoable).ok());
        QVERIFY(!session.backToMark().ok());
        const Record kept(store.type("company"), store.ids().next());
        ChangeSet first;
        first.create(kept);
        QVERIFY(session.applyUnguarded(first).ok());
        QVERIFY(session.appendAudit(entry(store, kept.ref(), QStringLiteral("kept"))).ok());
        QCOMPARE(session.nextNumber(QStringLiteral("lead")).value(), 1);
        for (int i = 0; i < 2; ++i) {
            QVERIFY(session.setMark().ok());
            const Record gone(store.type("company"), store.ids().next());
            ChangeSet second;
            second.create(gone);
            second.create(gone);
            QVERIFY(!session.applyUnguarded(second).ok());
            QVERIFY(session.find(store.type("company"), gone.id())->isValid());
            QVERIFY(session.appendAudit(entry(store, gone.ref(), QStringLiteral("gone"))).ok());
            QCOMPARE(session.nextNumber(QStringLiteral("lead")).value(), 2);
            QVERIFY(session.backToMark().ok());
            QVERIFY(!session.find(store.type("company"), gone.id())->isValid());
        }
        QCOMPARE(session.nextNumber(QStringLiteral("lead")).value(), 2);
        QVERIFY(session.appendAudit(entry(store, kept.ref(), QStringLiteral("after"))).ok());
        QVERIFY(session.commit().ok());
        QCOMPARE(session.auditTrail(10, 0)->size(), 2);
        QCOMPARE(verify(store), QString());
        QVERIFY(session.begin(Durability::Saved).ok());
        QCOMPARE(session.nextNumber(QStringLiteral("lead")).value(), 3);
        session.rollback();
    }

    void localValuesAreKeptByArea()
    {
        StoreFixture store;
        auto &session = store.session();
        QVERIFY(session.begin(Durability::Saved).ok());
        QVERIFY(session.setLocalValue(QStringLiteral("draft"), QStringLiteral("a"), "1").ok());
        QVERIFY(
            session.setLocalValue(QStringLiteral("draft"), QStringLiteral("b"), QByteArray("\0x", 2)).ok());
        QVERIFY(session.setLocalValue(QStringLiteral("window"), QStringLiteral("a"), "3").ok());
        QVERIFY(session.setLocalValue(QStringLiteral("draft"), QStringLiteral("a"), "2").ok());
        QVERIFY(session.commit().ok());
        QCOMPARE(session.localValue(QStringLiteral("draft"), QStringLiteral("a")).value(), QByteArray("2"));
        QCOMPARE(session.localValue(QStringLiteral("draft"), QStringLiteral("c")).value(), QByteArray());
        QCOMPARE(session.localValues(QStringLiteral("draft"))->size(), 2);
        QVERIFY(session.begin(Durability::Saved).ok());
        QVERIFY(session.setLocalValue(QStringLiteral("draft"), QStringLiteral("a"), {}).ok());
        QVERIFY(session.commit().ok());
        QCOMPARE(session.localValues(QStringLiteral("draft"))->keys(), QStringList{QStringLiteral("b")});
    }
};

DW_TEST(AuditTest)

}  // namespace dw::test

#include "audittest.moc"
