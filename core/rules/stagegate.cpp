// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/stagegate.h"

#include "core/records/recordsource.h"
#include "core/rules/recordrules.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

QString stageArgument(const Stage &stage)
{
    return QLatin1String("@stage:") + stage.id.toString();
}

// A file that a laptop has not sent yet is no document to anybody else (F4.17).
bool hasContent(const Record &file)
{
    const QString state = file.value(u"uploaded").text();
    return state != QLatin1String("uploading") && state != QLatin1String("failed");
}

// Collects what a move meets and misses; waivers are applied at the end, when every item is known.
class GateCheck
{
public:
    GateCheck(const StageGate::Move &move, const RelatedValues &related, const EvaluationContext &context)
        : m_move(move), m_related(related), m_context(context)
    {}

    void miss(const QString &item, const QString &key, const QStringList &arguments,
              const QString &field = {}, bool waivable = true)
    {
        Finding finding;
        finding.key = key;
        finding.arguments = arguments;
        finding.record = m_move.after.ref();
        finding.field = field;
        finding.item = item;
        finding.waivable = waivable;
        miss(finding);
    }

    void miss(const Finding &finding)
    {
        if (m_seen.contains(finding.item))
            return;
        m_seen.insert(finding.item);
        m_missed.append(finding);
    }

    void meet(const QString &item)
    {
        if (!m_seen.contains(item)) {
            m_seen.insert(item);
            m_met.append(item);
        }
    }

    Result<void> requireField(const QString &key, const Stage &stage)
    {
        const QString item = QLatin1String("field:") + key;
        DW_ASSIGN(const bool there, isFilled(key));
        if (there) {
            meet(item);
            return {};
        }
        const QString label = QLatin1String("@field:") + m_move.after.type().key() + QLatin1Char('.') + key;
        miss(item, QStringLiteral("gate.field_missing"), {label, stageArgument(stage)}, key);
        return {};
    }

    Result<void> requireCondition(const Condition &condition, const QString &item, const Stage &stage)
    {
        if (!condition)
            return {};
        DW_ASSIGN(const Value holds, evaluate(*condition, RecordSource(m_move.after, m_related), m_context));
        if (holds.boolean())
            meet(item);
        else
            miss(item, QStringLiteral("gate.condition_unmet"), {condition->text(), stageArgument(stage)});
        return {};
    }

    Result<void> requireDocuments(const Stage &stage)
    {
        if (stage.requiredDocuments.isEmpty())
            return {};
        DW_ASSIGN(const QList<Record> files, children(QStringLiteral("attachments")));
        for (const QString &kind : stage.requiredDocuments) {
            const bool there = std::any_of(files.begin(), files.end(), [&](const Record &file) {
                return file.value(u"doc_kind").text() == kind && file.value(u"size").integer() > 0 &&
                       hasContent(file);
            });
            const QString item = QLatin1String("doc:") + kind;
            if (there)
                meet(item);
            else
                miss(item, QStringLiteral("gate.document_missing"),
                     {QLatin1String("@value:attachment.doc_kind.") + kind, stageArgument(stage)});
        }
        return {};
    }

    Result<void> requireActivities(const Stage &stage)
    {
        if (stage.requiredActivities.isEmpty())
            return {};
        DW_ASSIGN(const QList<Record> activities, children(QStringLiteral("activities")));
        for (const QString &kind : stage.requiredActivities) {
            const bool there = std::any_of(activities.begin(), activities.end(), [&](const Record &activity) {
                const Value &at = activity.value(u"occurred_at");
                return activity.value(u"kind").text() == kind &&
                       (at.isNull() || hasHappened(at.instant(), m_context.now));
            });
            const QString item = QLatin1String("activity:") + kind;
            if (there)
                meet(item);
            else
                miss(item, QStringLiteral("gate.activity_missing"),
                     {QLatin1String("@value:activity.kind.") + kind, stageArgument(stage)});
        }
        return {};
    }

