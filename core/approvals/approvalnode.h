// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approverrule.h"
#include "core/dictionary/localtext.h"

#include <QList>
#include <QString>

#include <optional>

namespace dw
{

// One node of a process. What its kind does not use stays as it is made.
struct ApprovalNode
{
    enum class Kind {
        Step,       // people sign
        Condition,  // the first branch whose condition holds, else `otherwise`
        Parallel,   // all of `starts` at once, until all have come to `join`
        Join,       // where the branches of one Parallel come together
        Copy,       // people are told, nobody is asked
        End
    };
    enum class Mode {
        OneByOne,  // all, in their order
        All,       // all, in any order (会签)
        Any,       // one decides (或签)
        Quorum     // `quorum` of them
    };
    // When a rejection takes effect. One by one it does at once, of a quorum as soon as it cannot be reached.
    enum class RejectWhen { AtOnce, AfterAll };
    enum class RejectTo { End, Submitter, Previous, Step };
    enum class Timeout { Remind, Escalate };
    enum class Comment { Never, OnReject, Always };
    enum class Outcome { Approved, Rejected };

    struct Branch
    {
        QString condition;
        QString to;

        friend bool operator==(const Branch &, const Branch &) = default;
    };

    static constexpr qint64 LongestTimeout = 365 * 24 * 60;  // minutes

    QString key;  // isDictionaryKey(), unique in the process
    LocalText name;
    Kind kind = Kind::Step;

    QList<ApproverRule> approvers;  // Step, Copy
    Mode mode = Mode::Any;
    int quorum = 0;
    RejectWhen rejectWhen = RejectWhen::AtOnce;
    RejectTo rejectTo = RejectTo::Submitter;
    QString rejectStep;                         // Step: one that is passed on every way here
    std::optional<qint64> timeoutMinutes = {};  // 1 to LongestTimeout
    Timeout timeout = Timeout::Remind;
    bool allowTransfer = true;
    bool allowAddSigner = true;
    bool allowReturn = true;
    bool selfApproval = false;  // the submitter may sign their own request here
    Comment comment = Comment::OnReject;

    QString next;  // Step, Copy, Join

    QList<Branch> branches;  // Condition
    QString otherwise;

    QList<QString> starts;  // Parallel: the first node of each branch
    QString join;

    Outcome outcome = Outcome::Approved;  // End

    // Where a request may go from here; of a Parallel the branches, not the join.
    QList<QString> successors() const
    {
        switch (kind) {
            case Kind::Step:
            case Kind::Join:
            case Kind::Copy:
                return {next};
            case Kind::Parallel:
                return starts;
            case Kind::End:
                return {};
            case Kind::Condition:
                break;
        }
        QList<QString> targets;
        for (const Branch &branch : branches)
            targets.append(branch.to);
        targets.append(otherwise);
        return targets;
    }

    friend bool operator==(const ApprovalNode &a, const ApprovalNode &b) = default;
};

}  // namespace dw
