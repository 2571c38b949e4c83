// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/publicationtrial.h"

#include "core/access/fieldaccess.h"
#include "core/base/wording.h"
#include "core/commands/publishedformulas.h"
#include "core/expression/conditions.h"
#include "core/records/recordsource.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

Error refused(const char *key, const QStringList &arguments)
{
    return Error(ErrorCode::Refused, QString::fromLatin1(key), arguments);
}

Result<void> tryMadeUp(const QString &what, const CheckedExpression &expression,
                       const EvaluationContext &evaluation,
                       const QList<const CheckedExpression *> &rules = {})
{
    if (const auto failure = ExpressionTrial(expression, evaluation, rules).failure())
        return refused("configuration.case_fails", {what, failure->values, describe(failure->error)});
    return {};
}

// Sets have no order that both sides promise.
bool isComparedWithDatabase(const CheckedExpression &expression)
{
    using Kind = ValueType::Kind;
    const Kind kind = expression.type().kind;
    return kind != Kind::Keys && kind != Kind::Ids && kind != Kind::Null;
}

bool isSame(const Value &a, const Value &b)
{
    const auto one = a.storedNumber(), other = b.storedNumber();
    const bool scaled = a.kind() == Value::Kind::Decimal || b.kind() == Value::Kind::Decimal;
    return one && other && !scaled ? *one == *other : a == b;
}

}  // namespace

PublicationTrial::PublicationTrial(const Configuration &before, const Configuration &next, const Actor &actor,
                                   EvaluationContext evaluation)
    : m_before(before), m_next(next), m_actor(actor), m_evaluation(std::move(evaluation))
{}

QList<PublicationTrial::Tried> PublicationTrial::changed(const ObjectTypePtr &object) const
{
    QList<Tried> found;
    const CheckScope scope{m_next.dictionary, object, m_next.settings.currency};
    const ObjectTypePtr old = m_before.dictionary->find(object->key());
    const auto &rules = m_next.rulebook->rulesOf(*object);
    const auto what = [&](int field) { return object->key() + QLatin1Char('.') + object->field(field).key; };
    const auto before = [&](int field) { return old ? old->find(object->field(field).key) : nullptr; };
    const QList<const Field *> formulas = newFormulas(*object, m_before);
    for (const Field *field : formulas) {
        const int index = object->indexOf(field->key);
        // checkFormulas() has spoken of those that do not check.
        if (const auto checked = CheckedExpression::compile(field->formula, scope); checked.ok())
            found.append({Tried::Kind::Formula, what(index), index, *checked});
    }
    for (const auto &[index, rule] : rules.validations) {
        if (!before(index) || before(index)->validation != object->field(index).validation)
            found.append({Tried::Kind::Rule, what(index), index, rule});
    }
    for (const auto &[index, condition] : rules.requiredWhen) {
        if (!before(index) || before(index)->required != object->field(index).required)
            found.append({Tried::Kind::Requirement, what(index), index, condition});
    }
    for (int i = 0; i < object->fieldCount(); ++i) {
        const Requirement &required = object->field(i).required;
        if (required.kind == Requirement::Kind::Always && (!before(i) || before(i)->required != required))
            found.append({Tried::Kind::Requirement, what(i), i, nullptr});
    }
    return found + changedStages(object->key());
}

QList<PublicationTrial::Tried> PublicationTrial::changedStages(const QString &object) const
{
    QList<Tried> found;
    for (const Pipeline &pipeline : m_next.rulebook->pipelines()) {
        if (pipeline.object != object)
            continue;
        for (const Stage &stage : pipeline.stages) {
            const Stage *old = m_before.rulebook->stage(stage.id);
            const auto add = [&](const Condition &condition, const Condition &was, const char *name) {
                if (condition && (!was || was->text() != condition->text()))
                    found.append({Tried::Kind::Gate, stage.key + QLatin1Char('.') + QLatin1String(name), -1,
                                  condition});
            };
            add(stage.entryCondition, old ? old->entryCondition : nullptr, "entry_condition");
            add(stage.exitCondition, old ? old->exitCondition : nullptr, "exit_condition");
        }
    }
    return found;
}

Result<void> PublicationTrial::onMadeUpRecords() const
{
    for (const ObjectTypePtr &object : m_next.dictionary->objects()) {
        const QList<Tried> all = changed(object);
        for (const Tried &tried : all) {
            if (!tried.expression)
                continue;
            QList<const CheckedExpression *> rules;
            for (const auto &[index, rule] : m_next.rulebook->rulesOf(*object).validations) {
                if (rule != tried.expression)
                    rules.append(rule.get());
            }
            DW_TRY(tryMadeUp(tried.what, *tried.expression, m_evaluation, rules));
            if (tried.kind != Tried::Kind::Rule && tried.kind != Tried::Kind::Gate)
                continue;
            if (const auto values = ExpressionTrial(*tried.expression, m_evaluation).contradiction())
                return refused("configuration.contradiction",
                               {tried.what, tried.expression->text(), *values});
        }
    }
    return {};
}

Result<PublicationTrial::Sample> PublicationTrial::sample(const ReadSession &session,
                                                          const ObjectTypePtr &object) const
{
    Sample taken{object, {}};
    QList<int> fields;
    for (int i = 0; i < object->fieldCount(); ++i)
        fields.append(i);
    const Query query{object,
                      m_next.policy->readable(m_actor, object),
                      {{QStringLiteral("id"), SortKey::Order::Descending}}};
    DW_ASSIGN(const auto cursor, session.open(query, fields, m_evaluation));
    DW_TRY(cursor->next(taken.records, SampleRecords));
    return taken;
}

