// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approvalmove.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

using Answer = ApprovalAct::Decide::Answer;
using Entry = ApprovalEntry::Kind;
using Notice = ApprovalNotice::Kind;
using TaskStatus = ApprovalTask::Status;

Error refusedMove(const char *key, QStringList arguments = {}, ErrorCode code = ErrorCode::Refused)
{
    return Error(code, QLatin1String("approval.") + QLatin1String(key), std::move(arguments));
}

Result<void> checkText(const QString &text)
{
    if (text.size() > ApprovalAct::LongestComment)
        return refusedMove("comment_too_long", {QString::number(ApprovalAct::LongestComment)},
                           ErrorCode::Limit);
    return {};
}

Result<void> checkReason(const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return refusedMove("reason_missing");
    return checkText(reason);
}

bool needsComment(const ApprovalNode &node, Answer answer)
{
    // Who sends something back says what is to be changed.
    if (answer == Answer::Return || node.comment == ApprovalNode::Comment::Always)
        return true;
    return answer == Answer::Reject && node.comment == ApprovalNode::Comment::OnReject;
}

Entry entryFor(Answer answer)
{
    switch (answer) {
        case Answer::Approve:
            return Entry::Approved;
        case Answer::Reject:
            return Entry::Rejected;
        case Answer::Return:
            break;
    }
    return Entry::Returned;
}

QStringList keysOf(const QList<ApprovalSubject::Change> &changes)
{
    QStringList keys;
    for (const ApprovalSubject::Change &change : changes)
        keys.append(change.key);
    return keys;
}

}  // namespace

ApprovalMove::ApprovalMove(const ApprovalRequest &request, const ApprovalAct &act, const ApprovalWorld &world)
    : m_act(act)
    , m_world(world)
    , m_outcome{request, {}, {}, {}, {}}
    , m_request(m_outcome.request)
    , m_run(m_outcome, world)
{}

Result<ApprovalOutcome> ApprovalMove::take()
{
    DW_TRY(std::visit([this](const auto &what) { return act(what); }, m_act.what));
    if (m_request.log.size() > ApprovalRequest::MostEntries ||
        m_request.tasks.size() > ApprovalRequest::MostTasks)
        return refusedMove("too_long", {QString::number(ApprovalRequest::MostEntries)}, ErrorCode::Limit);
    return m_outcome;
}

ApprovalEntry ApprovalMove::entryOf(ApprovalEntry::Kind kind, const QString &comment) const
{
    ApprovalEntry entry;
    entry.kind = kind;
    entry.by = m_act.by;
    entry.device = m_act.device;
    entry.comment = comment;
    if (m_act.enteredAt)
        entry.enteredAt = std::min(*m_act.enteredAt, m_world.now);
    return entry;
}

ApprovalEntry ApprovalMove::entryOf(ApprovalEntry::Kind kind, const ApprovalTask &task,
                                    const QString &comment) const
{
    ApprovalEntry entry = entryOf(kind, comment);
    entry.node = task.node;
    entry.task = task.number;
    return entry;
}

Result<ApprovalTask *> ApprovalMove::taskOf(int number)
{
    ApprovalTask *task = m_request.task(number);
    if (!task)
        return refusedMove("no_task", {QString::number(number)}, ErrorCode::NotFound);
    if (task->assignee.isNull() || task->assignee != m_act.by)
        return refusedMove("not_approver", {}, ErrorCode::Forbidden);
    if (!m_world.people.mayAct(m_act.by))
        return refusedMove("not_approver", {}, ErrorCode::Forbidden);
    // Who is back, or never read that somebody stands in, may still answer what was theirs.
    while (task->status == TaskStatus::Transferred) {
        const auto heir =
            std::find_if(m_request.tasks.begin(), m_request.tasks.end(), [&](const auto &other) {
                return other.number > task->number && other.entry == task->entry &&
                       other.slot == task->slot && other.place == task->place && other.from == task->assignee;
            });
        if (heir == m_request.tasks.end() || heir->origin != ApprovalTask::Origin::Delegate)
            return refusedMove("not_approver", {}, ErrorCode::Forbidden);
        task = &*heir;
    }
    return task;
}

Result<void> ApprovalMove::mayWorkOn(const ApprovalTask &task) const
{
    const ApprovalNode &node = m_run.nodeOf(task);
    if (task.status == TaskStatus::Done)
        return refusedMove("decided", {}, ErrorCode::Conflict);
    if (m_act.by == m_request.submitter && !node.selfApproval)
        return refusedMove("own_request", {}, ErrorCode::Forbidden);
    if (!task.role.isEmpty() && !m_world.people.holds(m_act.by, task.role))
        return refusedMove("not_approver", {}, ErrorCode::Forbidden);
    if (task.status == TaskStatus::Waiting)
        return refusedMove("not_your_turn");
    return {};
}

