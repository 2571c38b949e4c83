// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ledger.h"
#include "tests/store/ledgerworld.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <QMap>
#include <QSet>
#include <QTest>

#include <algorithm>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

// What somebody with a reach sees: key lists by root, and versions.
struct Seen
{
    QStringList keys;
    qint64 version = 0;
    friend bool operator==(const Seen &, const Seen &) = default;
};
using View = QHash<RecordRef, Seen>;

// The ledger as it would be in memory, with all of its history.
class LedgerModel
{
public:
    struct Root
    {
        LedgerPlacement placement;
        qint64 version = 0;
    };
    using State = QHash<RecordRef, Root>;

    qint64 head() const { return m_states.size() - 1; }
    void commit(const QList<std::pair<RecordRef, std::optional<LedgerPlacement>>> &touched)
    {
        State next = m_states.constLast();
        for (const auto &[ref, placement] : touched) {
            Root &root = next[ref];
            root.version = head() + 1;
            if (placement)
                root.placement = *placement;
        }
        m_states.append(next);
    }
    View view(const LedgerReach &reach, qint64 sequence) const
    {
        View view;
        const State &state = m_states.at(sequence);
        for (auto root = state.cbegin(); root != state.cend(); ++root) {
            Seen seen{{}, root->version};
            for (auto key = root->placement.cbegin(); key != root->placement.cend(); ++key) {
                if ((reach.value(key.key()).value(root.key().object) & key.value()) != 0)
                    seen.keys.append(key.key());
            }
            seen.keys.sort();
            if (!seen.keys.isEmpty())
                view.insert(root.key(), seen);
        }
        return view;
    }
    bool everSeen(const LedgerReach &reach, const RecordRef &root) const
    {
        for (qint64 sequence = 0; sequence <= head(); ++sequence) {
            if (view(reach, sequence).contains(root))
                return true;
        }
        return false;
    }
    const State &now() const { return m_states.constLast(); }

private:
    QList<State> m_states{State()};
};

const QStringList Keys{QStringLiteral("all"), QStringLiteral("own:a"), QStringLiteral("own:b"),
                       QStringLiteral("team:a"), QStringLiteral("share:x")};
const QStringList Objects{QStringLiteral("company"), QStringLiteral("person"), QStringLiteral("user")};

template <typename T>
T oneOf(const QList<T> &list)
{
    return list.at(*rc::gen::inRange(0, int(list.size())));
}

LedgerPlacement randomPlacement()
{
    LedgerPlacement placement;
    for (const QString &key : Keys) {
        if (*rc::gen::inRange(0, 3) == 0)
            placement.insert(key, quint64(*rc::gen::inRange(1, 4)));
    }
    return placement;
}

LedgerReach randomReach()
{
    LedgerReach reach;
    for (const QString &key : Keys) {
        if (*rc::gen::inRange(0, 3) == 0)
            continue;
        QHash<QString, quint64> objects;
        for (const QString &object : Objects) {
            if (*rc::gen::inRange(0, 3) != 0)
                objects.insert(object, quint64(*rc::gen::inRange(1, 4)));
        }
        reach.insert(key, objects);
    }
    reach.insert(QStringLiteral("own:nobody"), {{QStringLiteral("company"), 1}});
    return reach;
}

// A random history, in the ledger and in the model at once.
class History
{
public:
    explicit History(LedgerWorld &world) : m_world(world) {}

    void grow(int commits)
    {
        for (; commits > 0; --commits) {
            QList<std::pair<RecordRef, std::optional<LedgerPlacement>>> touched;
            QSet<RecordRef> once;
            for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
                if (m_roots.isEmpty() || *rc::gen::inRange(0, 3) == 0)
                    m_roots.append({oneOf(Objects), m_world.ids().next()});
                const RecordRef root = oneOf(m_roots);
                if (once.contains(root))
                    continue;
                once.insert(root);
                touched.append(
                    {root, *rc::gen::arbitrary<bool>() ? std::optional(randomPlacement()) : std::nullopt});
            }
            m_world.commitOf(touched);
            model.commit(touched);
        }
    }
    LedgerModel model;

