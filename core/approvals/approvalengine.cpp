// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approvalengine.h"

#include "core/approvals/approvalmove.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

Error engineError(ErrorCode code, const char *key, QStringList arguments = {})
{
    return Error(code, QLatin1String("approval.") + QLatin1String(key), std::move(arguments));
}

// Each required signature of a stay has somebody who gives it, or gave it.
bool hasEverySlot(const ApprovalRequest &request, int entry)
{
    QSet<int> slotsThere;
    int last = -1;
    for (const ApprovalTask &task : request.tasks) {
        if (task.entry != entry)
            continue;
        last = std::max(last, task.slot);
        if (task.status != ApprovalTask::Status::Transferred)
            slotsThere.insert(task.slot);
    }
    return last >= 0 && slotsThere.size() == last + 1;
}

// A state that came from outside must be one that this process can be in.
bool fits(const ApprovalRequest &request, const PublishedProcess &process)
{
    if (request.versions.isEmpty() || request.countsFrom < 0 || request.countsFrom > request.log.size())
        return false;
    QHash<int, QString> stays;
    for (const ApprovalRequest::Position &position : request.positions) {
        const ApprovalNode *node = process.node(position.node);
        const bool isStep = node && node->kind == ApprovalNode::Kind::Step;
        const bool isJoin = node && node->kind == ApprovalNode::Kind::Join;
        if ((!isStep && !isJoin) || isStep != (position.entry > 0))
            return false;
        const auto known = [&process](const QString &key) { return process.node(key) != nullptr; };
        if (!std::all_of(position.trail.begin(), position.trail.end(), known))
            return false;
        const auto asks = [&position](const ApprovalTask &task) {
            return task.entry == position.entry && task.node == position.node && task.isAlive();
        };
        if (isStep && !std::any_of(request.tasks.begin(), request.tasks.end(), asks))
            return false;
        if (isStep && (stays.contains(position.entry) || !hasEverySlot(request, position.entry)))
            return false;
        if (isStep)
            stays.insert(position.entry, position.node);
    }
    int number = 0;
    for (const ApprovalTask &task : request.tasks) {
        const ApprovalNode *node = process.node(task.node);
        if (++number != task.number || !node || node->kind != ApprovalNode::Kind::Step)
            return false;
        if (task.isAlive() && stays.value(task.entry) != task.node)
            return false;
        if (task.status == ApprovalTask::Status::Open && !task.openedAt)
            return false;
    }
    return (request.status == ApprovalRequest::Status::Running) == !request.positions.isEmpty();
}

}  // namespace

Result<QList<ApprovalEngine::PlannedStep>> ApprovalEngine::plan(const Id &submitter,
                                                                const ApprovalWorld &world)
{
    const ApproverFinder finder(world, submitter);
    QList<PlannedStep> steps;
    QSet<QString> seen;
    QList<QString> open{world.process.process().start};
    while (!open.isEmpty()) {
        const QString key = open.takeFirst();
        if (seen.contains(key))
            continue;
        seen.insert(key);
        const ApprovalNode &node = *world.process.node(key);
        if (node.kind == ApprovalNode::Kind::Condition) {
            DW_ASSIGN(const QString next, ApprovalRun::chosen(node, world));
            open.prepend(next);
            continue;
        }
        if (node.kind == ApprovalNode::Kind::Step) {
            DW_ASSIGN(const QList<ApproverFinder::Signer> signers, finder.signersOf(node));
            PlannedStep step{key, {}};
            for (const ApproverFinder::Signer &signer : signers)
                step.people.append(signer.person);
            steps.append(step);
        }
        // Branches one after the other, then what is behind them.
        if (node.kind == ApprovalNode::Kind::Parallel)
            open.prepend(world.process.node(node.join)->next);
        if (node.kind != ApprovalNode::Kind::Join)
            open = node.successors() + open;
    }
    return steps;
}

Result<ApprovalOutcome> ApprovalEngine::submit(const Submission &submission, const ApprovalWorld &world)
{
    const ApprovalProcess &process = world.process.process();
    if (submission.comment.size() > ApprovalAct::LongestComment)
        return engineError(ErrorCode::Limit, "comment_too_long",
                           {QString::number(ApprovalAct::LongestComment)});
    if (!world.people.mayAct(submission.submitter))
        return engineError(ErrorCode::Forbidden, "unknown_person", {submission.submitter.toString()});
    const bool isSubject = submission.subject.record() == world.facts.record().ref() &&
                           submission.subject.record().object == process.object;
    if (!isSubject || submission.id.isNull())
        return engineError(ErrorCode::Invalid, "bad_request", {submission.id.toString()});
    DW_ASSIGN(const QList<PlannedStep> steps, plan(submission.submitter, world));
    for (const PlannedStep &step : steps) {
        if (step.people.contains(Id()))
            return engineError(ErrorCode::Refused, "nobody", {process.code, step.node});
    }
    ApprovalOutcome outcome;
    ApprovalRequest &request = outcome.request;
    request.id = submission.id;
    request.process = process.code;
    request.processVersion = process.version;
    request.submitter = submission.submitter;
    request.submittedAt = world.now;
    request.versions.append(submission.subject);
    ApprovalRun run(outcome, world);
    ApprovalEntry entry;
    entry.by = submission.submitter;
    entry.comment = submission.comment;
    entry.device = submission.device;
    entry.hash = submission.subject.hash();
    if (submission.enteredAt)
        entry.enteredAt = std::min(*submission.enteredAt, world.now);
    run.log(entry);
    DW_TRY(run.begin());
    return outcome;
}

Result<ApprovalOutcome> ApprovalEngine::apply(const ApprovalRequest &request, const ApprovalAct &act,
                                              const ApprovalWorld &world)
{
    const ApprovalProcess &process = world.process.process();
    if (request.process != process.code || request.processVersion != process.version)
        return engineError(ErrorCode::Conflict, "other_version",
                           {request.process, QString::number(request.processVersion)});
    if (!fits(request, world.process))
        return engineError(ErrorCode::Invalid, "bad_request", {request.id.toString()});
    return ApprovalMove(request, act, world).take();
}

}  // namespace dw
