// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/randomvalues.h"
#include "tests/store/recordworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <rapidcheck.h>

namespace dw::test
{

namespace
{

Value moneyOf(qint64 minor, QStringView code)
{
    return Value(Money{minor, Currency::fromCode(code).value()});
}

ChangeSet creating(std::initializer_list<Record> records)
{
    ChangeSet set;
    for (const Record &record : records)
        set.create(record);
    return set;
}

ChangeSet updating(const Record &before, const Record &after)
{
    ChangeSet set;
    set.update(before, after);
    return set;
}

bool mayVary(const Field &field)
{
    return field.key != QLatin1String("id") && field.key != QLatin1String("rev") &&
           field.key != QLatin1String("currency") && field.key != QLatin1String("code");
}

}  // namespace

class RecordStoreTest : public QObject
{
    Q_OBJECT

    static std::unique_ptr<RecordWorld> makeWorld()
    {
        QFETCH_GLOBAL(Database, database);
        return RecordWorld::make(database);
    }

private Q_SLOTS:
    // All of it on both databases.
    void initTestCase_data()
    {
        QTest::addColumn<Database>("database");
        QTest::newRow("sqlite") << Database::Sqlite;
        QTest::newRow("postgres") << Database::Postgres;
    }

    void whatIsAppliedIsReadBack()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        const bool held = rc::check("random change sets are read back equal", [&] {
            QHash<Id, Record> expected;
            ChangeSet set;
            const int count = *rc::gen::inRange(1, 12);
            for (int i = 0; i < count; ++i) {
                const bool update = !expected.isEmpty() && *rc::gen::arbitrary<bool>();
                Record before;
                Record after = store.company(randomText());
                if (update) {
                    before = expected.values().at(*rc::gen::inRange(0, int(expected.size())));
                    after = before;
                }
                for (int f = 0; f < after.type().fieldCount(); ++f) {
                    if (mayVary(after.type().field(f)) && *rc::gen::inRange(0, 3) == 0)
                        after.set(f, randomValue(after.type().field(f), store.ids()));
                }
                if (update)
                    set.update(before, after);
                else
                    set.create(after);
                expected.insert(after.id(), after);
            }
            const auto applied = store.apply(set);
            RC_ASSERT(applied.ok());
            for (Record &record : expected) {
                Record read = store.find(store.type("company"), record.id()).value();
                RC_ASSERT(read.isValid());
                RC_ASSERT(read.value(u"rev").integer() >= 1);
                read.set(u"rev", {});
                for (int f = 0; f < read.type().fieldCount(); ++f) {
                    if (!(read.value(f) == record.value(f)))
                        qWarning() << read.type().field(f).key << read.value(f).toDebugString()
                                   << record.value(f).toDebugString();
                }
                RC_ASSERT(read == record);
            }
        });
        QVERIFY(held);
    }