private:
    LedgerWorld &m_world;
    QList<RecordRef> m_roots;
};

}  // namespace

class LedgerTest : public QObject
{
    Q_OBJECT

    static std::unique_ptr<LedgerWorld> makeWorld()
    {
        QFETCH_GLOBAL(Database, database);
        return LedgerWorld::make(database);
    }

private Q_SLOTS:
    // All of it on both databases.
    void initTestCase_data()
    {
        QTest::addColumn<Database>("database");
        QTest::newRow("sqlite") << Database::Sqlite;
        QTest::newRow("postgres") << Database::Postgres;
    }

    void nothingIsWrittenOutsideOfATransaction()
    {
        const std::unique_ptr<LedgerWorld> made = makeWorld();
        LedgerWorld &world = *made;
        QVERIFY(world.beginRead().ok());
        for (Ledger *ledger : {&world.ledger(), &world.reader()}) {
            const QList<Error> refused{
                ledger->lockHead().error(),
                ledger->setHead({}).error(),
                ledger->setDevice({}).error(),
                ledger->addResult({}).error(),
                ledger->forgetResults({}, 1).error(),
                ledger->touch(world.ref(), 1, nullptr).error(),
                ledger->forgetBeforeHorizon(1).error(),
            };
            for (const Error &error : refused)
                QCOMPARE(error.key, text("store.no_transaction"));
        }
    }

    void theHeadAndItsTags()
    {
        const std::unique_ptr<LedgerWorld> made = makeWorld();
        LedgerWorld &world = *made;
        Ledger &ledger = world.ledger();
        QCOMPARE(ledger.head()->sequence, 0);
        QVERIFY(ledger.head()->epoch.isNull());
        LedgerHead head{1, 4000000000u, world.ids().next(), 37, 0};
        world.writing([&] { QVERIFY(ledger.setHead(head).ok()); });
        world.writing([&] {
            const LedgerHead read = ledger.lockHead().value();
            QCOMPARE(read.sequence, 1);
            QCOMPARE(read.tag, 4000000000u);
            QCOMPARE(read.epoch, head.epoch);
            QCOMPARE(read.metadata, 37);
            for (head.sequence = 2; head.sequence <= 9; ++head.sequence) {
                head.tag = quint32(head.sequence);
                QVERIFY(ledger.setHead(head).ok());
            }
        });
        QCOMPARE(ledger.tagOf(1).value(), std::optional<quint32>(4000000000u));
        QCOMPARE(ledger.tagOf(9).value(), std::optional<quint32>(9));
        QVERIFY(!ledger.tagOf(10)->has_value());
        head.sequence = 9;
        head.horizon = 5;
        world.writing([&] {
            QVERIFY(ledger.setHead(head).ok());
            QVERIFY(!ledger.tagOf(4)->has_value());
            QVERIFY(ledger.tagOf(5)->has_value());
            QCOMPARE(ledger.forgetBeforeHorizon(3).value(), false);
            QCOMPARE(ledger.forgetBeforeHorizon(3).value(), true);
        });
        QCOMPARE(world.rowsOf("dw:commit"), 5);
    }

    void devices()
    {
        const std::unique_ptr<LedgerWorld> made = makeWorld();
        LedgerWorld &world = *made;
        Ledger &ledger = world.ledger();
        LedgerDevice one{world.ids().next(), world.ids().next(),         text("K7"), 12, 99,
                         Instant{5},         LedgerDevice::State::Active};
        LedgerDevice two{world.ids().next(),         one.user, text("K8"), 0, 0, Instant{6},
                         LedgerDevice::State::Active};
        world.writing([&] {
            QVERIFY(ledger.setDevice(one).ok());
            QVERIFY(ledger.setDevice(two).ok());
            one.lastNumber = 13;
            one.state = LedgerDevice::State::Wiped;
            QVERIFY(ledger.setDevice(one).ok());
        });
        const LedgerDevice read = ledger.device(one.id).value().value();
        QCOMPARE(read.id, one.id);
        QCOMPARE(read.user, one.user);
        QCOMPARE(read.shortName, one.shortName);
        QCOMPARE(read.lastNumber, 13);
        QCOMPARE(read.lastPull, 99);
        QCOMPARE(read.lastContact, one.lastContact);
        QVERIFY(read.state == LedgerDevice::State::Wiped);
        QCOMPARE(ledger.devices()->size(), 2);
        QVERIFY(!ledger.device(world.ids().next())->has_value());
        // A short name is one device's.
        two.shortName = text("K7");
        QVERIFY(world.begin().ok());
        QCOMPARE(ledger.setDevice(two).error().key, text("store.duplicate"));
        world.rollback();
    }

