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
using Origin = ApprovalTask::Origin;
using Place = ApprovalAct::AddSigner::Place;
using Status = ApprovalRequest::Status;

}  // namespace

// Tasks that change hands: passed on, shared, delegated, left behind, overdue.
class HandOverTest : public QObject
{
    Q_OBJECT

private:
    static ApprovalAct::Transfer to(const ApprovalCompany &company, const char *from, const char *login,
                                    const char *reason = "knows it")
    {
        return {company.taskOf(from), C::id(login), C::text(reason)};
    }
    static ApprovalPeople::Delegation away(const ApprovalCompany &company, const char *from,
                                           const char *login, qint64 startMinutes = 0,
                                           qint64 endMinutes = 600)
    {
        ApprovalPeople::Delegation delegation;
        delegation.from = C::id(from);
        delegation.to = C::id(login);
        delegation.begins = Instant{company.now.ms + startMinutes * 60000};
        delegation.ends = Instant{company.now.ms + endMinutes * 60000};
        return delegation;
    }

private Q_SLOTS:
    // F4.35
    void aTaskIsPassedOnWithAReason()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("a", {C::user("wei"), C::user("zoe")}, "done", Mode::All)}));
        DW_DONE(company.submit());
        DW_REFUSED(company.act("wei", to(company, "wei", "yu", " ")), "reason_missing");
        DW_REFUSED(company.act("wei", to(company, "wei", "wei")), "to_self");
        DW_REFUSED(company.act("wei", to(company, "wei", "lin")), "to_submitter");
        DW_REFUSED(company.act("wei", to(company, "wei", "zoe")), "signs_already");
        DW_REFUSED(company.act("wei", to(company, "wei", "nobody")), "unknown_person");
        DW_REFUSED(company.act("zoe", to(company, "wei", "yu")), "not_approver");
        company.leave("kim");
        DW_REFUSED(company.act("wei", to(company, "wei", "kim")), "unknown_person");
        DW_DONE(company.act("wei", to(company, "wei", "yu")));
        QCOMPARE(company.asked(), C::text("zoe yu"));
        const ApprovalTask &task = *company.request->task(company.taskOf("yu"));
        QVERIFY(task.origin == Origin::Transfer);
        QCOMPARE(task.from, C::id("wei"));
        QCOMPARE(company.lastEntry().comment, C::text("knows it"));
        QCOMPARE(company.lastEntry().to, C::id("yu"));
        QCOMPARE(company.lastEntry().by, C::id("wei"));
        // Whoever gave it away has it no more.
        DW_REFUSED(company.approve("wei"), "not_approver");
        DW_DONE(company.approve("yu"));
        DW_REFUSED(company.act("yu", to(company, "yu", "kim")), "decided");
        DW_DONE(company.approve("zoe"));
        QVERIFY(company.request->status == Status::Approved);
    }

    void aTaskDoesNotGoRoundForEver()
    {
        ApprovalCompany company;
        ApprovalProcess process = C::process({C::step("a", {C::user("wei")})});
        company.run(process);
        DW_DONE(company.submit());
        DW_DONE(company.act("wei", to(company, "wei", "zoe")));
        DW_DONE(company.act("zoe", to(company, "zoe", "wei")));
        DW_DONE(company.act("wei", to(company, "wei", "zoe")));
        DW_REFUSED(company.act("zoe", to(company, "zoe", "wei")), "too_many_transfers");
        DW_DONE(company.approve("zoe"));
        process.nodes[0].allowTransfer = false;
        company.run(process);
        DW_DONE(company.submit());
        DW_REFUSED(company.act("wei", to(company, "wei", "zoe")), "transfer_not_allowed");
        process.nodes[0].allowTransfer = true;
        process.nodes[0].selfApproval = true;
        company.run(process);
        DW_DONE(company.submit());
        DW_DONE(company.act("wei", to(company, "wei", "lin")));
    }

    void signersAreAddedBeforeAndAfter()
    {
        ApprovalCompany company;
        ApprovalProcess process =
            C::process({C::step("a", {C::user("wei"), C::user("kim")}, "done", Mode::All)});
        company.run(process);
        DW_DONE(company.submit());
        const auto add = [&company](const char *login, Place place) {
            return ApprovalAct::AddSigner{company.taskOf("wei"), C::id(login), place, C::text("look")};
        };
        DW_REFUSED(company.act("wei", add("wei", Place::Before)), "to_self");
        DW_REFUSED(company.act("wei", add("lin", Place::Before)), "to_submitter");
        DW_REFUSED(company.act("wei", add("kim", Place::After)), "signs_already");
        DW_DONE(company.act("wei", add("yu", Place::After)));
        QCOMPARE(company.asked(), C::text("wei kim"));
        DW_DONE(company.act("wei", add("zoe", Place::Before)));
        QCOMPARE(company.asked(), C::text("kim zoe"));
        DW_REFUSED(company.approve("wei"), "not_your_turn");
        DW_DONE(company.approve("zoe"));
        QCOMPARE(company.asked(), C::text("wei kim"));
        DW_DONE(company.approve("wei"));
        QCOMPARE(company.asked(), C::text("kim yu"));
        DW_DONE(company.approve("kim"));
        QVERIFY(company.request->status == Status::Running);
        DW_DONE(company.approve("yu"));
        QVERIFY(company.request->status == Status::Approved);
        process.nodes[0].allowAddSigner = false;
        company.run(process);
        DW_DONE(company.submit());
        DW_REFUSED(company.act("wei", add("yu", Place::After)), "add_not_allowed");
    }

    // Also where one is enough: who adds a signer has not signed without them.
    void anAddedSignerCountsOfOneToo()
    {
        ApprovalCompany company;
        ApprovalProcess process = C::process({C::step("a", {C::user("wei"), C::user("kim")})});
        process.nodes[0].rejectTo = ApprovalNode::RejectTo::End;
        company.run(process);
        DW_DONE(company.submit());
        DW_DONE(
            company.act("wei", ApprovalAct::AddSigner{company.taskOf("wei"), C::id("zoe"), Place::After}));
        DW_DONE(company.approve("wei"));
        QVERIFY(company.request->status == Status::Running);
        DW_DONE(company.reject("zoe"));
        QVERIFY(company.request->status == Status::Rejected);
    }

    // A8: for the days of an absence, and for what was waiting before.
    void whoIsAwayIsStoodInFor()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("a", {C::user("wei")}, "b"), C::step("b", {C::user("wei")})}));
        DW_DONE(company.submit());
        company.delegate(away(company, "wei", "zoe", 10, 20));
        DW_DONE(company.review());
        QCOMPARE(company.asked(), C::text("wei"));
        company.pass(10);
        DW_DONE(company.review());
        QCOMPARE(company.asked(), C::text("zoe"));
        QVERIFY(company.request->task(company.taskOf("zoe"))->origin == Origin::Delegate);
        QVERIFY(company.lastEntry().kind == ApprovalEntry::Kind::Delegated);
        QCOMPARE(company.lastEntry().forUser, C::id("wei"));
        QCOMPARE(company.lastEntry().to, C::id("zoe"));
        DW_DONE(company.approve("zoe"));
        // Both names stand with the decision.
        const auto decision =
            std::find_if(company.request->log.begin(), company.request->log.end(),
                         [](const auto &entry) { return entry.kind == ApprovalEntry::Kind::Approved; });
        QCOMPARE(decision->by, C::id("zoe"));
        QCOMPARE(decision->forUser, C::id("wei"));
        // The next step opens in the absence, the one after it ended.
        QCOMPARE(company.asked(), C::text("zoe"));
        company.pass(10);
        DW_DONE(company.review());
        company.run(C::process({C::step("a", {C::user("wei")})}));
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("wei"));
    }

    void whoIsBackMayAnswerWhatWasTheirs()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("a", {C::user("wei")})}));
        company.delegate(away(company, "wei", "zoe"));
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("zoe"));
        DW_DONE(company.approve("wei"));
        QVERIFY(company.request->status == Status::Approved);
        QCOMPARE(company.lastEntry().by, C::id("wei"));
        QVERIFY(company.lastEntry().forUser.isNull());
    }

    void delegationsHaveTheirLimits()
    {
        ApprovalCompany company;
        const ApprovalProcess process = C::process({C::step("a", {C::user("wei")})});
        const auto askedWith = [&](const QList<ApprovalPeople::Delegation> &delegations) {
            company.delegations = delegations;
            company.run(process);
            const auto submitted = company.submit();
            return submitted.ok() ? company.asked() : submitted.error().key;
        };
        // To who has left, to the submitter, in a circle: it stays.
        QCOMPARE(askedWith({away(company, "wei", "lin")}), C::text("wei"));
        QCOMPARE(askedWith({away(company, "wei", "zoe"), away(company, "zoe", "wei")}), C::text("wei"));
        // Three at most.
        QCOMPARE(
            askedWith({away(company, "wei", "zoe"), away(company, "zoe", "yu"), away(company, "yu", "kim")}),
            C::text("kim"));
        QCOMPARE(askedWith({away(company, "wei", "zoe"), away(company, "zoe", "yu"),
                            away(company, "yu", "kim"), away(company, "kim", "boss")}),
                 C::text("kim"));
        company.leave("zoe");
        QCOMPARE(askedWith({away(company, "wei", "zoe")}), C::text("wei"));
        // Of other processes, and of what comes later alone.
        ApprovalPeople::Delegation other = away(company, "wei", "yu");
        other.processes = {C::text("discount")};
        QCOMPARE(askedWith({other}), C::text("wei"));
        other.processes.append(C::text("large_deal"));
        QCOMPARE(askedWith({other}), C::text("yu"));
        company.delegations.clear();
        DW_DONE((company.run(process), company.submit()));
        other.includesWaiting = false;
        company.delegate(other);
        DW_DONE(company.review());
        QCOMPARE(company.asked(), C::text("wei"));
    }

    // The days that a user's own record says count as well.
    void aUsersOwnAbsenceCounts()
    {
        ApprovalCompany company;
        company.setUser("wei", "delegate_id", Value(C::id("yu")));
        company.setUser("wei", "away_from", Value(company.now));
        company.setUser("wei", "away_to", Value(Instant{company.now.ms + 60000}));
        company.run(C::process({C::step("a", {C::user("wei")})}));
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("yu"));
        company.pass(1);
        company.run(C::process({C::step("a", {C::user("wei")})}));
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("wei"));
    }

    // One person is one of a quorum, whomever they stand in for.
    void aStandInIsNotTwoOfAQuorum()
    {
        ApprovalCompany company;
        ApprovalProcess process =
            C::process({C::step("two", {C::user("zoe"), C::user("yu")}, "done", Mode::Quorum)});
        process.nodes[0].quorum = 2;
        company.run(process);
        company.delegate(away(company, "zoe", "yu"));
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("zoe yu"));
        process.nodes[0].mode = Mode::All;
        company.run(process);
        DW_DONE(company.submit());
        QCOMPARE(company.asked(), C::text("yu yu"));
        DW_DONE(company.approve("yu"));
        QVERIFY(company.request->status == Status::Running);
        DW_DONE(company.approve("yu"));
        QVERIFY(company.request->status == Status::Approved);
    }

    // F4.33: replaced, never dropped.
    void whoLeavesIsReplaced()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("a", {C::user("wei"), C::user("zoe")}, "done", Mode::All)}));
        DW_DONE(company.submit());
        DW_DONE(company.approve("zoe"));
        company.leave("wei");
        DW_DONE(company.review());
        QCOMPARE(company.asked(), C::text("chief"));
        QVERIFY(company.lastEntry().kind == ApprovalEntry::Kind::Replaced);
        QCOMPARE(company.lastEntry().forUser, C::id("wei"));
        DW_DONE(company.review());
        QCOMPARE(company.asked(), C::text("chief"));
        // Rather by whom they named.
        company.setUser("chief", "delegate_id", Value(C::id("yu")));
        company.leave("chief");
        DW_DONE(company.review());
        QCOMPARE(company.asked(), C::text("yu"));
        // Then by who is there for nobody.
        company.leave("yu");
        company.setUser("yu", "team_id", Value());
        DW_DONE(company.review());
        QCOMPARE(company.asked(), C::text("boss"));
        DW_DONE(company.approve("boss"));
        QVERIFY(company.request->status == Status::Approved);
    }

    void whoLosesTheRoleIsReplacedByAnotherHolder()
    {
        ApprovalCompany company;
        company.giveRoles("kim", {});
        company.run(C::process({C::step("legal", {C::role("legal")}, "done", Mode::All)}));
        DW_DONE(company.submit());
        QCOMPARE(company.request->tasks.size(), 2);
        company.giveRoles("kim", {C::text("legal")});
        company.giveRoles("zoe", {});
        DW_DONE(company.review());
        QVERIFY(company.asked().contains(C::text("kim")));
        QVERIFY(!company.asked().contains(C::text("zoe")));
    }

    // What waits in turn is replaced too, before it is anybody's turn.
    void whoWaitsAndLeavesIsReplaced()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("a", {C::user("zoe"), C::user("wei")}, "done", Mode::OneByOne)}));
        DW_DONE(company.submit());
        company.leave("wei");
        DW_DONE(company.review());
        QCOMPARE(company.asked(), C::text("zoe"));
        DW_DONE(company.approve("zoe"));
        QCOMPARE(company.asked(), C::text("chief"));
    }

    void whereThereIsNobodyAnAdministratorNamesSomebody()
    {
        ApprovalCompany company;
        ApprovalProcess process = C::process({C::step("a", {C::role("legal")})});
        process.noApprover = ApprovalProcess::NoApprover::Block;
        company.giveRoles("yu", {});
        company.giveRoles("kim", {});
        company.setUser("zoe", "team_id", Value());
        company.run(process);
        DW_DONE(company.submit());
        DW_REFUSED(company.act("boss", ApprovalAct::Assign{1, C::id("yu")}), "not_unassigned");
        company.leave("zoe");
        DW_DONE(company.review());
        QCOMPARE(company.asked(), C::text("-"));
        QVERIFY(company.request->status == Status::Running);
        QVERIFY(company.lastEntry().kind == ApprovalEntry::Kind::Unassigned);
        QCOMPARE(company.told(ApprovalNotice::Kind::Nobody), (QStringList{C::text("lin"), C::text("boss")}));
        QVERIFY(company.request->nextDue().has_value());
        const int task = int(company.request->tasks.size());
        DW_REFUSED(company.act("wei", ApprovalAct::Assign{task, C::id("yu")}), "not_administrator");
        DW_REFUSED(company.act("boss", ApprovalAct::Assign{99, C::id("yu")}), "no_task");
        DW_REFUSED(company.act("boss", ApprovalAct::Assign{task, C::id("lin")}), "to_submitter");
        DW_REFUSED(company.act("boss", ApprovalAct::Assign{task, C::id("zoe")}), "unknown_person");
        // A day later they are told again.
        company.pass(24 * 60);
        DW_DONE(company.review());
        QCOMPARE(company.told(ApprovalNotice::Kind::Nobody).size(), 2);
        DW_DONE(company.act("boss", ApprovalAct::Assign{task, C::id("yu")}));
        QCOMPARE(company.asked(), C::text("yu"));
        DW_DONE(company.approve("yu"));
        QVERIFY(company.request->status == Status::Approved);
    }

    void whoComesBackIsAskedWithoutBeingNamed()
    {
        ApprovalCompany company;
        company.leave("boss");
        company.setUser("zoe", "team_id", Value());
        company.run(C::process({C::step("a", {C::user("zoe")})}));
        DW_DONE(company.submit());
        company.leave("zoe");
        DW_DONE(company.review());
        QCOMPARE(company.asked(), C::text("-"));
        company.setUser("boss", "status", Value(C::text("active")));
        DW_DONE(company.review());
        QCOMPARE(company.asked(), C::text("boss"));
    }

    void whatIsOverdueIsRemindedOf()
    {
        ApprovalCompany company;
        ApprovalProcess process = C::process({C::step("a", {C::user("wei")})});
        process.nodes[0].timeoutMinutes = 60;
        company.run(process);
        DW_DONE(company.submit());
        QVERIFY(company.request->nextDue() == Instant{company.now.ms + 3600000});
        company.pass(59);
        DW_DONE(company.review());
        QCOMPARE(company.told(ApprovalNotice::Kind::Reminded), QStringList());
        company.pass(1);
        DW_DONE(company.review());
        QCOMPARE(company.told(ApprovalNotice::Kind::Reminded), QStringList{C::text("wei")});
        // After a week of sleep once, not a hundred times.
        company.pass(7 * 24 * 60);
        DW_DONE(company.review());
        QCOMPARE(company.told(ApprovalNotice::Kind::Reminded).size(), 1);
        QVERIFY(company.request->nextDue() == Instant{company.now.ms + 3600000});
        DW_DONE(company.approve("wei"));
        QVERIFY(!company.request->nextDue().has_value());
    }

    // F4.55: to who is above, as long as there is somebody.
    void whatIsOverdueGoesUp()
    {
        ApprovalCompany company;
        ApprovalProcess process = C::process({C::step("a", {C::user("wei")})});
        process.nodes[0].timeoutMinutes = 60;
        process.nodes[0].timeout = ApprovalNode::Timeout::Escalate;
        company.run(process);
        DW_DONE(company.submit());
        company.pass(60);
        DW_DONE(company.review());
        QCOMPARE(company.asked(), C::text("chief"));
        QVERIFY(company.lastEntry().kind == ApprovalEntry::Kind::Escalated);
        QCOMPARE(company.told(ApprovalNotice::Kind::Overdue), QStringList{C::text("wei")});
        QVERIFY(company.request->nextDue() == Instant{company.now.ms + 3600000});
        DW_REFUSED(company.approve("wei"), "not_approver");
        company.pass(60);
        DW_DONE(company.review());
        QCOMPARE(company.asked(), C::text("boss"));
        company.pass(60);
        DW_DONE(company.review());
        QCOMPARE(company.asked(), C::text("boss"));
        QCOMPARE(company.told(ApprovalNotice::Kind::Reminded), QStringList{C::text("boss")});
    }

    void whatCameBackToWhoLeftIsNothing()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("a", {C::user("wei")})}));
        DW_DONE(company.submit());
        DW_DONE(company.sendBack("wei", ApprovalAct::Decide::Back::Submitter));
        company.leave("lin");
        DW_DONE(company.review());
        QVERIFY(company.request->status == Status::Void);
        QVERIFY(company.told(ApprovalNotice::Kind::Ended).contains(C::text("wei")));
        // What still runs goes on without them.
        company.run(C::process({C::step("a", {C::user("wei")})}));
        DW_REFUSED(company.submit(), "unknown_person");
        company.setUser("lin", "status", Value(C::text("active")));
        DW_DONE(company.submit());
        company.leave("lin");
        DW_DONE(company.review());
        DW_DONE(company.approve("wei"));
        QVERIFY(company.request->status == Status::Approved);
        // Sent back to nobody it is nothing at once.
        company.setUser("lin", "status", Value(C::text("active")));
        company.run(C::process({C::step("a", {C::user("wei")})}));
        DW_DONE(company.submit());
        company.leave("lin");
        DW_DONE(company.reject("wei"));
        QVERIFY(company.request->status == Status::Void);
    }
};

DW_TEST(HandOverTest)

}  // namespace dw::test

#include "handovertest.moc"
