// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalact.h"
#include "core/approvals/approvaloutcome.h"
#include "core/approvals/approvalworld.h"
#include "core/base/result.h"

#include <QList>
#include <QString>

#include <optional>

namespace dw
{

// What becomes of a request: functions from a state, an act, the people there are and the time to the next
// state. No store, no clock, nothing kept between calls: the same acts give the same state again.
// Thread-safe.
//
// Every act: Conflict "approval.other_version" (process, version) where the request runs by another process
// than that of the world (A49), Invalid "approval.bad_request" (id) where its state does not fit it,
// Limit "approval.too_long" (most) and "approval.comment_too_long" (most characters), NotFound
// "approval.no_task" (number), Conflict "approval.over" where nothing is asked any more; errors of the
// record's values (ApprovalFacts) where a condition is come to. An error leaves everything as it was.
class ApprovalEngine
{
public:
    struct Submission
    {
        Id id;
        Id submitter;
        ApprovalSubject subject;
        QString comment = {};
        Id device = {};
        std::optional<Instant> enteredAt = {};
    };
    // A step that the request comes to if everybody agrees, and who is asked there.
    struct PlannedStep
    {
        QString node;
        QList<Id> people;  // null: nobody is there

        friend bool operator==(const PlannedStep &, const PlannedStep &) = default;
    };

    // The way through the process as the record is now, in the order of the graph. Refused as by the record's
    // values where a condition on the way cannot be decided.
    static Result<QList<PlannedStep>> plan(const Id &submitter, const ApprovalWorld &world);

    // Refused "approval.nobody" (process, node) where a step on the way has nobody to ask, whatever the
    // process says of that; Forbidden "approval.unknown_person" (id) for a submitter who does not work here.
    static Result<ApprovalOutcome> submit(const Submission &submission, const ApprovalWorld &world);

    // Decide: Forbidden "approval.not_approver", "approval.own_request"; Refused "approval.not_your_turn",
    //   "approval.comment_missing", "approval.return_not_allowed" (node), "approval.no_way_back" (step);
    //   Conflict "approval.decided" where they answered already; Invalid "approval.bad_hash". What comes too
    //   late is kept as an opinion, what was about another version is void: see Verdict.
    // Transfer, AddSigner: as Decide, and Refused "approval.transfer_not_allowed", "approval.add_not_allowed"
    //   (node), "approval.reason_missing", "approval.to_self", "approval.to_submitter",
    //   "approval.signs_already", "approval.unknown_person" (id), "approval.too_many_transfers" (most).
    // Resubmit, Recall, Remind: Forbidden "approval.not_submitter"; Refused "approval.not_returned",
    //   "approval.recall_not_allowed", "approval.recall_too_late".
    // Assign: Forbidden "approval.not_administrator"; Refused "approval.not_unassigned".
    static Result<ApprovalOutcome> apply(const ApprovalRequest &request, const ApprovalAct &act,
                                         const ApprovalWorld &world);
};

}  // namespace dw