    void results()
    {
        const std::unique_ptr<LedgerWorld> made = makeWorld();
        LedgerWorld &world = *made;
        Ledger &ledger = world.ledger();
        const Id device = world.ids().next(), other = world.ids().next();
        QList<LedgerResult> put;
        world.writing([&] {
            for (int i = 1; i <= 4; ++i) {
                LedgerResult result{device, i,      world.ids().next(),   LedgerResult::Status::Applied,
                                    {},     10 + i, QByteArray::number(i)};
                if (i == 3) {
                    result.status = LedgerResult::Status::Rejected;
                    result.code = text("gate_failed");
                    result.sequence = 0;
                }
                QVERIFY(ledger.addResult(result).ok());
                put.append(result);
            }
        });
        const auto same = [](const LedgerResult &a, const LedgerResult &b) {
            return a.device == b.device && a.number == b.number && a.transaction == b.transaction &&
                   a.status == b.status && a.code == b.code && a.sequence == b.sequence && a.body == b.body;
        };
        for (const LedgerResult &result : put) {
            QVERIFY(same(**ledger.result(device, result.number), result));
            QVERIFY(same(**ledger.resultOf(result.transaction), result));
        }
        QVERIFY(!ledger.result(other, 1)->has_value());
        QCOMPARE(ledger.resultsAfter(device, 1, 2)->size(), 2);
        QVERIFY(same(ledger.resultsAfter(device, 1, 2)->constLast(), put[2]));
        QCOMPARE(ledger.resultsAfter(device, 0, -1)->size(), 4);
        world.writing([&] { QVERIFY(ledger.forgetResults(device, 3).ok()); });
        // That it was executed is still known.
        QCOMPARE((*ledger.resultOf(put[0].transaction))->sequence, 11);
        QVERIFY((*ledger.resultOf(put[0].transaction))->body.isEmpty());
        QVERIFY(same(**ledger.result(device, 4), put[3]));
        // A device that was enrolled anew sends it again under another number; nothing else is taken twice.
        LedgerResult again = put[0];
        again.device = other;
        again.number = 9;
        world.writing([&] { QVERIFY(ledger.addResult(again).ok()); });
        QCOMPARE((*ledger.resultOf(again.transaction))->device, device);
        QVERIFY(world.begin().ok());
        again.number = 10;
        again.sequence = 50;
        QCOMPARE(ledger.addResult(again).error().key, text("store.duplicate"));
        QCOMPARE(ledger.addResult(put[3]).error().key, text("store.duplicate"));
        world.rollback();
    }

