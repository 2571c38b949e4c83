// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalrequest.h"

#include <QList>

namespace dw
{

// Somebody is to be told.
struct ApprovalNotice
{
    enum class Kind {
        Asked,       // a task is theirs
        AskedAgain,  // about another version than they decided on
        Closed,      // their task is decided without them
        Copied,
        Reminded,
        Overdue,  // theirs went to somebody above
        Nobody,   // a step has nobody to ask
        Returned,
        Approved,
        Rejected,
        Ended,
        Recalled
    };

    Kind kind = Kind::Asked;
    Id to;
    int task = 0;  // 0: the request as a whole

    friend bool operator==(const ApprovalNotice &, const ApprovalNotice &) = default;
};

// What an act came to.
struct ApprovalOutcome
{
    enum class Verdict {
        Applied,
        Late,  // kept as an opinion: somebody else had decided (step_closed)
        Void   // the record is another one than they saw (subject_changed); the last line of the log says in
               // what
    };

    ApprovalRequest request;
    Verdict verdict = Verdict::Applied;
    QList<int> opened;  // tasks, by number
    QList<int> closed;
    QList<ApprovalNotice> notices;

    friend bool operator==(const ApprovalOutcome &, const ApprovalOutcome &) = default;
};

}  // namespace dw
