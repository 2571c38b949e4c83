// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approverfinder.h"

#include <algorithm>
#include <utility>

namespace dw
{

ApproverFinder::ApproverFinder(const ApprovalWorld &world, const Id &submitter)
    : m_world(world), m_submitter(submitter)
{}

bool ApproverFinder::maySign(const Id &person, const ApprovalNode &node) const
{
    return m_world.people.mayAct(person) && (person != m_submitter || node.selfApproval);
}

Result<QList<ApproverFinder::Signer>> ApproverFinder::namedBy(const ApprovalNode &node, int rule) const
{
    const ApproverRule &named = node.approvers[rule];
    switch (named.kind) {
        case ApproverRule::Kind::User:
            return QList<Signer>{{named.user, {}}};
        case ApproverRule::Kind::Manager:
            return QList<Signer>{{m_world.people.managersOf(m_submitter).value(named.level - 1), {}}};
        case ApproverRule::Kind::Expression: {
            DW_ASSIGN(const Value person, m_world.facts.value(m_world.process.expression(node, rule)));
            return QList<Signer>{{person.id(), {}}};
        }
        case ApproverRule::Kind::Role:
            break;
    }
    QList<Signer> holders;
    for (const Id &person : m_world.people.holdersOf(named.role)) {
        if (maySign(person, node))
            holders.append({person, named.role});
    }
    return holders.isEmpty() ? QList<Signer>{{Id(), named.role}} : holders;
}

Result<QList<ApproverFinder::Signer>> ApproverFinder::signersOf(const ApprovalNode &node) const
{
    QList<Signer> named;
    QList<Id> signing;
    for (int rule = 0; rule < node.approvers.size(); ++rule) {
        DW_ASSIGN(const QList<Signer> found, namedBy(node, rule));
        for (const Signer &signer : found) {
            if (!signer.person.isNull() && signing.contains(signer.person))
                continue;
            named.append(signer);
            signing.append(signer.person);
        }
    }
    // A quorum of more people than there are is none of fewer.
    while (node.mode == ApprovalNode::Mode::Quorum && named.size() < node.quorum)
        named.append({Id(), {}});
    for (Signer &signer : named) {
        if (maySign(signer.person, node))
            continue;
        signer = {replacementFor(signer, node, signing), {}};
        signing.append(signer.person);
    }
    return named;
}

Result<QList<Id>> ApproverFinder::toldOf(const ApprovalNode &node) const
{
    QList<Id> told;
    for (int rule = 0; rule < node.approvers.size(); ++rule) {
        DW_ASSIGN(const QList<Signer> found, namedBy(node, rule));
        for (const Signer &signer : found) {
            if (m_world.people.mayAct(signer.person) && !told.contains(signer.person))
                told.append(signer.person);
        }
    }
    return told;
}

QList<Id> ApproverFinder::byPolicy() const
{
    QList<Id> candidates;
    const auto policy = m_world.process.process().noApprover;
    if (policy == ApprovalProcess::NoApprover::Block)
        return candidates;
    if (policy == ApprovalProcess::NoApprover::ManagersManager)
        candidates = m_world.people.managersOf(m_submitter).mid(1);
    return candidates + m_world.people.administrators();
}

Id ApproverFinder::firstOf(const QList<Id> &candidates, const ApprovalNode &node,
                           const QList<Id> &signing) const
{
    Id second;
    for (const Id &candidate : candidates) {
        if (!maySign(candidate, node))
            continue;
        if (!signing.contains(candidate))
            return candidate;
        if (second.isNull())
            second = candidate;
    }
    // One who signs for two is two signatures of all, but not two people of a quorum.
    return node.mode == ApprovalNode::Mode::Quorum ? Id() : second;
}

Id ApproverFinder::replacementFor(const Signer &gone, const ApprovalNode &node,
                                  const QList<Id> &signing) const
{
    if (!gone.role.isEmpty()) {
        for (const Id &holder : m_world.people.holdersOf(gone.role)) {
            if (maySign(holder, node) && !signing.contains(holder))
                return holder;
        }
    }
    QList<Id> candidates;
    if (!gone.person.isNull()) {
        // Whom the submitter names would be the submitter's own signature.
        if (gone.person != m_submitter)
            candidates.append(m_world.people.delegateOf(gone.person));
        candidates += m_world.people.managersOf(gone.person);
    }
    return firstOf(candidates + byPolicy(), node, signing);
}

Id ApproverFinder::above(const Id &person, const ApprovalNode &node, const QList<Id> &asked) const
{
    const QList<Id> candidates = m_world.people.managersOf(person) + m_world.people.administrators();
    for (const Id &candidate : candidates) {
        if (maySign(candidate, node) && !asked.contains(candidate))
            return candidate;
    }
    return {};
}

}  // namespace dw
