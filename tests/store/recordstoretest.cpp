// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/randomvalues.h"
#include "tests/store/storefixture.h"
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

private Q_SLOTS:
    void whatIsAppliedIsReadBack()
    {
        StoreFixture store;
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
                Record read = store.session().find(store.type("company"), record.id()).value();
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
        StoreFixture store;
        const Record made = store.company(QStringLiteral("Acme"));
        QVERIFY(store.apply(creating({made})).ok());
        const Record first = store.session().find(made.typePointer(), made.id()).value();
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
        const Record now = store.session().find(made.typePointer(), made.id()).value();
        QCOMPARE(now.value(u"city").text(), QStringLiteral("Ningbo"));
        QCOMPARE(now.value(u"rev").integer(), 2);
        // A revision given from outside (the server's) is kept.
        Record pulled = now;
        pulled.set(u"rev", Value(qint64(7000)));
        QVERIFY(store.apply(updating(now, pulled)).ok());
        QCOMPARE(store.session().find(made.typePointer(), made.id())->value(u"rev").integer(), 7000);
    }

    void aVanishedRecordIsNamed()
    {
        StoreFixture store;
        const Record never = store.company(QStringLiteral("Never"));
        Record after = never;
        after.set(u"city", Value(QStringLiteral("x")));
        const auto refused = store.apply(updating(never, after));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().key, QStringLiteral("store.record_gone"));
    }

    void aFailedSetLeavesNothingAndTheTransactionGoesOn()
    {
        StoreFixture store;
        Record first = store.company(QStringLiteral("A"));
        first.set(u"code", Value(QStringLiteral("C-1")));
        Record other = store.company(QStringLiteral("B"));
        Record taken = store.company(QStringLiteral("C"));
        taken.set(u"code", Value(QStringLiteral("C-1")));
        auto &session = store.session();
        QVERIFY(session.begin(Durability::Saved).ok());
        QVERIFY(session.apply(creating({first})).ok());
        const auto refused = session.apply(creating({other, taken}));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().key, QStringLiteral("store.value_taken"));
        QCOMPARE(refused.error().arguments,
                 (QStringList{QStringLiteral("company"), QStringLiteral("code"), QStringLiteral("C-1")}));
        QVERIFY(session.commit().ok());
        QVERIFY(session.find(first.typePointer(), first.id())->isValid());
        QVERIFY(!session.find(first.typePointer(), other.id())->isValid());
    }

    void aUniqueValueIsFreeAgainAfterDeletion()
    {
        StoreFixture store;
        Record first = store.company(QStringLiteral("A"));
        first.set(u"code", Value(QStringLiteral("C-1")));
        QVERIFY(store.apply(creating({first})).ok());
        const Record stored = store.session().find(first.typePointer(), first.id()).value();
        Record deleted = stored;
        deleted.set(u"deleted_at", Value(store.clock().now()));
        QVERIFY(store.apply(updating(stored, deleted)).ok());
        Record second = store.company(QStringLiteral("B"));
        second.set(u"code", Value(QStringLiteral("C-1")));
        QVERIFY(store.apply(creating({second})).ok());
        // Restoring the first one now meets the second.
        const Record bin = store.session().find(first.typePointer(), first.id()).value();
        Record restored = bin;
        restored.set(u"deleted_at", {});
        const auto refused = store.apply(updating(bin, restored));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().key, QStringLiteral("store.value_taken"));
    }

    void theSameIdTwiceIsRefused()
    {
        StoreFixture store;
        const Record record = store.company(QStringLiteral("A"));
        QVERIFY(store.apply(creating({record})).ok());
        QCOMPARE(store.apply(creating({record})).error().key, QStringLiteral("store.id_taken"));
    }

    void aValueOfTheWrongKindIsRefused()
    {
        StoreFixture store;
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
        StoreFixture store;
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
        const auto base = [&](const Record &record) -> std::optional<qint64> {
            auto read = store.connection().prepare("SELECT amount_base FROM company WHERE id=?1").value();
            read.bind(1, record.id());
            if (!read.step().value() || read.isNull(0))
                return {};
            return read.integer(0);
        };
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
        const Record before = store.session().find(own.typePointer(), own.id()).value();
        Record after = before;
        after.set(u"currency", Value(QStringLiteral("usd")));
        after.set(u"amount", moneyOf(4242, u"USD"));
        QVERIFY(store.apply(updating(before, after)).ok());
        QCOMPARE(base(own), std::optional<qint64>(29694));
    }

    void childrenByReferenceAnyReferenceAndList()
    {
        StoreFixture store;
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
            const auto people = store.session().children(parent, QString::fromLatin1(collection), 100);
            for (const Record &record : people.value())
                found.append(record.value(u"name").text());
            return found;
        };
        QCOMPARE(names("people"), QStringList{QStringLiteral("a")});
        QCOMPARE(names("remarks"), QStringList{QStringLiteral("b")});
        QCOMPARE(names("admirers"), QStringList{QStringLiteral("c")});
        QVERIFY(!store.session().children(parent, QStringLiteral("nothing"), 10).ok());
        QVERIFY(!store.session().record(gone.ref())->isValid());
        QVERIFY(store.session().record(a.ref())->isValid());
        QVERIFY(store.session().find(gone.typePointer(), gone.id())->isValid());
    }

    void findByValueExactAndFolded()
    {
        StoreFixture store;
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
            return store.session()
                .findByValue(type, type->indexOf(QString::fromLatin1(field)), value, match, 10)
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

    void titlesFollowReferences()
    {
        StoreFixture store;
        Record user(store.type("user"), store.ids().next());
        user.set(u"name", Value(QStringLiteral("Lin 林")));
        Record stay(store.type("stay"), store.ids().next());
        stay.set(u"manager_id", Value(user.id()));
        QVERIFY(store.apply(creating({user, stay})).ok());
        const RecordRef missing{QStringLiteral("user"), store.ids().next()};
        const auto titles =
            store.session().titles({user.ref(), stay.ref(), missing}, Language::English).value();
        QCOMPARE(titles.size(), 2);
        QCOMPARE(titles.value(user.ref()), QStringLiteral("Lin 林"));
        QCOMPARE(titles.value(stay.ref()), QStringLiteral("Lin 林"));
    }

    void purgeLeavesNoTrace()
    {
        StoreFixture store;
        Record record = store.company(QStringLiteral("A"));
        record.set(u"tags", Value(QStringList{QStringLiteral("x")}));
        QVERIFY(store.apply(creating({record})).ok());
        ChangeSet purge;
        purge.changes.append(
            {RecordChange::Kind::Purge, store.session().find(record.typePointer(), record.id()).value(), {}});
        QVERIFY(store.apply(purge).ok());
        QVERIFY(!store.session().find(record.typePointer(), record.id())->isValid());
        QCOMPARE(store.connection().integer("SELECT count(*) FROM \"company:tags\"").value(), 0);
    }

    void chineseOrderComesFromTheSortKey()
    {
        StoreFixture store;
        QVERIFY(store
                    .apply(creating(
                        {store.company(QStringLiteral("中国银行")), store.company(QStringLiteral("Zeta")),
                         store.company(QStringLiteral("阿里巴巴")), store.company(QStringLiteral("华为")),
                         store.company(QStringLiteral("item 10")), store.company(QStringLiteral("item 9"))}))
                    .ok());
        QStringList names;
        auto read = store.connection().prepare("SELECT name FROM company ORDER BY \"name:sort\"").value();
        while (read.step().value())
            names.append(read.text(0));
        QCOMPARE(names,
                 (QStringList{QStringLiteral("阿里巴巴"), QStringLiteral("华为"), QStringLiteral("中国银行"),
                              QStringLiteral("item 9"), QStringLiteral("item 10"), QStringLiteral("Zeta")}));
    }

    void writesNeedATransaction()
    {
        StoreFixture store;
        const auto refused = store.session().apply(creating({store.company(QStringLiteral("A"))}));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().key, QStringLiteral("store.no_transaction"));
        QVERIFY(!store.session().commit().ok());
    }
};

DW_TEST(RecordStoreTest)

}  // namespace dw::test

#include "recordstoretest.moc"
