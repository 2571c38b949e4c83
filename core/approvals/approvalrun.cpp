// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approvalrun.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

using Kind = ApprovalNotice::Kind;
using Origin = ApprovalTask::Origin;
using Status = ApprovalTask::Status;

ApprovalEntry::Kind entryOf(Origin origin)
{
    switch (origin) {
        case Origin::Transfer:
            return ApprovalEntry::Kind::Transferred;
        case Origin::Delegate:
            return ApprovalEntry::Kind::Delegated;
        case Origin::Escalation:
            return ApprovalEntry::Kind::Escalated;
        case Origin::Assigned:
            return ApprovalEntry::Kind::Assigned;
        default:
            return ApprovalEntry::Kind::Replaced;
    }
}

}  // namespace

ApprovalRun::ApprovalRun(ApprovalOutcome &outcome, const ApprovalWorld &world)
    : m_outcome(outcome)
    , m_request(outcome.request)
    , m_world(world)
    , m_finder(world, outcome.request.submitter)
{}

const ApprovalNode &ApprovalRun::nodeOf(const ApprovalTask &task) const
{
    return *m_world.process.node(task.node);
}

void ApprovalRun::log(ApprovalEntry entry)
{
    entry.at = m_world.now;
    m_request.log.append(std::move(entry));
}

void ApprovalRun::tell(ApprovalNotice::Kind kind, const Id &to, int task)
{
    if (!to.isNull())
        m_outcome.notices.append({kind, to, task});
}

void ApprovalRun::tellAsked(ApprovalNotice::Kind kind)
{
    for (const ApprovalTask &task : std::as_const(m_request.tasks)) {
        if (task.status == Status::Open)
            tell(kind, task.assignee, task.number);
    }
}

Result<void> ApprovalRun::begin()
{
    cancelAll();
    m_request.status = ApprovalRequest::Status::Running;
    m_request.countsFrom = int(m_request.log.size());
    return enter(m_world.process.process().start, {});
}

Result<QString> ApprovalRun::chosen(const ApprovalNode &condition, const ApprovalWorld &world)
{
    for (int i = 0; i < condition.branches.size(); ++i) {
        DW_ASSIGN(const bool holds, world.facts.holds(world.process.expression(condition, i)));
        if (holds)
            return condition.branches[i].to;
    }
    return condition.otherwise;
}

Result<void> ApprovalRun::enter(const QString &first, QStringList trail)
{
    QString at = first;
    while (true) {
        const ApprovalNode &node = *m_world.process.node(at);
        switch (node.kind) {
            case ApprovalNode::Kind::Step:
                return openStep(node, trail);
            case ApprovalNode::Kind::Join:
                return enterJoin(node, trail);
            case ApprovalNode::Kind::End:
                finish(node.outcome == ApprovalNode::Outcome::Approved ? ApprovalRequest::Status::Approved
                                                                       : ApprovalRequest::Status::Rejected);
                return {};
            case ApprovalNode::Kind::Copy: {
                DW_ASSIGN(const QList<Id> told, m_finder.toldOf(node));
                for (const Id &person : told)
                    tell(Kind::Copied, person);
                at = node.next;
                break;
            }
            case ApprovalNode::Kind::Condition: {
                DW_ASSIGN(at, chosen(node, m_world));
                break;
            }
            case ApprovalNode::Kind::Parallel:
                for (const QString &start : node.starts)
                    DW_TRY(enter(start, trail));
                return {};
        }
    }
}

Result<void> ApprovalRun::enterJoin(const ApprovalNode &join, const QStringList &trail)
{
    m_request.positions.append({join.key, 0, trail});
    const auto arrived = [&join](const ApprovalRequest::Position &position) {
        return position.node == join.key;
    };
    const QString parallel = m_world.process.shape().parallelOf(join.key);
    const auto count = std::count_if(m_request.positions.begin(), m_request.positions.end(), arrived);
    if (count < m_world.process.node(parallel)->starts.size())
        return {};
    m_request.positions.removeIf(arrived);
    // What was passed inside is one thing from here on: all of it is gone back to, or nothing.
    const ProcessShape &shape = m_world.process.shape();
    const ProcessShape::Place outside = shape.placeOf(join.key);
    QStringList passed;
    for (const QString &node : trail) {
        if (ProcessShape::isWithin(outside, shape.placeOf(node)))
            passed.append(node);
    }
    passed.append(parallel);
    return enter(join.next, passed);
}

