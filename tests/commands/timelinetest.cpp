// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/commands/dealworld.h"
#include "tests/support/testrunner.h"

#include <QSet>
#include <QTest>

#include <algorithm>

namespace dw::test
{

// The merged history of a record, read in pages.
class TimelineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesLoseNothingAtOneInstant();
    void fieldChangesAreTold();
    void erasedValuesAreNotTold();
    void hiddenTitlesAreNotTold();

private:
    static Id log(DealWorld &world, const RecordRef &about, const QString &subject, const QString &at)
    {
        return world
            .run("activity.log", {{QStringLiteral("set"),
                                   QJsonObject{{QStringLiteral("kind"), QStringLiteral("call")},
                                               {QStringLiteral("subject"), subject},
                                               {QStringLiteral("occurred_at"), at},
                                               {QStringLiteral("outcome"), QStringLiteral("positive")},
                                               {QStringLiteral("duration_s"), 60},
                                               {QStringLiteral("direction"), QStringLiteral("out")},
                                               {QStringLiteral("performer_id"), world.actor.user.toString()},
                                               {QStringLiteral("related"),
                                                QJsonObject{{QStringLiteral("object"), about.object},
                                                            {QStringLiteral("id"), about.id.toString()}}}}}})
            .ids.first();
    }
    static QList<TimelineEntry> page(DealWorld &world, const RecordRef &ref, int limit,
                                     const TimelineKey &before = {})
    {
        QList<TimelineEntry> entries;
        world.read([&](const Reader &reader) { entries = reader.timeline(ref, limit, before).value(); });
        return entries;
    }
};

void TimelineTest::pagesLoseNothingAtOneInstant()
{
    DealWorld world;
    const Id account = world.account(QStringLiteral("Alpha"));
    const RecordRef ref{QStringLiteral("account"), account};
    QSet<Id> wanted;
    for (int i = 0; i < 7; ++i)
        wanted.insert(log(world, ref, QString::number(i), QStringLiteral("2026-11-18T16:00:00Z")));
    for (int i = 0; i < 4; ++i)
        wanted.insert(log(world, ref, QString::number(i), QStringLiteral("2026-11-17T16:00:00Z")));
    const Id deal = world.deal(QStringLiteral("Line"), account);
    world.advance(deal, QStringLiteral("won"));
    for (const int limit : {1, 2, 3, 5, 50}) {
        QSet<Id> seen;
        QList<TimelineEntry> all;
        TimelineKey before;
        for (;;) {
            const QList<TimelineEntry> entries = page(world, ref, limit, before);
            if (entries.isEmpty())
                break;
            QVERIFY(entries.size() <= limit);
            for (const TimelineEntry &entry : entries) {
                QVERIFY(entry.key() < before);
                before = entry.key();
                seen.insert(entry.record.id);
            }
            all += entries;
        }
        QCOMPARE(seen.size(), all.size());
        QVERIFY(seen.contains(wanted));
        const auto moves = std::count_if(all.begin(), all.end(), [](const TimelineEntry &entry) {
            return entry.kind == TimelineEntry::Kind::StageMove;
        });
        QCOMPARE(moves, 2);
    }
}

void TimelineTest::fieldChangesAreTold()
{
    DealWorld world;
    const Id account = world.account(QStringLiteral("Alpha"));
    world.clock.advanceMs(1000);
    const Id deal = world.deal(QStringLiteral("Line"), account);
    world.clock.advanceMs(1000);
    world.update("opportunity", deal,
                 {{QStringLiteral("name"), QStringLiteral("Line 2")},
                  {QStringLiteral("next_step"), QStringLiteral("Visit")}});
    world.clock.advanceMs(1000);
    world.advance(deal, QStringLiteral("won"));
    const QList<TimelineEntry> entries = page(world, {QStringLiteral("opportunity"), deal}, 50);
    const auto edit = std::find_if(entries.begin(), entries.end(), [](const TimelineEntry &entry) {
        return entry.kind == TimelineEntry::Kind::Change && entry.changes.size() == 2;
    });
    QVERIFY(edit != entries.end());
    QCOMPARE(edit->who, QStringLiteral("Chen"));
    QVERIFY(!edit->erased);
    QCOMPARE(edit->changes[0].field, QStringLiteral("name"));
    QCOMPARE(edit->changes[0].before, Value(QStringLiteral("Line")));
    QCOMPARE(edit->changes[0].after, Value(QStringLiteral("Line 2")));
    // A move is told once, by its own entry.
    QCOMPARE(entries.first().kind, TimelineEntry::Kind::StageMove);
    for (const TimelineEntry &entry : entries) {
        const bool moved = std::any_of(entry.changes.begin(), entry.changes.end(), [](const auto &change) {
            return change.field == QLatin1String("stage_id");
        });
        QVERIFY(!moved);
    }
}

void TimelineTest::erasedValuesAreNotTold()
{
    DealWorld world;
    const RecordRef ref{QStringLiteral("account"), world.account(QStringLiteral("Alpha"))};
    world.update("account", ref.id, {{QStringLiteral("phone"), QStringLiteral("13800138000")}});
    world.workspace->writeNow([&](WriteSession &session) {
        QVERIFY(session.begin(Durability::Saved).ok());
        QVERIFY(session.eraseAudit(ref).ok());
        QVERIFY(session.commit().ok());
    });
    const QList<TimelineEntry> entries = page(world, ref, 50);
    QVERIFY(!entries.isEmpty());
    for (const TimelineEntry &entry : entries) {
        QVERIFY(entry.erased && !entry.changes.isEmpty());
        for (const TimelineEntry::FieldChange &change : entry.changes)
            QVERIFY(change.before.isNull() && change.after.isNull());
    }
}

namespace
{

class TitlePolicy final : public Policy
{
public:
    FieldRight right = FieldRight::Hidden;

    Decision may(const Actor &, Action, const ObjectType &, const Record *) const override { return {}; }
    Condition readable(const Actor &, const ObjectTypePtr &) const override { return nullptr; }
    FieldRights fields(const Actor &, const ObjectType &object) const override
    {
        return object.key() == QLatin1String("account") ? FieldRights{{{QStringLiteral("name"), right}}}
                                                        : FieldRights();
    }
};

}  // namespace

void TimelineTest::hiddenTitlesAreNotTold()
{
    DealWorld world;
    const RecordRef account{QStringLiteral("account"), world.account(QStringLiteral("Secret Ltd"))};
    const RecordRef user{QStringLiteral("user"), world.actor.user};
    const auto titles = [&](FieldRight right) {
        auto policy = std::make_shared<TitlePolicy>();
        policy->right = right;
        QHash<RecordRef, QString> found;
        world.workspace->readNow([&](ReadSession &session) {
            QVERIFY(session.beginRead().ok());
            const ConfigurationPtr configuration = world.runner->configuration();
            found = Reader(session, {configuration->dictionary, configuration->settings, policy, world.actor,
                                     world.clock.now(), Language::English})
                        .titles({account, user})
                        .value();
            session.endRead();
        });
        return found;
    };
    QCOMPARE(titles(FieldRight::ReadOnly).value(account), QStringLiteral("Secret Ltd"));
    QVERIFY(!titles(FieldRight::Hidden).contains(account));
    QCOMPARE(titles(FieldRight::Hidden).value(user), QStringLiteral("Chen"));
    QVERIFY(!titles(FieldRight::Masked).contains(account));
}

DW_TEST(TimelineTest)

}  // namespace dw::test

#include "timelinetest.moc"