    void revisionsCountUpAndStaleUpdatesAreRefused()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        const Record made = store.company(QStringLiteral("Acme"));
        QVERIFY(store.apply(creating({made})).ok());
        const Record first = store.find(made.typePointer(), made.id()).value();
        QCOMPARE(first.value(u"rev").integer(), 1);
        Record mine = first, theirs = first;
        mine.set(u"city", Value(QStringLiteral("Ningbo")));
        theirs.set(u"city", Value(QStringLiteral("Hangzhou")));
        QVERIFY(store.apply(updating(first, mine)).ok());
        const auto stale = store.apply(updating(first, theirs));
        QVERIFY(!stale.ok());
        QCOMPARE(stale.error().code, ErrorCode::Conflict);
        QCOMPARE(stale.error().key, QStringLiteral("store.record_changed"));
        QCOMPARE(stale.error().arguments, (QStringList{QStringLiteral("company"), QStringLiteral("Acme")}));
        const Record now = store.find(made.typePointer(), made.id()).value();
        QCOMPARE(now.value(u"city").text(), QStringLiteral("Ningbo"));
        QCOMPARE(now.value(u"rev").integer(), 2);
        // A revision given from outside (the server's) is kept.
        Record pulled = now;
        pulled.set(u"rev", Value(qint64(7000)));
        QVERIFY(store.apply(updating(now, pulled)).ok());
        QCOMPARE(store.find(made.typePointer(), made.id())->value(u"rev").integer(), 7000);
    }

    void aVanishedRecordIsNamed()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        const Record never = store.company(QStringLiteral("Never"));
        Record after = never;
        after.set(u"city", Value(QStringLiteral("x")));
        const auto refused = store.apply(updating(never, after));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().key, QStringLiteral("store.record_gone"));
    }

    void aFailedSetLeavesNothingAndTheTransactionGoesOn()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        Record first = store.company(QStringLiteral("A"));
        first.set(u"code", Value(QStringLiteral("C-1")));
        Record other = store.company(QStringLiteral("B"));
        Record taken = store.company(QStringLiteral("C"));
        taken.set(u"code", Value(QStringLiteral("C-1")));
        QVERIFY(store.begin().ok());
        QVERIFY(store.applyHere(creating({first})).ok());
        const auto refused = store.applyHere(creating({other, taken}));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().key, QStringLiteral("store.value_taken"));
        QCOMPARE(refused.error().arguments,
                 (QStringList{QStringLiteral("company"), QStringLiteral("code"), QStringLiteral("C-1")}));
        QVERIFY(store.commit().ok());
        QVERIFY(store.find(first.typePointer(), first.id())->isValid());
        QVERIFY(!store.find(first.typePointer(), other.id())->isValid());
    }

    // More than one statement writes, and what is behind the last of them.
    void manyNewRecordsOfOneSet()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        const auto setOf = [&](int count, int without) {
            ChangeSet set;
            for (int i = 0; i < count; ++i) {
                Record one = store.company(QStringLiteral("Company %1").arg(i));
                one.set(u"code", Value(QStringLiteral("K-%1").arg(i)));
                if (i == without)
                    one.set(u"tags", Value(QStringList{QStringLiteral("a")}));
                set.create(one);
            }
            return set;
        };
        ChangeSet set = setOf(150, 40);
        Record later = set.changes[5].after;
        later.set(u"name", Value(QStringLiteral("Renamed")));
        set.update(set.changes[5].after, later);
        QVERIFY(store.apply(set).ok());
        QCOMPARE(store.rowsOf("company"), 150);
        for (const RecordChange &change : std::as_const(set.changes)) {
            const Record read = store.find(change.after.typePointer(), change.after.id()).value();
            QCOMPARE(read.value(u"code"), change.after.value(u"code"));
            QCOMPARE(read.value(u"tags"), change.after.value(u"tags"));
        }
        QCOMPARE(store.find(later.typePointer(), later.id())->value(u"name").text(),
                 QStringLiteral("Renamed"));

        // The first that is refused is named, and none of them stays.
        ChangeSet taken = setOf(40, -1);
        for (RecordChange &change : taken.changes)
            change.after.set(u"code", Value(QStringLiteral("N") + change.after.value(u"code").text()));
        ChangeSet known = taken;
        taken.changes[20].after.set(u"code", Value(QStringLiteral("K-77")));
        const Result<void> refused = store.apply(taken);
        QCOMPARE(refused.error().key, QStringLiteral("store.value_taken"));
        QCOMPARE(refused.error().arguments.value(2), QStringLiteral("K-77"));
        QCOMPARE(store.rowsOf("company"), 150);
        known.changes[9].after = Record(later.typePointer(), later.id());
        QCOMPARE(store.apply(known).error().key, QStringLiteral("store.id_taken"));
        QCOMPARE(store.rowsOf("company"), 150);
    }

    void aUniqueValueIsFreeAgainAfterDeletion()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        Record first = store.company(QStringLiteral("A"));
        first.set(u"code", Value(QStringLiteral("C-1")));
        QVERIFY(store.apply(creating({first})).ok());
        const Record stored = store.find(first.typePointer(), first.id()).value();
        Record deleted = stored;
        deleted.set(u"deleted_at", Value(store.clock().now()));
        QVERIFY(store.apply(updating(stored, deleted)).ok());
        Record second = store.company(QStringLiteral("B"));
        second.set(u"code", Value(QStringLiteral("C-1")));
        QVERIFY(store.apply(creating({second})).ok());
        // Restoring the first one now meets the second.
        const Record bin = store.find(first.typePointer(), first.id()).value();
        Record restored = bin;
        restored.set(u"deleted_at", {});
        const auto refused = store.apply(updating(bin, restored));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().key, QStringLiteral("store.value_taken"));
    }

    void theSameIdTwiceIsRefused()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        const Record record = store.company(QStringLiteral("A"));
        QVERIFY(store.apply(creating({record})).ok());
        QCOMPARE(store.apply(creating({record})).error().key, QStringLiteral("store.id_taken"));
    }

    void aValueOfTheWrongKindIsRefused()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        Record record = store.company(QStringLiteral("A"));
        record.set(u"count", Value(QStringLiteral("twelve")));
        const auto refused = store.apply(creating({record}));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().key, QStringLiteral("store.wrong_value"));
        QCOMPARE(refused.error().arguments,
                 (QStringList{QStringLiteral("company"), QStringLiteral("count")}));
        record = store.company(QStringLiteral("A"));
        record.set(u"amount", moneyOf(100, u"USD"));
        QCOMPARE(store.apply(creating({record})).error().key, QStringLiteral("store.wrong_currency"));
    }

    void baseAmountsUseTheRateOfTheDay()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        const auto rate = [&](const char *from, int day, qint64 unscaled) {
            Record made(store.type("exchange_rate"), store.ids().next());
            made.set(u"from_currency", Value(QString::fromLatin1(from)));
            made.set(u"to_currency", Value(QStringLiteral("cny")));
            made.set(u"date", Value(Date::fromYmd(2026, 1, day)));
            made.set(u"rate", Value(Decimal(unscaled, 8)));
            return made;
        };
        const auto deal = [&](const char *currency, qint64 minor, const char *created) {
            Record made = store.company(QString::fromLatin1(created));
            made.set(u"currency", Value(QString::fromLatin1(currency)));
            made.set(u"amount", moneyOf(minor, QString::fromLatin1(currency)));
            made.set(u"created_at",
                     Value(Instant::fromIso(QString::fromLatin1(created), QTimeZone::utc()).value()));
            return made;
        };
        const auto base = [&](const Record &record) { return store.baseOf(record.id()); };
        QVERIFY(store.apply(creating({rate("usd", 10, 700000000), rate("usd", 20, 710000001)})).ok());
        const Record early = deal("usd", 10000, "2026-01-09T10:00:00Z");
        const Record middle = deal("usd", 10000, "2026-01-15T10:00:00Z");
        // 17:00 UTC on the 19th is the 20th in Shanghai.
        const Record late = deal("usd", 10000, "2026-01-19T17:00:00Z");
        const Record own = deal("cny", 4242, "2026-01-15T10:00:00Z");
        const Record yen = deal("jpy", 1000, "2026-01-15T10:00:00Z");
        QVERIFY(store.apply(creating({early, middle, late, own, yen})).ok());
        QCOMPARE(base(early), std::nullopt);
        QCOMPARE(base(middle), std::optional<qint64>(70000));
        QCOMPARE(base(late), std::optional<qint64>(71000));
        QCOMPARE(base(own), std::optional<qint64>(4242));
        QCOMPARE(base(yen), std::nullopt);
        // A new rate gives the yen a base amount: 1000 yen (no minor unit) at 0.05 are 50.00 yuan.
        QVERIFY(store.apply(creating({rate("jpy", 1, 5000000)})).ok());
        QCOMPARE(base(yen), std::optional<qint64>(5000));
        // Changing the currency alone changes the base amounts of all money.
        const Record before = store.find(own.typePointer(), own.id()).value();
        Record after = before;
        after.set(u"currency", Value(QStringLiteral("usd")));
        after.set(u"amount", moneyOf(4242, u"USD"));
        QVERIFY(store.apply(updating(before, after)).ok());
        QCOMPARE(base(own), std::optional<qint64>(29694));
    }

    void childrenByReferenceAnyReferenceAndList()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        const Record parent = store.company(QStringLiteral("P"));
        const auto person = [&](const char *name) {
            Record made(store.type("person"), store.ids().next());
            made.set(u"name", Value(QString::fromLatin1(name)));
            return made;
        };
        Record a = person("a"), b = person("b"), c = person("c"), gone = person("gone");
        a.set(u"company_id", Value(parent.id()));
        b.set(u"about", Value(parent.ref()));
        c.set(u"friends", Value(QList<Id>{store.ids().next(), parent.id()}));
        gone.set(u"company_id", Value(parent.id()));
        gone.set(u"deleted_at", Value(store.clock().now()));
        QVERIFY(store.apply(creating({parent, a, b, c, gone})).ok());
        const auto names = [&](const char *collection) {
            QStringList found;
            const auto people = store.children(parent, QString::fromLatin1(collection), 100);
            for (const Record &record : people.value())
                found.append(record.value(u"name").text());
            return found;
        };
        QCOMPARE(names("people"), QStringList{QStringLiteral("a")});
        QCOMPARE(names("remarks"), QStringList{QStringLiteral("b")});
        QCOMPARE(names("admirers"), QStringList{QStringLiteral("c")});
        QVERIFY(!store.children(parent, QStringLiteral("nothing"), 10).ok());
        QVERIFY(store.find(gone.typePointer(), gone.id())->isValid());
    }

    void findByValueExactAndFolded()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        Record a = store.company(QStringLiteral("Müller GmbH"));
        Record b = store.company(QStringLiteral("MULLER gmbh"));
        Record c = store.company(QStringLiteral("华为技术"));
        a.set(u"phone", Value(QStringLiteral("+8613800001111")));
        a.set(u"notes", Value(QStringLiteral("Ｆull width")));
        a.set(u"tags", Value(QStringList{QStringLiteral("vip"), QStringLiteral("east")}));
        a.set(u"about", Value(c.ref()));
        QVERIFY(store.apply(creating({a, b, c})).ok());
        const ObjectTypePtr type = store.type("company");
        using Match = ReadSession::Match;
        const auto count = [&](const char *field, const Value &value, Match match) {
            return store.findByValue(type, type->indexOf(QString::fromLatin1(field)), value, match, 10)
                ->size();
        };
        QCOMPARE(count("name", Value(QStringLiteral("Müller GmbH")), Match::Exact), 1);
        QCOMPARE(count("name", Value(QStringLiteral("müller GMBH")), Match::Exact), 0);
        QCOMPARE(count("name", Value(QStringLiteral("müller GMBH")), Match::Folded), 2);
        QCOMPARE(count("name", Value(QStringLiteral("华为技术")), Match::Exact), 1);
        QCOMPARE(count("phone", Value(QStringLiteral("+8613800001111")), Match::Exact), 1);
        QCOMPARE(count("notes", Value(QStringLiteral("full width")), Match::Folded), 1);
        QCOMPARE(count("tags", Value(QStringList{QStringLiteral("east")}), Match::Exact), 1);
        QCOMPARE(count("about", Value(c.ref()), Match::Exact), 1);
        QCOMPARE(count("about", Value(RecordRef{QStringLiteral("person"), c.id()}), Match::Exact), 0);
        QCOMPARE(count("name", {}, Match::Exact), 0);
    }

    void manyAreInTheOrderAskedFor()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        const Record a = store.company(QStringLiteral("A")), b = store.company(QStringLiteral("B"));
        QVERIFY(store.apply(creating({a, b})).ok());
        const QList<Record> found =
            store.findMany(a.typePointer(), {b.id(), store.ids().next(), a.id(), b.id(), {}}).value();
        QCOMPARE(found.size(), 5);
        QCOMPARE(found[0].id(), b.id());
        QVERIFY(!found[1].isValid());
        QCOMPARE(found[2].id(), a.id());
        QCOMPARE(found[3].id(), b.id());
        QVERIFY(!found[4].isValid());
    }

    // New fields find what is there; a field whose values are not unique does not become so.
    void theDictionaryMayGrow()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        Record old = store.company(QStringLiteral("Old"));
        QVERIFY(store.apply(creating({old})).ok());
        Field later = makeField("c_later", FieldType::Text);
        later.indexed = true;
        Field labels =
            makeField("c_labels_with_a_very_long_key_that_no_one_would_take_whole", FieldType::Tags);
        Field second =
            makeField("c_labels_with_a_very_long_key_that_no_one_would_take_wholly", FieldType::Tags);
        const DictionaryPtr grown = storeDictionary({later, labels, second});
        QVERIFY(store.begin().ok());
        QVERIFY(store.adopt(grown).ok());
        QVERIFY(store.commit().ok());
        // A second time there is nothing to do.
        QVERIFY(store.begin().ok());
        QVERIFY(store.adopt(grown).ok());
        QVERIFY(store.commit().ok());
        const ObjectTypePtr type = grown->find(u"company");
        Record before = store.find(type, old.id()).value();
        QVERIFY(before.isValid());
        QVERIFY(before.value(u"c_later").isNull());
        Record after = before;
        after.set(u"c_later", Value(QStringLiteral("now")));
        after.set(labels.key, Value(QStringList{QStringLiteral("x"), QStringLiteral("y")}));
        after.set(second.key, Value(QStringList{QStringLiteral("z")}));
        QVERIFY(store.apply(updating(before, after)).ok());
        const Record read = store.find(type, old.id()).value();
        QCOMPARE(read.value(u"c_later").text(), QStringLiteral("now"));
        QCOMPARE(read.value(labels.key).keys().size(), 2);
        QCOMPARE(read.value(second.key).keys(), QStringList{QStringLiteral("z")});
        // Two have the same value, and then it is to be unique.
        Record twin = store.company(QStringLiteral("Twin"));
        twin = Record(type, twin.id());
        twin.set(u"name", Value(QStringLiteral("Twin")));
        twin.set(u"c_later", Value(QStringLiteral("now")));
        QVERIFY(store.apply(creating({twin})).ok());
        later.unique = Uniqueness::Hard;
        QVERIFY(store.begin().ok());
        const auto refused = store.adopt(storeDictionary({later, labels, second}));
        QCOMPARE(refused.error().key, QStringLiteral("store.not_unique"));
        QCOMPARE(refused.error().arguments,
                 (QStringList{QStringLiteral("company"), QStringLiteral("c_later")}));
        store.rollback();
    }

    void titlesFollowReferences()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        Record user(store.type("user"), store.ids().next());
        user.set(u"name", Value(QStringLiteral("Lin 林")));
        Record stay(store.type("stay"), store.ids().next());
        stay.set(u"manager_id", Value(user.id()));
        QVERIFY(store.apply(creating({user, stay})).ok());
        const RecordRef missing{QStringLiteral("user"), store.ids().next()};
        const auto titles = store.titles({user.ref(), stay.ref(), missing}, Language::English).value();
        QCOMPARE(titles.size(), 2);
        QCOMPARE(titles.value(user.ref()), QStringLiteral("Lin 林"));
        QCOMPARE(titles.value(stay.ref()), QStringLiteral("Lin 林"));
    }

    void purgeLeavesNoTrace()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        Record record = store.company(QStringLiteral("A"));
        record.set(u"tags", Value(QStringList{QStringLiteral("x")}));
        QVERIFY(store.apply(creating({record})).ok());
        ChangeSet purge;
        purge.changes.append(
            {RecordChange::Kind::Purge, store.find(record.typePointer(), record.id()).value(), {}});
        QVERIFY(store.apply(purge).ok());
        QVERIFY(!store.find(record.typePointer(), record.id())->isValid());
        QCOMPARE(store.rowsOf("company:tags"), 0);
    }

    void chineseOrderComesFromTheSortKey()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        QVERIFY(store
                    .apply(creating(
                        {store.company(QStringLiteral("中国银行")), store.company(QStringLiteral("Zeta")),
                         store.company(QStringLiteral("阿里巴巴")), store.company(QStringLiteral("华为")),
                         store.company(QStringLiteral("item 10")), store.company(QStringLiteral("item 9"))}))
                    .ok());
        const QStringList names = store.namesBySortKey();
        QCOMPARE(names,
                 (QStringList{QStringLiteral("阿里巴巴"), QStringLiteral("华为"), QStringLiteral("中国银行"),
                              QStringLiteral("item 9"), QStringLiteral("item 10"), QStringLiteral("Zeta")}));
    }
};

