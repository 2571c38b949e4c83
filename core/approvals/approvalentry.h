// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/id.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace dw
{

// One line of a request's history; lines are added, never changed (F4.23).
struct ApprovalEntry
{
    enum class Kind {
        Submitted,
        Resubmitted,
        Changed,  // the record, while it was asked for
        Approved,
        Rejected,
        Returned,
        Late,  // an opinion on what was decided already
        Void,  // a decision on a record that is another one meanwhile
        Transferred,
        SignerAdded,
        Delegated,
        Replaced,
        Escalated,
        Assigned,
        Unassigned,  // nobody is there to ask
        Reminded,
        Recalled,
        Ended  // by nobody's decision: who submitted it left, or what was approved changed
    };

    Kind kind = Kind::Submitted;
    Instant at;                        // where it counts: the authority's clock
    std::optional<Instant> enteredAt;  // the laptop's word
    QString node;
    int task = 0;  // 0: of the request as a whole
    Id by;         // null: nobody did it, time or a change of people did
    Id forUser;    // in whose place
    Id to;         // who has it now
    QString comment;
    QString hash;  // what they saw
    Id device;
    // From when they were asked to their answer.
    std::optional<qint64> elapsedSeconds;
    QStringList changed;  // keys of the subject
    QString target;       // Returned, Rejected: the node it went back to; empty: to the submitter or an end

    friend bool operator==(const ApprovalEntry &, const ApprovalEntry &) = default;
};

}  // namespace dw