Result<ApprovalTask *> ApprovalMove::openTaskOf(int number)
{
    DW_ASSIGN(ApprovalTask *const task, taskOf(number));
    DW_TRY(mayWorkOn(*task));
    if (task->status != TaskStatus::Open)
        return refusedMove("over", {}, ErrorCode::Conflict);
    return task;
}

Result<void> ApprovalMove::act(const ApprovalAct::Decide &decide)
{
    DW_ASSIGN(ApprovalTask *const task, taskOf(decide.task));
    if (!ApprovalSubject::isHash(decide.hash))
        return refusedMove("bad_hash", {}, ErrorCode::Invalid);
    DW_TRY(checkText(decide.comment));
    DW_TRY(mayWorkOn(*task));
    if (decide.hash != m_request.subject().hash()) {
        keepVoid(*task, decide);
        return {};
    }
    if (task->status == TaskStatus::Open)
        return answer(*task, decide);
    if (task->answeredLate)
        return refusedMove("decided", {}, ErrorCode::Conflict);
    task->answeredLate = true;
    ApprovalEntry late = entryOf(Entry::Late, *task, decide.comment);
    late.hash = decide.hash;
    m_run.log(late);
    m_outcome.verdict = ApprovalOutcome::Verdict::Late;
    return {};
}

void ApprovalMove::keepVoid(const ApprovalTask &task, const ApprovalAct::Decide &decide)
{
    ApprovalEntry nothing = entryOf(Entry::Void, task, decide.comment);
    nothing.hash = decide.hash;
    for (const ApprovalSubject &seen : std::as_const(m_request.versions)) {
        if (seen.hash() == decide.hash)
            nothing.changed = keysOf(ApprovalSubject::changes(seen, m_request.subject()));
    }
    m_run.log(nothing);
    // It is another task where the request began anew meanwhile.
    int asked = 0;
    for (const ApprovalTask &other : std::as_const(m_request.tasks)) {
        if (other.status == TaskStatus::Open && other.assignee == m_act.by)
            asked = other.number;
    }
    m_run.tell(Notice::AskedAgain, m_act.by, asked);
    m_outcome.verdict = ApprovalOutcome::Verdict::Void;
}

Result<void> ApprovalMove::mayReturn(const ApprovalTask &task, const ApprovalAct::Decide &decide) const
{
    const ApprovalNode &node = m_run.nodeOf(task);
    if (decide.answer != Answer::Return)
        return {};
    if (!node.allowReturn)
        return refusedMove("return_not_allowed", {node.key});
    if (decide.back != ApprovalAct::Decide::Back::Step)
        return {};
    const ApprovalNode *back = m_world.process.node(decide.step);
    if (!back || back->kind != ApprovalNode::Kind::Step || !m_run.mayGoBackTo(task.entry, decide.step))
        return refusedMove("no_way_back", {decide.step});
    return {};
}

Result<void> ApprovalMove::answer(ApprovalTask &task, const ApprovalAct::Decide &decide)
{
    const ApprovalNode &node = m_run.nodeOf(task);
    if (needsComment(node, decide.answer) && decide.comment.trimmed().isEmpty())
        return refusedMove("comment_missing");
    DW_TRY(mayReturn(task, decide));
    ApprovalEntry entry = entryOf(entryFor(decide.answer), task, decide.comment);
    entry.hash = decide.hash;
    entry.elapsedSeconds = std::max<qint64>(0, (m_world.now.ms - task.openedAt->ms) / 1000);
    if (task.origin == ApprovalTask::Origin::Delegate)
        entry.forUser = m_act.by == task.from ? Id() : task.from;
    m_run.log(entry);
    const int entryNumber = task.entry;
    task.status = TaskStatus::Done;
    task.dueAt.reset();
    task.answer =
        decide.answer == Answer::Approve ? ApprovalTask::Answer::Approved : ApprovalTask::Answer::Rejected;
    m_outcome.closed.append(task.number);
    if (decide.answer != Answer::Return)
        return m_run.settle(entryNumber);
    switch (decide.back) {
        case ApprovalAct::Decide::Back::Previous:
            return m_run.backToPrevious(entryNumber);
        case ApprovalAct::Decide::Back::Step:
            return m_run.backTo(entryNumber, decide.step);
        case ApprovalAct::Decide::Back::Submitter:
            break;
    }
    m_run.backToSubmitter();
    return {};
}

Result<void> ApprovalMove::mayTake(const ApprovalTask &task, const Id &person) const
{
    if (!m_world.people.mayAct(person))
        return refusedMove("unknown_person", {person.toString()});
    if (person == m_act.by)
        return refusedMove("to_self");
    if (!m_run.finder().maySign(person, m_run.nodeOf(task)))
        return refusedMove("to_submitter");
    if (m_run.signing(task.entry).contains(person))
        return refusedMove("signs_already");
    return {};
}

