// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"
#include "core/store/sqlite/migrations.h"
#include "core/store/sqlite/schema.h"
#include "tests/store/storefixture.h"
#include "tests/support/testrunner.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <ctime>

namespace dw::test
{

class SchemaTest : public QObject
{
    Q_OBJECT

private:
    static QStringList names(StoreFixture &store, const QByteArray &sql)
    {
        QStringList found;
        auto read = store.connection().prepare(sql).value();
        while (read.step().value())
            found.append(read.text(0));
        return found;
    }
    static Result<void> adopt(StoreFixture &store, const DictionaryPtr &dictionary)
    {
        DW_TRY(store.session().begin(Durability::Redoable));
        const Result<void> done = store.session().adoptDictionary(dictionary);
        if (!done.ok()) {
            store.session().rollback();
            return done;
        }
        return store.session().commit();
    }

private Q_SLOTS:
    // A table that is empty is loaded without its list indexes; one that holds something keeps them.
    void bulkLoadsRestoreTheirIndexes()
    {
        StoreFixture store;
        auto &session = store.session();
        const QByteArray indexes = "SELECT name FROM sqlite_schema WHERE type='index' ORDER BY name";
        const QStringList whole = names(store, indexes);
        ChangeSet first;
        first.create(store.company(QStringLiteral("First")));
        QVERIFY(store.apply(first).ok());
        for (const bool ended : {true, false}) {
            QVERIFY(session.beginBulk().ok());
            const QStringList during = names(store, indexes);
            QVERIFY(during.size() < whole.size());
            QVERIFY(during.contains(QLatin1String("company:name")));
            QVERIFY(!during.contains(QLatin1String("person:id")));
            // Fields that come in the middle of it bring no index of what is still empty.
            QVERIFY(session.begin(Durability::Saved).ok());
            QVERIFY(session.adoptDictionary(store.dictionary()).ok());
            QVERIFY(session.commit().ok());
            QCOMPARE(names(store, indexes), during);
            if (ended) {
                QVERIFY(session.endBulk().ok());
            } else {
                // What the next opening does with a file that was left in between.
                QVERIFY(session.begin(Durability::Saved).ok());
                QVERIFY(sqlite::adoptDictionary(store.connection(), *store.dictionary()).ok());
                QVERIFY(session.commit().ok());
            }
            QCOMPARE(names(store, indexes), whole);
        }
    }

    // The index is built beside the file, and FTS5's own tables stay closed to everybody else.
    void bulkLoadsAreFoundByTheSearch()
    {
        StoreFixture store;
        Field brand = makeField("c_brand", FieldType::Text);
        brand.searchable = true;
        const DictionaryPtr dictionary = storeDictionary({brand});
        QVERIFY(adopt(store, dictionary).ok());
        store.session().setDictionary(dictionary);
        const auto add = [&](const QString &text) {
            Record record(dictionary->find(u"company"), store.ids().next());
            record.set(u"c_brand", Value(text));
            record.set(u"name", Value(text));
            record.set(u"created_at", Value(store.clock().now()));
            ChangeSet set;
            set.create(record);
            return store.apply(set).ok();
        };
        QVERIFY(add(QStringLiteral("华为深圳")));
        QVERIFY(store.session().beginBulk().ok());
        QVERIFY(add(QStringLiteral("华为上海")));
        QVERIFY(store.session().endBulk().ok());
        QVERIFY(add(QStringLiteral("华为北京")));

        SearchRequest request;
        request.text = QStringLiteral("hw");
        const auto found = store.session().search(request);
        QVERIFY(found.ok());
        QCOMPARE(found->size(), 3);
        QVERIFY(!store.session().needsSearchRebuild().value());
        QVERIFY(!store.connection().execute("DELETE FROM \"search:company_data\"").ok());
        QCOMPARE(names(store, "SELECT name FROM pragma_database_list"), QStringList{QStringLiteral("main")});
    }

    void aBulkLoadThatCannotEndLeavesAStaleIndex()
    {
        StoreFixture store;
        QVERIFY(store.session().beginBulk().ok());
        QVERIFY(store.connection().execute("CREATE TABLE \"person:id\"(a INTEGER)").ok());
        QVERIFY(!store.session().endBulk().ok());
        QVERIFY(store.session().needsSearchRebuild().value());
    }

