// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/stagesummaries.h"

#include "core/store/stagesummarysource.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

// What the summaries were made of.
Result<bool> seesAll(const Reader &reader)
{
    const std::pair<QString, QStringList> read[] = {
        {QStringLiteral("opportunity"),
         {QStringLiteral("pipeline_id"), QStringLiteral("stage_id"), QStringLiteral("stage_entered_at"),
          QStringLiteral("result"), QStringLiteral("amount"), QStringLiteral("currency"),
          QStringLiteral("owner_id"), QStringLiteral("team_id")}},
        {QStringLiteral("stage_history"),
         {QStringLiteral("record_ref"), QStringLiteral("to_stage_id"), QStringLiteral("from_stage_id"),
          QStringLiteral("at"), QStringLiteral("dwell_s"), QStringLiteral("gate_result"),
          QStringLiteral("owner_id"), QStringLiteral("team_id")}}};
    const ReadContext &context = reader.context();
    for (const auto &[key, fields] : read) {
        DW_ASSIGN(const ObjectTypePtr type, reader.object(key));
        if (context.policy->readable(context.actor, type))
            return false;
        const FieldRights rights = context.policy->fields(context.actor, *type);
        if (std::any_of(fields.begin(), fields.end(),
                        [&](const QString &field) { return !rights.mayRead(field); }))
            return false;
    }
    return true;
}

}  // namespace

Result<std::optional<StageSummaries>> StageSummaries::of(const Reader &reader)
{
    using Answer = std::optional<StageSummaries>;
    const auto *source = dynamic_cast<const StageSummarySource *>(&reader.m_session);
    if (!source)
        return Answer();
    DW_ASSIGN(const bool all, seesAll(reader));
    if (!all)
        return Answer();
    DW_ASSIGN(const bool there, source->hasStageSummary());
    return there ? Answer(StageSummaries(*source)) : Answer();
}

Result<QList<StageReach>> StageSummaries::reach(const StageSummaryQuery &query) const
{
    return m_source->stageReach(query);
}

Result<QList<StageValues>> StageSummaries::stays(const StageSummaryQuery &query) const
{
    return m_source->stageStays(query);
}

Result<QList<StageValues>> StageSummaries::presence(const StageSummaryQuery &query) const
{
    return m_source->stagePresence(query);
}

}  // namespace dw