    void aRootSaysWhereItBelongs()
    {
        const std::unique_ptr<LedgerWorld> made = makeWorld();
        LedgerWorld &world = *made;
        Ledger &ledger = world.ledger();
        const RecordRef root = world.ref();
        const LedgerPlacement first{{text("own:a"), 1}, {text("team:a"), quint64(1) << 63}};
        QVERIFY(ledger.placement(root)->isEmpty());
        world.commitOf({{root, first}});
        QCOMPARE(ledger.placement(root).value(), first);
        world.commitOf({{root, std::nullopt}});
        QCOMPARE(ledger.placement(root).value(), first);
        const LedgerPlacement second{{text("own:b"), 3}, {text("team:a"), 2}};
        world.commitOf({{root, second}});
        QCOMPARE(ledger.placement(root).value(), second);
        const LedgerReach a{{text("own:a"), {{text("company"), 1}}}};
        const auto feed = ledger.feed(a, 0, 10).value();
        QCOMPARE(feed.upTo, 3);
        QVERIFY(feed.complete);
        QCOMPARE(feed.entries.size(), 1);
        QCOMPARE(feed.entries[0].root, root);
        QCOMPARE(feed.entries[0].version, 3);
        QCOMPARE(feed.entries[0].keys, QStringList());
        QStringList changed = ledger.keysChanged(2)->value();
        changed.sort();
        QCOMPARE(changed, (QStringList{text("own:a"), text("own:b"), text("team:a")}));
        QCOMPARE(ledger.keysChanged(3)->value(), QStringList());
        // It left in commit 3, and what comes after is none of theirs.
        world.commitOf({{root, std::nullopt}});
        QVERIFY(ledger.feed(a, 3, 10)->entries.isEmpty());
        const LedgerReach both{{text("team:a"), {{text("company"), 2}}},
                               {text("own:b"), {{text("company"), 2}}}};
        QCOMPARE(ledger.feed(both, 0, 10)->entries[0].keys, (QStringList{text("own:b"), text("team:a")}));
        QCOMPARE(ledger.feed(both, 0, 10)->entries[0].version, 4);
        // The highest tag is a tag as any other.
        const LedgerReach high{{text("team:a"), {{text("company"), quint64(1) << 63}}}};
        QCOMPARE(ledger.feed(high, 0, 10)->entries.size(), 1);
        QCOMPARE(ledger.feed(high, 0, 10)->entries[0].keys, QStringList());
    }

    void aPageHoldsWholeCommits()
    {
        const std::unique_ptr<LedgerWorld> made = makeWorld();
        LedgerWorld &world = *made;
        Ledger &ledger = world.ledger();
        const LedgerReach reach{{text("all"), {{text("company"), 1}}}};
        const LedgerPlacement all{{text("all"), 1}};
        for (const int size : {2, 3, 20, 1, 1}) {
            QList<std::pair<RecordRef, std::optional<LedgerPlacement>>> touched;
            for (int i = 0; i < size; ++i)
                touched.append({world.ref(), all});
            world.commitOf(touched);
        }
        const auto page = [&](qint64 after, int limit) {
            const auto feed = ledger.feed(reach, after, limit).value();
            return QList<qint64>{feed.entries.size(), feed.upTo, feed.complete ? 1 : 0};
        };
        QCOMPARE(page(0, 4), (QList<qint64>{2, 1, 0}));
        QCOMPARE(page(0, 5), (QList<qint64>{5, 2, 0}));
        QCOMPARE(page(2, 5), (QList<qint64>{20, 3, 0}));
        QCOMPARE(page(3, 5), (QList<qint64>{2, 5, 1}));
        QCOMPARE(page(3, 0), (QList<qint64>{1, 4, 0}));
        QCOMPARE(page(5, 5), (QList<qint64>{0, 5, 1}));
        QCOMPARE(page(0, 1000), (QList<qint64>{27, 5, 1}));
    }

    // However many rows a commit has, they come together, and no more commits with them than the page takes.
    void aLargeCommitIsOnePage()
    {
        const std::unique_ptr<LedgerWorld> made = makeWorld();
        LedgerWorld &world = *made;
        const LedgerReach reach{{text("all"), {{text("company"), 1}}},
                                {text("own:a"), {{text("company"), 1}}}};
        const LedgerPlacement both{{text("all"), 1}, {text("own:a"), 1}};
        const QList<int> sizes{300, 1, 30, 31, 2, 900, 1};
        for (const int size : sizes) {
            QList<std::pair<RecordRef, std::optional<LedgerPlacement>>> touched;
            for (int i = 0; i < size; ++i)
                touched.append({world.ref(), both});
            world.commitOf(touched);
        }
        qint64 cursor = 0;
        for (const int size : sizes) {
            const auto feed = world.ledger().feed(reach, cursor, 1).value();
            QCOMPARE(feed.entries.size(), size);
            QCOMPARE(feed.upTo, cursor + 1);
            QCOMPARE(feed.complete, feed.upTo == sizes.size());
            QCOMPARE(feed.entries.constFirst().keys, (QStringList{text("all"), text("own:a")}));
            cursor = feed.upTo;
        }
        QCOMPARE(world.ledger().feed(reach, 1, 64)->entries.size(), 64);
        QCOMPARE(world.ledger().feed(reach, 0, 2000)->entries.size(), 1265);
    }