Result<void> ApprovalRun::openStep(const ApprovalNode &node, const QStringList &trail)
{
    if (m_request.entries >= MostEntries)
        return Error(ErrorCode::Limit, QStringLiteral("approval.too_long"), {QString::number(MostEntries)});
    const int entry = ++m_request.entries;
    m_request.positions.append({node.key, entry, trail});
    DW_ASSIGN(const QList<ApproverFinder::Signer> signers, m_finder.signersOf(node));
    for (int i = 0; i < signers.size(); ++i) {
        ApprovalTask task;
        task.number = int(m_request.tasks.size()) + 1;
        task.entry = entry;
        task.node = node.key;
        task.slot = i;
        task.assignee = signers[i].person;
        task.role = signers[i].role;
        m_request.tasks.append(task);
    }
    if (m_request.tasks.size() > ApprovalRequest::MostTasks)
        return Error(ErrorCode::Limit, QStringLiteral("approval.too_long"),
                     {QString::number(ApprovalRequest::MostTasks)});
    wake(entry);
    return {};
}

int ApprovalRun::slotsOf(int entry) const
{
    int slotCount = 0;
    for (const ApprovalTask &task : std::as_const(m_request.tasks)) {
        if (task.entry == entry)
            slotCount = std::max(slotCount, task.slot + 1);
    }
    return slotCount;
}

ApprovalTask *ApprovalRun::firstUnanswered(int entry, int slot)
{
    ApprovalTask *first = nullptr;
    for (ApprovalTask &task : m_request.tasks) {
        if (task.entry == entry && task.slot == slot && task.isAlive() &&
            (!first || task.place < first->place))
            first = &task;
    }
    return first;
}

void ApprovalRun::wake(int entry)
{
    const int count = slotsOf(entry);
    for (int slot = 0; slot < count; ++slot) {
        if (slotStanding(entry, slot) != Standing::Pending)
            continue;
        ApprovalTask *next = firstUnanswered(entry, slot);
        const bool inTurn = nodeOf(*next).mode == ApprovalNode::Mode::OneByOne;
        if (next->status == Status::Waiting)
            open(*next);
        if (inTurn)
            return;
    }
}

void ApprovalRun::open(ApprovalTask &task)
{
    const ApprovalNode &node = nodeOf(task);
    const int number = task.number;
    task.status = Status::Open;
    task.openedAt = m_world.now;
    if (node.timeoutMinutes && !task.dueAt)
        task.dueAt = Instant{m_world.now.ms + *node.timeoutMinutes * 60000};
    m_outcome.opened.append(number);
    if (!task.assignee.isNull()) {
        tell(Kind::Asked, task.assignee, number);
        if (task.origin != Origin::Delegate)
            delegate(number, ApprovalPeople::Task::New);
        return;
    }
    task.dueAt = Instant{m_world.now.ms + AskAgainMs};
    ApprovalEntry entry;
    entry.kind = ApprovalEntry::Kind::Unassigned;
    entry.node = task.node;
    entry.task = number;
    log(entry);
    tell(Kind::Nobody, m_request.submitter, number);
    for (const Id &administrator : m_world.people.administrators())
        tell(Kind::Nobody, administrator, number);
}

void ApprovalRun::close(ApprovalTask &task, ApprovalTask::Status status)
{
    if (task.status == Status::Open) {
        m_outcome.closed.append(task.number);
        if (status == Status::Cancelled)
            tell(Kind::Closed, task.assignee, task.number);
    }
    task.status = status;
    task.dueAt.reset();
}

void ApprovalRun::cancel(int entry)
{
    for (ApprovalTask &task : m_request.tasks) {
        if (task.entry == entry && task.isAlive())
            close(task, Status::Cancelled);
    }
    m_request.positions.removeIf(
        [entry](const auto &position) { return entry > 0 && position.entry == entry; });
}

void ApprovalRun::cancelAll()
{
    for (ApprovalTask &task : m_request.tasks) {
        if (task.isAlive())
            close(task, Status::Cancelled);
    }
    m_request.positions.clear();
}

ApprovalRun::Standing ApprovalRun::slotStanding(int entry, int slot) const
{
    bool pending = false;
    for (const ApprovalTask &task : std::as_const(m_request.tasks)) {
        if (task.entry != entry || task.slot != slot)
            continue;
        if (task.answer == ApprovalTask::Answer::Rejected)
            return Standing::Rejected;
        pending = pending || task.isAlive();
    }
    return pending ? Standing::Pending : Standing::Approved;
}

