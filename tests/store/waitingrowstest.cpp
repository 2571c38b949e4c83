// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/storefixture.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <functional>

namespace dw::test
{

namespace
{

using Match = ReadSession::Match;
using Sees = std::function<bool(StoreFixture &, const Record &)>;

QString nameOf(int i)
{
    return QStringLiteral("Brücke %1").arg(i);
}

ChangeSet creating(const Record &record)
{
    ChangeSet set;
    set.create(record);
    return set;
}

}  // namespace

// What applyUnguarded() puts off in a transaction that can be done again, to write many rows by one
// statement.
class WaitingRowsTest : public QObject
{
    Q_OBJECT

    QList<Record> companies(StoreFixture &store, int count)
    {
        QList<Record> made;
        for (int i = 0; i < count; ++i) {
            Record one = store.company(nameOf(i));
            one.set(u"code", Value(QStringLiteral("C-%1").arg(i)));
            made.append(one);
        }
        return made;
    }

    Result<void> give(StoreFixture &store, const QList<Record> &records)
    {
        for (const Record &record : records)
            DW_TRY(store.session().applyUnguarded(creating(record)));
        return {};
    }

    qint64 rowsOf(StoreFixture &store)
    {
        return store.connection().integer("SELECT count(*) FROM company").value();
    }

private Q_SLOTS:
    void theyAreWrittenTogetherAndFound()
    {
        StoreFixture store;
        const QList<Record> made = companies(store, 100);
        QVERIFY(store.session().begin(Durability::Redoable).ok());
        QVERIFY(give(store, made).ok());
        QVERIFY2(rowsOf(store) < 100, "some wait");
        QVERIFY(store.session().commit().ok());
        QCOMPARE(rowsOf(store), 100);
        for (const Record &one : made) {
            Record read = store.session().find(one.typePointer(), one.id()).value();
            QCOMPARE(read.value(u"rev").integer(), 1);
            read.set(u"rev", one.value(u"rev"));
            QCOMPARE(read, one);
        }
    }

    void whoeverReadsSeesThem_data()
    {
        QTest::addColumn<Sees>("sees");
        const auto row = [](const char *name, const Sees &sees) { QTest::newRow(name) << sees; };
        const auto byName = [](const QString &text, Match match) {
            return [=](StoreFixture &store, const Record &one) {
                const int field = one.type().indexOf(u"name");
                const auto found =
                    store.session().findByValue(one.typePointer(), field, Value(text), match, 5);
                return found->size() == 1 && found->first().id() == one.id();
            };
        };
        row("by id", [](StoreFixture &store, const Record &one) {
            return store.session().find(one.typePointer(), one.id())->isValid();
        });
        row("by reference", [](StoreFixture &store, const Record &one) {
            return store.session().record(one.ref())->isValid();
        });
        row("by ids", [](StoreFixture &store, const Record &one) {
            return store.session().findMany(one.typePointer(), {one.id()})->first().isValid();
        });
        row("by value", byName(nameOf(1), Match::Exact));
        row("by folded value", byName(QStringLiteral("BRUCKE 1"), Match::Folded));
        row("by a value that is no text", [](StoreFixture &store, const Record &one) {
            const int field = one.type().indexOf(u"created_at");
            return store.session()
                       .findByValue(one.typePointer(), field, one.value(field), Match::Exact, 5)
                       ->size() == 3;
        });
        row("as title", [](StoreFixture &store, const Record &one) {
            return store.session().titles({one.ref()}, Language::English)->size() == 1;
        });
        row("counted", [](StoreFixture &store, const Record &one) {
            Query query;
            query.object = one.typePointer();
            return store.session().count(query, {}).value() == 3;
        });
        row("as rows", [](StoreFixture &store, const Record &one) {
            Query query;
            query.object = one.typePointer();
            return store.session().rows(query, {}, -1)->size() == 3;
        });
        row("searched", [](StoreFixture &store, const Record &) {
            SearchRequest request;
            request.text = nameOf(1);
            return store.session().search(request).ok();
        });
        row("changed", [](StoreFixture &store, const Record &one) {
            Record after = one;
            after.set(u"name", Value(QStringLiteral("Other")));
            Record before = one;
            before.set(u"rev", Value(qint64(1)));
            after.set(u"rev", Value(qint64(1)));
            ChangeSet change;
            change.update(before, after);
            return store.session().applyUnguarded(change).ok();
        });
    }
    void whoeverReadsSeesThem()
    {
        QFETCH(Sees, sees);
        StoreFixture store;
        const QList<Record> made = companies(store, 3);
        QVERIFY(store.session().begin(Durability::Redoable).ok());
        QVERIFY(give(store, made).ok());
        QCOMPARE(rowsOf(store), 0);
        QVERIFY(sees(store, made[1]));
        QCOMPARE(rowsOf(store), 3);
        QVERIFY(store.session().commit().ok());
    }