    void tablesAreStrictAndTyped()
    {
        StoreFixture store;
        QVERIFY(!store.connection().execute("INSERT INTO company(id,count) VALUES(x'01','twelve')").ok());
        QVERIFY(!store.connection().execute("INSERT INTO company(id) VALUES(NULL)").ok());
        const QStringList columns = names(store, "SELECT name FROM pragma_table_info('company')");
        for (const char *column : {"rowid", "id", "amount", "amount_base", "name:sort", "city:sort", "about",
                                   "about:object", "markets", "rev", "deleted_at"})
            QVERIFY2(columns.contains(QString::fromLatin1(column)), column);
        for (const char *column : {"tags", "helpers", "notes:sort", "phone:sort"})
            QVERIFY2(!columns.contains(QString::fromLatin1(column)), column);
        const QStringList tables = names(store, "SELECT name FROM sqlite_schema WHERE type='table'");
        QVERIFY(tables.contains(QStringLiteral("company:tags")));
        QVERIFY(tables.contains(QStringLiteral("company:helpers")));
    }

    void adoptingTwiceChangesNothing()
    {
        StoreFixture store;
        const qint64 before = store.connection().integer("PRAGMA schema_version").value();
        QVERIFY(adopt(store, storeDictionary()).ok());
        QCOMPARE(store.connection().integer("PRAGMA schema_version").value(), before);
    }

    void newFieldsIndexesAndSortKeysAreAdded()
    {
        StoreFixture store;
        ChangeSet set;
        Record company = store.company(QStringLiteral("华为"));
        set.create(company);
        QVERIFY(store.apply(set).ok());
        Field plain = makeField("c_plain", FieldType::Text);
        QVERIFY(adopt(store, storeDictionary({plain})).ok());
        QVERIFY(store.connection().execute("UPDATE company SET c_plain='b'").ok());
        QVERIFY(!names(store, "SELECT name FROM pragma_table_info('company')")
                     .contains(QStringLiteral("c_plain:sort")));
        // The field becomes indexed: what is there already gets its sort key.
        plain.indexed = true;
        QVERIFY(adopt(store, storeDictionary({plain})).ok());
        QCOMPARE(store.connection()
                     .integer("SELECT count(*) FROM company WHERE \"c_plain:sort\" IS NOT NULL")
                     .value(),
                 1);
        QVERIFY(names(store, "SELECT name FROM sqlite_schema WHERE type='index'")
                    .contains(QStringLiteral("company:c_plain")));
        // A file is opened with the shipped dictionary, before its own fields are read: all of them stays.
        QVERIFY(adopt(store, storeDictionary()).ok());
        QVERIFY(names(store, "SELECT name FROM sqlite_schema WHERE type='index'")
                    .contains(QStringLiteral("company:c_plain")));
        // And no longer: the index goes, the column and its values stay.
        plain.indexed = false;
        QVERIFY(adopt(store, storeDictionary({plain})).ok());
        QVERIFY(!names(store, "SELECT name FROM sqlite_schema WHERE type='index'")
                     .contains(QStringLiteral("company:c_plain")));
        QCOMPARE(store.connection().text("SELECT c_plain FROM company").value(), QStringLiteral("b"));
    }

    void aFieldWithDoubledValuesCannotBecomeUnique()
    {
        StoreFixture store;
        ChangeSet set;
        for (const char *name : {"A", "B"}) {
            Record company = store.company(QString::fromLatin1(name));
            company.set(u"grade", Value(QStringLiteral("cny")));
            set.create(company);
        }
        QVERIFY(store.apply(set).ok());
        Field tender = makeField("c_tender", FieldType::Text);
        QVERIFY(adopt(store, storeDictionary({tender})).ok());
        QVERIFY(store.connection().execute("UPDATE company SET c_tender='T-1'").ok());
        tender.unique = Uniqueness::Hard;
        const auto refused = adopt(store, storeDictionary({tender}));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().key, QStringLiteral("store.not_unique"));
        QCOMPARE(refused.error().arguments,
                 (QStringList{QStringLiteral("company"), QStringLiteral("c_tender")}));
        QVERIFY(store.connection().execute("UPDATE company SET c_tender=NULL WHERE name='B'").ok());
        QVERIFY(adopt(store, storeDictionary({tender})).ok());
    }

