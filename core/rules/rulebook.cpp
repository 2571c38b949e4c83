// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/rulebook.h"

#include "core/rules/formulaorder.h"
#include "core/rules/wrongexpression.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

Error contradiction(const QString &record, const QString &field, const QString &reason)
{
    return Error(ErrorCode::Invalid, QStringLiteral("rules.bad_configuration"), {record, field, reason});
}

StageOutcome outcomeFromKey(const QString &key)
{
    if (key == QLatin1String("won"))
        return StageOutcome::Won;
    if (key == QLatin1String("lost"))
        return StageOutcome::Lost;
    if (key == QLatin1String("void"))
        return StageOutcome::Void;
    return StageOutcome::Open;
}

QStringList stringList(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &entry : array)
        list.append(entry.toString());
    return list;
}

class StageReader
{
public:
    StageReader(const Record &record, const ObjectTypePtr &object, const CheckScope &scope)
        : m_record(record), m_object(object), m_scope(scope)
    {}

    Result<Stage> read() const
    {
        Stage stage;
        stage.id = m_record.id();
        stage.pipeline = m_record.value(u"pipeline_id").id();
        stage.key = m_record.value(u"key").text();
        stage.name = {m_record.value(u"name_en").text(), m_record.value(u"name_zh").text()};
        stage.sequence = int(m_record.value(u"seq").integer());
        stage.outcome = outcomeFromKey(m_record.value(u"outcome").text());
        stage.defaultProbability = m_record.value(u"default_probability").percent();
        stage.forecastCategory = m_record.value(u"forecast_category").text();
        DW_ASSIGN(stage.entryCondition, condition(QStringLiteral("entry_condition")));
        DW_ASSIGN(stage.exitCondition, condition(QStringLiteral("exit_condition")));
        stage.requiredFields = m_record.value(u"required_fields").keys();
        for (const QString &key : std::as_const(stage.requiredFields)) {
            if (!m_object->find(key))
                return contradiction(stage.key, QStringLiteral("required_fields"), key);
        }
        const QJsonObject actions =
            QJsonDocument::fromJson(m_record.value(u"required_actions").text().toUtf8()).object();
        stage.requiredActivities = stringList(actions.value(QLatin1String("activities")));
        stage.requiredTasks = stringList(actions.value(QLatin1String("tasks")));
        stage.requiredDocuments = m_record.value(u"required_docs").keys();
        if (const Value &days = m_record.value(u"max_dwell_days"); !days.isNull())
            stage.maxDwellDays = days.decimal();
        if (const Value &warn = m_record.value(u"warn_at_ratio"); !warn.isNull())
            stage.warnAt = warn.percent();
        stage.allowSkip = m_record.value(u"allow_skip").boolean();
        stage.allowBack = m_record.value(u"allow_back").boolean();
        return stage;
    }

private:
    Result<Condition> condition(const QString &field) const
    {
        const QString text = m_record.value(field).text();
        if (text.isEmpty())
            return Condition();
        ExpressionError problem;
        auto checked = CheckedExpression::condition(text, m_scope, &problem);
        if (!checked.ok())
            return wrongExpression(m_record.value(u"key").text() + QLatin1Char('.') + field, text, problem);
        return Condition(checked.value());
    }

    const Record &m_record;
    const ObjectTypePtr &m_object;
    const CheckScope &m_scope;
};

Result<void> checkOrder(const Pipeline &pipeline)
{
    bool won = false, lost = false;
    QSet<int> sequences;
    for (const Stage &stage : pipeline.stages) {
        if (sequences.contains(stage.sequence))
            return contradiction(pipeline.code, QStringLiteral("seq"), QString::number(stage.sequence));
        sequences.insert(stage.sequence);
        won = won || stage.outcome == StageOutcome::Won;
        lost = lost || stage.outcome == StageOutcome::Lost;
    }
    if (!won || !lost)
        return contradiction(pipeline.code, QStringLiteral("outcome"),
                             won ? QStringLiteral("lost") : QStringLiteral("won"));
    return {};
}

}  // namespace

