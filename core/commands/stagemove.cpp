// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/stagemove.h"

#include "core/rules/stagegate.h"

#include <utility>

namespace dw
{

namespace
{

QString resultKey(StageOutcome outcome)
{
    switch (outcome) {
        case StageOutcome::Open:
            return QStringLiteral("open");
        case StageOutcome::Won:
            return QStringLiteral("won");
        case StageOutcome::Lost:
            return QStringLiteral("lost");
        case StageOutcome::Void:
            return QStringLiteral("void");
    }
    Q_UNREACHABLE();
}

// A probability that a person set stays; one that came from the stage follows the stage (A45).
void followProbability(const Stage *from, const Stage &to, Record &after)
{
    const Value &now = after.value(u"probability");
    const bool fromStage = now.isNull() || (from && now.percent() == from->defaultProbability);
    if (fromStage || to.outcome != StageOutcome::Open)
        after.set(u"probability", Value(to.defaultProbability));
    if (!to.forecastCategory.isEmpty())
        after.set(u"forecast_category", Value(to.forecastCategory));
}

void setDates(const Stage &to, Record &after, Instant now, bool keepGiven)
{
    const auto set = [&](QStringView key, bool wanted) {
        if (!wanted)
            after.set(key, Value());
        else if (!keepGiven || after.value(key).isNull())
            after.set(key, Value(now));
    };
    set(u"won_at", to.outcome == StageOutcome::Won);
    set(u"lost_at", to.outcome == StageOutcome::Lost);
}

Record historyLine(CommandContext &context, const Record &before, const Record &after,
                   const QString &gateResult, const CommandContext::SaveOptions &options)
{
    Record line(context.object(QStringLiteral("stage_history")), context.newId());
    const Instant at = after.value(u"stage_entered_at").instant();
    line.set(u"record_ref", Value(after.ref()));
    line.set(u"to_stage_id", after.value(u"stage_id"));
    line.set(u"at", Value(at));
    line.set(u"by_id", Value(context.actor().user));
    if (before.isValid()) {
        line.set(u"from_stage_id", before.value(u"stage_id"));
        const Value &entered = before.value(u"stage_entered_at");
        if (!entered.isNull())
            line.set(u"dwell_s", Value(qint64(std::max<qint64>(0, (at.ms - entered.instant().ms) / 1000))));
    }
    line.set(u"amount_at", after.value(u"amount"));
    line.set(u"currency", after.value(u"currency"));
    line.set(u"gate_result", Value(gateResult));
    QStringList reasons;
    for (auto waiver = options.waivers.constBegin(); waiver != options.waivers.constEnd(); ++waiver)
        reasons.append(waiver.key() + QLatin1String(": ") + waiver.value());
    if (!options.backReason.isEmpty())
        reasons.append(options.backReason);
    line.set(u"override_reason", Value(reasons.join(QLatin1String("; "))));
    line.set(u"created_at", Value(context.now()));
    line.set(u"created_by", Value(context.actor().user));
    line.set(u"updated_at", Value(context.now()));
    line.set(u"updated_by", Value(context.actor().user));
    line.set(u"owner_id", after.value(u"owner_id"));
    line.set(u"team_id", after.value(u"team_id"));
    line.set(u"is_demo", after.value(u"is_demo"));
    line.set(u"imported_batch_id", after.value(u"imported_batch_id"));
    line.set(u"rev", Value(qint64(1)));
    return line;
}

}  // namespace

Result<void> checkStageMove(CommandContext &context, const Record &before, Record &after,
                            const CommandContext::SaveOptions &options)
{
    if (after.type().indexOf(u"stage_id") < 0 || after.type().indexOf(u"pipeline_id") < 0)
        return {};
    const bool moved = !before.isValid() || before.value(u"stage_id") != after.value(u"stage_id") ||
                       before.value(u"pipeline_id") != after.value(u"pipeline_id");
    if (!moved)
        return {};

    const Rulebook &rulebook = *context.configuration().rulebook;
    QString gateResult;
    if (!options.history) {
        const bool mayWaive = context.require(Action::WaiveGate, after.type(), &after).ok();
        const StageGate::Move move{before, after, options.waivers, mayWaive, options.backReason};
        DW_ASSIGN(
            const StageGate::Verdict verdict,
            StageGate(context.configuration().rulebook).check(move, context.related(), context.evaluation()));
        context.addFindings(verdict.findings);
        gateResult = verdict.result;
    }
    const Stage *to = rulebook.stage(after.value(u"stage_id").id());
    if (!to)
        return {};  // the gate has said so; for history the validator has
    if (to->pipeline != after.value(u"pipeline_id").id()) {
        if (options.history)
            context.addFinding(StageGate::foreignStage(after));
        return {};
    }
    const Stage *from = before.isValid() ? rulebook.stage(before.value(u"stage_id").id()) : nullptr;

    after.set(u"result", Value(resultKey(to->outcome)));
    if (!options.history || after.value(u"probability").isNull())
        followProbability(from, *to, after);
    setDates(*to, after, context.now(), options.history);
    Instant entered = context.now();
    if (options.history) {
        const Value closed =
            to->outcome == StageOutcome::Won ? after.value(u"won_at") : after.value(u"lost_at");
        const Value given = closed.isNull() ? after.value(u"created_at") : closed;
        if (!given.isNull())
            entered = given.instant();
    }
    after.set(u"stage_entered_at", Value(entered));
    context.put({}, historyLine(context, before, after, gateResult, options));
    return {};
}

}  // namespace dw
