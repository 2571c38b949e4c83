// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/records/relatedvalues.h"
#include "core/rules/finding.h"
#include "core/rules/rulebook.h"

#include <QHash>
#include <QString>

namespace dw
{

// The gate between two stages: pure over the states before and after (DESIGN 3, 6). Every path asks it: form,
// board, bulk, import, command line.
class StageGate
{
public:
    struct Move
    {
        const Record &before;             // invalid for a create
        const Record &after;              // with the new stage and whatever else the command sets
        QHash<QString, QString> waivers;  // item -> reason; only items that a finding names are accepted
        bool mayWaive = false;
        QString backReason;  // why it goes back
    };
    struct Verdict
    {
        Findings findings;  // blockers first; waived ones come as hints with key "gate.waived"
        QStringList met;    // items that are already fulfilled, for the quiet line of the popover
        QString result;     // JSON for stage_history.gate_result: per item passed / failed / overridden
    };

    explicit StageGate(RulebookPtr rulebook);

    Result<Verdict> check(const Move &move, const RelatedValues &related,
                          const EvaluationContext &context) const;
    // The blocker for a stage that is none of the record's pipeline; not even history may set it.
    static Finding foreignStage(const Record &record);

private:
    RulebookPtr m_rulebook;
};

// F3.32, F3.63: day 7 exactly is in time, 7 d + 1 ms is overdue, from warnAt (80 %) on it is due.
enum class DwellState { InTime, DueSoon, Overdue };
DwellState dwellState(const Stage &stage, Instant enteredAt, Instant now);

}  // namespace dw
