// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/approvals/approvalcompany.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

using C = ApprovalCompany;
using Back = ApprovalAct::Decide::Back;
using Status = ApprovalRequest::Status;

ApprovalProcess twoWays()
{
    return C::process({C::condition("size", "amount > 100000", "a", "b"), C::step("a", {C::user("chief")}),
                       C::step("b", {C::user("wei")})});
}

// first, then two branches of one and two steps, then last
ApprovalProcess twoBranches()
{
    return C::process(
        {C::step("first", {C::user("wei")}, "p"), C::parallel("p", {C::text("x"), C::text("y")}, "j"),
         C::step("x", {C::user("zoe")}, "j"), C::step("y", {C::user("yu")}, "z"),
         C::step("z", {C::user("kim")}, "j"), C::join("j", "last"), C::step("last", {C::user("chief")})});
}

}  // namespace

// Where a request goes: branches, parallels, back, and to its end.
class RouteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // F4.32: exactly 100 000.00 takes branch B.
    void theAmountChoosesTheBranch_data()
    {
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("asked");
        QTest::newRow("just above") << qint64(10000001) << C::text("CNY") << C::text("chief");
        QTest::newRow("exactly") << qint64(10000000) << C::text("CNY") << C::text("wei");
        QTest::newRow("below") << qint64(9999999) << C::text("CNY") << C::text("wei");
        QTest::newRow("negative") << qint64(-99999999) << C::text("CNY") << C::text("wei");
        QTest::newRow("dollars above") << qint64(1428572) << C::text("USD") << C::text("chief");
        QTest::newRow("dollars below") << qint64(1428571) << C::text("USD") << C::text("wei");
    }
    void theAmountChoosesTheBranch()
    {
        QFETCH(qint64, minor);
        QFETCH(QString, currency);
        QFETCH(QString, asked);
        ApprovalCompany company;
        company.rates.insert(C::text("USD"), 7);
        company.setAmount(minor, qPrintable(currency));
        company.run(twoWays());
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), asked);
    }

    void withoutAnAmountOrARateNothingIsSubmitted()
    {
        ApprovalCompany company;
        company.run(twoWays());
        company.setAmount(std::nullopt);
        const auto empty = company.submit();
        DW_REFUSED(empty, "undecided");
        QCOMPARE(empty.error().arguments.last(), C::text("amount"));
        company.setAmount(100, "USD");
        const auto foreign = company.submit();
        DW_REFUSED(foreign, "no_rate");
        QCOMPARE(foreign.error().arguments, QStringList{C::text("USD")});
        QVERIFY(!company.request);
        // Nor where the condition stands behind the first step.
        ApprovalProcess process = twoWays();
        process.nodes.append(C::step("before", {C::user("wei")}, "size"));
        process.start = C::text("before");
        company.run(process);
        company.setAmount(std::nullopt);
        DW_REFUSED(company.submit(), "undecided");
    }

    void thePlanNamesWhoWillBeAsked()
    {
        ApprovalCompany company;
        company.run(twoBranches());
        const ApprovalPeople people = company.people();
        const ApprovalFacts facts(company.deal, company, EvaluationContext());
        const auto plan =
            ApprovalEngine::plan(C::id("lin"), {*company.published, people, facts, company.now});
        QVERIFY(plan.ok());
        QStringList nodes;
        for (const ApprovalEngine::PlannedStep &step : *plan)
            nodes.append(step.node + QLatin1Char(':') + C::loginOf(step.people.first()));
        QCOMPARE(nodes.join(QLatin1Char(' ')), C::text("first:wei x:zoe y:yu z:kim last:chief"));
    }

    void copiesAreTold()
    {
        ApprovalCompany company;
        ApprovalNode copy = C::step("copy", {C::role("legal")}, "a");
        copy.kind = ApprovalNode::Kind::Copy;
        company.run(C::process({copy, C::step("a", {C::user("wei")})}));
        DW_DONE(company.submit());
        QCOMPARE(company.told(ApprovalNotice::Kind::Copied).size(), 3);
        QCOMPARE(company.asked(), C::text("wei"));
    }

    void anEndMayRefuse()
    {
        ApprovalCompany company;
        ApprovalNode no = C::end("no");
        no.outcome = ApprovalNode::Outcome::Rejected;
        company.run(C::process(
            {C::condition("size", "amount > 1000000", "no", "a"), C::step("a", {C::user("wei")}), no}));
        company.setAmount(100000001);
        DW_DONE(company.submit());
        QVERIFY(company.request->status == Status::Rejected);
    }

    void branchesRunBesideEachOther()
    {
        ApprovalCompany company;
        company.run(twoBranches());
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("wei"));
        DW_DONE(company.approve("wei"));
        QCOMPARE(company.asked(), C::text("zoe yu"));
        DW_DONE(company.approve("zoe"));
        QCOMPARE(company.asked(), C::text("yu"));
        DW_DONE(company.approve("yu"));
        QCOMPARE(company.asked(), C::text("kim"));
        DW_DONE(company.approve("kim"));
        QCOMPARE(company.asked(), C::text("chief"));
        DW_DONE(company.approve("chief"));
        QVERIFY(company.request->status == Status::Approved);
    }

    void backIntoTheOwnBranchLeavesTheOther()
    {
        ApprovalCompany company;
        company.run(twoBranches());
        DW_DONE(company.submit());
        DW_DONE(company.approve("wei"));
        DW_DONE(company.approve("yu"));
        DW_DONE(company.sendBack("kim", Back::Previous));
        QCOMPARE(company.asked(), C::text("zoe yu"));
        DW_DONE(company.approve("yu"));
        DW_DONE(company.approve("zoe"));
        DW_DONE(company.approve("kim"));
        QCOMPARE(company.asked(), C::text("chief"));
    }

    void outOfABranchTakesTheOtherAlong()
    {
        ApprovalCompany company;
        company.run(twoBranches());
        DW_DONE(company.submit());
        DW_DONE(company.approve("wei"));
        DW_DONE(company.approve("zoe"));
        DW_REFUSED(company.sendBack("yu", Back::Step, "x"), "no_way_back");
        DW_REFUSED(company.sendBack("yu", Back::Step, "last"), "no_way_back");
        DW_REFUSED(company.sendBack("yu", Back::Step, "nowhere"), "no_way_back");
        DW_DONE(company.sendBack("yu", Back::Step, "first"));
        QCOMPARE(company.asked(), C::text("wei"));
        QCOMPARE(company.request->positions.size(), 1);
        DW_DONE(company.approve("wei"));
        // Zoe's branch came together with nothing: she signs anew.
        QCOMPARE(company.asked(), C::text("zoe yu"));
    }

    // Behind a join the branches are one thing: all of them are gone back to.
    void previousOfAJoinIsTheWholeParallel()
    {
        ApprovalCompany company;
        company.run(twoBranches());
        DW_DONE(company.submit());
        for (const char *login : {"wei", "zoe", "yu", "kim"})
            DW_DONE(company.approve(login));
        DW_REFUSED(company.sendBack("chief", Back::Step, "x"), "no_way_back");
        DW_DONE(company.sendBack("chief", Back::Previous));
        QCOMPARE(company.asked(), C::text("zoe yu"));
        DW_DONE(company.sendBack("zoe", Back::Previous));
        QCOMPARE(company.asked(), C::text("wei"));
        DW_DONE(company.sendBack("wei", Back::Previous));
        QVERIFY(company.request->status == Status::Returned);
    }

    void whatIsRejectedGoesWhereTheStepSays()
    {
        ApprovalCompany company;
        ApprovalProcess process =
            C::process({C::step("a", {C::user("wei")}, "b"), C::step("b", {C::user("zoe")}, "c"),
                        C::step("c", {C::user("yu")})});
        process.nodes[2].rejectTo = ApprovalNode::RejectTo::Previous;
        company.run(process);
        DW_DONE(company.submit());
        DW_DONE(company.approve("wei"));
        DW_DONE(company.approve("zoe"));
        DW_DONE(company.reject("yu"));
        QCOMPARE(company.asked(), C::text("zoe"));
        process.nodes[2].rejectTo = ApprovalNode::RejectTo::Step;
        process.nodes[2].rejectStep = C::text("a");
        company.run(process);
        DW_DONE(company.submit());
        DW_DONE(company.approve("wei"));
        DW_DONE(company.approve("zoe"));
        DW_DONE(company.reject("yu"));
        QCOMPARE(company.asked(), C::text("wei"));
        // To the submitter, from a first step also where the step says previous.
        process.nodes[0].rejectTo = ApprovalNode::RejectTo::Previous;
        company.run(process);
        DW_DONE(company.submit());
        DW_DONE(company.reject("wei"));
        QVERIFY(company.request->status == Status::Returned);
        QCOMPARE(company.told(ApprovalNotice::Kind::Returned), QStringList{C::text("lin")});
        QVERIFY(!company.request->locksRecord());
    }

    void whatCameBackIsAskedFromTheStart()
    {
        ApprovalCompany company;
        ApprovalProcess process =
            C::process({C::step("a", {C::user("wei")}, "b"), C::step("b", {C::user("zoe")})});
        company.run(process);
        DW_DONE(company.submit());
        DW_REFUSED(company.act("lin", ApprovalAct::Resubmit{company.subject()}), "not_returned");
        DW_DONE(company.approve("wei"));
        DW_DONE(company.sendBack("zoe", Back::Submitter));
        QCOMPARE(company.asked(), QString());
        DW_REFUSED(company.approve("wei"), "decided");
        DW_REFUSED(company.act("wei", ApprovalAct::Resubmit{company.subject()}), "not_submitter");
        company.setAmount(4000000);
        DW_DONE(company.act("lin", ApprovalAct::Resubmit{company.subject(), C::text("cheaper")}));
        QVERIFY(company.request->status == Status::Running);
        QCOMPARE(company.request->log[company.request->countsFrom - 1].changed,
                 QStringList{C::text("amount")});
        QCOMPARE(company.request->versions.size(), 2);
        QCOMPARE(company.asked(), C::text("wei"));
        process.nodes[0].allowReturn = false;
        company.run(process);
        DW_DONE(company.submit());
        DW_REFUSED(company.sendBack("wei", Back::Submitter), "return_not_allowed");
    }

    // A49: what runs keeps its version.
    void runningRequestsKeepTheirVersion()
    {
        ApprovalCompany company;
        company.run(twoWays());
        DW_DONE(company.submit());
        const ApprovalRequest before = *company.request;
        const PublishedProcessPtr first = company.published;
        ApprovalProcess second = C::process({C::step("b", {C::user("zoe")})});
        second.version = 2;
        company.run(second);
        company.request = before;
        const auto other = company.approve("wei");
        DW_REFUSED(other, "other_version");
        QCOMPARE(other.error().arguments, (QStringList{C::text("large_deal"), C::text("1")}));
        company.published = first;
        DW_DONE(company.approve("wei"));
        QVERIFY(company.request->status == Status::Approved);
        QCOMPARE(company.request->processVersion, 1);
    }

    void recallUntilTheFirstDecision()
    {
        ApprovalCompany company;
        ApprovalProcess process =
            C::process({C::step("a", {C::user("wei"), C::user("zoe")}, "done", ApprovalNode::Mode::All)});
        company.run(process);
        DW_DONE(company.submit());
        DW_REFUSED(company.act("wei", ApprovalAct::Recall{C::text("mine")}), "not_submitter");
        DW_REFUSED(company.act("lin", ApprovalAct::Recall{C::text("  ")}), "reason_missing");
        DW_DONE(company.act("lin", ApprovalAct::Recall{C::text("wrong price")}));
        QVERIFY(company.request->status == Status::Recalled);
        QCOMPARE(company.lastEntry().comment, C::text("wrong price"));
        QCOMPARE(company.told(ApprovalNotice::Kind::Recalled), (QStringList{C::text("wei"), C::text("zoe")}));
        // Who answers then is told that it is too late; nothing comes of it.
        const auto late = company.approve("wei");
        DW_DONE(late);
        QVERIFY(late->verdict == ApprovalOutcome::Verdict::Late);
        QVERIFY(company.request->status == Status::Recalled);
        DW_REFUSED(company.act("lin", ApprovalAct::Recall{C::text("again")}), "over");
        company.run(process);
        DW_DONE(company.submit());
        DW_DONE(company.approve("wei"));
        DW_REFUSED(company.act("lin", ApprovalAct::Recall{C::text("wrong price")}), "recall_too_late");
        // What came back is the submitter's to give up.
        DW_DONE(company.sendBack("zoe", Back::Submitter));
        DW_DONE(company.act("lin", ApprovalAct::Recall{C::text("given up")}));
        process.allowRecall = false;
        company.run(process);
        DW_DONE(company.submit());
        DW_REFUSED(company.act("lin", ApprovalAct::Recall{C::text("wrong price")}), "recall_not_allowed");
    }

    void theSubmitterMayRemind()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("a", {C::user("wei"), C::user("zoe")})}));
        DW_DONE(company.submit());
        DW_REFUSED(company.act("wei", ApprovalAct::Remind{}), "not_submitter");
        DW_DONE(company.act("lin", ApprovalAct::Remind{}));
        QCOMPARE(company.told(ApprovalNotice::Kind::Reminded), (QStringList{C::text("wei"), C::text("zoe")}));
        QVERIFY(company.lastEntry().kind == ApprovalEntry::Kind::Reminded);
        DW_DONE(company.approve("wei"));
        DW_REFUSED(company.act("lin", ApprovalAct::Remind{}), "over");
    }

    void aLoopWithPeopleComesRoundAgain()
    {
        ApprovalCompany company;
        company.run(C::process(
            {C::step("a", {C::user("wei")}, "c"), C::condition("c", "amount > 100000", "a", "done")}));
        company.setAmount(10000001);
        DW_DONE(company.submit());
        for (int i = 0; i < 3; ++i) {
            DW_DONE(company.approve("wei"));
            QCOMPARE(company.asked(), C::text("wei"));
        }
        QCOMPARE(company.request->entries, 4);
    }
};

DW_TEST(RouteTest)

}  // namespace dw::test

#include "routetest.moc"
