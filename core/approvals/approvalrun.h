// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvaloutcome.h"
#include "core/approvals/approverfinder.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace dw
{

// One act at work: the request on its way from one state to the next, with what it opens, closes and tells.
// What fails leaves a half-done outcome, which is thrown away. Knows how a request moves; what an act may do
// is ApprovalEngine's.
class ApprovalRun
{
public:
    // Above it is a circle that nobody gets out of.
    static constexpr int MostEntries = 1000;
    // Until it is asked again whether there is somebody: one day.
    static constexpr qint64 AskAgainMs = 24LL * 3600 * 1000;

    ApprovalRun(ApprovalOutcome &outcome, const ApprovalWorld &world);

    // Where a Condition leads as the record is now.
    static Result<QString> chosen(const ApprovalNode &condition, const ApprovalWorld &world);

    const ApproverFinder &finder() const { return m_finder; }
    const ApprovalNode &nodeOf(const ApprovalTask &task) const;

    // From the start, with nothing signed.
    Result<void> begin();
    // A task was answered: what the step comes to.
    Result<void> settle(int entry);
    // Back to the last step on the way, to a named one of it, or to the submitter.
    Result<void> backToPrevious(int entry);
    Result<void> backTo(int entry, const QString &node);
    void backToSubmitter();
    // Nobody else can submit it again; the record is not to stay in between for ever.
    void endWithoutSubmitter();
    // Whether a step may be gone back to from there.
    bool mayGoBackTo(int entry, const QString &node) const;
    void finish(ApprovalRequest::Status status);

    // `to` has the task now (null: nobody), and then whoever stands in for `to`. `entry` says who did it
    // and why.
    void handOver(int task, const Id &to, ApprovalTask::Origin origin, ApprovalEntry entry = {});
    // Another signer before or after a task.
    void addSigner(int task, const Id &signer, bool before);
    // A delegation that runs now, for a task that may be older.
    void delegate(int task, ApprovalPeople::Task age);
    // Everybody who has a task at a stay, or had one and answered.
    QList<Id> signing(int entry) const;

    void log(ApprovalEntry entry);
    void tell(ApprovalNotice::Kind kind, const Id &to, int task = 0);
    void tellAsked(ApprovalNotice::Kind kind);

private:
    enum class Standing { Pending, Approved, Rejected };

    Result<void> enter(const QString &node, QStringList trail);
    Result<void> enterJoin(const ApprovalNode &join, const QStringList &trail);
    Result<void> openStep(const ApprovalNode &node, const QStringList &trail);
    // Opens what is next at a stay.
    void wake(int entry);
    void open(ApprovalTask &task);
    void close(ApprovalTask &task, ApprovalTask::Status status);
    void cancel(int entry);
    void cancelAll();
    Standing slotStanding(int entry, int slot) const;
    Standing standing(int entry) const;
    int slotsOf(int entry) const;
    ApprovalTask *firstUnanswered(int entry, int slot);
    int positionOf(int entry) const;
    Id standInFor(const Id &user, const ApprovalTask &task, ApprovalPeople::Task age) const;

    ApprovalOutcome &m_outcome;
    ApprovalRequest &m_request;
    const ApprovalWorld &m_world;
    ApproverFinder m_finder;
};

}  // namespace dw