Result<void> ApprovalMove::act(const ApprovalAct::Transfer &transfer)
{
    DW_ASSIGN(ApprovalTask *const task, openTaskOf(transfer.task));
    if (!m_run.nodeOf(*task).allowTransfer)
        return refusedMove("transfer_not_allowed", {task->node});
    DW_TRY(checkReason(transfer.reason));
    DW_TRY(mayTake(*task, transfer.to));
    if (task->transfers >= ApprovalTask::MostTransfers)
        return refusedMove("too_many_transfers", {QString::number(ApprovalTask::MostTransfers)});
    m_run.handOver(task->number, transfer.to, ApprovalTask::Origin::Transfer,
                   entryOf(Entry::Transferred, transfer.reason));
    return {};
}

Result<void> ApprovalMove::act(const ApprovalAct::AddSigner &add)
{
    DW_ASSIGN(ApprovalTask *const task, openTaskOf(add.task));
    if (!m_run.nodeOf(*task).allowAddSigner)
        return refusedMove("add_not_allowed", {task->node});
    DW_TRY(checkText(add.reason));
    DW_TRY(mayTake(*task, add.signer));
    ApprovalEntry entry = entryOf(Entry::SignerAdded, *task, add.reason);
    entry.to = add.signer;
    m_run.log(entry);
    m_run.addSigner(task->number, add.signer, add.place == ApprovalAct::AddSigner::Place::Before);
    return {};
}

Result<void> ApprovalMove::mustBeSubmitter() const
{
    if (m_act.by != m_request.submitter || !m_world.people.mayAct(m_act.by))
        return refusedMove("not_submitter", {}, ErrorCode::Forbidden);
    if (m_request.isOver())
        return refusedMove("over", {}, ErrorCode::Conflict);
    return {};
}

Result<void> ApprovalMove::restart(const ApprovalSubject &subject, ApprovalEntry entry)
{
    entry.hash = subject.hash();
    entry.changed = keysOf(ApprovalSubject::changes(m_request.subject(), subject));
    if (subject.hash() != m_request.subject().hash()) {
        if (m_request.versions.size() >= ApprovalRequest::MostVersions)
            return refusedMove("too_long", {QString::number(ApprovalRequest::MostVersions)},
                               ErrorCode::Limit);
        m_request.versions.append(subject);
    }
    m_run.log(entry);
    return m_run.begin();
}

Result<void> ApprovalMove::act(const ApprovalAct::Resubmit &resubmit)
{
    DW_TRY(mustBeSubmitter());
    DW_TRY(checkText(resubmit.comment));
    if (m_request.status != ApprovalRequest::Status::Returned)
        return refusedMove("not_returned");
    if (resubmit.subject.record() != m_request.subject().record())
        return refusedMove("bad_request", {m_request.id.toString()}, ErrorCode::Invalid);
    return restart(resubmit.subject, entryOf(Entry::Resubmitted, resubmit.comment));
}

Result<void> ApprovalMove::act(const ApprovalAct::Recall &recall)
{
    DW_TRY(mustBeSubmitter());
    DW_TRY(checkReason(recall.reason));
    // What came back is the submitter's to give up.
    if (m_request.status == ApprovalRequest::Status::Running) {
        if (!m_world.process.process().allowRecall)
            return refusedMove("recall_not_allowed");
        const auto counts = m_request.log.cbegin() + m_request.countsFrom;
        const bool decided = std::any_of(counts, m_request.log.cend(), [](const ApprovalEntry &entry) {
            return entry.kind == Entry::Approved || entry.kind == Entry::Rejected ||
                   entry.kind == Entry::Returned;
        });
        if (decided)
            return refusedMove("recall_too_late");
    }
    m_run.log(entryOf(Entry::Recalled, recall.reason));
    m_run.finish(ApprovalRequest::Status::Recalled);
    for (ApprovalNotice &notice : m_outcome.notices)
        notice.kind = notice.kind == Notice::Closed ? Notice::Recalled : notice.kind;
    return {};
}

Result<void> ApprovalMove::act(const ApprovalAct::Remind &)
{
    DW_TRY(mustBeSubmitter());
    if (m_request.status != ApprovalRequest::Status::Running)
        return refusedMove("over", {}, ErrorCode::Conflict);
    m_run.log(entryOf(Entry::Reminded));
    m_run.tellAsked(Notice::Reminded);
    return {};
}

