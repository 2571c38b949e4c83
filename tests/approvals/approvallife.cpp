// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/approvals/approvallife.h"

#include "core/approvals/requestjson.h"

#include <QSet>

#include <algorithm>

namespace dw::test
{

namespace
{

using Company = ApprovalCompany;
using Decide = ApprovalAct::Decide;
using RequestStatus = ApprovalRequest::Status;
using TaskStatus = ApprovalTask::Status;

constexpr const char *Logins[] = {"boss", "chief", "wei", "lin", "zoe", "yu", "kim"};

bool isRunning(const ApprovalRequest &request)
{
    return request.status == RequestStatus::Running;
}

}  // namespace

ApprovalLife::ApprovalLife(const ApprovalProcess &process, std::mt19937 &random) : m_random(random)
{
    m_company.run(process);
    m_company.setAmount(1 + below(20000000));
    for (const char *login : Logins) {
        if (oneIn(3))
            m_company.setUser(login, "team_id", Value());
    }
}

const char *ApprovalLife::anybody()
{
    return Logins[below(7)];
}

void ApprovalLife::must(bool holds, const char *promise)
{
    if (!holds && m_broken.isEmpty())
        m_broken = QStringLiteral("act %1: %2").arg(m_moments.size()).arg(Company::text(promise));
}

void ApprovalLife::begin()
{
    const ApprovalCompany before = m_company;
    if (m_company.submit().ok()) {
        m_submitted = before;
        check(*m_company.request);
    }
}

// People come and go; the record becomes another one.
void ApprovalLife::change()
{
    const char *login = anybody();
    switch (below(6)) {
        case 0:
            m_company.leave(login);
            break;
        case 1:
        case 2:
            m_company.setUser(login, "status", Value(Company::text("active")));
            break;
        case 3:
            m_company.giveRoles(login, oneIn(2)   ? QStringList{Company::text("legal")}
                                       : oneIn(3) ? QStringList{Company::text("admin")}
                                                  : QStringList());
            break;
        case 4:
            m_company.setUser(login, "manager_id", oneIn(3) ? Value() : Value(Company::id(anybody())));
            break;
        default: {
            ApprovalPeople::Delegation delegation;
            delegation.from = Company::id(login);
            delegation.to = Company::id(anybody());
            delegation.begins = Instant{m_company.now.ms - below(100) * 60000};
            delegation.ends = Instant{m_company.now.ms + below(1000) * 60000};
            delegation.includesWaiting = oneIn(2);
            m_company.delegate(delegation);
        }
    }
    take(ApprovalAct{Id(), ApprovalAct::Review{}, {}, {}});
}

ApprovalAct::What ApprovalLife::nextWork(const ApprovalTask &task)
{
    const Id somebody = Company::id(anybody());
    switch (below(12)) {
        case 0:
            return ApprovalAct::Transfer{task.number, somebody, Company::text("knows it")};
        case 1:
            return ApprovalAct::AddSigner{task.number, somebody, ApprovalAct::AddSigner::Place(below(2))};
        default:
            break;
    }
    Decide decide{task.number, Decide::Answer::Approve, m_company.request->subject().hash(),
                  Company::text("said")};
    if (oneIn(6))
        decide.answer = Decide::Answer(1 + below(2));
    decide.back = Decide::Back(below(3));
    const QList<ApprovalNode> &nodes = m_company.published->process().nodes;
    decide.step = nodes[below(int(nodes.size()))].key;
    if (oneIn(12))
        decide.hash = m_company.request->versions.first().hash();
    return decide;
}

ApprovalAct ApprovalLife::nextAct()
{
    const ApprovalRequest &request = *m_company.request;
    const auto by = [](const Id &person, const ApprovalAct::What &what) {
        return ApprovalAct{person, what, Id::named("laptop"), {}};
    };
    const Id somebody = Company::id(anybody());
    if (request.status == RequestStatus::Returned && !oneIn(3)) {
        m_company.setAmount(1 + below(20000000));
        return by(request.submitter, ApprovalAct::Resubmit{m_company.subject()});
    }
    switch (below(20)) {
        case 0:
            return by(oneIn(4) ? somebody : request.submitter, ApprovalAct::Recall{Company::text("mistake")});
        case 1:
            return by(request.submitter, ApprovalAct::Remind{});
        case 2:
            m_company.setAmount(1 + below(20000000));
            return by(somebody, ApprovalAct::SubjectChanged{m_company.subject()});
        case 3:
            return by(somebody,
                      ApprovalAct::Assign{1 + below(int(request.tasks.size()) + 1), Company::id(anybody())});
        case 4: {
            // Anybody with any task.
            const ApprovalTask &any = request.tasks[below(int(request.tasks.size()))];
            return by(oneIn(2) ? somebody : any.assignee, nextWork(any));
        }
        default:
            break;
    }
    QList<ApprovalTask> open;
    for (const ApprovalTask &task : request.tasks) {
        if (task.status == TaskStatus::Open)
            open.append(task);
    }
    const ApprovalTask &task = open.isEmpty() ? request.tasks.last() : open[below(int(open.size()))];
    if (task.assignee.isNull())
        return by(Company::id("boss"), ApprovalAct::Assign{task.number, somebody});
    return by(task.assignee, nextWork(task));
}

void ApprovalLife::take(const ApprovalAct &act)
{
    const ApprovalRequest before = *m_company.request;
    m_moments.append({m_company, act});
    const auto result = m_company.apply(act);
    if (!result.ok()) {
        must(*m_company.request == before, "a refused act changes nothing");
        return;
    }
    check(before);
}

void ApprovalLife::live(int acts)
{
    begin();
    // A way past all steps asks nobody anything.
    const bool asks = m_submitted && !m_company.request->tasks.isEmpty();
    for (int i = 0; i < acts && asks && m_broken.isEmpty(); ++i) {
        if (oneIn(6)) {
            m_company.pass(below(1000));
            take(ApprovalAct{Id(), ApprovalAct::Review{}, {}, {}});
        }
        if (oneIn(6))
            change();
        take(nextAct());
        if (m_broken.isEmpty() && m_company.request->isOver() && oneIn(4))
            break;
    }
    if (!m_submitted)
        return;
    for (const ApprovalEntry &entry : m_company.request->log)
        ++m_happened[QStringLiteral("entry %1").arg(int(entry.kind))];
}

// Somebody who is asked can approve, or time will do something.
bool ApprovalLife::somebodyCanAct() const
{
    const ApprovalRequest &request = *m_company.request;
    const ApprovalPeople people = m_company.people();
    if (!isRunning(request))
        return request.isOver() || people.mayAct(request.submitter);
    for (const ApprovalTask &task : request.tasks) {
        if (task.status != TaskStatus::Open)
            continue;
        if (task.assignee.isNull())
            return task.dueAt.has_value();
        ApprovalCompany trial = m_company;
        const auto decided = trial.apply(ApprovalAct{
            task.assignee,
            Decide{task.number, Decide::Answer::Approve, request.subject().hash(), Company::text("yes")},
            {},
            {}});
        return decided.ok() ? decided->verdict == ApprovalOutcome::Verdict::Applied
                            : decided.error().code == ErrorCode::Limit;
    }
    return false;
}

// By the log alone, and by which task stood for which signature: the stay counts that came last.
bool ApprovalLife::isSignedAt(const QString &key) const
{
    const ApprovalRequest &request = *m_company.request;
    const ApprovalNode &node = *m_company.published->node(key);
    int stay = 0;
    for (const ApprovalTask &task : request.tasks)
        stay = task.node == key ? std::max(stay, task.entry) : stay;
    QMap<int, bool> slotsSigned;
    QSet<Id> signers;
    for (const ApprovalTask &task : request.tasks) {
        if (task.entry != stay || task.status == TaskStatus::Transferred)
            continue;
        bool approved = false;
        for (int i = request.countsFrom; i < request.log.size(); ++i) {
            const ApprovalEntry &entry = request.log[i];
            const bool entitled = entry.by == task.assignee ||
                                  (task.origin == ApprovalTask::Origin::Delegate && entry.by == task.from);
            const bool own = entry.by == request.submitter && !node.selfApproval;
            approved =
                approved || (entry.task == task.number && entry.kind == ApprovalEntry::Kind::Approved &&
                             entry.hash == request.subject().hash() && entitled && !own);
        }
        if (approved)
            signers.insert(task.assignee);
        slotsSigned[task.slot] = slotsSigned.value(task.slot, true) && approved;
    }
    const int count = int(std::count(slotsSigned.cbegin(), slotsSigned.cend(), true));
    switch (node.mode) {
        case ApprovalNode::Mode::OneByOne:
        case ApprovalNode::Mode::All:
            return stay > 0 && count == slotsSigned.size();
        case ApprovalNode::Mode::Any:
            return count >= 1;
        case ApprovalNode::Mode::Quorum:
            break;
    }
    return count >= node.quorum && signers.size() >= node.quorum;
}

// Every step that the record leads through has its signatures.
bool ApprovalLife::isSigned() const
{
    const ApprovalPeople people = m_company.people();
    EvaluationContext context;
    context.workspaceCurrency = Company::cny();
    const ApprovalFacts facts(m_company.deal, m_company, context);
    const auto plan = ApprovalEngine::plan(m_company.request->submitter,
                                           {*m_company.published, people, facts, m_company.now});
    if (!plan.ok())
        return false;
    return std::all_of(plan->begin(), plan->end(),
                       [this](const auto &step) { return isSignedAt(step.node); });
}

void ApprovalLife::check(const ApprovalRequest &before)
{
    const ApprovalRequest &request = *m_company.request;
    ++m_happened[QStringLiteral("status %1").arg(int(request.status))];
    const auto read = requestFromJson(requestToJson(request));
    must(read.ok() && *read == request, "a state reads back as it was");
    must(request.process == m_company.published->process().code && request.processVersion == 1,
         "the version stays");
    must(request.log.mid(0, before.log.size()) == before.log, "the log only grows");
    must(request.versions.mid(0, before.versions.size()) == before.versions, "what was asked about stays");
    const bool becameApproved =
        request.status == RequestStatus::Approved && before.status != RequestStatus::Approved;
    if (becameApproved || (m_moments.isEmpty() && request.status == RequestStatus::Approved))
        must(isSigned(), "nothing is approved without every signature");
    must(!before.isOver() || request.status == before.status || request.status == RequestStatus::Void ||
             m_moments.isEmpty(),
         "what is over stays over");
    must(somebodyCanAct(), "somebody or time can act");
    QSet<QPair<int, int>> open;
    for (const ApprovalTask &task : request.tasks) {
        if (!task.isAlive())
            continue;
        must(isRunning(request), "nobody is asked about what does not run");
        if (task.status != TaskStatus::Open)
            continue;
        must(!open.contains({task.entry, task.slot}), "one at a time for one signature");
        open.insert({task.entry, task.slot});
        must(task.transfers <= ApprovalTask::MostTransfers, "tasks do not go round");
        const bool own =
            task.assignee == request.submitter && !m_company.published->node(task.node)->selfApproval;
        must(!own, "nobody is asked about their own");
    }
}

bool ApprovalLife::replaysTheSame() const
{
    if (!m_submitted)
        return true;
    ApprovalCompany again = *m_submitted;
    if (!again.submit().ok())
        return false;
    ApprovalRequest request = *again.request;
    for (const Moment &moment : m_moments) {
        ApprovalCompany then = moment.company;
        // As it comes back from where it was kept.
        const auto read = requestFromJson(requestToJson(request));
        if (!read.ok())
            return false;
        then.request = *read;
        if (const auto result = then.apply(moment.act); result.ok())
            request = result->request;
    }
    return requestToJson(request) == requestToJson(*m_company.request);
}

}  // namespace dw::test
