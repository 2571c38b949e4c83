// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"
#include "core/records/stagesummary.h"

#include <optional>

namespace dw
{

class StageSummarySource;

// The summaries of stage histories for an actor. They add up everybody's records, so that they answer only
// for one who may see all of them (DESIGN 5); for the others the base queries do.
class StageSummaries
{
public:
    // Nothing where the base queries must count. Lives as long as the reader.
    static Result<std::optional<StageSummaries>> of(const Reader &reader);

    Result<QList<StageReach>> reach(const StageSummaryQuery &query) const;
    Result<QList<StageValues>> stays(const StageSummaryQuery &query) const;
    Result<QList<StageValues>> presence(const StageSummaryQuery &query) const;

private:
    explicit StageSummaries(const StageSummarySource &source) : m_source(&source) {}

    const StageSummarySource *m_source;
};

}  // namespace dw
