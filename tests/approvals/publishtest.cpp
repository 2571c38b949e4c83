// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/processjson.h"
#include "core/base/wording.h"
#include "tests/approvals/approvalcompany.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

using C = ApprovalCompany;

}  // namespace

// What may not be published says where and what to do (B10).
class PublishTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeProcessIsPublished()
    {
        const ApprovalCompany company;
        const ApprovalProcess process =
            C::process({C::condition("size", "amount > 100000", "both", "manager"),
                        C::parallel("both", {C::text("legal"), C::text("chief")}, "together"),
                        C::step("legal", {C::role("legal")}, "together", ApprovalNode::Mode::All),
                        C::step("chief", {C::manager(2)}, "together"), C::join("together", "manager"),
                        C::step("manager", {C::expression("owner_id"), C::manager(1)})});
        QCOMPARE(company.wrongs(process), QStringList());
        QVERIFY(PublishedProcess::publish(process, C::dictionary(), C::cny()).ok());
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<ApprovalProcess>("process");
        QTest::addColumn<QString>("wrong");
        QTest::addColumn<QString>("node");
        const auto row = [](const char *name, const ApprovalProcess &process, const char *wrong,
                            const char *node) {
            QTest::newRow(name) << process << C::text(wrong) << C::text(node);
        };
        const ApprovalNode wei = C::step("a", {C::user("wei")});
        ApprovalProcess changed = C::process({wei});
        changed.noApprover.reset();
        row("no policy", changed, "no_policy", "large_deal");
        row("nothing leads there", C::process({wei, C::step("b", {C::user("wei")})}), "unreachable", "b");
        changed = C::process({wei});
        changed.nodes.removeLast();
        changed.nodes[0].next = C::text("a");
        row("no end", changed, "no_end", "large_deal");
        row("a circle of people that nobody leaves",
            C::process({C::condition("c", "amount > 1", "a", "done"), C::step("a", {C::user("wei")}, "a")}),
            "leads_nowhere", "a");
        row("a circle without people",
            C::process(
                {C::condition("c", "amount > 1", "d", "done"), C::condition("d", "amount > 2", "c", "done")}),
            "circle", "c");
        row("a condition on itself", C::process({C::condition("c", "amount > 1", "c", "done")}), "circle",
            "c");
        row("a link to nothing", C::process({C::step("a", {C::user("wei")}, "nowhere")}), "node_missing",
            "a");
        row("nobody", C::process({C::step("a", {})}), "no_approvers", "a");
        row("no user", C::process({C::step("a", {ApproverRule()})}), "rule_incomplete", "a");
        row("level 0", C::process({C::step("a", {C::manager(0)})}), "rule_incomplete", "a");
        row("level 11", C::process({C::step("a", {C::manager(11)})}), "rule_incomplete", "a");
        row("a number is nobody", C::process({C::step("a", {C::expression("amount")})}), "not_a_person", "a");
        row("a company is nobody", C::process({C::step("a", {C::expression("account_id")})}), "not_a_person",
            "a");
        row("an unknown field", C::process({C::step("a", {C::expression("owner")})}),
            "configuration.formula_wrong", "large_deal.a");
        row("a condition that is a number", C::process({C::condition("c", "amount + 1", "done", "done")}),
            "configuration.formula_wrong", "large_deal.c");
        row("a condition that is none", C::process({C::condition("c", "amount >", "done", "done")}),
            "configuration.formula_wrong", "large_deal.c");
        row("no other cases", C::process({C::condition("c", "amount > 1", "done", "")}), "no_otherwise", "c");
        changed =
            C::process({C::step("a", {C::user("wei"), C::user("zoe")}, "done", ApprovalNode::Mode::Quorum)});
        row("a quorum of none", changed, "quorum_wrong", "a");
        changed.nodes[0].quorum = 3;
        row("a quorum of more", changed, "quorum_wrong", "a");
        changed = C::process({wei});
        changed.nodes[0].timeoutMinutes = 0;
        row("no time", changed, "timeout_wrong", "a");
        changed.nodes[0].timeoutMinutes = ApprovalNode::LongestTimeout + 1;
        row("too much time", changed, "timeout_wrong", "a");
        row("a key twice", C::process({wei, wei}), "dictionary.key_doubled", "a");
        row("no key", C::process({C::step("A b", {C::user("wei")})}), "dictionary.key_malformed", "A b");
        changed = C::process({wei});
        changed.object = C::text("nothing");
        row("no object", changed, "dictionary.object_missing", "nothing");
        changed = C::process({wei});
        changed.version = 0;
        row("no version", changed, "dictionary.out_of_range", "version");
        changed = C::process({C::step("a", {C::user("wei")}, "b"), C::step("b", {C::user("wei")})});
        changed.nodes[0].rejectTo = ApprovalNode::RejectTo::Step;
        changed.nodes[0].rejectStep = C::text("b");
        row("back to what comes later", changed, "reject_wrong", "a");
        changed.nodes[0].rejectStep = C::text("a");
        row("back to itself", changed, "reject_wrong", "a");
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(ApprovalProcess, process);
        QFETCH(QString, wrong);
        QFETCH(QString, node);
        const ApprovalCompany company;
        bool found = false;
        for (const Error &error : company.problems(process)) {
            QVERIFY2(hasWording(error.key), qPrintable(error.key));
            found = found || (QString(error.key).remove(QLatin1String("approval.")) == wrong &&
                              error.arguments.contains(node) &&
                              error.arguments.join(QLatin1Char(' ')).contains(C::text("large_deal")));
        }
        QVERIFY2(found, qPrintable(company.wrongs(process).join(QLatin1Char(' '))));
        QVERIFY(!PublishedProcess::publish(process, C::dictionary(), C::cny()).ok());
    }

    void everythingWrongIsToldAtOnce()
    {
        const ApprovalCompany company;
        ApprovalProcess process = C::process({C::step("a", {}), C::step("b", {C::manager(0)})});
        process.noApprover.reset();
        QCOMPARE(company.wrongs(process), (QStringList{C::text("no_policy"), C::text("no_approvers"),
                                                       C::text("rule_incomplete"), C::text("unreachable")}));
    }

    void branchesAreBlocks_data()
    {
        QTest::addColumn<QList<ApprovalNode>>("nodes");
        const auto fork = C::parallel("p", {C::text("x"), C::text("y")}, "j");
        const auto x = [](const char *next) { return C::step("x", {C::user("wei")}, next); };
        const auto y = [](const char *next) { return C::step("y", {C::user("zoe")}, next); };
        const ApprovalNode together = C::join("j", "done");
        QTest::newRow("a branch that ends") << QList{fork, x("j"), y("done"), together};
        QTest::newRow("a branch that goes on behind the join")
            << QList{fork, x("j"), y("after"), C::join("j", "after"), C::step("after", {C::user("wei")})};
        QTest::newRow("branches that meet before") << QList{fork, x("y"), y("j"), together};
        QTest::newRow("a way in from outside")
            << QList{C::condition("c", "amount > 1", "p", "y"), fork, x("j"), y("j"), together};
        QTest::newRow("one branch") << QList{C::parallel("p", {C::text("x")}, "j"), x("j"), together};
        QTest::newRow("a join that is none")
            << QList{C::parallel("p", {C::text("x"), C::text("y")}, "done"), x("done"), y("done")};
        QTest::newRow("a join without a parallel") << QList{x("j"), together};
        QTest::newRow("two that share a join") << QList{fork,
                                                        x("j"),
                                                        y("q"),
                                                        C::parallel("q", {C::text("u"), C::text("v")}, "j"),
                                                        C::step("u", {C::user("wei")}, "j"),
                                                        C::step("v", {C::user("wei")}, "j"),
                                                        together};
    }
    void branchesAreBlocks()
    {
        QFETCH(QList<ApprovalNode>, nodes);
        const ApprovalCompany company;
        QVERIFY2(company.wrongs(C::process(nodes)).contains(C::text("parallel_wrong")),
                 qPrintable(company.wrongs(C::process(nodes)).join(QLatin1Char(' '))));
    }

    void parallelsMayStandInEachOther()
    {
        const ApprovalCompany company;
        QCOMPARE(
            company.wrongs(C::process(
                {C::parallel("p", {C::text("x"), C::text("q")}, "j"), C::step("x", {C::user("wei")}, "j"),
                 C::parallel("q", {C::text("u"), C::text("v")}, "k"), C::step("u", {C::user("wei")}, "k"),
                 C::step("v", {C::user("zoe")}, "k"), C::join("k", "j"), C::join("j", "done")})),
            QStringList());
    }

    // What is rejected goes back to a step that was certainly passed, and out of a branch, never into one.
    void rejectionsGoWhereTheyCameBy()
    {
        const ApprovalCompany company;
        ApprovalProcess process = C::process(
            {C::step("first", {C::user("wei")}, "p"), C::parallel("p", {C::text("x"), C::text("y")}, "j"),
             C::step("x", {C::user("wei")}, "j"), C::step("y", {C::user("zoe")}, "j"), C::join("j", "last"),
             C::step("last", {C::user("yu")})});
        ApprovalNode &inside = process.nodes[2];
        inside.rejectTo = ApprovalNode::RejectTo::Step;
        inside.rejectStep = C::text("first");
        QCOMPARE(company.wrongs(process), QStringList());
        inside.rejectStep = C::text("y");
        QCOMPARE(company.wrongs(process), QStringList{C::text("reject_wrong")});
        inside.rejectTo = ApprovalNode::RejectTo::End;
        process.nodes[5].rejectTo = ApprovalNode::RejectTo::Step;
        process.nodes[5].rejectStep = C::text("x");
        QCOMPARE(company.wrongs(process), QStringList{C::text("reject_wrong")});
        process.nodes[5].rejectStep = C::text("first");
        QCOMPARE(company.wrongs(process), QStringList());
    }

    void sizesAreLimited()
    {
        const ApprovalCompany company;
        QList<ApprovalNode> nodes;
        for (int i = 0; i < ApprovalProcess::MostNodes; ++i)
            nodes.append(C::step(qPrintable(QStringLiteral("n%1").arg(i)), {C::user("wei")}));
        QCOMPARE(company.wrongs(C::process(nodes)), QStringList{C::text("too_many_nodes")});
    }

    void jsonIsCanonicalAndReadsBack()
    {
        ApprovalProcess process =
            C::process({C::condition("size", "amount > 100000", "both", "manager"),
                        C::parallel("both", {C::text("legal"), C::text("chief")}, "together"),
                        C::step("legal", {C::role("legal")}, "together", ApprovalNode::Mode::Quorum),
                        C::step("chief", {C::manager(2)}, "together"), C::join("together", "manager"),
                        C::step("manager", {C::expression("owner_id"), C::user("wei")})});
        process.allowRecall = false;
        ApprovalNode &legal = process.nodes[2];
        legal.name = {C::text("Legal"), C::text("法务")};
        legal.quorum = 2;
        legal.rejectTo = ApprovalNode::RejectTo::Previous;
        legal.rejectWhen = ApprovalNode::RejectWhen::AfterAll;
        legal.timeoutMinutes = 90;
        legal.timeout = ApprovalNode::Timeout::Escalate;
        legal.allowTransfer = legal.allowAddSigner = legal.allowReturn = false;
        legal.selfApproval = true;
        legal.comment = ApprovalNode::Comment::Always;
        process.nodes.last().outcome = ApprovalNode::Outcome::Rejected;
        const QByteArray json = processToJson(process);
        const auto read = processFromJson(json);
        QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(describe(read.error())));
        QVERIFY(*read == process);
        QCOMPARE(processToJson(*read), json);
    }

    void jsonOfAnybodyIsReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("key");
        const auto row = [](const char *name, const QByteArray &json, const char *key) {
            QTest::newRow(name) << json << C::text(key);
        };
        row("nothing", "", "json.syntax");
        row("a list", "[]", "dictionary.not_an_object");
        row("no code", "{}", "dictionary.property_missing");
        row("deep", QByteArray(100, '['), "json.too_deep");
        const QByteArray head = R"({"code":"p","object":"opportunity","version":1)";
        row("an unknown property", head + R"(,"approve_all":true})", "dictionary.property_unknown");
        row("a version of text", R"({"code":"p","object":"o","version":"1"})", "dictionary.property_type");
        row("a broken version", R"({"code":"p","object":"o","version":1.5})", "dictionary.property_type");
        row("a version below", R"({"code":"p","object":"o","version":-1})", "dictionary.out_of_range");
        row("an unknown policy", head + R"(,"no_approver_policy":"approve"})", "dictionary.word_unknown");
        row("nodes that are none", head + R"(,"nodes":[1]})", "dictionary.property_type");
        row("a node of no kind", head + R"(,"nodes":[{"key":"a"}]})", "dictionary.property_missing");
        row("an unknown kind", head + R"(,"nodes":[{"key":"a","kind":"script"}]})",
            "dictionary.word_unknown");
        row("an unknown property of a node", head + R"(,"nodes":[{"key":"a","kind":"end","auto":1}]})",
            "dictionary.property_unknown");
        row("no id", head + R"(,"nodes":[{"key":"a","kind":"cc","approvers":[{"kind":"user","user":"x"}]}]})",
            "dictionary.property_type");
        row("a branch of a number",
            head + R"(,"nodes":[{"key":"a","kind":"condition","branches":[{"to":1}]}]})",
            "dictionary.property_type");
        QByteArray many = head + R"(,"nodes":[)";
        for (int i = 0; i <= ApprovalProcess::MostNodes; ++i)
            many += i > 0 ? ",{}" : "{}";
        row("too many", many + "]}", "dictionary.out_of_range");
    }
    void jsonOfAnybodyIsReadStrictly()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, key);
        const auto read = processFromJson(json);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().key, key);
    }
};

DW_TEST(PublishTest)

}  // namespace dw::test

#include "publishtest.moc"