    // From any cursor, with any reach, page by page while others go on writing: what a device ends with is
    // what it would be told if it asked for all of it.
    void pagesEndAtWhatIsVisible()
    {
        const std::unique_ptr<LedgerWorld> made = makeWorld();
        LedgerWorld &world = *made;
        DW_PROPERTY("pages end at what is visible", [&] {
            RC_ASSERT(world.clear().ok());
            Ledger &ledger = world.ledger();
            History history(world);
            history.grow(*rc::gen::inRange(0, 15));
            const LedgerReach reach = randomReach();
            qint64 cursor = *rc::gen::inRange<qint64>(0, history.model.head() + 1);
            View held = history.model.view(reach, cursor);
            for (int pages = 0;; ++pages) {
                RC_ASSERT(pages < 100);
                const bool growing = pages < 5 && *rc::gen::inRange(0, 3) == 0;
                if (growing)
                    history.grow(*rc::gen::inRange(1, 4));
                const int limit = *rc::gen::inRange(1, 8);
                const auto feed = ledger.feed(reach, cursor, limit);
                RC_ASSERT(feed.ok());
                QSet<RecordRef> named;
                QSet<qint64> commits;
                qint64 last = cursor;
                for (const FeedEntry &entry : feed->entries) {
                    RC_ASSERT(entry.version >= last);
                    RC_ASSERT(entry.version > cursor);
                    RC_ASSERT(entry.version <= feed->upTo);
                    last = entry.version;
                    commits.insert(entry.version);
                    RC_ASSERT(!named.contains(entry.root));
                    named.insert(entry.root);
                    RC_ASSERT(history.model.everSeen(reach, entry.root));
                    RC_ASSERT(!held.contains(entry.root) || held[entry.root].version < entry.version);
                    if (entry.keys.isEmpty())
                        held.remove(entry.root);
                    else
                        held.insert(entry.root, {entry.keys, entry.version});
                }
                RC_ASSERT(feed->entries.size() <= limit || commits.size() == 1);
                RC_ASSERT(feed->upTo >= cursor);
                RC_ASSERT(feed->complete == (feed->upTo == history.model.head()) || feed->entries.isEmpty() ||
                          !feed->complete);
                RC_ASSERT(feed->complete || feed->upTo > cursor);
                cursor = feed->upTo;
                if (feed->complete) {
                    RC_ASSERT(cursor == history.model.head());
                    RC_ASSERT(held == history.model.view(reach, cursor));
                    if (!growing)
                        break;
                }
            }
        });
    }

    void membersAreThoseOfAKey()
    {
        const std::unique_ptr<LedgerWorld> made = makeWorld();
        LedgerWorld &world = *made;
        DW_PROPERTY("members are read page by page", [&] {
            RC_ASSERT(world.clear().ok());
            Ledger &ledger = world.ledger();
            History history(world);
            history.grow(*rc::gen::inRange(0, 20));
            const QString key = oneOf(Keys);
            const LedgerReach reach = randomReach();
            const QHash<QString, quint64> objects = reach.value(key);
            const int limit = *rc::gen::element(-1, 1, 2, 3);
            View held;
            RecordRef after;
            for (;;) {
                const auto page = ledger.members(key, objects, after, limit);
                RC_ASSERT(page.ok());
                for (const FeedEntry &entry : *page) {
                    RC_ASSERT(!held.contains(entry.root));
                    held.insert(entry.root, {entry.keys, entry.version});
                }
                if (page->isEmpty() || limit < 0)
                    break;
                RC_ASSERT(page->size() <= limit);
                after = page->constLast().root;
            }
            RC_ASSERT(held == history.model.view({{key, objects}}, history.model.head()));
            RC_ASSERT(ledger.memberCount(key, objects).value() == held.size());
            for (auto root = history.model.now().cbegin(); root != history.model.now().cend(); ++root)
                RC_ASSERT(ledger.placement(root.key()).value() == root->placement);
        });
    }

