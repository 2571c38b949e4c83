// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/rules/gateworld.h"
#include "tests/support/testrunner.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

// The items that block, in order of their name.
QString blockers(const StageGate::Verdict &verdict)
{
    QStringList items;
    for (const Finding &finding : verdict.findings) {
        if (finding.severity == Finding::Severity::Blocker)
            items.append(finding.item);
    }
    items.sort();
    return items.join(QLatin1Char(' '));
}

QString resultOf(const StageGate::Verdict &verdict, const char *item)
{
    return QJsonDocument::fromJson(verdict.result.toUtf8()).object().value(QLatin1String(item)).toString();
}

}  // namespace

class StageGateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // All that is missing is said at once, each item by itself.
    void everyMissingItemIsListed()
    {
        GateWorld world;
        Record deal = world.deal("open");
        deal.set(u"amount", Value());
        deal.set(u"next_step", Value());
        deal.set(u"next_step_at", Value());
        QCOMPARE(blockers(world.to(deal, "check")),
                 text("activity:visit condition:exit:open doc:requirement_survey field:next_step "
                      "field:next_step_at field:primary_contact_id task:call_back"));
    }

    void whatIsMetLetsThrough()
    {
        GateWorld world;
        Record deal = world.deal("open");
        world.fulfil(deal);
        const StageGate::Verdict verdict = world.to(deal, "check");
        QCOMPARE(blockers(verdict), QString());
        QVERIFY(verdict.met.contains(text("doc:requirement_survey")));
        QCOMPARE(resultOf(verdict, "activity:visit"), text("passed"));
        QCOMPARE(blockers(world.to(deal, "open")), QString());  // no move
    }

    void exitAndEntryConditionsHold()
    {
        GateWorld world;
        Record deal = world.deal("open");
        world.fulfil(deal);
        deal.set(u"amount", Value(Money{10000, deal.currency()}));
        QCOMPARE(blockers(world.to(deal, "check")), text("condition:exit:open"));
        deal.set(u"amount", Value(Money{10001, deal.currency()}));
        QCOMPARE(blockers(world.to(deal, "check")), QString());
        deal.set(u"stage_id", Value(GateWorld::stageId("check")));
        QCOMPARE(blockers(world.to(deal, "weigh")), text("condition:entry:weigh"));
        deal.set(u"amount", Value(Money{100000, deal.currency()}));
        QCOMPARE(blockers(world.to(deal, "weigh")), QString());
    }

    void documentsNeedContentAndKind()
    {
        GateWorld world;
        Record deal = world.deal("open");
        world.fulfil(deal);
        GateWorld other;
        Record empty = other.child("attachment");
        empty.set(u"doc_kind", Value(text("requirement_survey")));
        empty.set(u"size", Value(qint64(0)));
        other.add("attachments", empty);
        Record quote = other.child("attachment");
        quote.set(u"doc_kind", Value(text("quote")));
        quote.set(u"size", Value(qint64(9)));
        other.add("attachments", quote);
        QVERIFY(blockers(other.to(deal, "check")).contains(text("doc:requirement_survey")));
    }

    // A file that a laptop has not sent yet is no document on the server; its own laptop counts it (F4.17).
    void documentsCountOnceTheirContentIsThere_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<bool>("counts");
        QTest::newRow("stored") << text("stored") << true;
        QTest::newRow("local only") << text("local_only") << true;
        QTest::newRow("uploading") << text("uploading") << false;
        QTest::newRow("failed") << text("failed") << false;
    }
    void documentsCountOnceTheirContentIsThere()
    {
        QFETCH(const QString, state);
        QFETCH(const bool, counts);
        GateWorld complete;
        Record deal = complete.deal("open");
        complete.fulfil(deal);
        GateWorld world;
        Record survey = world.child("attachment");
        survey.set(u"doc_kind", Value(text("requirement_survey")));
        survey.set(u"size", Value(qint64(9)));
        survey.set(u"uploaded", Value(state));
        world.add("attachments", survey);
        QCOMPARE(blockers(world.to(deal, "check")).contains(text("doc:requirement_survey")), !counts);
    }

    // Blanks are no review, what is deleted is nobody, a stranger decides nothing, a plan is no visit.
    void whatIsNotThereFillsNothing()
    {
        GateWorld world;
        Record deal = world.deal("open");
        world.fulfil(deal);
        deal.set(u"account_id", Value(Id::named("customer")));
        QVERIFY(world.to(deal, "check").met.contains(text("field:primary_contact_id")));
        Record contact = world.child("contact");
        contact.set(u"account_id", Value(Id::named("customer")));
        world.stand(contact);
        QCOMPARE(blockers(world.to(deal, "check")), QString());
        contact.set(u"account_id", Value(Id::named("another")));
        world.stand(contact);
        QCOMPARE(blockers(world.to(deal, "check")), text("field:primary_contact_id"));
        contact.set(u"other_accounts", Value(QList<Id>{Id::named("customer")}));
        world.stand(contact);
        QCOMPARE(blockers(world.to(deal, "check")), QString());
        world.remove(contact.ref());
        QCOMPARE(blockers(world.to(deal, "check")), text("field:primary_contact_id"));

        Record late = deal;
        late.set(u"stage_id", Value(GateWorld::stageId("weigh")));
        QVERIFY(!blockers(world.to(late, "close")).contains(text("field:competitor_ids")));
        world.remove({text("competitor"), Id::named("competitor")});
        QVERIFY(blockers(world.to(late, "close")).contains(text("field:competitor_ids")));
        late.set(u"stage_id", Value(GateWorld::stageId("close")));
        QCOMPARE(blockers(world.to(late, "won")), QString());
        late.set(u"review_note", Value(text("  \n ")));
        QCOMPARE(blockers(world.to(late, "won")), text("field:review_note"));
    }

    void aVisitToComeIsNoVisit()
    {
        for (const auto &[ahead, blocking] : {std::pair(300000, false), std::pair(300001, true)}) {
            GateWorld world;
            Record deal = world.deal("open");
            Record visit = world.child("activity");
            visit.set(u"kind", Value(text("visit")));
            visit.set(u"occurred_at", Value(Instant{world.context().now.ms + ahead}));
            world.add("activities", visit);
            QCOMPARE(blockers(world.to(deal, "check")).contains(text("activity:visit")), blocking);
        }
    }

    void tasksOfTheStageMustBeDone()
    {
        GateWorld world;
        Record deal = world.deal("open");
        Record task = world.child("task");
        task.set(u"stage_action_key", Value(text("call_back")));
        task.set(u"status", Value(text("open")));
        world.add("tasks", task);
        QVERIFY(blockers(world.to(deal, "check")).contains(text("task:call_back")));
        task.set(u"status", Value(text("done")));
        world.add("tasks", task);
        QVERIFY(!blockers(world.to(deal, "check")).contains(text("task:call_back")));
    }

    void noStageIsSkippedUnlessItMay()
    {
        GateWorld world;
        Record deal = world.deal("open");
        world.fulfil(deal);
        QCOMPARE(blockers(world.to(deal, "weigh")), text("skip:check"));
        deal.set(u"stage_id", Value(GateWorld::stageId("check")));
        QCOMPARE(blockers(world.to(deal, "close")), QString());
        // What is jumped over keeps what it asks for.
        deal.set(u"amount", Value(Money{20000, deal.currency()}));
        QCOMPARE(blockers(world.to(deal, "close")), text("condition:entry:weigh"));
    }

    void backNeedsAReasonAndAStageThatTakesItBack()
    {
        GateWorld world;
        Record deal = world.deal("close");
        QCOMPARE(blockers(world.to(deal, "check")), text("reason"));
        QCOMPARE(blockers(world.to(deal, "weigh")), text("back reason"));
        Record after = deal;
        after.set(u"stage_id", Value(GateWorld::stageId("check")));
        const StageGate::Move with{deal, after, {}, false, text("They asked again")};
        QCOMPARE(blockers(world.move(deal, after, &with)), QString());
        const StageGate::Move blank{deal, after, {}, false, text("  ")};
        QCOMPARE(blockers(world.move(deal, after, &blank)), text("reason"));
    }

    // Lost and opened again is no way past the gates.
    void reopeningAsksForAllUpToTheStage()
    {
        GateWorld world;
        const Record lost = world.deal("lost");
        const auto reopened = [&](const char *stage, const char *reason, const Record &deal) {
            Record after = deal;
            after.set(u"stage_id", Value(GateWorld::stageId(stage)));
            const StageGate::Move with{deal, after, {}, false, text(reason)};
            return blockers(world.move(deal, after, &with));
        };
        QCOMPARE(reopened("open", "They called", lost), QString());
        QCOMPARE(reopened("open", "", lost), text("reason"));
        QCOMPARE(reopened("close", "They called", lost),
                 text("activity:visit doc:requirement_survey field:competitor_ids field:primary_contact_id"));
        QCOMPARE(reopened("won", "They called", lost),
                 text("activity:visit doc:requirement_survey field:competitor_ids field:primary_contact_id "
                      "field:review_note"));
        Record whole = lost;
        world.fulfil(whole);
        QCOMPARE(reopened("close", "They called", whole), QString());
        QCOMPARE(reopened("won", "They called", whole), QString());
    }

    void endingAsksForItsOwnOnly()
    {
        GateWorld world;
        Record deal = world.deal("open");
        QCOMPARE(blockers(world.to(deal, "lost")), text("field:lost_reason"));
        deal.set(u"lost_reason", Value(text("price")));
        QCOMPARE(blockers(world.to(deal, "lost")), QString());
        QVERIFY(blockers(world.to(deal, "won")).contains(text("skip:check")));
        QVERIFY(blockers(world.to(deal, "won")).contains(text("field:review_note")));
    }

    void aNewDealStandsBeforeEveryGate()
    {
        GateWorld world;
        QCOMPARE(blockers(world.move(Record(), world.deal("open"))), QString());
        QVERIFY(blockers(world.move(Record(), world.deal("close"))).contains(text("skip:check")));
        Record bare = world.deal("open");
        bare.set(u"next_step", Value());
        QCOMPARE(blockers(world.move(Record(), bare)), text("field:next_step"));
    }

    void aStageOfAnotherPipelineIsNone()
    {
        GateWorld world;
        Record deal = world.deal("open"), after = deal;
        after.set(u"stage_id", Value(Id::named("elsewhere")));
        QCOMPARE(blockers(world.move(deal, after)), text("stage"));
        after = deal;
        after.set(u"pipeline_id", Value(Id::named("elsewhere")));
        after.set(u"stage_id", Value(GateWorld::stageId("check")));
        QCOMPARE(blockers(world.move(deal, after)), text("stage"));
    }

    void waiversNeedTheRightAndAReasonForEachItem()
    {
        GateWorld world;
        Record deal = world.deal("open");
        world.fulfil(deal);
        deal.set(u"primary_contact_id", Value());
        Record after = deal;
        after.set(u"stage_id", Value(GateWorld::stageId("check")));
        const auto waived = [&](const char *item, const char *reason, bool may) {
            const StageGate::Move with{deal, after, {{text(item), text(reason)}}, may, {}};
            return world.move(deal, after, &with);
        };
        const StageGate::Verdict good = waived("field:primary_contact_id", "Named on Monday", true);
        QCOMPARE(blockers(good), QString());
        QCOMPARE(good.findings.size(), 1);
        QCOMPARE(good.findings.first().key, text("gate.waived"));
        QCOMPARE(good.findings.first().severity, Finding::Severity::Hint);
        QVERIFY(good.findings.first().arguments.contains(text("Named on Monday")));
        QCOMPARE(resultOf(good, "field:primary_contact_id"), text("overridden"));
        QCOMPARE(blockers(waived("field:primary_contact_id", " ", true)), text("field:primary_contact_id"));
        const StageGate::Verdict refused = waived("field:primary_contact_id", "Please", false);
        QCOMPARE(blockers(refused), text("field:primary_contact_id"));
        QCOMPARE(refused.findings.first().key, text("gate.waiver_refused"));
        QCOMPARE(resultOf(refused, "field:primary_contact_id"), text("failed"));
        QCOMPARE(blockers(waived("task:call_back", "Another item", true)), text("field:primary_contact_id"));
        // A stage that does not exist and a missing reason are nothing to waive.
        after.set(u"stage_id", Value(Id::named("elsewhere")));
        QCOMPARE(blockers(waived("stage", "Please", true)), text("stage"));
    }

    // At most 2.5 days; from 80 % of it on a warning; the last millisecond is still in time.
    void dwellWarnsAtEightyPercent()
    {
        GateWorld world;
        const Stage *stage = world.rulebook()->stage(GateWorld::stageId("close"));
        const Instant entered{1790000000000};
        const auto after = [&](qint64 ms) { return dwellState(*stage, entered, Instant{entered.ms + ms}); };
        constexpr qint64 day = 86400000;
        QCOMPARE(after(0), DwellState::InTime);
        QCOMPARE(after(2 * day - 1), DwellState::InTime);
        QCOMPARE(after(2 * day), DwellState::DueSoon);
        QCOMPARE(after(5 * day / 2), DwellState::DueSoon);
        QCOMPARE(after(5 * day / 2 + 1), DwellState::Overdue);
        QCOMPARE(after(-day), DwellState::InTime);
        const Stage *week = world.rulebook()->stage(GateWorld::stageId("open"));
        QCOMPARE(dwellState(*week, entered, Instant{entered.ms + 7 * day}), DwellState::DueSoon);
        QCOMPARE(dwellState(*week, entered, Instant{entered.ms + 7 * day + 1000}), DwellState::Overdue);
    }
};

DW_TEST(StageGateTest)

}  // namespace dw::test

#include "gatetest.moc"
