// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/placementreads.h"
#include "core/access/placer.h"
#include "core/access/rolepolicy.h"
#include "core/access/scopereach.h"
#include "core/access/visibility.h"
#include "tests/access/scopeworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <utility>

namespace dw::test
{

namespace
{

using Placements = QHash<RecordRef, Placement>;

QString named(const Record &record, const Placement &placement)
{
    QString all = record.type().key() + QLatin1Char(' ') + record.id().toString().left(8);
    for (const Placement::Entry &entry : placement)
        all +=
            QLatin1Char(' ') + entry.key.text().left(12) + QLatin1Char('=') + QString::number(entry.tags, 2);
    return all;
}

}  // namespace

// What keys show is what RolePolicy shows, for random companies; and what is said to leave placements as they
// are does.
class ScopeKeysPropertyTest : public QObject
{
    Q_OBJECT

private:
    static Placements placed(const ScopeWorld &world, const AccessModel &model, const ScopeTagsPtr &tags)
    {
        Placements placements;
        Placer placer(model, tags, world, world.context());
        for (const Record &record : world.all())
            placements.insert(record.ref(), *placer.of(record));
        return placements;
    }

    // Without the tags that there are no more.
    static Placements live(const Placements &placements, const ScopeTags &tags)
    {
        Placements kept;
        const ScopeTags::Names names = tags.names();
        for (const auto &[ref, placement] : placements.asKeyValueRange()) {
            quint64 mask = 0;
            const QStringList numbers = names.value(ref.object);
            for (int number = 0; number < numbers.size(); ++number)
                mask |= numbers[number].isEmpty() ? 0 : quint64(1) << number;
            for (const Placement::Entry &entry : placement)
                kept[ref].add(entry.key, entry.tags & mask);
        }
        return kept;
    }

    // The records as they stand, of which those named were changed.
    struct Kept
    {
        const ScopeWorld &world;
        AccessModelPtr model;
        ScopeTagsPtr tags;
        Placements placements;
        int renewed = 0;

        void renew(const QSet<RecordRef> &stale)
        {
            Placer placer(*model, tags, world, world.context());
            for (const RecordRef &ref : stale) {
                const Record record = world.find(ref);
                if (record.isValid())
                    placements.insert(ref, *placer.of(record));
                else
                    placements.remove(ref);
            }
            renewed += int(stale.size());
        }
        void add(QSet<RecordRef> &stale, const QList<Dependants> &dependants, const Id &end) const
        {
            for (const Dependants &one : dependants) {
                for (const Record &record : world.foundBy(one, end))
                    stale.insert(record.ref());
            }
        }
        void changed(const Record &before, const Record &after)
        {
            const PlacementReads reads(*tags);
            const RecordRef ref = (after.isValid() ? after : before).ref();
            QSet<RecordRef> stale;
            if (reads.isConcerned(before, after))
                stale.insert(ref);
            add(stale, reads.dependants(before, after), ref.id);
            renew(stale);
        }
        void configured()
        {
            const AccessModelPtr old = std::exchange(model, world.model());
            const ScopeTags::Names names = tags->names();
            tags = *ScopeTags::of(*model, names);
            const PlacementReads reads(*tags);
            QSet<RecordRef> stale;
            for (const QString &object : tags->newSince(names)) {
                for (const Record &record : world.all(object))
                    stale.insert(record.ref());
            }
            for (const QList<Share> &shares : {old->shares(), model->shares()}) {
                for (const Share &share : shares) {
                    if (old->isShared(share.record) == model->isShared(share.record))
                        continue;
                    stale.insert(share.record);
                    add(stale, reads.ofShare(share.record.object), share.record.id);
                }
            }
            // Permissions and shares are records too.
            for (const Record &record : world.all()) {
                if (!placements.contains(record.ref()))
                    stale.insert(record.ref());
            }
            for (const RecordRef &ref : placements.keys()) {
                if (!world.find(ref).isValid())
                    stale.insert(ref);
            }
            renew(stale);
        }
    };

