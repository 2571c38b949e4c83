// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/metriccatalog.h"
#include "core/store/sqlite/sqlitesession.h"
#include "tests/support/planrecorder.h"
#include "tests/support/salesworld.h"
#include "tests/support/testrunner.h"
#include "ui/customers/recorddata.h"
#include "ui/pipeline/boardreading.h"
#include "ui/tasks/todayreading.h"

#include <QTest>

namespace dw::test
{

// By which indexes the screens are read that a person waits for, by the readings that they use themselves:
// tests/data/plans-screens.txt says it, step by step. A table that is walked through costs nothing here and
// seconds with a million records.
class ScreenPlansTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void screensAreReadByTheirIndexes()
    {
        SalesWorld world;
        SalesWorld::Deal deal;
        deal.account = world.addAccount(QString::fromUtf8("宁波华为 Huawei"));
        deal.name = QStringLiteral("Routers");
        deal.amount = 100;
        const Id id = world.addDeal(deal);
        world.addMove(id, nullptr, "first_contact", QStringLiteral("2026-10-01"));
        world.flush();
        const ReadContext context = world.context();
        const RulebookPtr rulebook = world.runner().configuration()->rulebook;
        const Pipeline *pipeline = rulebook->pipelineByCode(u"standard");
        QVERIFY(pipeline);
        const auto metrics = MetricCatalog::shipped();
        QVERIFY(metrics.ok());

        QString actual;
        const auto screen = [&](const char *name, const std::function<void(const Reader &)> &work) {
            world.workspace().readNow([&](ReadSession &session) {
                QVERIFY(session.beginRead().ok());
                PlanRecorder recorder(static_cast<sqlite::SqliteSession &>(session).connection());
                work(Reader(session, context));
                // In no order: titles of several objects are read as a hash gives them.
                const QString end = QStringLiteral("  .\n");
                QStringList plans = recorder.plans().split(end, Qt::SkipEmptyParts);
                plans.sort();
                actual += QString::fromLatin1(name) + QLatin1Char('\n') + plans.join(end) + end;
                session.endRead();
            });
        };
        screen("board", [&](const Reader &reader) {
            QVERIFY(ui::readBoard(reader, *metrics, *pipeline, {pipeline->id, {}, {}}, {}).ok());
        });
        screen("board, more of a column", [&](const Reader &reader) {
            QVERIFY(ui::readCards(reader, {pipeline->id, {}, {}}, pipeline->first()->id, 20, 20).ok());
        });
        screen("my board", [&](const Reader &reader) {
            QVERIFY(ui::readBoard(reader, *metrics, *pipeline,
                                  {pipeline->id, QStringLiteral("owner_id = CURRENTUSER()"), {}}, {})
                        .ok());
        });
        screen("today", [&](const Reader &reader) {
            QVERIFY(ui::readToday(reader, *metrics, *rulebook, pipeline->id).ok());
        });
        screen("page of a customer", [&](const Reader &reader) {
            QVERIFY(ui::RecordData::read(reader, *metrics, {QStringLiteral("account"), deal.account}).ok());
        });
        screen("page of a deal", [&](const Reader &reader) {
            QVERIFY(ui::RecordData::read(reader, *metrics, {QStringLiteral("opportunity"), id}).ok());
        });

        const QString fault = planFault(QStringLiteral("plans-screens.txt"), actual);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
};

DW_TEST(ScreenPlansTest)

}  // namespace dw::test

#include "pipeline_planstest.moc"
