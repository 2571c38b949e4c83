// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/id.h"

#include <QString>

#include <optional>

namespace dw
{

// What one person is asked at a step. It never changes hands: who takes over gets a task of their own, and
// the chain stays to be read.
struct ApprovalTask
{
    enum class Origin {
        Rule,
        Transfer,     // passed on by who had it (转办)
        AddedSigner,  // by who was asked (加签)
        Delegate,     // stands in
        Escalation,   // nobody answered in time
        Replacement,  // who had it left, or lost the role
        Assigned      // by an administrator
    };
    enum class Status {
        Waiting,  // for the one before in its slot
        Open,
        Done,
        Transferred,  // somebody else has it now
        Cancelled     // decided without it
    };
    enum class Answer { None, Approved, Rejected };

    static constexpr int MostTransfers = 3;

    int number = 0;  // from 1, in the order in which they were made
    int entry = 0;   // which stay at a step it belongs to
    QString node;
    // A slot is one required signature: first that of whoever the rule names, with the signers that they add
    // before and after them, in the order of `place`.
    int slot = 0;
    int place = 0;
    Id assignee;   // null: nobody is there to ask, an administrator names somebody
    Id from;       // who had it before
    QString role;  // by which the rule found the assignee; who loses it is no approver any more
    Origin origin = Origin::Rule;
    Status status = Status::Waiting;
    Answer answer = Answer::None;
    int transfers = 0;  // so often it was passed on
    std::optional<Instant> openedAt;
    std::optional<Instant> dueAt;
    bool answeredLate = false;

    bool isAlive() const { return status == Status::Waiting || status == Status::Open; }

    friend bool operator==(const ApprovalTask &, const ApprovalTask &) = default;
};

}  // namespace dw
