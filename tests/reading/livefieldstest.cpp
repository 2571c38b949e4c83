// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/stagegate.h"
#include "tests/support/salesworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QString stateKey(DwellState state)
{
    return text(state == DwellState::InTime ? "ok" : state == DwellState::DueSoon ? "due" : "overdue");
}

}  // namespace

// What depends on the time is worked out at every reading: how long a deal has been in its stage.
class LiveFieldsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Shown, filtered and grouped alike, and as the rules see it; a closed deal has none.
    void timeInStageIsWhatTheRulesSay()
    {
        SalesWorld world;
        const QDate first(2026, 11, 1);
        int open = 0;
        for (int i = 0; i < 38; ++i) {
            const QString entered = first.addDays(i / 2).toString(Qt::ISODate) +
                                    (i % 2 == 0 ? text("T10:42:00+08:00") : text("T10:41:59+08:00"));
            const bool closed = i % 10 == 9;
            world.addDeal({text("Deal %1").arg(i),
                           {},
                           {},
                           closed       ? "won"
                           : i % 3 == 0 ? "needs"
                                        : "first_contact",
                           100,
                           text("2026-10-01"),
                           entered,
                           closed ? text("2026-11-18") : QString()});
            open += closed ? 0 : 1;
        }
        world.flush();
        world.read([&](const Reader &reader) {
            const auto query = reader.query(text("opportunity"), {}, {});
            const ObjectType &type = *query->object;
            const QList<int> fields{type.indexOf(u"dwell_state"), type.indexOf(u"stage_dwell_s")};
            const auto page = reader.page(query->object, *reader.rows(*query), fields);
            QVERIFY(page.ok());
            const Stage week;  // the limits of a new workspace are those of a stage that sets none
            QHash<QString, int> counts;
            for (const Record &shown : *page) {
                const auto whole = reader.record(shown.ref());
                const Value entered = whole->value(u"stage_entered_at");
                for (const Record &record : {shown, *whole}) {
                    if (!whole->value(u"won_at").isNull()) {
                        QVERIFY(record.value(u"dwell_state").isNull());
                        QVERIFY(record.value(u"stage_dwell_s").isNull());
                        continue;
                    }
                    QCOMPARE(record.value(u"stage_dwell_s"),
                             Value((world.clock().now().ms - entered.instant().ms) / 1000));
                    QCOMPARE(record.value(u"dwell_state").text(),
                             stateKey(dwellState(week, entered.instant(), world.clock().now())));
                }
                ++counts[shown.value(u"dwell_state").text()];
            }
            QVERIFY(counts[text("ok")] > 0 && counts[text("due")] > 0 && counts[text("overdue")] > 0);

            int listed = 0;
            for (const char *state : {"ok", "due", "overdue"}) {
                const auto some =
                    reader.query(text("opportunity"), text("dwell_state = \"%1\"").arg(text(state)), {});
                QVERIFY(some.ok());
                QCOMPARE(*reader.count(*some), counts[text(state)]);
                listed += int(*reader.count(*some));
            }
            QCOMPARE(listed, open);
            const auto long_ = reader.query(text("opportunity"), text("stage_dwell_s > 7 * 86400"), {});
            QCOMPARE(*reader.count(*long_), counts[text("overdue")]);

            const auto groups = reader.groupQuery(text("opportunity"), {}, {text("dwell_state")},
                                                  {text("count()")}, GroupQuery::MoneyMode::Base);
            QVERIFY(groups.ok());
            const auto rows = reader.group(*groups);
            QVERIFY(rows.ok());
            for (const GroupRow &row : *rows)
                QCOMPARE(row.measures.first().integer(), counts[row.keys.first().text()]);
            QCOMPARE(rows->size(), 4);
        });
    }

    void unknownStatesAndSortingAreRefusedInWords()
    {
        SalesWorld world;
        world.read([&](const Reader &reader) {
            const auto unknown = reader.query(text("opportunity"), text("dwell_state = \"late\""), {});
            QCOMPARE(unknown.error().key, text("expression.unknown_value"));
            const auto sorted = reader.query(text("opportunity"), {}, {text("-stage_dwell_s")});
            QCOMPARE(reader.rows(*sorted).error().key, text("store.no_such_sort"));
        });
    }
};

DW_TEST(LiveFieldsTest)

}  // namespace dw::test

#include "livefieldstest.moc"