    // In the file they are others than in memory, so they are compared there.
    void textsThatAreNotUtf16AreComparedAsStored()
    {
        StoreFixture store;
        QList<Record> made = companies(store, 2);
        const QString half = QString(QChar(0xd800));
        made[0].set(u"code", Value(QStringLiteral("A") + half + QStringLiteral("B")));
        QVERIFY(store.session().begin(Durability::Redoable).ok());
        QVERIFY(give(store, made).ok());
        QCOMPARE(rowsOf(store), 1);
        const int field = made[0].type().indexOf(u"code");
        const QString stored = store.session().find(made[0].typePointer(), made[0].id())->value(field).text();
        QVERIFY(stored != made[0].value(field).text());
        const auto found = [&](const QString &text) {
            return store.session().findByValue(made[0].typePointer(), field, Value(text), Match::Exact, 5);
        };
        QCOMPARE(found(stored)->size(), 1);
        QCOMPARE(rowsOf(store), 1);
        QCOMPARE(found(made[0].value(field).text())->size(), 1);
        QCOMPARE(rowsOf(store), 2);
    }

    void whatIsNotMeantLetsThemWait()
    {
        StoreFixture store;
        QVERIFY(store.session().begin(Durability::Redoable).ok());
        const QList<Record> made = companies(store, 3);
        QVERIFY(give(store, made).ok());
        const ObjectTypePtr type = made[0].typePointer();
        for (const Match match : {Match::Exact, Match::Folded})
            QVERIFY(store.session()
                        .findByValue(type, type->indexOf(u"name"), Value(nameOf(7)), match, 5)
                        ->isEmpty());
        QVERIFY(!store.session().find(type, store.ids().next())->isValid());
        QVERIFY(!store.session().find(store.type("person"), made[0].id())->isValid());
        QCOMPARE(rowsOf(store), 0);
    }

    void theyGoWithTheTransaction()
    {
        StoreFixture store;
        QVERIFY(store.session().begin(Durability::Redoable).ok());
        QVERIFY(give(store, companies(store, 3)).ok());
        store.session().rollback();
        QVERIFY(store.session().begin(Durability::Redoable).ok());
        QVERIFY(store.session().commit().ok());
        QCOMPARE(rowsOf(store), 0);
    }

    // A person's save is told at once, and so is what stands behind a mark.
    void nothingWaitsWhereItsOwnErrorIsWanted()
    {
        StoreFixture store;
        QVERIFY(store.session().begin(Durability::Saved).ok());
        QVERIFY(give(store, companies(store, 1)).ok());
        QCOMPARE(rowsOf(store), 1);
        store.session().rollback();
        QVERIFY(store.session().begin(Durability::Redoable).ok());
        QVERIFY(give(store, companies(store, 1)).ok());
        QCOMPARE(rowsOf(store), 0);
        QVERIFY(store.session().setMark().ok());
        QCOMPARE(rowsOf(store), 1);
        const Result<void> again = give(store, companies(store, 1));
        QCOMPARE(again.error().key, QStringLiteral("store.value_taken"));
    }

    void aRefusedOneIsNamedAndNothingIsCommitted_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("by one statement") << 40;
        QTest::newRow("row by row") << 9;
    }
    void aRefusedOneIsNamedAndNothingIsCommitted()
    {
        QFETCH(int, count);
        StoreFixture store;
        QList<Record> made = companies(store, count);
        made[7].set(u"code", made[3].value(u"code"));
        QVERIFY(store.session().begin(Durability::Redoable).ok());
        Result<void> done = give(store, made);
        if (done.ok())
            done = store.session().commit();
        QCOMPARE(done.error().key, QStringLiteral("store.value_taken"));
        QCOMPARE(done.error().arguments,
                 (QStringList{QStringLiteral("company"), QStringLiteral("code"), QStringLiteral("C-3")}));
        store.session().rollback();
        QCOMPARE(rowsOf(store), 0);
        QVERIFY(store.session().begin(Durability::Redoable).ok());
        QVERIFY(give(store, companies(store, 40)).ok());
        QVERIFY(store.session().commit().ok());
        QCOMPARE(rowsOf(store), 40);
    }

    // Where no error can be given back the transaction is lost all the same.
    void aRefusedOneThatNobodyHeardOfIsNotCommitted()
    {
        StoreFixture store;
        QList<Record> made = companies(store, 3);
        made[2].set(u"code", made[0].value(u"code"));
        QVERIFY(store.session().begin(Durability::Redoable).ok());
        QVERIFY(give(store, made).ok());
        (void)store.session().replica();
        const Result<void> done = store.session().commit();
        QCOMPARE(done.error().key, QStringLiteral("store.value_taken"));
        QCOMPARE(rowsOf(store), 0);
    }
};

DW_TEST(WaitingRowsTest)

}  // namespace dw::test

#include "waitingrowstest.moc"