ApprovalRun::Standing ApprovalRun::standing(int entry) const
{
    const int all = slotsOf(entry);
    int approved = 0, rejected = 0;
    const ApprovalNode *node = nullptr;
    for (int slot = 0; slot < all; ++slot) {
        const Standing one = slotStanding(entry, slot);
        approved += one == Standing::Approved ? 1 : 0;
        rejected += one == Standing::Rejected ? 1 : 0;
    }
    for (const ApprovalTask &task : std::as_const(m_request.tasks)) {
        if (task.entry == entry)
            node = &nodeOf(task);
    }
    const bool atOnce = node->rejectWhen == ApprovalNode::RejectWhen::AtOnce;
    switch (node->mode) {
        case ApprovalNode::Mode::OneByOne:
            if (rejected > 0)
                return Standing::Rejected;
            return approved == all ? Standing::Approved : Standing::Pending;
        case ApprovalNode::Mode::All:
            if (rejected > 0 && (atOnce || approved + rejected == all))
                return Standing::Rejected;
            return approved == all ? Standing::Approved : Standing::Pending;
        case ApprovalNode::Mode::Any:
            if (approved > 0)
                return Standing::Approved;
            return rejected == all || (rejected > 0 && atOnce) ? Standing::Rejected : Standing::Pending;
        case ApprovalNode::Mode::Quorum:
            break;
    }
    if (approved >= node->quorum)
        return Standing::Approved;
    return all - rejected < node->quorum ? Standing::Rejected : Standing::Pending;
}

int ApprovalRun::positionOf(int entry) const
{
    for (int i = 0; i < m_request.positions.size(); ++i) {
        if (m_request.positions[i].entry == entry)
            return i;
    }
    return -1;
}

Result<void> ApprovalRun::settle(int entry)
{
    const ApprovalRequest::Position position = m_request.positions.at(positionOf(entry));
    const ApprovalNode &node = *m_world.process.node(position.node);
    switch (standing(entry)) {
        case Standing::Pending: {
            // Whoever was to sign after a rejection has nothing left to sign.
            const int count = slotsOf(entry);
            for (ApprovalTask &task : m_request.tasks) {
                if (task.entry == entry && task.slot < count && task.isAlive() &&
                    slotStanding(entry, task.slot) == Standing::Rejected)
                    close(task, Status::Cancelled);
            }
            wake(entry);
            return {};
        }
        case Standing::Approved:
            cancel(entry);
            return enter(node.next, position.trail + QStringList{node.key});
        case Standing::Rejected:
            break;
    }
    switch (node.rejectTo) {
        case ApprovalNode::RejectTo::End:
            finish(ApprovalRequest::Status::Rejected);
            return {};
        case ApprovalNode::RejectTo::Previous:
            return backToPrevious(entry);
        case ApprovalNode::RejectTo::Step:
            return backTo(entry, node.rejectStep);
        case ApprovalNode::RejectTo::Submitter:
            break;
    }
    backToSubmitter();
    return {};
}

bool ApprovalRun::mayGoBackTo(int entry, const QString &node) const
{
    const ApprovalRequest::Position &position = m_request.positions.at(positionOf(entry));
    const ProcessShape &shape = m_world.process.shape();
    return position.trail.contains(node) &&
           ProcessShape::isWithin(shape.placeOf(position.node), shape.placeOf(node));
}

Result<void> ApprovalRun::backToPrevious(int entry)
{
    const QStringList trail = m_request.positions.at(positionOf(entry)).trail;
    if (!trail.isEmpty())
        return backTo(entry, trail.last());
    backToSubmitter();
    return {};
}

Result<void> ApprovalRun::backTo(int entry, const QString &node)
{
    if (!mayGoBackTo(entry, node)) {
        backToSubmitter();
        return {};
    }
    const ApprovalRequest::Position from = m_request.positions.at(positionOf(entry));
    const ProcessShape &shape = m_world.process.shape();
    const ProcessShape::Place here = shape.placeOf(from.node);
    const ProcessShape::Place there = shape.placeOf(node);
    cancel(entry);
    // What leaves a branch takes the branches beside it along.
    if (here.size() > there.size()) {
        const QString parallel = here.at(there.size()).parallel;
        const QList<ApprovalRequest::Position> positions = m_request.positions;
        for (const ApprovalRequest::Position &other : positions) {
            const ProcessShape::Place place = shape.placeOf(other.node);
            if (place.size() > there.size() && place.at(there.size()).parallel == parallel)
                cancel(other.entry);
        }
        m_request.positions.removeIf([&](const ApprovalRequest::Position &other) {
            const ProcessShape::Place place = shape.placeOf(other.node);
            const bool inside = place.size() > there.size() && place.at(there.size()).parallel == parallel;
            return inside || shape.parallelOf(other.node) == parallel;
        });
    }
    return enter(node, from.trail.mid(0, from.trail.lastIndexOf(node)));
}