    // How many pairs of record and user were visible.
    static int compare(const ScopeWorld &world, const AccessModelPtr &model, const ScopeTagsPtr &tags)
    {
        const RolePolicy policy(model, world.clock());
        const Placements placements = placed(world, *model, tags);
        QList<Id> users = world.users();
        users += {Id(), Id::named("user:owner"), Id::named("nobody")};
        int seen = 0;
        for (const Id &user : std::as_const(users)) {
            const ScopeReach reach(model, tags, user, world.clock().now());
            Actor actor;
            actor.user = user;
            for (const Record &record : world.all()) {
                const Placement placement = placements.value(record.ref());
                const bool byKeys = reach.sees(record.type().key(), placement);
                const bool byPolicy = *isVisible(record, policy, actor, world, world.context(user));
                seen += byPolicy ? 1 : 0;
                const bool fine = tags->gaps().isEmpty() ? byKeys == byPolicy : byPolicy || !byKeys;
                if (!fine) {
                    qWarning("%s: by keys %d, by the policy %d", qPrintable(named(record, placement)), byKeys,
                             byPolicy);
                    return -1;
                }
            }
        }
        return seen;
    }

private Q_SLOTS:
    void keysShowWhatThePolicyShows_data()
    {
        QTest::addColumn<bool>("conditions");
        QTest::addColumn<bool>("gaps");
        QTest::newRow("without conditions") << false << false;
        QTest::newRow("with conditions") << true << false;
        QTest::newRow("with gaps") << true << true;
    }

    void keysShowWhatThePolicyShows()
    {
        QFETCH(bool, conditions);
        QFETCH(bool, gaps);
        int seen = 0;
        int exact = 0;
        for (quint32 seed = 1; seed <= (conditions ? 30u : 15u); ++seed) {
            ScopeWorld world(seed);
            world.build(6);
            if (conditions)
                world.addConditions(gaps);
            const AccessModelPtr model = world.model();
            const auto tags = ScopeTags::of(*model);
            QVERIFY(tags.ok());
            for (const ScopeGap &gap : (*tags)->gaps())
                QVERIFY(gaps || gap.why == ScopeGap::Why::TooMany);
            exact += (*tags)->gaps().isEmpty() ? 1 : 0;
            for (const int hours : {0, 1, 3}) {
                world.clock().advanceMs(hours * qint64(3600000));
                const int found = compare(world, model, *tags);
                QVERIFY2(found >= 0, qPrintable(QStringLiteral("seed %1 at %2").arg(seed).arg(hours)));
                seen += found;
            }
        }
        QVERIFY(seen > 1000);
        QVERIFY(gaps || exact >= 12);
    }

    void changesReachThePlacementsThatAreNamed()
    {
        for (quint32 seed = 1; seed <= 10; ++seed) {
            ScopeWorld world(seed);
            world.build(6);
            world.addConditions(false);
            const AccessModelPtr model = world.model();
            const ScopeTagsPtr tags = *ScopeTags::of(*model);
            Kept kept{world, model, tags, placed(world, *model, tags)};
            const int steps = 120;
            for (int step = 0; step < steps; ++step) {
                if (step % 10 == 9) {
                    world.stepConfiguration();
                    kept.configured();
                } else {
                    const auto [before, after] = world.step();
                    kept.changed(before, after);
                    // Who works where is configuration besides.
                    if ((after.isValid() ? after : before).type().find(u"delegate_id"))
                        kept.configured();
                }
                const Placements fresh = placed(world, *kept.model, kept.tags);
                QCOMPARE(kept.placements.size(), fresh.size());
                if (live(kept.placements, *kept.tags) != fresh) {
                    for (const auto &[ref, placement] : fresh.asKeyValueRange()) {
                        if (live(kept.placements, *kept.tags).value(ref) != placement)
                            qWarning("fresh %s\nkept  %s", qPrintable(named(world.find(ref), placement)),
                                     qPrintable(named(world.find(ref), kept.placements.value(ref))));
                    }
                    QFAIL(qPrintable(QStringLiteral("seed %1 step %2").arg(seed).arg(step)));
                }
                if (step % 20 == 0)
                    QVERIFY(compare(world, kept.model, kept.tags) >= 0);
            }
            QVERIFY(kept.renewed < steps * kept.placements.size() / 3);
        }
    }

    void reachesChangeWhenTheySay()
    {
        int turns = 0;
        for (quint32 seed = 1; seed <= 30; ++seed) {
            ScopeWorld world(seed);
            world.build(4);
            const AccessModelPtr model = world.model();
            const ScopeTagsPtr tags = *ScopeTags::of(*model);
            for (const Id &user : world.users()) {
                const Instant from{world.clock().now().ms - 6 * qint64(3600000)};
                ScopeReach before(model, tags, user, from);
                for (int minutes = 1; minutes < 12 * 60; minutes += 30) {
                    const Instant now{from.ms + minutes * qint64(60000)};
                    const ScopeReach reach(model, tags, user, now);
                    QVERIFY(reach == before || (before.changesAt() && *before.changesAt() <= now));
                    turns += reach == before ? 0 : 1;
                    QVERIFY(!reach.changesAt() || now < *reach.changesAt());
                    before = reach;
                }
            }
        }
        QVERIFY(turns > 20);
    }
};

DW_TEST(ScopeKeysPropertyTest)

}  // namespace dw::test

#include "scopekeyspropertytest.moc"