    // A stage's mandatory tasks hold its exit while they are open.
    Result<void> requireTasks(const Stage &from)
    {
        if (from.requiredTasks.isEmpty())
            return {};
        DW_ASSIGN(const QList<Record> tasks, children(QStringLiteral("tasks")));
        for (const QString &key : from.requiredTasks) {
            const bool done = std::any_of(tasks.begin(), tasks.end(), [&](const Record &task) {
                return task.value(u"stage_action_key").text() == key &&
                       task.value(u"status").text() == QLatin1String("done");
            });
            const QString item = QLatin1String("task:") + key;
            if (done)
                meet(item);
            else
                miss(item, QStringLiteral("gate.task_open"), {key, stageArgument(from)});
        }
        return {};
    }

    StageGate::Verdict verdict() const
    {
        StageGate::Verdict verdict;
        verdict.met = m_met;
        QJsonObject result;
        for (const QString &item : m_met)
            result.insert(item, QLatin1String("passed"));
        for (Finding finding : m_missed) {
            const QString reason = m_move.waivers.value(finding.item).trimmed();
            if (!reason.isEmpty() && finding.waivable && m_move.mayWaive) {
                result.insert(finding.item, QLatin1String("overridden"));
                finding.severity = Finding::Severity::Hint;
                finding.arguments = {finding.arguments.value(0), reason};
                finding.key = QStringLiteral("gate.waived");
            } else {
                result.insert(finding.item, QLatin1String("failed"));
                if (!reason.isEmpty())
                    finding.key = QStringLiteral("gate.waiver_refused");
            }
            verdict.findings.append(finding);
        }
        std::stable_sort(verdict.findings.begin(), verdict.findings.end(),
                         [](const Finding &a, const Finding &b) { return a.severity > b.severity; });
        verdict.result = QString::fromUtf8(QJsonDocument(result).toJson(QJsonDocument::Compact));
        return verdict;
    }

private:
    // Blanks are no text, a deleted record is none, and a person must have to do with the deal.
    Result<bool> isFilled(const QString &key) const
    {
        const Record &deal = m_move.after;
        const Value &value = deal.value(key);
        const Field *field = deal.type().find(key);
        if (value.isNull() || !field)
            return false;
        if (value.kind() == Value::Kind::Text)
            return !value.text().trimmed().isEmpty();
        const bool ofDeal =
            deal.type().key() == QLatin1String("opportunity") &&
            (key == QLatin1String("primary_contact_id") || key == QLatin1String("decision_maker_id"));
        if (ofDeal)
            return isContactOfDeal(deal, value.id(), m_related);
        QList<RecordRef> named;
        if (field->type == FieldType::Reference)
            named.append({field->target, value.id()});
        for (const Id &id : field->type == FieldType::ReferenceList ? value.ids() : QList<Id>())
            named.append({field->target, id});
        for (const RecordRef &ref : std::as_const(named)) {
            DW_ASSIGN(const Record target, m_related.record(ref));
            if (target.isValid())
                return true;
        }
        return named.isEmpty();
    }

    // A record that is being created has no children yet that the store could know of beyond this
    // transaction.
    Result<QList<Record>> children(const QString &collection) const
    {
        return m_related.children(m_move.after, collection);
    }

    const StageGate::Move &m_move;
    const RelatedValues &m_related;
    const EvaluationContext &m_context;
    QList<Finding> m_missed;
    QStringList m_met;
    QSet<QString> m_seen;
};

int position(const Pipeline &pipeline, const Stage *stage)
{
    if (!stage)
        return -1;
    for (int i = 0; i < pipeline.stages.size(); ++i) {
        if (pipeline.stages[i].id == stage->id)
            return i;
    }
    return -1;
}

}  // namespace

StageGate::StageGate(RulebookPtr rulebook) : m_rulebook(std::move(rulebook)) {}