Result<std::shared_ptr<const Rulebook>> Rulebook::compile(const DictionaryPtr &dictionary,
                                                          const WorkspaceSettings &settings,
                                                          const QList<Record> &pipelines,
                                                          const QList<Record> &stages)
{
    auto book = std::shared_ptr<Rulebook>(new Rulebook);
    book->m_dictionary = dictionary;
    book->m_settings = settings;

    for (const Record &record : pipelines) {
        Pipeline pipeline;
        pipeline.id = record.id();
        pipeline.code = record.value(u"code").text();
        const QString name = record.value(u"name").text();
        pipeline.name = {name, name};
        pipeline.object = record.value(u"object_type").text();
        const ObjectTypePtr object = dictionary->find(pipeline.object);
        if (!object)
            return contradiction(pipeline.code, QStringLiteral("object_type"), pipeline.object);
        const CheckScope scope{dictionary, object, settings.currency};
        for (const Record &stageRecord : stages) {
            if (stageRecord.value(u"pipeline_id").id() != pipeline.id || stageRecord.isDeleted())
                continue;
            DW_ASSIGN(Stage stage, StageReader(stageRecord, object, scope).read());
            pipeline.stages.append(std::move(stage));
        }
        std::sort(pipeline.stages.begin(), pipeline.stages.end(), [](const Stage &a, const Stage &b) {
            return std::pair(a.outcome, a.sequence) < std::pair(b.outcome, b.sequence);
        });
        DW_TRY(checkOrder(pipeline));
        book->m_pipelines.append(std::move(pipeline));
    }
    std::sort(book->m_pipelines.begin(), book->m_pipelines.end(),
              [](const Pipeline &a, const Pipeline &b) { return a.code < b.code; });
    for (int p = 0; p < book->m_pipelines.size(); ++p) {
        for (int s = 0; s < book->m_pipelines[p].stages.size(); ++s)
            book->m_stageIndex.insert(book->m_pipelines[p].stages[s].id, {p, s});
    }

    for (const ObjectTypePtr &object : dictionary->objects()) {
        const CheckScope scope{dictionary, object, settings.currency};
        ObjectRules rules;
        for (int i = 0; i < object->fieldCount(); ++i) {
            const Field &field = object->field(i);
            const auto compileInto = [&](auto &list, const QString &text, auto compileText) -> Result<void> {
                ExpressionError problem;
                auto checked = compileText(text, scope, &problem);
                if (!checked.ok())
                    return wrongExpression(object->key() + QLatin1Char('.') + field.key, text, problem);
                list.append({i, checked.value()});
                return {};
            };
            if (field.required.kind == Requirement::Kind::When)
                DW_TRY(
                    compileInto(rules.requiredWhen, field.required.argument, &CheckedExpression::condition));
            if (!field.validation.isEmpty())
                DW_TRY(compileInto(rules.validations, field.validation, &CheckedExpression::condition));
            const bool computed = field.type == FieldType::Formula || field.type == FieldType::RollUp;
            if (computed && field.isStored() && !field.formula.isEmpty())
                DW_TRY(compileInto(rules.storedFormulas, field.formula, &CheckedExpression::compile));
        }
        DW_ASSIGN(rules.storedFormulas, orderFormulas(*object, rules.storedFormulas));
        book->m_objects.insert(object->key(), rules);
    }
    return std::shared_ptr<const Rulebook>(std::move(book));
}

const Pipeline *Rulebook::pipeline(const Id &id) const
{
    for (const Pipeline &pipeline : m_pipelines) {
        if (pipeline.id == id)
            return &pipeline;
    }
    return nullptr;
}

const Pipeline *Rulebook::pipelineByCode(QStringView code) const
{
    for (const Pipeline &pipeline : m_pipelines) {
        if (pipeline.code == code)
            return &pipeline;
    }
    return nullptr;
}

const Stage *Rulebook::stage(const Id &id) const
{
    const auto found = m_stageIndex.constFind(id);
    return found == m_stageIndex.constEnd() ? nullptr : &m_pipelines[found->first].stages[found->second];
}

const Pipeline *Rulebook::pipelineOfStage(const Id &stage) const
{
    const auto found = m_stageIndex.constFind(stage);
    return found == m_stageIndex.constEnd() ? nullptr : &m_pipelines[found->first];
}

const Rulebook::ObjectRules &Rulebook::rulesOf(const ObjectType &object) const
{
    static const ObjectRules none;
    const auto found = m_objects.constFind(object.key());
    return found == m_objects.constEnd() ? none : *found;
}

}  // namespace dw
