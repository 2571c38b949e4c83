// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/approvals/approvalcompany.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

using C = ApprovalCompany;
using Mode = ApprovalNode::Mode;
using Status = ApprovalRequest::Status;

}  // namespace

// Who has to sign at a step, and what their answers come to.
class SigningTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyOneDecides()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("legal", {C::role("legal")})}));
        DW_DONE(company.submit());
        QCOMPARE(company.request->tasks.size(), 3);
        DW_DONE(company.approve("yu"));
        QVERIFY(company.request->status == Status::Approved);
        QCOMPARE(company.asked(), QString());
        QCOMPARE(company.told(ApprovalNotice::Kind::Closed).size(), 2);
        QCOMPARE(company.told(ApprovalNotice::Kind::Approved), QStringList{C::text("lin")});
        QCOMPARE(company.last.closed.size(), 3);
        // The one who is too late is heard, and changes nothing (F4.34).
        const auto late = company.reject("zoe");
        DW_DONE(late);
        QVERIFY(late->verdict == ApprovalOutcome::Verdict::Late);
        QVERIFY(company.request->status == Status::Approved);
        QVERIFY(company.lastEntry().kind == ApprovalEntry::Kind::Late);
        QCOMPARE(company.lastEntry().comment, C::text("no"));
        QCOMPARE(company.lastEntry().by, C::id("zoe"));
        DW_REFUSED(company.reject("zoe"), "decided");
        DW_REFUSED(company.approve("yu"), "decided");
    }

    void anyOneRejectsToo()
    {
        ApprovalCompany company;
        ApprovalProcess process = C::process({C::step("legal", {C::user("zoe"), C::user("yu")})});
        process.nodes[0].rejectTo = ApprovalNode::RejectTo::End;
        company.run(process);
        DW_DONE(company.submit());
        DW_DONE(company.reject("zoe"));
        QVERIFY(company.request->status == Status::Rejected);
        QCOMPARE(company.told(ApprovalNotice::Kind::Rejected), QStringList{C::text("lin")});
        QVERIFY(company.request->finishedAt.has_value());
    }

    // Where the step says so, the others are heard first; that all reject is a rejection.
    void allRejectIsARejection()
    {
        ApprovalCompany company;
        ApprovalProcess process = C::process({C::step("legal", {C::user("zoe"), C::user("yu")})});
        process.nodes[0].rejectTo = ApprovalNode::RejectTo::End;
        process.nodes[0].rejectWhen = ApprovalNode::RejectWhen::AfterAll;
        company.run(process);
        DW_DONE(company.submit());
        DW_DONE(company.reject("zoe"));
        QVERIFY(company.request->status == Status::Running);
        QCOMPARE(company.asked(), C::text("yu"));
        DW_DONE(company.reject("yu"));
        QVERIFY(company.request->status == Status::Rejected);
        company.run(process);
        DW_DONE(company.submit());
        DW_DONE(company.reject("zoe"));
        DW_DONE(company.approve("yu"));
        QVERIFY(company.request->status == Status::Approved);
    }

    void allMustSign()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("all", {C::role("legal"), C::user("wei")}, "done", Mode::All)}));
        DW_DONE(company.submit());
        QCOMPARE(company.request->tasks.size(), 4);
        for (const char *login : {"kim", "wei", "zoe"}) {
            DW_DONE(company.approve(login));
            QVERIFY(company.request->status == Status::Running);
        }
        QCOMPARE(company.asked(), C::text("yu"));
        DW_DONE(company.approve("yu"));
        QVERIFY(company.request->status == Status::Approved);
    }

    void oneRejectionOfAllAtOnceOrAfterAll()
    {
        ApprovalCompany company;
        ApprovalProcess process =
            C::process({C::step("all", {C::user("wei"), C::user("zoe"), C::user("yu")}, "done", Mode::All)});
        process.nodes[0].rejectTo = ApprovalNode::RejectTo::End;
        company.run(process);
        DW_DONE(company.submit());
        DW_DONE(company.reject("zoe"));
        QVERIFY(company.request->status == Status::Rejected);
        process.nodes[0].rejectWhen = ApprovalNode::RejectWhen::AfterAll;
        company.run(process);
        DW_DONE(company.submit());
        DW_DONE(company.reject("zoe"));
        QCOMPARE(company.asked(), C::text("wei yu"));
        DW_DONE(company.approve("wei"));
        QVERIFY(company.request->status == Status::Running);
        DW_DONE(company.approve("yu"));
        QVERIFY(company.request->status == Status::Rejected);
    }

    void oneByOneInTheirOrder()
    {
        ApprovalCompany company;
        company.run(C::process(
            {C::step("row", {C::user("zoe"), C::manager(1), C::user("yu")}, "done", Mode::OneByOne)}));
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("zoe"));
        QCOMPARE(company.told(ApprovalNotice::Kind::Asked), QStringList{C::text("zoe")});
        DW_REFUSED(company.approve("yu"), "not_your_turn");
        DW_DONE(company.approve("zoe"));
        QCOMPARE(company.asked(), C::text("wei"));
        DW_DONE(company.approve("wei"));
        QCOMPARE(company.asked(), C::text("yu"));
        DW_DONE(company.approve("yu"));
        QVERIFY(company.request->status == Status::Approved);
    }

    void aQuorumIsReachedOrCannotBe()
    {
        ApprovalCompany company;
        ApprovalProcess process = C::process({C::step("two", {C::role("legal")}, "done", Mode::Quorum)});
        process.nodes[0].quorum = 2;
        process.nodes[0].rejectTo = ApprovalNode::RejectTo::End;
        company.run(process);
        DW_DONE(company.submit());
        DW_DONE(company.reject("zoe"));
        QVERIFY(company.request->status == Status::Running);
        DW_DONE(company.approve("yu"));
        QVERIFY(company.request->status == Status::Running);
        DW_DONE(company.approve("kim"));
        QVERIFY(company.request->status == Status::Approved);
        company.run(process);
        DW_DONE(company.submit());
        DW_DONE(company.reject("zoe"));
        DW_DONE(company.reject("yu"));
        QVERIFY(company.request->status == Status::Rejected);
    }

    // Two of a role that one person has are two people, not one.
    void aQuorumOfMoreThanThereAreAsksOthers()
    {
        ApprovalCompany company;
        company.giveRoles("yu", {});
        company.giveRoles("kim", {});
        ApprovalProcess process = C::process({C::step("two", {C::role("legal")}, "done", Mode::Quorum)});
        process.nodes[0].quorum = 2;
        company.run(process);
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("zoe boss"));
        DW_DONE(company.approve("zoe"));
        QVERIFY(company.request->status == Status::Running);
        process.nodes[0].quorum = 3;
        company.run(process);
        DW_REFUSED(company.submit(), "nobody");
    }

    void whoeverIsNamedTwiceIsAskedOnce()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("all", {C::user("zoe"), C::role("legal")}, "done", Mode::All)}));
        DW_DONE(company.submit());
        QCOMPARE(company.request->tasks.size(), 3);
    }

    void nobodyApprovesTheirOwn()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("own", {C::expression("owner_id")})}));
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("wei"));
        // Of a role the others are asked.
        company.run(C::process({C::step("legal", {C::role("legal")}, "done", Mode::All)}));
        DW_DONE(company.submit("zoe"));
        QCOMPARE(company.request->tasks.size(), 2);
        QCOMPARE(company.taskOf("zoe"), 0);
        // Whom the submitter named for their absence would be their own signature.
        company.setUser("lin", "delegate_id", Value(C::id("kim")));
        company.run(C::process({C::step("own", {C::user("lin")})}));
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("wei"));
        // Unless the step says so.
        ApprovalProcess process = C::process({C::step("own", {C::user("lin")})});
        process.nodes[0].selfApproval = true;
        company.run(process);
        DW_DONE(company.submit());
        DW_DONE(company.approve("lin"));
        QVERIFY(company.request->status == Status::Approved);
    }

    // The state may say what it wants: who signs is looked at when they do.
    void nobodySlipsIn()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("legal", {C::role("legal")})}));
        DW_DONE(company.submit());
        DW_REFUSED(company.approve("wei"), "no_task");
        DW_REFUSED(company.act("wei", ApprovalAct::Decide{1, ApprovalAct::Decide::Answer::Approve,
                                                          company.subject().hash()}),
                   "not_approver");
        company.giveRoles("zoe", {});
        DW_REFUSED(company.approve("zoe"), "not_approver");
        company.leave("yu");
        DW_REFUSED(company.approve("yu"), "not_approver");
        for (ApprovalTask &task : company.request->tasks)
            task.assignee = C::id("lin");
        DW_REFUSED(company.approve("lin"), "own_request");
        DW_REFUSED(
            company.apply(ApprovalAct{Id(), ApprovalAct::Decide{1, {}, company.subject().hash()}, {}, {}}),
            "not_approver");
    }

    void managersAreCountedFromTheSubmitter()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("a", {C::manager(1)}, "b"), C::step("b", {C::manager(2)}, "c"),
                                C::step("c", {C::manager(3)})}));
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("wei"));
        DW_DONE(company.approve("wei"));
        QCOMPARE(company.asked(), C::text("chief"));
        DW_DONE(company.approve("chief"));
        // Nobody is above chief: the administrator is asked, and it does not pass by itself.
        QCOMPARE(company.asked(), C::text("boss"));
        // Without a manager of their own it is who leads their team.
        company.setUser("lin", "manager_id", Value());
        company.run(C::process({C::step("a", {C::manager(1)})}));
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("chief"));
        // People who are each other's manager are no endless way up.
        company.setUser("lin", "manager_id", Value(C::id("wei")));
        company.setUser("wei", "manager_id", Value(C::id("lin")));
        company.run(C::process({C::step("a", {C::manager(2)})}));
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("boss"));
    }

    void nobodyIsNeverASilentPass()
    {
        using Policy = ApprovalProcess::NoApprover;
        ApprovalCompany company;
        ApprovalProcess process = C::process({C::step("finance", {C::role("finance")})});
        company.run(process);
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("boss"));
        process.noApprover = Policy::ManagersManager;
        company.run(process);
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("chief"));
        process.noApprover = Policy::Block;
        company.run(process);
        const auto blocked = company.submit();
        DW_REFUSED(blocked, "nobody");
        QCOMPARE(blocked.error().arguments, (QStringList{C::text("large_deal"), C::text("finance")}));
        QVERIFY(!company.request);
        // Nor where the administrators are gone too.
        process.noApprover = Policy::Administrator;
        company.leave("boss");
        company.run(process);
        DW_REFUSED(company.submit(), "nobody");
        // Also of a step that comes later on the way.
        company.run(C::process(
            {C::step("a", {C::user("wei")}, "finance"), C::step("finance", {C::role("finance")})}));
        DW_REFUSED(company.submit(), "nobody");
    }

    void opinionsTimesAndDevicesAreKept()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("a", {C::user("wei")}, "b"), C::step("b", {C::user("zoe")})}));
        DW_DONE(company.submit());
        company.pass(61);
        const Instant entered{company.now.ms - 1800000};
        DW_DONE(company.apply(
            ApprovalAct{C::id("wei"),
                        ApprovalAct::Decide{company.taskOf("wei"), ApprovalAct::Decide::Answer::Approve,
                                            company.subject().hash(), C::text("fine")},
                        Id::named("laptop:wei"), entered}));
        const ApprovalEntry entry = company.lastEntry();
        QCOMPARE(entry.comment, C::text("fine"));
        QCOMPARE(entry.elapsedSeconds, std::optional<qint64>(3660));
        QCOMPARE(entry.device, Id::named("laptop:wei"));
        QCOMPARE(entry.at, company.now);
        QVERIFY(entry.enteredAt == entered);
        QCOMPARE(entry.hash, company.subject().hash());
        QCOMPARE(entry.node, C::text("a"));
        // A clock that runs ahead is not believed.
        company.pass(1);
        DW_DONE(company.apply(
            ApprovalAct{C::id("zoe"),
                        ApprovalAct::Decide{company.taskOf("zoe"), ApprovalAct::Decide::Answer::Approve,
                                            company.subject().hash()},
                        Id(), Instant{company.now.ms + 999999}}));
        QVERIFY(company.lastEntry().enteredAt == company.now);
        QCOMPARE(company.lastEntry().elapsedSeconds, std::optional<qint64>(60));
    }

    void commentsWhereTheStepAsksForThem()
    {
        ApprovalCompany company;
        ApprovalProcess process = C::process({C::step("a", {C::user("wei")})});
        const auto decide = [&company](ApprovalAct::Decide::Answer answer, const QString &comment) {
            return company.act(
                "wei", ApprovalAct::Decide{company.taskOf("wei"), answer, company.subject().hash(), comment});
        };
        using Answer = ApprovalAct::Decide::Answer;
        process.nodes[0].comment = ApprovalNode::Comment::OnReject;
        company.run(process);
        DW_DONE(company.submit());
        DW_REFUSED(decide(Answer::Reject, C::text(" \n")), "comment_missing");
        DW_REFUSED(decide(Answer::Return, {}), "comment_missing");
        DW_REFUSED(decide(Answer::Reject, QString(ApprovalAct::LongestComment + 1, u'x')),
                   "comment_too_long");
        DW_DONE(decide(Answer::Approve, {}));
        process.nodes[0].comment = ApprovalNode::Comment::Always;
        company.run(process);
        DW_DONE(company.submit());
        DW_REFUSED(decide(Answer::Approve, {}), "comment_missing");
        DW_DONE(decide(Answer::Approve, C::text("fine")));
    }
};

DW_TEST(SigningTest)

}  // namespace dw::test

#include "signingtest.moc"