void ApprovalRun::backToSubmitter()
{
    if (!m_world.people.mayAct(m_request.submitter)) {
        endWithoutSubmitter();
        return;
    }
    cancelAll();
    m_request.status = ApprovalRequest::Status::Returned;
    tell(Kind::Returned, m_request.submitter);
}

void ApprovalRun::endWithoutSubmitter()
{
    ApprovalEntry entry;
    entry.kind = ApprovalEntry::Kind::Ended;
    log(entry);
    finish(ApprovalRequest::Status::Void);
    tell(Kind::Ended, m_world.people.managerOf(m_request.submitter));
}

void ApprovalRun::finish(ApprovalRequest::Status status)
{
    cancelAll();
    m_request.status = status;
    m_request.finishedAt = m_world.now;
    switch (status) {
        case ApprovalRequest::Status::Approved:
            tell(Kind::Approved, m_request.submitter);
            break;
        case ApprovalRequest::Status::Rejected:
            tell(Kind::Rejected, m_request.submitter);
            break;
        case ApprovalRequest::Status::Recalled:
            break;
        default:
            tell(Kind::Ended, m_request.submitter);
    }
}

QList<Id> ApprovalRun::signing(int entry) const
{
    QList<Id> people;
    for (const ApprovalTask &task : std::as_const(m_request.tasks)) {
        if (task.entry == entry && (task.isAlive() || task.status == Status::Done) && !task.assignee.isNull())
            people.append(task.assignee);
    }
    return people;
}

void ApprovalRun::handOver(int number, const Id &to, ApprovalTask::Origin origin, ApprovalEntry entry)
{
    ApprovalTask &old = *m_request.task(number);
    const Status status = old.status;
    ApprovalTask next = old;
    close(old, Status::Transferred);
    next.number = int(m_request.tasks.size()) + 1;
    next.from = old.assignee;
    next.assignee = to;
    next.role.clear();
    next.origin = origin;
    next.status = Status::Waiting;
    next.transfers += origin == Origin::Transfer ? 1 : 0;
    next.openedAt.reset();
    // Only who did not answer in time starts the time anew.
    if (origin == Origin::Escalation || next.from.isNull())
        next.dueAt.reset();
    m_request.tasks.append(next);
    if (!to.isNull()) {
        entry.kind = entryOf(origin);
        entry.node = next.node;
        entry.task = next.number;
        entry.forUser = next.from;
        entry.to = to;
        log(std::move(entry));
    }
    if (status == Status::Open)
        open(*m_request.task(next.number));
}

void ApprovalRun::addSigner(int number, const Id &signer, bool before)
{
    ApprovalTask added = *m_request.task(number);
    added.number = int(m_request.tasks.size()) + 1;
    added.place += before ? 0 : 1;
    added.from = added.assignee;
    added.assignee = signer;
    added.role.clear();
    added.origin = Origin::AddedSigner;
    added.status = Status::Waiting;
    added.transfers = 0;
    added.openedAt.reset();
    added.dueAt.reset();
    for (ApprovalTask &task : m_request.tasks) {
        if (task.entry == added.entry && task.slot == added.slot && task.place >= added.place)
            ++task.place;
    }
    m_request.tasks.append(added);
    if (before) {
        // Whoever asked answers after the other one, and has their whole time then.
        ApprovalTask &asking = *m_request.task(number);
        close(asking, Status::Waiting);
        asking.openedAt.reset();
    }
    wake(added.entry);
}

Id ApprovalRun::standInFor(const Id &user, const ApprovalTask &task, ApprovalPeople::Task age) const
{
    const Id standIn = m_world.people.standInFor(user, m_request.process, m_world.now, age);
    if (standIn.isNull() || !m_finder.maySign(standIn, nodeOf(task)))
        return {};
    const bool counts = nodeOf(task).mode == ApprovalNode::Mode::Quorum;
    return counts && signing(task.entry).contains(standIn) ? Id() : standIn;
}

void ApprovalRun::delegate(int number, ApprovalPeople::Task age)
{
    const ApprovalTask task = *m_request.task(number);
    const auto passedOn = [&task](const ApprovalTask &other) {
        return other.entry == task.entry && other.slot == task.slot && other.place == task.place &&
               other.origin == Origin::Delegate;
    };
    if (std::count_if(m_request.tasks.cbegin(), m_request.tasks.cend(), passedOn) >=
        ApprovalPeople::LongestChain)
        return;
    const Id standIn = standInFor(task.assignee, task, age);
    if (!standIn.isNull())
        handOver(number, standIn, Origin::Delegate);
}

}  // namespace dw