    void listsAndChildrenUseTheirIndexes_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("plan");
        QTest::newRow("list by name")
            << QByteArray("SELECT rowid FROM company WHERE deleted_at IS NULL ORDER BY \"name:sort\",id")
            << QStringLiteral("SCAN company USING COVERING INDEX company:name");
        QTest::newRow("list by id") << QByteArray(
                                           "SELECT rowid FROM company WHERE deleted_at IS NULL ORDER BY id")
                                    << QStringLiteral("SCAN company USING COVERING INDEX company:id");
        QTest::newRow("children") << QByteArray(
                                         "SELECT name FROM person WHERE company_id=?1 AND deleted_at IS NULL "
                                         "ORDER BY id LIMIT ?2")
                                  << QStringLiteral(
                                         "SEARCH person USING INDEX person:company_id (company_id=?)");
        QTest::newRow("duplicates") << QByteArray(
                                           "SELECT name FROM company WHERE phone=?1 AND deleted_at IS NULL "
                                           "ORDER BY id LIMIT ?2")
                                    << QStringLiteral(
                                           "SEARCH company USING INDEX company:phone:value (phone=?)");
        QTest::newRow("by id") << QByteArray("SELECT name FROM company WHERE id=?1")
                               << QStringLiteral(
                                      "SEARCH company USING INDEX sqlite_autoindex_company_1 (id=?)");
    }
    void listsAndChildrenUseTheirIndexes()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QString, plan);
        StoreFixture store;
        auto read = store.connection().prepare("EXPLAIN QUERY PLAN " + sql).value();
        QStringList steps;
        while (read.step().value())
            steps.append(read.text(3));
        QCOMPARE(steps, QStringList{plan});
    }

    void aNewerFileIsNotMigrated()
    {
        StoreFixture store;
        QVERIFY(sqlite::migrate(store.connection()).ok());
        QVERIFY(store.connection().execute("PRAGMA user_version=99").ok());
        const auto refused = sqlite::migrate(store.connection());
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::TooNew);
        QCOMPARE(refused.error().key, QStringLiteral("store.too_new"));
    }

    void theShippedDictionaryMakesAFile()
    {
        auto definitions = BuiltinDictionary::definitions();
        QVERIFY2(definitions.ok(), definitions.ok() ? "" : qPrintable(definitions.error().key));
        QVERIFY(!definitions->isEmpty());
        const auto dictionary = Dictionary::build(*definitions);
        QVERIFY2(dictionary.ok(), dictionary.ok() ? "" : qPrintable(dictionary.error().arguments.join(u' ')));
        StoreFixture store;
        const auto done = adopt(store, *dictionary);
        QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(done.error().key + done.error().detail));
    }

    // Their indexes hold the records that have one, and are used all the same.
    void whatFewRecordsHaveIsFoundByItsIndex()
    {
        const DictionaryPtr dictionary = Dictionary::build(BuiltinDictionary::definitions().value()).value();
        StoreFixture store;
        QVERIFY(adopt(store, dictionary).ok());
        const auto plan = [&](const QByteArray &field) {
            auto read = store.connection()
                            .prepare("EXPLAIN QUERY PLAN SELECT rowid,name FROM account WHERE " + field +
                                     "=?1 AND deleted_at IS NULL ORDER BY id")
                            .value();
            QStringList steps;
            while (read.step().value())
                steps.append(read.text(3));
            return steps.value(0);
        };
        QCOMPARE(
            plan("imported_batch_id"),
            QStringLiteral("SEARCH account USING INDEX account:imported_batch_id (imported_batch_id=?)"));
        QCOMPARE(plan("source_key"),
                 QStringLiteral("SEARCH account USING INDEX account:source_key:value (source_key=?)"));
        QCOMPARE(plan("uscc"), QStringLiteral("SEARCH account USING INDEX account:uscc:unique (uscc=?)"));
        QCOMPARE(plan("name_key"),
                 QStringLiteral("SEARCH account USING INDEX account:name_key:value (name_key=?)"));
    }

    // DEALWRIGHT_SPEED=1 prints the figures; nothing is asserted about time.
    void speedOfAccounts()
    {
        if (!qEnvironmentVariableIsSet("DEALWRIGHT_SPEED"))
            QSKIP("set DEALWRIGHT_SPEED to measure");
        const DictionaryPtr dictionary = Dictionary::build(BuiltinDictionary::definitions().value()).value();
        StoreFixture store;
        QVERIFY(adopt(store, dictionary).ok());
        auto &session = store.session();
        session.setDictionary(dictionary);
        const ObjectTypePtr account = dictionary->find(u"account");
        const Id owner = store.ids().next();
        const auto make = [&](int i) {
            Record record(account, store.ids().next());
            record.set(u"name", Value(QStringLiteral("宁波华为技术有限公司 %1").arg(i)));
            record.set(u"uscc", Value(QStringLiteral("91330200%1").arg(i, 10, 10, QLatin1Char('0'))));
            record.set(u"phone", Value(QStringLiteral("+86574%1").arg(10000000 + i)));
            record.set(u"industry", Value(QStringLiteral("manufacturing")));
            record.set(u"owner_id", Value(owner));
            record.set(u"created_at", Value(store.clock().now()));
            record.set(u"updated_at", Value(store.clock().now()));
            record.set(u"source_key", Value(QString::number(i)));
            record.set(u"currency", Value(QStringLiteral("cny")));
            return record;
        };
        const auto audit = [&](const Record &record) {
            AuditEntry entry;
            entry.transaction = store.ids().next();
            entry.at = store.clock().now();
            entry.user = owner;
            entry.device = store.info().device;
            entry.command = QStringLiteral("account.import");
            entry.record = record.ref();
            for (const char *key : {"name", "uscc", "phone", "industry"})
                entry.values.insert(
                    QString::fromLatin1(key),
                    QJsonArray{QJsonValue(), record.value(QString::fromLatin1(key)).toJson()});
            return entry;
        };
        constexpr int Count = 20000, Batch = 500;
        // Processor time: what else the machine does must not count. The single saves below wait for the
        // disk.
        struct
        {
            timespec begin{};
            void start() { clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin); }
            qint64 nsecsElapsed() const
            {
                timespec now{};
                clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
                return (now.tv_sec - begin.tv_sec) * 1000000000LL + now.tv_nsec - begin.tv_nsec;
            }
        } timer;
        QElapsedTimer wall;
        qint64 rows = 0, lines = 0, commits = 0;
        for (int i = 0; i < Count; i += Batch) {
            QVERIFY(session.begin(Durability::Redoable).ok());
            for (int j = 0; j < Batch; ++j) {
                const Record record = make(i + j);
                ChangeSet set;
                set.create(record);
                timer.start();
                QVERIFY(session.apply(set).ok());
                rows += timer.nsecsElapsed();
                const AuditEntry entry = audit(record);
                timer.start();
                QVERIFY(session.appendAudit(entry).ok());
                lines += timer.nsecsElapsed();
            }
            timer.start();
            QVERIFY(session.commit().ok());
            commits += timer.nsecsElapsed();
        }
        qInfo("apply %.1f us, audit %.1f us, commit %.1f us a record: %.0f records/s",
              double(rows) / Count / 1000, double(lines) / Count / 1000, double(commits) / Count / 1000,
              1e9 * Count / double(rows + lines + commits));
        QList<qint64> single;
        for (int i = 0; i < 200; ++i) {
            const Record record = make(Count + i);
            ChangeSet set;
            set.create(record);
            const AuditEntry entry = audit(record);
            wall.start();
            QVERIFY(session.begin(Durability::Saved).ok());
            QVERIFY(session.apply(set).ok());
            QVERIFY(session.appendAudit(entry).ok());
            QVERIFY(session.commit().ok());
            single.append(wall.nsecsElapsed());
        }
        std::sort(single.begin(), single.end());
        qInfo("single save FULL: median %.2f ms, p99 %.2f ms", double(single[100]) / 1e6,
              double(single[198]) / 1e6);
    }
};

DW_TEST(SchemaTest)

}  // namespace dw::test

#include "schematest.moc"
