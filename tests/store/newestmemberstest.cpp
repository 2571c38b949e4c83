// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/ledgerworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <algorithm>
#include <tuple>

namespace dw::test
{

// Members of a key by the commits that changed them last, on both stores.
class NewestMembersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<Database>("database");
        QTest::newRow("sqlite") << Database::Sqlite;
        QTest::newRow("postgres") << Database::Postgres;
    }
    void come();

private:
    static const QString Key;
    // So many to a page, to the end.
    static QList<FeedEntry> walk(Ledger &ledger, const QHash<QString, quint64> &objects, qint64 above,
                                 int limit)
    {
        QList<FeedEntry> all;
        FeedEntry after;
        for (;;) {
            const QList<FeedEntry> page = ledger.newestMembers(Key, objects, above, after, limit).value();
            all += page;
            if (page.size() < limit)
                return all;
            after = page.last();
        }
    }
};

const QString NewestMembersTest::Key = QStringLiteral("own:a");

void NewestMembersTest::come()
{
    QFETCH_GLOBAL(Database, database);
    const std::unique_ptr<LedgerWorld> world = LedgerWorld::make(database);
    Ledger &ledger = world->ledger();
    const LedgerPlacement here{{Key, 1}}, there{{QStringLiteral("own:b"), 1}}, other{{Key, 2}};
    QList<std::pair<RecordRef, std::optional<LedgerPlacement>>> crowd;
    QList<RecordRef> roots;
    // Small commits, one that is larger than any piece that is read, and small ones again.
    for (int i = 0; i < 12; ++i) {
        roots.append(world->ref(i % 3 == 0 ? "person" : "company"));
        world->commitOf({{roots.last(), here}});
    }
    for (int i = 0; i < 150; ++i)
        crowd.append({world->ref(i % 4 == 0 ? "person" : "company"), here});
    world->commitOf(crowd);
    for (int i = 0; i < 12; ++i)
        world->commitOf({{roots[i % 5], std::nullopt}, {world->ref(), here}});
    // What left, what is somebody else's, what is here under another tag, and what comes again.
    world->commitOf({{roots[7], there}, {world->ref(), other}, {crowd[3].first, std::nullopt}});
    const qint64 head = ledger.head()->sequence;

    const QHash<QString, quint64> both{{QStringLiteral("company"), 1}, {QStringLiteral("person"), 1}};
    const QHash<QString, quint64> one{{QStringLiteral("person"), 1}};
    for (const auto &objects : {both, one}) {
        const QList<FeedEntry> members = ledger.members(Key, objects, {}, -1).value();
        QVERIFY(members.size() > 40);
        for (const qint64 above : {qint64(0), qint64(5), qint64(13), qint64(20), head}) {
            // Those of members() that are newer, by commit backwards, and each commit as members() has it.
            QList<FeedEntry> expected;
            for (const FeedEntry &member : members) {
                if (member.version > above)
                    expected.append(member);
            }
            std::stable_sort(expected.begin(), expected.end(),
                             [](const FeedEntry &a, const FeedEntry &b) { return a.version > b.version; });
            for (const int limit : {1, 7, 64, 500}) {
                const QList<FeedEntry> found = walk(ledger, objects, above, limit);
                QCOMPARE(found.size(), expected.size());
                for (qsizetype i = 0; i < found.size(); ++i) {
                    QCOMPARE(found[i].root, expected[i].root);
                    QCOMPARE(found[i].version, expected[i].version);
                    QCOMPARE(found[i].keys, QStringList{Key});
                }
            }
            // And those that are not, from the other side.
            QList<FeedEntry> older;
            for (RecordRef after;;) {
                const QList<FeedEntry> page = ledger.members(Key, objects, after, 7, above).value();
                older += page;
                if (page.size() < 7)
                    break;
                after = page.last().root;
            }
            QCOMPARE(older.size() + expected.size(), members.size());
            for (const FeedEntry &entry : older)
                QVERIFY(entry.version <= above);
        }
    }
}

DW_TEST(NewestMembersTest)

}  // namespace dw::test

#include "newestmemberstest.moc"