Result<StageGate::Verdict> StageGate::check(const Move &move, const RelatedValues &related,
                                            const EvaluationContext &context) const
{
    GateCheck gate(move, related, context);
    const Stage *to = m_rulebook->stage(move.after.value(u"stage_id").id());
    const Pipeline *pipeline = to ? m_rulebook->pipeline(to->pipeline) : nullptr;
    if (!to || !pipeline || pipeline->id != move.after.value(u"pipeline_id").id()) {
        gate.miss(foreignStage(move.after));
        return gate.verdict();
    }
    const bool creating = !move.before.isValid();
    const Stage *from = creating ? nullptr : m_rulebook->stage(move.before.value(u"stage_id").id());
    if (from && from->id == to->id)
        return gate.verdict();
    if (from && from->pipeline != to->pipeline && position(*m_rulebook->pipeline(from->pipeline), from) > 0)
        gate.miss(QStringLiteral("pipeline"), QStringLiteral("gate.pipeline_fixed"), {},
                  QStringLiteral("pipeline_id"));
    if (from && from->pipeline != to->pipeline)
        from = nullptr;

    const int fromAt = position(*pipeline, from);
    const int toAt = position(*pipeline, to);
    const bool ending = to->outcome == StageOutcome::Lost || to->outcome == StageOutcome::Void;
    const bool reopening = from && from->outcome != StageOutcome::Open;

    if (ending) {
        for (const QString &key : to->requiredFields)
            DW_TRY(gate.requireField(key, *to));
        DW_TRY(gate.requireCondition(to->entryCondition, QStringLiteral("condition:entry:") + to->key, *to));
        return gate.verdict();
    }
    if (from && (toAt < fromAt || reopening)) {
        if (!to->allowBack)
            gate.miss(QStringLiteral("back"), QStringLiteral("gate.no_back"), {stageArgument(*to)});
        if (move.backReason.trimmed().isEmpty())
            gate.miss(QStringLiteral("reason"), QStringLiteral("gate.reason_missing"), {stageArgument(*to)},
                      {}, false);
        if (!reopening)
            return gate.verdict();
    }

    // Forward, or opened again, where how far the deal had come is not known: it shows all up to its stage.
    // Stages that are jumped over keep their requirements: no path may avoid a gate by skipping it.
    if (from && !reopening) {
        DW_TRY(
            gate.requireCondition(from->exitCondition, QStringLiteral("condition:exit:") + from->key, *from));
        DW_TRY(gate.requireTasks(*from));
    }
    for (int at = reopening ? 0 : fromAt + 1; at <= toAt; ++at) {
        const Stage &stage = pipeline->stages[at];
        if (stage.outcome != StageOutcome::Open && at != toAt)
            continue;
        if (at < toAt && !stage.allowSkip && !reopening)
            gate.miss(QLatin1String("skip:") + stage.key, QStringLiteral("gate.no_skip"),
                      {stageArgument(stage)});
        for (const QString &key : stage.requiredFields)
            DW_TRY(gate.requireField(key, stage));
        DW_TRY(gate.requireCondition(stage.entryCondition, QLatin1String("condition:entry:") + stage.key,
                                     stage));
        DW_TRY(gate.requireActivities(stage));
        DW_TRY(gate.requireDocuments(stage));
    }
    if (to->outcome == StageOutcome::Open && pipeline->object == QLatin1String("opportunity")) {
        DW_TRY(gate.requireField(QStringLiteral("next_step"), *to));
        DW_TRY(gate.requireField(QStringLiteral("next_step_at"), *to));
    }
    return gate.verdict();
}

Finding StageGate::foreignStage(const Record &record)
{
    Finding finding;
    finding.key = QStringLiteral("gate.unknown_stage");
    finding.record = record.ref();
    finding.field = QStringLiteral("stage_id");
    finding.item = QStringLiteral("stage");
    return finding;
}

DwellState dwellState(const Stage &stage, Instant enteredAt, Instant now)
{
    constexpr qint64 dayMs = 86400000;
    // max_dwell_days is a decimal; its limit in milliseconds is exact in 128 bits.
    const Int128 limit =
        dividePow10HalfEven(Int128(stage.maxDwellDays.unscaled()) * dayMs, stage.maxDwellDays.scale());
    const Int128 spent = Int128(now.ms) - enteredAt.ms;
    if (spent > limit)
        return DwellState::Overdue;
    if (spent * 10000 >= limit * stage.warnAt.basisPoints)
        return DwellState::DueSoon;
    return DwellState::InTime;
}

}  // namespace dw
