// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/approvals/randomprocess.h"

#include "tests/approvals/approvalcompany.h"

#include <algorithm>

namespace dw::test
{

namespace
{

using Company = ApprovalCompany;

constexpr const char *SomeLogins[] = {"wei", "lin", "zoe", "yu", "kim", "chief"};
constexpr const char *SomeConditions[] = {"amount > 100000", "amount > 40000", "amount <= 70000",
                                          "amount > 90000000"};

}  // namespace

QString RandomProcess::newKey(const char *prefix)
{
    return QString::fromLatin1(prefix) + QString::number(++m_keys);
}

ApprovalNode RandomProcess::step(const QString &next)
{
    ApprovalNode node = Company::step(qPrintable(newKey("s")), {}, qPrintable(next));
    const int rules = 1 + below(3);
    for (int i = 0; i < rules; ++i) {
        switch (below(6)) {
            case 0:
                node.approvers.append(Company::role(oneIn(4) ? "finance" : "legal"));
                break;
            case 1:
                node.approvers.append(Company::manager(1 + below(3)));
                break;
            case 2:
                node.approvers.append(Company::expression("owner_id"));
                break;
            default:
                node.approvers.append(Company::user(SomeLogins[below(6)]));
        }
    }
    node.mode = ApprovalNode::Mode(below(4));
    node.quorum = node.mode == ApprovalNode::Mode::Quorum ? 1 + below(rules) : 0;
    node.rejectWhen = ApprovalNode::RejectWhen(below(2));
    node.rejectTo = ApprovalNode::RejectTo(below(3));
    node.selfApproval = oneIn(5);
    node.allowReturn = !oneIn(5);
    node.allowTransfer = !oneIn(5);
    node.allowAddSigner = !oneIn(5);
    if (oneIn(2)) {
        node.timeoutMinutes = 30 + below(600);
        node.timeout = ApprovalNode::Timeout(below(2));
    }
    return node;
}

QString RandomProcess::sequence(const QString &next, int depth)
{
    QString first = next;
    for (int left = 1 + below(3); left > 0; --left)
        first = element(first, depth);
    return first;
}

QString RandomProcess::element(const QString &next, int depth)
{
    const int kind = below(depth > 0 ? 10 : 6);
    if (kind < 5) {
        const ApprovalNode node = step(next);
        m_process.nodes.append(node);
        return node.key;
    }
    if (kind == 5) {
        ApprovalNode copy =
            Company::step(qPrintable(newKey("c")), {Company::role("legal")}, qPrintable(next));
        copy.kind = ApprovalNode::Kind::Copy;
        m_process.nodes.append(copy);
        return copy.key;
    }
    if (kind < 8) {
        const QString one = sequence(next, depth - 1);
        const QString other = oneIn(2) ? next : sequence(next, depth - 1);
        const ApprovalNode choice = Company::condition(qPrintable(newKey("d")), SomeConditions[below(4)],
                                                       qPrintable(one), qPrintable(other));
        m_process.nodes.append(choice);
        return choice.key;
    }
    if (kind == 8) {
        // Round again, past a person.
        const QString loop = newKey("l");
        const ApprovalNode node = step(loop);
        m_process.nodes.append(node);
        m_process.nodes.append(
            Company::condition(qPrintable(loop), SomeConditions[3], qPrintable(node.key), qPrintable(next)));
        return node.key;
    }
    const QString join = newKey("j");
    m_process.nodes.append(Company::join(qPrintable(join), qPrintable(next)));
    QStringList starts;
    for (int branches = 2 + below(2); branches > 0; --branches)
        starts.append(sequence(join, depth - 1));
    const ApprovalNode fork = Company::parallel(qPrintable(newKey("p")), starts, qPrintable(join));
    m_process.nodes.append(fork);
    return fork.key;
}

ApprovalProcess RandomProcess::blocks()
{
    m_process = {};
    const QString start = sequence(Company::text("done"), 3);
    ApprovalProcess process = Company::process(m_process.nodes);
    process.start = start;
    process.noApprover = ApprovalProcess::NoApprover(below(3));
    process.allowRecall = !oneIn(5);
    // Back to a step by name, where that may be.
    for (ApprovalNode &node : process.nodes) {
        if (node.kind != ApprovalNode::Kind::Step || !oneIn(3))
            continue;
        const ApprovalNode before = node;
        node.rejectTo = ApprovalNode::RejectTo::Step;
        node.rejectStep = process.nodes[below(int(process.nodes.size()))].key;
        if (!ProcessShape::problems(process).isEmpty())
            node = before;
    }
    return process;
}

ApprovalProcess RandomProcess::anyhow()
{
    m_process = {};
    m_keys = 0;
    QStringList keys{Company::text("done")};
    const int count = 2 + below(6);
    for (int i = 1; i <= count; ++i)
        keys.append(QStringLiteral("n%1").arg(i));
    const auto any = [&] { return keys[below(int(keys.size()))]; };
    for (int i = 1; i <= count; ++i) {
        ApprovalNode node = step(any());
        switch (below(5)) {
            case 0:
                node =
                    Company::condition("x", SomeConditions[below(4)], qPrintable(any()), qPrintable(any()));
                break;
            case 1:
                node = Company::parallel("x", {any(), any()}, qPrintable(any()));
                break;
            case 2:
                node = Company::join("x", qPrintable(any()));
                break;
            default:
                if (oneIn(3)) {
                    node.rejectTo = ApprovalNode::RejectTo::Step;
                    node.rejectStep = any();
                }
        }
        node.key = keys[i];
        m_process.nodes.append(node);
    }
    return Company::process(m_process.nodes);
}

}  // namespace dw::test