    // What a session remembers of keys and their last commits goes back with the transaction, and another
    // connection sees what was committed.
    void aRollbackTakesAllOfItBack()
    {
        const std::unique_ptr<LedgerWorld> made = makeWorld();
        LedgerWorld &world = *made;
        Ledger &ledger = world.ledger();
        const LedgerReach reach{{text("own:a"), {{text("company"), 1}, {text("person"), 1}}}};
        const LedgerPlacement own{{text("own:a"), 1}};
        const RecordRef lost = world.ref("person"), kept = world.ref();
        QVERIFY(world.begin().ok());
        QVERIFY(ledger.touch(lost, 1, &own).ok());
        QVERIFY(ledger.setHead({1, 5, {}, 0, 0}).ok());
        QCOMPARE(ledger.feed(reach, 0, 10)->entries.size(), 1);
        QVERIFY(world.reader().feed(reach, 0, 10)->entries.isEmpty());
        world.rollback();
        QCOMPARE(ledger.head()->sequence, 0);
        QVERIFY(ledger.placement(lost)->isEmpty());
        world.commitOf({{kept, own}});
        for (Ledger *one : {&ledger, &world.reader()}) {
            const auto feed = one->feed(reach, 0, 10).value();
            QCOMPARE(feed.entries.size(), 1);
            QCOMPARE(feed.entries[0].root, kept);
            QVERIFY(one->feed(reach, 1, 10)->entries.isEmpty());
        }
        // The same within a transaction.
        QVERIFY(world.begin().ok());
        QVERIFY(world.setMark().ok());
        QVERIFY(ledger.touch(kept, 2, nullptr).ok());
        QVERIFY(world.backToMark().ok());
        QVERIFY(ledger.touch(lost, 2, &own).ok());
        QVERIFY(ledger.setHead({2, 6, {}, 0, 0}).ok());
        QVERIFY(world.commit().ok());
        QCOMPARE(world.reader().feed(reach, 1, 10)->entries[0].root, lost);
    }

    void whatLeftBeforeTheHorizonIsForgotten()
    {
        const std::unique_ptr<LedgerWorld> made = makeWorld();
        LedgerWorld &world = *made;
        Ledger &ledger = world.ledger();
        const LedgerReach reach{{text("own:a"), {{text("company"), 1}}}};
        const LedgerPlacement own{{text("own:a"), 1}}, other{{text("own:b"), 1}};
        QList<std::pair<RecordRef, std::optional<LedgerPlacement>>> here, gone;
        for (int i = 0; i < 5; ++i) {
            here.append({world.ref(), own});
            gone.append({here[i].first, other});
        }
        const RecordRef last = world.ref();
        here.append({last, own});
        world.commitOf(here);
        world.commitOf(gone);
        world.commitOf({{last, other}});
        world.writing([&] {
            LedgerHead head = ledger.lockHead().value();
            head.horizon = 3;
            QVERIFY(ledger.setHead(head).ok());
            QCOMPARE(ledger.forgetBeforeHorizon(3).value(), false);
            QCOMPARE(ledger.forgetBeforeHorizon(3).value(), true);
        });
        const auto feed = ledger.feed(reach, 0, 100).value();
        QCOMPARE(feed.entries.size(), 1);
        QCOMPARE(feed.entries[0].root, last);
        QCOMPARE(ledger.memberCount(text("own:b"), {{text("company"), 1}}).value(), 6);
    }
};

DW_TEST(LedgerTest)

}  // namespace dw::test

#include "ledgertest.moc"
