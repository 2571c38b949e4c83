// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalact.h"
#include "core/approvals/approvalrun.h"
#include "core/base/result.h"

namespace dw
{

// One act on one request: what it may do, and then does (ApprovalEngine names the errors).
class ApprovalMove
{
public:
    ApprovalMove(const ApprovalRequest &request, const ApprovalAct &act, const ApprovalWorld &world);

    Result<ApprovalOutcome> take();

private:
    Result<void> act(const ApprovalAct::Decide &decide);
    Result<void> act(const ApprovalAct::Transfer &transfer);
    Result<void> act(const ApprovalAct::AddSigner &add);
    Result<void> act(const ApprovalAct::Resubmit &resubmit);
    Result<void> act(const ApprovalAct::Recall &recall);
    Result<void> act(const ApprovalAct::Remind &remind);
    Result<void> act(const ApprovalAct::SubjectChanged &changed);
    Result<void> act(const ApprovalAct::Assign &assign);
    Result<void> act(const ApprovalAct::Review &review);

    Result<void> answer(ApprovalTask &task, const ApprovalAct::Decide &decide);
    Result<void> mayReturn(const ApprovalTask &task, const ApprovalAct::Decide &decide) const;
    void keepVoid(const ApprovalTask &task, const ApprovalAct::Decide &decide);
    // The task that the actor means, and may work on now.
    Result<ApprovalTask *> taskOf(int number);
    Result<ApprovalTask *> openTaskOf(int number);
    Result<void> mayWorkOn(const ApprovalTask &task) const;
    Result<void> mayTake(const ApprovalTask &task, const Id &person) const;
    Result<void> mustBeSubmitter() const;
    Result<void> restart(const ApprovalSubject &subject, ApprovalEntry entry);
    void reviewTask(int number);
    void overdue(int number);
    ApprovalEntry entryOf(ApprovalEntry::Kind kind, const QString &comment = {}) const;
    ApprovalEntry entryOf(ApprovalEntry::Kind kind, const ApprovalTask &task, const QString &comment) const;

    const ApprovalAct &m_act;
    const ApprovalWorld &m_world;
    ApprovalOutcome m_outcome;
    ApprovalRequest &m_request;
    ApprovalRun m_run;
};

}  // namespace dw
