// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/sqlitesession.h"
#include "tests/support/planrecorder.h"
#include "tests/support/salesworld.h"
#include "tests/support/testdata.h"
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

void list(const Reader &reader, const char *object, const QString &where, const QStringList &sort, int limit)
{
    const auto query = reader.query(text(object), where, sort);
    QVERIFY2(query.ok(), query.ok() ? "" : qPrintable(query.error().key));
    const auto rows = reader.rows(*query, limit);
    QVERIFY(rows.ok());
    QVERIFY(reader.page(query->object, *rows, {query->object->titleIndex(Language::English)}).ok());
}

void sum(const Reader &reader, const QString &where, const QStringList &groupBy)
{
    const auto query = reader.groupQuery(text("opportunity"), where, groupBy,
                                         {text("count()"), text("sum(amount)"), text("sum(weighted_amount)")},
                                         GroupQuery::MoneyMode::Base);
    QVERIFY(query.ok());
    QVERIFY(reader.group(*query).ok());
}

}  // namespace

// By which indexes is read what a person waits for: tests/data/plans.txt says it, step by step. A table that
// is walked through costs nothing here and seconds with a million records. What the screens put together
// themselves is in ScreenPlansTest.
class PlansTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void screensAreReadByTheirIndexes()
    {
        SalesWorld world;
        const Id account = world.addAccount(text("宁波华为 Huawei"));
        SalesWorld::Deal deal;
        deal.name = text("Routers");
        deal.account = account;
        deal.amount = 100;
        const Id id = world.addDeal(deal);
        world.addMove(id, nullptr, "first_contact", text("2026-10-01"));
        world.flush();

        QString actual;
        const auto screen = [&](const char *name, const std::function<void(const Reader &)> &work) {
            world.workspace().readNow([&](ReadSession &session) {
                QVERIFY(session.beginRead().ok());
                PlanRecorder recorder(static_cast<sqlite::SqliteSession &>(session).connection());
                work(Reader(session, world.context()));
                actual += QString::fromLatin1(name) + QLatin1Char('\n') + recorder.plans();
                session.endRead();
            });
        };
        for (const char *typed : {"华为", "hw", "1380"}) {
            screen(qPrintable(text("search %1").arg(text(typed == QByteArray("华为") ? "han" : typed))),
                   [&](const Reader &reader) {
                       QVERIFY(reader.search(text(typed), {text("account"), text("opportunity")}, 8).ok());
                   });
        }
        screen("360", [&](const Reader &reader) {
            const RecordRef ref{text("account"), account};
            const auto whole = reader.record(ref);
            QVERIFY(whole.ok());
            for (const Collection &collection : whole->type().collections()) {
                QVERIFY(reader.children(ref, collection.name, 8).ok());
                const auto counted = reader.query(
                    collection.object, text("%1 = \"%2\"").arg(collection.by, account.toString()), {});
                if (counted.ok())
                    QVERIFY(reader.count(*counted).ok());
            }
            QVERIFY(reader.timeline(ref, 30).ok());
            QVERIFY(reader.history(ref, 30).ok());
            sum(reader,
                text("AND(account_id = \"%1\", result = \"won\", INPERIOD(won_at, \"THIS_YEAR\"))")
                    .arg(account.toString()),
                {});
        });
        // As verify and bulk loads look for roll-ups that are not right.
        screen("roll-ups", [&](const Reader &reader) {
            list(reader, "account", text("COUNT(opportunities, result = \"won\") <> order_count"), {}, 20);
        });

        const QString fault = planFault(text("plans.txt"), actual);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
};

DW_TEST(PlansTest)

}  // namespace dw::test

#include "planstest.moc"
