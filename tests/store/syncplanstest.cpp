// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ledger.h"
#include "core/store/replica.h"
#include "tests/store/storefixture.h"
#include "tests/support/planrecorder.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QTest>

#include <ctime>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

// Of this thread: what else the machine does must not count.
qint64 processorNs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

double milliseconds(const std::function<void()> &work, int rounds = 1)
{
    const qint64 begin = processorNs();
    for (int i = 0; i < rounds; ++i)
        work();
    return double(processorNs() - begin) / 1e6 / rounds;
}

LedgerReach reachOf(int keys)
{
    LedgerReach reach;
    for (int i = 0; i < keys; ++i)
        reach.insert(text("own:%1").arg(i), {{text("company"), 1}, {text("person"), 1}, {text("user"), 1}});
    return reach;
}

}  // namespace

// How replica and ledger are read and searched: tests/data/plans-sync.txt says it, step by step, with and
// without statistics of the tables. A table that is walked through costs nothing here and seconds with a
// million records.
class SyncPlansTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tablesAreReadByTheirIndexes_data()
    {
        QTest::addColumn<bool>("analyzed");
        QTest::newRow("as it is made") << false;
        QTest::newRow("with statistics") << true;
    }
    void tablesAreReadByTheirIndexes()
    {
        QFETCH(bool, analyzed);
        StoreFixture store;
        Replica &replica = store.session().replica();
        Ledger &ledger = store.session().ledger();
        const auto ref = [&](const char *object) { return RecordRef{text(object), store.ids().next()}; };
        const RecordRef root = ref("company");
        const Id device = store.ids().next();
        const LedgerPlacement own{{text("own:1"), 1}, {text("own:2"), 1}};
        const LedgerPlacement other{{text("own:3"), 1}};
        QVERIFY(store.session().begin(Durability::Redoable).ok());
        for (int i = 0; i < 600; ++i) {
            const RecordRef one = i == 0 ? root : ref(i % 3 == 0 ? "person" : "company");
            OutboxEntry entry;
            entry.transaction = store.ids().next();
            entry.roots = {one};
            entry.created = {one.id};
            QVERIFY(replica.append(entry).ok());
            QVERIFY(replica.setBase({one, one, {}}).ok());
            QVERIFY(replica.setRoot({one, 1, i % 5 == 0 ? QList<int>{} : QList<int>{1, 2}}).ok());
            InboxEntry refused;
            refused.transaction = entry.transaction;
            QVERIFY(replica.addToInbox(refused).ok());
            QVERIFY(ledger.touch(one, i + 1, i % 3 == 0 ? &other : &own).ok());
            QVERIFY(ledger.setHead({i + 1, 7, {}, 0, 3}).ok());
            QVERIFY(
                ledger
                    .addResult({device, i, entry.transaction, LedgerResult::Status::Applied, {}, i + 1, "{}"})
                    .ok());
        }
        QVERIFY(ledger.touch(root, 601, &own).ok());
        QVERIFY(ledger.setHead({601, 7, {}, 0, 3}).ok());
        QVERIFY(store.session().commit().ok());
        if (analyzed)
            QVERIFY(store.connection().execute("ANALYZE").ok());

        QVERIFY(store.session().begin(Durability::Redoable).ok());
        QString actual;
        const auto note = [&](const char *name, const std::function<void()> &work) {
            PlanRecorder recorder(store.connection());
            work();
            actual += QString::fromLatin1(name) + QLatin1Char('\n') + recorder.plans();
        };
        note("outbox", [&] { QVERIFY(replica.outbox(5, 10).ok()); });
        note("outbox of a root", [&] { QVERIFY(replica.outboxOf(root).ok()); });
        note("creator of a record", [&] { QVERIFY(replica.creatorOf(root.id).ok()); });
        note("taken from the outbox", [&] { QVERIFY(replica.take(3, Replica::Keep::AsSent, {}).ok()); });
        note("sent", [&] { QVERIFY(replica.sent(0, 10).ok()); });
        note("base rows of a root", [&] { QVERIFY(replica.basesOf(root).ok()); });
        note("base row", [&] { QVERIFY(replica.base(root).ok()); });
        note("root", [&] { QVERIFY(replica.root(root).ok()); });
        note("root written", [&] { QVERIFY(replica.setRoot({root, 2, {1, 3}}).ok()); });
        note("root dropped", [&] { QVERIFY(replica.dropRoot(root).ok()); });
        note("orphans", [&] { QVERIFY(replica.orphans(10).ok()); });
        note("scope dropped", [&] { QVERIFY(replica.dropScope(1, {}, 10).ok()); });
        note("scope dropped of an object",
             [&] { QVERIFY(replica.dropScope(1, {text("person")}, 900).ok()); });
        note("inbox", [&] { QVERIFY(replica.inbox().ok()); });
        note("tag of a commit", [&] { QVERIFY(ledger.tagOf(5).ok()); });
        note("result", [&] { QVERIFY(ledger.result(device, 5).ok()); });
        note("result of a transaction", [&] { QVERIFY(ledger.resultOf(root.id).ok()); });
        note("results after", [&] { QVERIFY(ledger.resultsAfter(device, 5, 10).ok()); });
        note("results forgotten", [&] { QVERIFY(ledger.forgetResults(device, 5).ok()); });
        note("placement", [&] { QVERIFY(ledger.placement(root).ok()); });
        note("touched", [&] { QVERIFY(ledger.touch(root, 602, &other).ok()); });
        note("feed", [&] {
            QVERIFY(ledger.setHead({602, 7, {}, 0, 3}).ok());
            QCOMPARE(ledger.feed(reachOf(3), 0, 1000)->entries.size(), 400 + 1);
        });
        note("members", [&] {
            QVERIFY(ledger.members(text("own:1"), {{text("company"), 1}}, root, 10).ok());
        });
        note("newest members", [&] {
            QVERIFY(ledger.newestMembers(text("own:1"), {{text("company"), 1}}, 3, {root, 600, {}}, 10).ok());
        });
        note("members counted", [&] {
            QVERIFY(ledger.memberCount(text("own:1"), {{text("company"), 1}}).ok());
        });
        note("horizon", [&] { QVERIFY(ledger.forgetBeforeHorizon(10).ok()); });
        store.session().rollback();

        QFile golden(QStringLiteral(DEALWRIGHT_SOURCE_DIR "/tests/data/plans-sync.txt"));
        if (qEnvironmentVariableIsSet("DEALWRIGHT_UPDATE_GOLDENS")) {
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(actual.toUtf8());
            golden.close();
        }
        QVERIFY(golden.open(QIODevice::ReadOnly));
        QCOMPARE(actual, QString::fromUtf8(golden.readAll()));
    }

    // DEALWRIGHT_SPEED=1 prints the figures (DEALWRIGHT_SPEED_ROOTS: of how many roots); nothing is asserted
    // about time.
    void speedOfTheLedger()
    {
        if (!qEnvironmentVariableIsSet("DEALWRIGHT_SPEED"))
            QSKIP("set DEALWRIGHT_SPEED to measure");
        const int count = std::max(qEnvironmentVariableIntValue("DEALWRIGHT_SPEED_ROOTS"), 100000);
        constexpr int Users = 500;
        StoreFixture store;
        Ledger &ledger = store.session().ledger();
        QList<RecordRef> roots;
        qint64 sequence = 0;
        const auto write = [&](const std::function<void()> &work) {
            QVERIFY(store.session().begin(Durability::Redoable).ok());
            work();
            QVERIFY(ledger.setHead({sequence, 1, {}, 0, 0}).ok());
            QVERIFY(store.session().commit().ok());
        };
        const double made = milliseconds([&] {
            for (int from = 0; from < count; from += 500) {
                write([&] {
                    ++sequence;
                    for (int i = from; i < from + 500; ++i) {
                        roots.append({text(i % 2 == 0 ? "company" : "person"), store.ids().next()});
                        const LedgerPlacement placement{{text("own:%1").arg(i % Users), 1},
                                                        {text("team:%1").arg(i % 20), 1}};
                        QVERIFY(ledger.touch(roots[i], sequence, &placement).ok());
                    }
                });
            }
        });
        qInfo("placed: %.1f us a root", made * 1000 / count);
        const double again = milliseconds([&] {
            write([&] {
                ++sequence;
                for (int i = 0; i < 2000; ++i)
                    QVERIFY(ledger.touch(roots[i * 37 % count], sequence, nullptr).ok());
            });
        });
        qInfo("touched: %.1f us a root", again / 2);
        const qint64 before = sequence;
        // Commits of others.
        for (int i = 0; i < 1000; ++i)
            write([&] {
                ++sequence;
                QVERIFY(ledger.touch(roots[400 + i % 100], sequence, nullptr).ok());
            });
        const LedgerReach reach = reachOf(200);
        QCOMPARE(ledger.feed(reach, before, 2000)->entries.size(), 0);
        qInfo("feed, 200 keys, nothing new: %.3f ms",
              milliseconds([&] { QVERIFY(ledger.feed(reach, before, 2000).ok()); }, 500));
        qInfo("feed, 200 keys, at the head: %.4f ms",
              milliseconds([&] { QVERIFY(ledger.feed(reach, sequence, 2000).ok()); }, 500));
        for (int i = 0; i < 10; ++i)
            write([&] {
                ++sequence;
                for (int j = 0; j < 400; ++j) {
                    const int at = (i * 400 + j) / 200 * Users + (i * 400 + j) % 200;
                    QVERIFY(ledger.touch(roots[at], sequence, nullptr).ok());
                }
            });
        qsizetype found = 0;
        const double changed =
            milliseconds([&] { found = ledger.feed(reach, before, 5000)->entries.size(); }, 20);
        qInfo("feed, 200 keys, %lld changed: %.2f ms", qlonglong(found), changed);
        qint64 after = 0;
        int pages = 0;
        const double all = milliseconds([&] {
            for (bool complete = false; !complete; ++pages) {
                const auto feed = ledger.feed(reach, after, 2000);
                after = feed->upTo;
                complete = feed->complete;
            }
        });
        qInfo("feed from the start: %d pages, %.2f ms each", pages, all / pages);
        found = 0;
        const double members = milliseconds([&] {
            RecordRef last;
            for (;;) {
                const auto page =
                    ledger.members(text("team:3"), {{text("company"), 1}, {text("person"), 1}}, last, 2000);
                if (page->isEmpty())
                    break;
                found += page->size();
                last = page->constLast().root;
            }
        });
        qInfo("members: %lld in %.2f ms", qlonglong(found), members);
    }

    void speedOfTheReplica()
    {
        if (!qEnvironmentVariableIsSet("DEALWRIGHT_SPEED"))
            QSKIP("set DEALWRIGHT_SPEED to measure");
        const int count = std::max(qEnvironmentVariableIntValue("DEALWRIGHT_SPEED_ROOTS"), 100000);
        StoreFixture store;
        Replica &replica = store.session().replica();
        const auto write = [&](const std::function<void()> &work) {
            QVERIFY(store.session().begin(Durability::Redoable).ok());
            work();
            QVERIFY(store.session().commit().ok());
        };
        QVERIFY(store.connection().execute("VACUUM").ok());
        const qint64 empty = store.connection().integer("PRAGMA page_count").value();
        const double made = milliseconds([&] {
            for (int from = 0; from < count; from += 5000) {
                write([&] {
                    for (int i = from; i < from + 5000; ++i) {
                        const RecordRef root{text(i % 2 == 0 ? "company" : "person"), store.ids().next()};
                        QVERIFY(
                            replica
                                .setRoot({root, 1000000 + i, i % 10 == 0 ? QList<int>{1, 2} : QList<int>{1}})
                                .ok());
                    }
                });
            }
        });
        const qint64 pages = store.connection().integer("PRAGMA page_count").value() - empty;
        qInfo("root written: %.1f us; %.1f bytes each", made * 1000 / count, double(pages) * 4096 / count);
        qInfo("no orphans: %.3f ms", milliseconds([&] { QVERIFY(replica.orphans(5000).ok()); }, 100));
        int pieces = 0;
        double longest = 0;
        for (bool done = false; !done; ++pieces) {
            const double piece =
                milliseconds([&] { write([&] { done = replica.dropScope(1, {}, 5000).value(); }); });
            longest = std::max(longest, piece);
        }
        qInfo("scope dropped in %d pieces of 5000, the longest %.1f ms", pieces, longest);
        QCOMPARE(replica.orphans(-1)->size(), count - count / 10);
        qInfo("5000 orphans: %.2f ms", milliseconds([&] { QVERIFY(replica.orphans(5000).ok()); }, 10));
        const double dropped = milliseconds([&] {
            write([&] {
                const QList<RecordRef> orphans = replica.orphans(5000).value();
                for (const RecordRef &root : orphans)
                    QVERIFY(replica.dropRoot(root).ok());
            });
        });
        qInfo("5000 roots dropped: %.1f ms", dropped);
    }
};

DW_TEST(SyncPlansTest)

}  // namespace dw::test

#include "syncplanstest.moc"
