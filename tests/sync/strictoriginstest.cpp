// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/refusedattempt.h"
#include "tests/support/testrunner.h"
#include "tests/sync/dealoflines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace dw::test
{

namespace
{

using Deal = DealOfLines;

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

}  // namespace

// Who counts as somebody else by the strict rule (case 6 of sync-protocol.md 6).
class StrictOriginsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLaptopRegisteredAnewIsNoStranger();
    void anotherLaptopOfTheSamePersonIs();
    void refusedAttemptsHideNobody();
};

// What it did under its earlier name it did itself.
void StrictOriginsTest::aLaptopRegisteredAnewIsNoStranger()
{
    Deal deal;
    Deal::quantity(deal.lin, deal.pump, "4");
    QVERIFY(deal.world.push(deal.lin, SyncWorld::Wire::AnswerLost));
    Deal::quantity(deal.lin, deal.pump, "7");
    deal.world.setGreets();
    deal.world.enrolAnew(deal.lin);
    deal.world.syncAll();
    deal.world.syncAll();
    QCOMPARE(deal.codes(), QStringList());
    QVERIFY(deal.lin.outbox().isEmpty());
    QCOMPARE(deal.amount(deal.world.server()), 70000);
    QCOMPARE(deal.lin.contents(), deal.world.server().contents());
}

// What was typed there was not seen here, whoever typed it.
void StrictOriginsTest::anotherLaptopOfTheSamePersonIs()
{
    Deal deal;
    deal.world.addLaptop(deal.world.user(0));
    SyncLaptop &other = deal.world.laptop(2);
    deal.world.sync(other);
    Deal::quantity(other, deal.pump, "4");
    Deal::quantity(deal.lin, deal.pump, "7");
    deal.world.sync(other);
    deal.world.sync(deal.lin);
    QCOMPARE(deal.codes(), QStringList{text("aggregate_changed")});
    QCOMPARE(deal.amount(deal.world.server()), 40000);
}

// However many of them came since it was changed.
void StrictOriginsTest::refusedAttemptsHideNobody()
{
    Deal deal;
    const auto attempts = [&] {
        deal.world.server().write([&](WriteSession &session) {
            QVERIFY(session.begin(Durability::Saved).ok());
            for (int i = 0; i < 120; ++i) {
                AuditEntry line;
                line.transaction = Id::named(QByteArray("attempt:") + QByteArray::number(i));
                line.at = deal.world.clock().now();
                line.user = deal.world.user(1);
                line.device = deal.anna.device;
                line.command = text("record.update");
                line.record = {text("opportunity_line"), deal.pump};
                line.values = RefusedAttempt{text("access.field_forbidden"), text("qty")}.values();
                QVERIFY(session.appendAudit(line).ok());
            }
            QVERIFY(session.commit().ok());
        });
    };
    // Behind what this laptop did itself.
    Deal::quantity(deal.lin, deal.pump, "4");
    QVERIFY(deal.world.push(deal.lin, SyncWorld::Wire::AnswerLost));
    attempts();
    Deal::quantity(deal.lin, deal.pump, "7");
    deal.world.syncAll();
    QCOMPARE(deal.codes(), QStringList());
    QCOMPARE(deal.amount(deal.world.server()), 70000);
    // And behind what a colleague did: who it was is still told.
    Deal::quantity(deal.anna, deal.pump, "8");
    Deal::quantity(deal.lin, deal.pump, "9");
    deal.world.sync(deal.anna);
    attempts();
    deal.world.sync(deal.lin);
    QCOMPARE(deal.codes(), QStringList{text("aggregate_changed")});
    const QJsonObject answer = QJsonDocument::fromJson(deal.lin.inbox().first().answer).object();
    const QJsonObject told = answer[QLatin1String("changed")].toArray().first().toObject();
    QVERIFY2(!told[QLatin1String("by")].toString().isEmpty(), deal.lin.inbox().first().answer);
}

DW_TEST(StrictOriginsTest)

}  // namespace dw::test

#include "strictoriginstest.moc"
