// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalsubject.h"
#include "core/base/datetime.h"
#include "core/base/id.h"

#include <QString>

#include <optional>
#include <variant>

namespace dw
{

// What somebody does to a request, or time does.
struct ApprovalAct
{
    static constexpr int LongestComment = 4000;  // UTF-16 units

    // Return (退回修改) goes where the approver says, Reject where the step says.
    struct Decide
    {
        enum class Answer { Approve, Reject, Return };
        enum class Back { Submitter, Previous, Step };

        int task = 0;
        Answer answer = Answer::Approve;
        QString hash;  // of the subject that they saw
        QString comment = {};
        Back back = Back::Submitter;  // Return
        QString step = {};            // Back::Step: one that was passed
    };
    struct Transfer
    {
        int task = 0;
        Id to;
        QString reason;
    };
    struct AddSigner
    {
        enum class Place { Before, After };

        int task = 0;
        Id signer;
        Place place = Place::Before;
        QString reason = {};
    };
    struct Resubmit
    {
        ApprovalSubject subject;
        QString comment = {};
    };
    struct Recall
    {
        QString reason;
    };
    struct Remind
    {};
    // The record was changed, by whomever.
    struct SubjectChanged
    {
        ApprovalSubject subject;
    };
    // An administrator names who is asked where nobody was there.
    struct Assign
    {
        int task = 0;
        Id to;
        QString reason = {};
    };
    // Time passed, or people came, went, or changed what they are. Whoever runs the engine says so then and
    // at ApprovalRequest::nextDue().
    struct Review
    {};

    using What =
        std::variant<Decide, Transfer, AddSigner, Resubmit, Recall, Remind, SubjectChanged, Assign, Review>;

    Id by;  // null: Review
    What what;
    Id device = {};
    std::optional<Instant> enteredAt = {};  // on the laptop; later than now counts as now
};

}  // namespace dw