Result<Findings> PublicationTrial::onRecords(const ReadSession &session) const
{
    Findings findings;
    for (const ObjectTypePtr &object : m_next.dictionary->objects()) {
        const QList<Tried> all = changed(object);
        // Of a new object there are none.
        if (all.isEmpty() || !m_before.dictionary->find(object->key()))
            continue;
        DW_ASSIGN(const Sample taken, sample(session, object));
        if (taken.records.isEmpty())
            continue;
        for (const Tried &tried : all) {
            DW_ASSIGN(const Findings found, tryOn(session, taken, tried));
            findings += found;
        }
    }
    return findings;
}

Result<Findings> PublicationTrial::tryOn(const ReadSession &session, const Sample &sample,
                                         const Tried &tried) const
{
    QList<Value> values;
    qint64 wrong = 0;
    const Record *example = nullptr;
    for (const Record &record : sample.records) {
        const bool empty = tried.field >= 0 && record.value(tried.field).isNull();
        bool breaks = tried.kind == Tried::Kind::Requirement && !tried.expression && empty;
        if (tried.expression) {
            const auto value = tried.kind == Tried::Kind::Formula
                                   ? evaluateStored(*tried.expression, record, session, m_evaluation)
                                   : evaluate(*tried.expression, RecordSource(record, session), m_evaluation);
            if (!value.ok())
                return refused("configuration.record_fails",
                               {tried.what, record.title(Language::English), valuesOf(record, tried),
                                describe(value.error())});
            values.append(*value);
            if (tried.kind == Tried::Kind::Rule)
                breaks = !value->isNull() && !value->boolean();
            else if (tried.kind == Tried::Kind::Requirement)
                breaks = empty && value->boolean();
        }
        wrong += breaks ? 1 : 0;
        if (breaks && !example)
            example = &record;
    }
    if (tried.expression && isComparedWithDatabase(*tried.expression))
        DW_TRY(compare(session, sample, tried, values));
    if (wrong == 0)
        return Findings();
    const QStringList named{example->title(Language::English), valuesOf(*example, tried)};
    const QString count = QString::number(wrong), looked = QString::number(sample.records.size());
    if (tried.kind == Tried::Kind::Rule && wrong == sample.records.size())
        return refused("configuration.none_valid", QStringList{tried.what, looked} + named);
    Finding finding;
    finding.key = tried.kind == Tried::Kind::Rule ? QStringLiteral("configuration.some_invalid")
                                                  : QStringLiteral("configuration.some_lacking");
    finding.severity = Finding::Severity::Warning;
    finding.arguments = QStringList{tried.what, count, looked} + named;
    finding.record = example->ref();
    finding.field = tried.field >= 0 ? sample.object->field(tried.field).key : QString();
    return Findings{finding};
}

// One statement for all of them.
Result<void> PublicationTrial::compare(const ReadSession &session, const Sample &sample, const Tried &tried,
                                       const QList<Value> &values) const
{
    const CheckScope scope{m_next.dictionary, sample.object, m_next.settings.currency};
    DW_ASSIGN(const auto id, CheckedExpression::compile(QStringLiteral("id"), scope));
    QHash<Id, Value> here;
    QList<Id> ids;
    for (qsizetype i = 0; i < sample.records.size(); ++i) {
        Value value = values[i];
        if (tried.kind == Tried::Kind::Formula) {
            // Amounts of several currencies are nothing that one statement adds up.
            const auto plain =
                evaluate(*tried.expression, RecordSource(sample.records[i], session), m_evaluation);
            if (!plain.ok())
                continue;
            value = *plain;
        }
        here.insert(sample.records[i].id(), value);
        ids.append(sample.records[i].id());
    }
    if (ids.isEmpty())
        return {};
    const GroupQuery query{sample.object,
                           conditions::isOneOf(sample.object, sample.object->indexOf(u"id"), ids),
                           {id, tried.expression},
                           {{GroupQuery::Measure::Function::Count, nullptr, nullptr}}};
    DW_ASSIGN(const QList<GroupRow> rows, session.group(query, m_evaluation));
    const auto other = firstDifference(here, rows);
    if (!other)
        return {};
    const Id different = other->keys.value(0).id();
    const auto record = std::find_if(sample.records.begin(), sample.records.end(),
                                     [&](const Record &one) { return one.id() == different; });
    return refused("configuration.disagreement",
                   {tried.what, record->title(Language::English), valuesOf(*record, tried),
                    here.value(different).toDebugString(), other->keys.value(1).toDebugString()});
}

std::optional<GroupRow> PublicationTrial::firstDifference(const QHash<Id, Value> &here,
                                                          const QList<GroupRow> &rows)
{
    for (const GroupRow &row : rows) {
        const auto expected = here.constFind(row.keys.value(0).id());
        if (expected != here.cend() && !isSame(*expected, row.keys.value(1)))
            return row;
    }
    return std::nullopt;
}

// What the actor may read of it, and of the record itself alone.
QString PublicationTrial::valuesOf(const Record &record, const Tried &tried) const
{
    const FieldRights rights =
        FieldAccess(*m_next.policy, m_actor, m_next.dictionary, m_next.settings.currency).of(record.type());
    QStringList read;
    if (tried.expression)
        read = tried.expression->fieldsRead();
    else if (tried.field >= 0)
        read = {record.type().field(tried.field).key};
    QStringList said;
    for (const QString &path : std::as_const(read)) {
        const int index = record.type().indexOf(path);
        if (index < 0 || !rights.mayRead(path))
            continue;
        const QString text = TrialShape::text(path, record.value(index));
        if (!text.isEmpty())
            said.append(text);
    }
    return said.join(QLatin1String(", "));
}

Result<void> tryCondition(const QString &what, const CheckedExpression &condition,
                          const EvaluationContext &evaluation)
{
    return tryMadeUp(what, condition, evaluation);
}

}  // namespace dw
