// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/bringmap.h"

#include "core/access/fieldaccess.h"
#include "core/commands/importablefield.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dw
{

namespace
{

// The engine of the other workspace says what these hold.
constexpr std::array EngineFields{u"id",           u"updated_at", u"updated_by", u"team_id",
                                  u"territory_id", u"visibility", u"uploaded",   u"merged_into_id",
                                  u"pipeline_id",  u"stage_id",   u"received_at"};

bool isEngines(const QString &key)
{
    return std::any_of(EngineFields.begin(), EngineFields.end(),
                       [&](const char16_t *one) { return key == QStringView(one); });
}

bool namesOne(const Field &field)
{
    return field.type == FieldType::Reference || field.type == FieldType::AnyReference;
}

}  // namespace

BringMap::BringMap(ConfigurationPtr from, ConfigurationPtr to, Actor actor)
    : m_from(std::move(from)), m_to(std::move(to)), m_actor(std::move(actor))
{
    findStages();
}

Result<void> BringMap::findPeople(const ReadSession &from, const ReadSession &to)
{
    const ObjectTypePtr type = m_from->dictionary->find(u"user");
    const ObjectTypePtr there = m_to->dictionary->find(u"user");
    QList<int> fields;
    for (const char16_t *key : {u"login", u"email", u"name"})
        fields.append(type->indexOf(QStringView(key)));
    DW_ASSIGN(const auto cursor, from.open({type, nullptr, {}, Query::Deleted::Include}, fields, {}));
    QList<Record> page;
    do {
        DW_TRY(cursor->next(page, 500));
        for (const Record &user : std::as_const(page)) {
            if (user.id() == Id::named("user:owner")) {
                m_people.insert(user.id(), m_actor.user);
                continue;
            }
            for (const char16_t *key : {u"login", u"email"}) {
                const Value &value = user.value(QStringView(key));
                if (value.isNull() || m_people.contains(user.id()))
                    continue;
                DW_ASSIGN(const QList<Record> found, to.findByValue(there, there->indexOf(QStringView(key)),
                                                                    value, ReadSession::Match::Folded, 1));
                if (!found.isEmpty())
                    m_people.insert(user.id(), found.first().id());
            }
            if (!m_people.contains(user.id()))
                m_strangers.insert(user.id(),
                                   {user.title(Language::English), user.value(u"login").text(), 0});
        }
    } while (!page.isEmpty());
    return {};
}

Result<void> BringMap::findSame(const ReadSession &to, const Record &record)
{
    const ObjectTypePtr type = typeOf(record.type().key());
    if (!type)
        return {};
    DW_ASSIGN(const Record there, to.find(type, record.id()));
    if (there.isValid() && !there.isDeleted()) {
        setAs(record.id(), there.id());
        return {};
    }
    for (int i = 0; i < record.type().fieldCount(); ++i) {
        const Field &field = record.type().field(i);
        const int index = type->indexOf(field.key);
        if (field.unique != Uniqueness::Hard || field.isReadOnly() || index < 0 || record.value(i).isNull())
            continue;
        DW_ASSIGN(const QList<Record> found,
                  to.findByValue(type, index, record.value(i), ReadSession::Match::Exact, 1));
        if (!found.isEmpty()) {
            setAs(record.id(), found.first().id());
            return {};
        }
    }
    return {};
}

void BringMap::findStages()
{
    const Rulebook &to = *m_to->rulebook;
    for (const Pipeline &pipeline : m_from->rulebook->pipelines()) {
        const Pipeline *there = to.pipelineByCode(pipeline.code);
        const Pipeline *instead = there ? there : to.pipelineByCode(u"standard");
        if (!instead && !to.pipelines().isEmpty())
            instead = &to.pipelines().first();
        for (const Stage &stage : pipeline.stages) {
            const Stage *same = there ? there->find(QStringView(stage.key)) : nullptr;
            if (same && same->outcome != stage.outcome)
                same = nullptr;
            const Stage *as = same ? same : instead ? nearest(*instead, stage) : nullptr;
            if (as)
                m_stages.insert(stage.id, {instead->id, as->id});
            if (!same)
                m_movedStages.insert(stage.id, 0);
        }
    }
}

// Of the same outcome, the last one that is no surer.
const Stage *BringMap::nearest(const Pipeline &pipeline, const Stage &stage) const
{
    const Stage *found = nullptr;
    for (const Stage &one : pipeline.stages) {
        const bool fits =
            one.outcome == stage.outcome && (!found || one.defaultProbability <= stage.defaultProbability);
        if (fits)
            found = &one;
    }
    if (!found && stage.outcome == StageOutcome::Void) {
        const auto lost = std::find_if(pipeline.stages.begin(), pipeline.stages.end(),
                                       [](const Stage &one) { return one.outcome == StageOutcome::Lost; });
        found = lost == pipeline.stages.end() ? nullptr : &*lost;
    }
    return found ? found : pipeline.first();
}

void BringMap::count(const BringPlan::Missing &missing)
{
    const auto known = std::find_if(m_missing.begin(), m_missing.end(), [&](const BringPlan::Missing &one) {
        return one.kind == missing.kind && one.object == missing.object && one.field == missing.field &&
               one.value == missing.value;
    });
    if (known == m_missing.end())
        m_missing.append(missing);
    else
        known->records += missing.records;
}

void BringMap::addMissingObject(const ObjectType &object, int records)
{
    count({BringPlan::Missing::Kind::Object, object.key(), {}, {}, object.label(), records});
}

BringMap::Target BringMap::find(const QString &object, const Id &id, Counting counts)
{
    if (object == QLatin1String("user")) {
        if (const Id known = m_people.value(id); !known.isNull())
            return {Where::Here, known};
        if (counts == Counting::Yes && m_strangers.contains(id))
            ++m_strangers[id].records;
        return {Where::Here, m_actor.user};
    }
    if (const Id as = m_as.value(id); !as.isNull())
        return {Where::Here, as};
    return {!m_left.contains(id) && m_expected.contains(id) ? Where::Later : Where::Nowhere, {}};
}

// What the company's own values do not have stays behind.
Value BringMap::picked(const ObjectType &object, const Field &to, const Value &value, Counting counts)
{
    const bool many = value.kind() == Value::Kind::Keys;
    QStringList kept = many ? value.keys() : QStringList{value.text()};
    kept.removeIf([&](const QString &key) {
        const bool known = to.picklistValue(key) != nullptr;
        if (!known && counts == Counting::Yes) {
            const PicklistValue *own = object.find(to.key)->picklistValue(key);
            count(
                {BringPlan::Missing::Kind::Value, object.key(), to.key, key, own ? own->label : to.label, 1});
        }
        return !known;
    });
    if (many)
        return Value(kept);
    return kept.isEmpty() ? Value() : value;
}

Value BringMap::translated(const Record &record, int index, const Field &to, Counting counts, Told &told)
{
    const Value &value = record.value(index);
    const Field &field = record.type().field(index);
    if (field.type == FieldType::Picklist || field.type == FieldType::MultiPicklist)
        return picked(record.type(), to, value, counts);
    if (!namesOne(field) && field.type != FieldType::ReferenceList)
        return value;
    const auto place = [&](const QString &object, const Id &id) -> Id {
        const Target target = find(object, id, counts);
        if (target.where == Where::Later && !told.later.contains(index))
            told.later.append(index);
        if (target.where == Where::Nowhere) {
            const bool needed = to.required.kind == Requirement::Kind::Always && namesOne(field);
            told.orphan = told.orphan || needed;
            m_links += counts == Counting::Yes && !needed ? 1 : 0;
        }
        return target.id;
    };
    if (value.kind() == Value::Kind::RecordRef)
        return Value(RecordRef{value.recordRef().object, place(value.recordRef().object, value.id())});
    if (field.type == FieldType::Reference)
        return Value(place(field.target, value.id()));
    QList<Id> ids;
    const QList<Id> named = value.ids();
    for (const Id &id : named) {
        const Id as = place(field.target, id);
        if (!as.isNull() && !ids.contains(as))
            ids.append(as);
    }
    return Value(ids);
}

void BringMap::placeStage(const Record &record, Record &made, Counting counts)
{
    const Id stage = record.value(u"stage_id").id();
    const auto place = m_stages.constFind(stage);
    if (stage.isNull() || place == m_stages.cend())
        return;
    made.set(u"pipeline_id", Value(place->first));
    made.set(u"stage_id", Value(place->second));
    if (counts == Counting::No || !m_movedStages.contains(stage))
        return;
    ++m_movedStages[stage];
    const Pipeline *pipeline = m_from->rulebook->pipelineOfStage(stage);
    if (pipeline && !m_to->rulebook->pipelineByCode(pipeline->code))
        count(
            {BringPlan::Missing::Kind::Pipeline, record.type().key(), {}, pipeline->code, pipeline->name, 1});
}

BringMap::Told BringMap::tell(const Record &record, Counting counts)
{
    Told told;
    const ObjectType &from = record.type();
    const ObjectTypePtr type = typeOf(from.key());
    if (!type)
        return told;
    const FieldRights rights =
        FieldAccess(*m_to->policy, m_actor, m_to->dictionary, m_to->settings.currency).of(*type);
    told.record = Record(type, record.id());
    for (int i = 0; i < from.fieldCount(); ++i) {
        const Field &field = from.field(i);
        if (record.value(i).isNull() || isEngines(field.key))
            continue;
        const int index = type->indexOf(field.key);
        if (index < 0 || type->field(index).type != field.type) {
            if (field.custom && counts == Counting::Yes)
                count({BringPlan::Missing::Kind::Field, from.key(), field.key, {}, field.label, 1});
            continue;
        }
        const Field &to = type->field(index);
        if (!isImportable(to))
            continue;
        if (!to.isReadOnly() && !rights.mayEdit(to.key)) {
            if (counts == Counting::Yes)
                count({BringPlan::Missing::Kind::Locked, from.key(), field.key, {}, to.label, 1});
            continue;
        }
        told.record.set(index, translated(record, i, to, counts, told));
    }
    placeStage(record, told.record, counts);
    return told;
}

QList<BringPlan::Person> BringMap::people() const
{
    QList<BringPlan::Person> list;
    for (const Stranger &one : m_strangers) {
        if (one.records > 0)
            list.append({one.name, one.login, one.records});
    }
    std::sort(list.begin(), list.end(),
              [](const BringPlan::Person &a, const BringPlan::Person &b) { return a.login < b.login; });
    return list;
}

QList<BringPlan::Stage> BringMap::stages() const
{
    QList<BringPlan::Stage> list;
    for (const Pipeline &pipeline : m_from->rulebook->pipelines()) {
        for (const Stage &stage : pipeline.stages) {
            const Stage *to = m_to->rulebook->stage(m_stages.value(stage.id).second);
            if (const int records = m_movedStages.value(stage.id); records > 0 && to)
                list.append({pipeline.code + QLatin1Char('/') + stage.key,
                             m_to->rulebook->pipelineOfStage(to->id)->code + QLatin1Char('/') + to->key,
                             records});
        }
    }
    return list;
}

}  // namespace dw
