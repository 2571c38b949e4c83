// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/rules/gateworld.h"

#include "core/dictionary/builtindictionary.h"

namespace dw::test
{

namespace
{

struct StageRow
{
    const char *key;
    const char *outcome;
    const char *exit;
    const char *entry;
    QStringList fields;
    const char *actions;
    QStringList documents;
    bool skip;
    bool back;
    const char *days;
};

QList<StageRow> stageRows()
{
    const auto text = [](const char *utf8) { return QString::fromUtf8(utf8); };
    return {
        {"open", "open", "amount > 100", "", {}, "{\"tasks\": [\"call_back\"]}", {}, false, true, "7"},
        {"check",
         "open",
         "",
         "",
         {text("primary_contact_id")},
         "{\"activities\": [\"visit\"]}",
         {text("requirement_survey")},
         false,
         true,
         "7"},
        {"weigh", "open", "", "amount >= 1000", {}, "", {}, true, false, "7"},
        {"close", "open", "", "", {text("competitor_ids")}, "", {}, false, true, "2.5"},
        {"won", "won", "", "", {text("review_note")}, "", {}, false, true, "7"},
        {"lost", "lost", "", "", {text("lost_reason")}, "", {}, false, true, "7"},
    };
}

}  // namespace

GateWorld::GateWorld()
{
    auto definitions = BuiltinDictionary::definitions();
    if (!definitions.ok())
        qFatal("no dictionary");
    m_dictionary = *Dictionary::build(std::move(definitions).value());
    m_settings.zone = *BusinessZone::named("Asia/Shanghai");
    m_settings.currency = *Currency::fromCode(u"CNY");
    const auto compiled = compile();
    if (!compiled.ok())
        qFatal("no rulebook: %s", qPrintable(compiled.error().arguments.join(QLatin1Char(' '))));
    m_rulebook = *compiled;
}

ObjectTypePtr GateWorld::object(const char *key) const
{
    return m_dictionary->find(QString::fromLatin1(key));
}

Id GateWorld::stageId(const char *key)
{
    return Id::named(QByteArray("stage:test:") + key);
}

Result<RulebookPtr> GateWorld::compile(const Change &changeStage, const Change &changePipeline) const
{
    Record pipeline(object("pipeline"), Id::named("pipeline:test"));
    pipeline.set(u"code", Value(QStringLiteral("test")));
    pipeline.set(u"name", Value(QStringLiteral("Test")));
    pipeline.set(u"object_type", Value(QStringLiteral("opportunity")));
    if (changePipeline)
        changePipeline(pipeline);
    QList<Record> stages;
    int sequence = 0;
    for (const StageRow &row : stageRows()) {
        Record stage(object("stage_definition"), stageId(row.key));
        stage.set(u"pipeline_id", Value(pipeline.id()));
        stage.set(u"key", Value(QString::fromLatin1(row.key)));
        stage.set(u"name_en", Value(QString::fromLatin1(row.key)));
        stage.set(u"name_zh", Value(QString::fromLatin1(row.key)));
        stage.set(u"seq", Value(qint64(++sequence)));
        stage.set(u"outcome", Value(QString::fromLatin1(row.outcome)));
        stage.set(u"exit_condition", Value(QString::fromLatin1(row.exit)));
        stage.set(u"entry_condition", Value(QString::fromLatin1(row.entry)));
        stage.set(u"required_fields", Value(row.fields));
        stage.set(u"required_actions", Value(QString::fromLatin1(row.actions)));
        stage.set(u"required_docs", Value(row.documents));
        stage.set(u"allow_skip", Value::boolean(row.skip));
        stage.set(u"allow_back", Value::boolean(row.back));
        stage.set(u"max_dwell_days", Value(*Decimal::fromString(QString::fromLatin1(row.days))));
        if (changeStage)
            changeStage(stage);
        stages.append(stage);
    }
    return Rulebook::compile(m_dictionary, m_settings, {pipeline}, stages);
}

Record GateWorld::deal(const char *stage) const
{
    Record deal(object("opportunity"), Id::named("deal"));
    deal.set(u"pipeline_id", Value(Id::named("pipeline:test")));
    deal.set(u"stage_id", Value(stageId(stage)));
    deal.set(u"currency", Value(m_settings.currency.key()));
    deal.set(u"amount", Value(Money{500000, m_settings.currency}));
    deal.set(u"next_step", Value(QStringLiteral("Call")));
    deal.set(u"next_step_at", Value(Instant{1790000000000}));
    return deal;
}

Record GateWorld::child(const char *objectKey) const
{
    return Record(object(objectKey), Id::named(objectKey));
}

void GateWorld::fulfil(Record &deal)
{
    deal.set(u"primary_contact_id", Value(Id::named("contact")));
    deal.set(u"competitor_ids", Value(QList<Id>{Id::named("competitor")}));
    deal.set(u"review_note", Value(QStringLiteral("A good one")));
    Record task = child("task");
    task.set(u"stage_action_key", Value(QStringLiteral("call_back")));
    task.set(u"status", Value(QStringLiteral("done")));
    add("tasks", task);
    Record visit = child("activity");
    visit.set(u"kind", Value(QStringLiteral("visit")));
    add("activities", visit);
    Record survey = child("attachment");
    survey.set(u"doc_kind", Value(QStringLiteral("requirement_survey")));
    survey.set(u"size", Value(qint64(1)));
    add("attachments", survey);
}

EvaluationContext GateWorld::context() const
{
    return m_settings.context(Instant{1790000000000}, {}, {});
}

StageGate::Verdict GateWorld::move(const Record &before, const Record &after,
                                   const StageGate::Move *with) const
{
    StageGate::Move move{before, after, {}, false, {}};
    if (with) {
        move.waivers = with->waivers;
        move.mayWaive = with->mayWaive;
        move.backReason = with->backReason;
    }
    const auto verdict = StageGate(m_rulebook).check(move, *this, context());
    if (!verdict.ok())
        qFatal("the gate fails: %s", qPrintable(verdict.error().key));
    return *verdict;
}

StageGate::Verdict GateWorld::to(const Record &deal, const char *stage) const
{
    Record after = deal;
    after.set(u"stage_id", Value(stageId(stage)));
    return move(deal, after);
}

}  // namespace dw::test