DW_TEST(RecordStoreTest)

class RecordSessionTest : public QObject
{
    Q_OBJECT

    static std::unique_ptr<RecordWorld> makeWorld()
    {
        QFETCH_GLOBAL(Database, database);
        return RecordWorld::make(database);
    }

private Q_SLOTS:
    // All of it on both databases.
    void initTestCase_data()
    {
        QTest::addColumn<Database>("database");
        QTest::newRow("sqlite") << Database::Sqlite;
        QTest::newRow("postgres") << Database::Postgres;
    }

    void aDeletedRecordIsNotFollowed()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        const Record here = store.company(QStringLiteral("A"));
        Record gone = store.company(QStringLiteral("B"));
        gone.set(u"deleted_at", Value(store.clock().now()));
        QVERIFY(store.apply(creating({here, gone})).ok());
        QVERIFY(!store.session().record(gone.ref())->isValid());
        QVERIFY(store.session().record(here.ref())->isValid());
    }

    void writesNeedATransaction()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        const auto refused = store.session().apply(creating({store.company(QStringLiteral("A"))}));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().key, QStringLiteral("store.no_transaction"));
        QVERIFY(!store.session().commit().ok());
        QVERIFY(store.begin().ok());
        QVERIFY(!store.begin().ok());
        store.rollback();
    }

    void aMarkTakesAllOfItBack()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        WriteSession &session = store.session();
        const Record kept = store.company(QStringLiteral("A")), lost = store.company(QStringLiteral("B"));
        AuditEntry line;
        line.transaction = store.ids().next();
        line.device = store.ids().next();
        line.command = QStringLiteral("company.create");
        line.record = kept.ref();
        QVERIFY(session.begin(Durability::Saved).ok());
        QVERIFY(!session.backToMark().ok());
        QVERIFY(session.apply(creating({kept})).ok());
        QCOMPARE(session.nextNumber(QStringLiteral("deals")).value(), 1);
        QCOMPARE(session.appendAudit(line).value(), 1);
        QVERIFY(session.setLocalValue(QStringLiteral("a"), QStringLiteral("k"), "kept").ok());
        QVERIFY(session.setMark().ok());
        QVERIFY(session.apply(creating({lost})).ok());
        QCOMPARE(session.nextNumber(QStringLiteral("deals")).value(), 2);
        QCOMPARE(session.appendAudit(line).value(), 2);
        QVERIFY(session.setLocalValue(QStringLiteral("a"), QStringLiteral("k"), "lost").ok());
        QVERIFY(session.backToMark().ok());
        QVERIFY(!session.backToMark().ok());
        QCOMPARE(session.nextNumber(QStringLiteral("deals")).value(), 2);
        QCOMPARE(session.appendAudit(line).value(), 2);
        QVERIFY(session.commit().ok());
        QVERIFY(session.find(kept.typePointer(), kept.id())->isValid());
        QVERIFY(!session.find(lost.typePointer(), lost.id())->isValid());
        QCOMPARE(session.localValue(QStringLiteral("a"), QStringLiteral("k")).value(), QByteArray("kept"));
        QCOMPARE(session.localValues(QStringLiteral("a"))->size(), 1);
        QCOMPARE(session.history(kept.ref(), 10, 0)->size(), 2);
        QCOMPARE(session.auditTrail(10, 0)->size(), 2);
        // And the whole of a transaction.
        QVERIFY(session.begin(Durability::Saved).ok());
        QCOMPARE(session.nextNumber(QStringLiteral("deals")).value(), 3);
        QVERIFY(session.setLocalValue(QStringLiteral("a"), QStringLiteral("k"), {}).ok());
        session.rollback();
        QVERIFY(session.begin(Durability::Saved).ok());
        QCOMPARE(session.nextNumber(QStringLiteral("deals")).value(), 3);
        QVERIFY(session.commit().ok());
        QCOMPARE(session.localValue(QStringLiteral("a"), QStringLiteral("k")).value(), QByteArray("kept"));
    }

    void rowsAreReadByPages()
    {
        const std::unique_ptr<RecordWorld> world = makeWorld();
        RecordWorld &store = *world;
        QVERIFY(store
                    .apply(creating({store.company(QStringLiteral("b")), store.company(QStringLiteral("a")),
                                     store.company(QStringLiteral("c"))}))
                    .ok());
        const ObjectTypePtr type = store.type("company");
        const Query query{type, nullptr, {{QStringLiteral("name"), SortKey::Order::Ascending}}};
        const EvaluationContext context;
        const std::vector<RowRef> rows = store.session().rows(query, context, -1).value();
        QCOMPARE(rows.size(), size_t(3));
        QCOMPARE(store.session().rows(query, context, 2)->size(), size_t(2));
        const QList<Record> page =
            store.session().page(type, std::span(rows).subspan(1), {type->indexOf(u"name")}).value();
        QCOMPARE(page.size(), 2);
        QCOMPARE(page[0].value(u"name").text(), QStringLiteral("b"));
        QCOMPARE(page[1].value(u"name").text(), QStringLiteral("c"));
        QVERIFY(page[1].value(u"created_at").isNull());
        QCOMPARE(store.session().count(query, context).value(), 3);
    }
};

DW_TEST(RecordSessionTest)

}  // namespace dw::test

#include "recordstoretest.moc"
