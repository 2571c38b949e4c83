// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/records/stagesummary.h"

namespace dw
{

// What a session can do besides whose store keeps summaries of stage histories (DESIGN 5).
class StageSummarySource
{
public:
    virtual ~StageSummarySource() = default;
    // False: they are not in use now, and the base queries count.
    virtual Result<bool> hasStageSummary() const = 0;
    virtual Result<QList<StageReach>> stageReach(const StageSummaryQuery &query) const = 0;
    virtual Result<QList<StageValues>> stageStays(const StageSummaryQuery &query) const = 0;
    // When the open deals came to their stage, in milliseconds, whatever the period.
    virtual Result<QList<StageValues>> stagePresence(const StageSummaryQuery &query) const = 0;
};

}  // namespace dw