Result<void> ApprovalMove::act(const ApprovalAct::SubjectChanged &changed)
{
    if (changed.subject.record() != m_request.subject().record())
        return refusedMove("bad_request", {m_request.id.toString()}, ErrorCode::Invalid);
    if (changed.subject.hash() == m_request.subject().hash())
        return {};
    if (m_request.status == ApprovalRequest::Status::Running) {
        QList<Id> signedBefore;
        for (const ApprovalTask &task : std::as_const(m_request.tasks)) {
            if (task.status == TaskStatus::Done)
                signedBefore.append(task.assignee);
        }
        DW_TRY(restart(changed.subject, entryOf(Entry::Changed)));
        for (ApprovalNotice &notice : m_outcome.notices) {
            if (notice.kind == Notice::Asked && signedBefore.contains(notice.to))
                notice.kind = Notice::AskedAgain;
        }
        return {};
    }
    // F3.33: what was approved is another one now.
    if (m_request.status == ApprovalRequest::Status::Approved) {
        ApprovalEntry ended = entryOf(Entry::Ended);
        ended.hash = changed.subject.hash();
        ended.changed = keysOf(ApprovalSubject::changes(m_request.subject(), changed.subject));
        m_run.log(ended);
        m_run.finish(ApprovalRequest::Status::Void);
    }
    return {};
}

Result<void> ApprovalMove::act(const ApprovalAct::Assign &assign)
{
    const ApprovalTask *task = m_request.task(assign.task);
    if (!task)
        return refusedMove("no_task", {QString::number(assign.task)}, ErrorCode::NotFound);
    if (!m_world.people.isAdministrator(m_act.by) || !m_world.people.mayAct(m_act.by))
        return refusedMove("not_administrator", {}, ErrorCode::Forbidden);
    if (!task->isAlive() || !task->assignee.isNull())
        return refusedMove("not_unassigned");
    DW_TRY(checkText(assign.reason));
    if (!m_world.people.mayAct(assign.to))
        return refusedMove("unknown_person", {assign.to.toString()});
    if (!m_run.finder().maySign(assign.to, m_run.nodeOf(*task)))
        return refusedMove("to_submitter");
    if (m_run.signing(task->entry).contains(assign.to))
        return refusedMove("signs_already");
    m_run.handOver(task->number, assign.to, ApprovalTask::Origin::Assigned,
                   entryOf(Entry::Assigned, assign.reason));
    return {};
}

Result<void> ApprovalMove::act(const ApprovalAct::Review &)
{
    if (m_request.status == ApprovalRequest::Status::Returned && !m_world.people.mayAct(m_request.submitter))
        m_run.endWithoutSubmitter();
    const int count = int(m_request.tasks.size());
    for (int number = 1; number <= count; ++number)
        reviewTask(number);
    // What was handed on is looked at with its new owner.
    for (int number = 1; number <= int(m_request.tasks.size()); ++number)
        overdue(number);
    return {};
}

void ApprovalMove::reviewTask(int number)
{
    const ApprovalTask task = *m_request.task(number);
    if (!task.isAlive())
        return;
    const ApprovalNode &node = m_run.nodeOf(task);
    const bool holds = task.role.isEmpty() || m_world.people.holds(task.assignee, task.role);
    if (m_run.finder().maySign(task.assignee, node) && holds) {
        m_run.delegate(number, ApprovalPeople::Task::Waiting);
        return;
    }
    QList<Id> signing = m_run.signing(task.entry);
    signing.removeAll(task.assignee);
    const Id next = m_run.finder().replacementFor({task.assignee, task.role}, node, signing);
    if (next.isNull() && task.assignee.isNull())
        return;
    m_run.handOver(number, next, ApprovalTask::Origin::Replacement);
}

void ApprovalMove::overdue(int number)
{
    ApprovalTask &task = *m_request.task(number);
    if (task.status != TaskStatus::Open || !task.dueAt || m_world.now < *task.dueAt)
        return;
    const ApprovalNode &node = m_run.nodeOf(task);
    if (task.assignee.isNull()) {
        task.dueAt = Instant{m_world.now.ms + ApprovalRun::AskAgainMs};
        m_run.tell(Notice::Nobody, m_request.submitter, number);
        for (const Id &administrator : m_world.people.administrators())
            m_run.tell(Notice::Nobody, administrator, number);
        return;
    }
    if (node.timeout == ApprovalNode::Timeout::Escalate) {
        QList<Id> asked;
        for (const ApprovalTask &other : std::as_const(m_request.tasks)) {
            if (other.entry == task.entry)
                asked.append(other.assignee);
        }
        const Id above = m_run.finder().above(task.assignee, node, asked);
        if (!above.isNull()) {
            m_run.tell(Notice::Overdue, task.assignee, number);
            m_run.handOver(number, above, ApprovalTask::Origin::Escalation);
            return;
        }
    }
    // Nobody above them is left: they are reminded as long as it takes.
    task.dueAt = Instant{m_world.now.ms + node.timeoutMinutes.value_or(24 * 60) * 60000};
    m_run.log(entryOf(Entry::Reminded, task, {}));
    m_run.tell(Notice::Reminded, task.assignee, number);
}

}  // namespace dw
