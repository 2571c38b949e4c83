// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/roleaccess.h"

#include "core/access/actorrights.h"
#include "core/access/placer.h"
#include "core/access/rolepolicy.h"
#include "core/access/scopereach.h"
#include "core/expression/conditions.h"
#include "core/store/localarea.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

const QString TagNames = QStringLiteral("scope_tags");

// A job keeps the configuration that it began with; more than a few are never in use at once.
constexpr size_t KeptModels = 8;

QByteArray toJson(const ScopeTags::Names &names)
{
    QJsonObject json;
    for (auto object = names.constBegin(); object != names.constEnd(); ++object)
        json.insert(object.key(), QJsonArray::fromStringList(object.value()));
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

ScopeTags::Names namesFrom(const QByteArray &text)
{
    ScopeTags::Names names;
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    for (auto object = json.constBegin(); object != json.constEnd(); ++object) {
        QStringList &list = names[object.key()];
        const QJsonArray array = object.value().toArray();
        for (const QJsonValue &name : array)
            list.append(name.toString());
    }
    return names;
}

QString roleKey(const Id &role)
{
    return QLatin1String("role:") + role.toString();
}

QString granteeKey(const Id &grantee)
{
    return QLatin1String("grantee:") + grantee.toString();
}

// A role and those it inherits from, as far as they say anything.
QSet<Id> writers(const Role &role)
{
    QSet<Id> roles{role.id};
    for (const QList<ObjectGrant> &grants : role.objects) {
        for (const ObjectGrant &grant : grants)
            roles.insert(grant.writtenIn);
    }
    for (const QHash<QString, FieldGrant> &fields : role.fields) {
        for (const FieldGrant &grant : fields)
            roles.insert(grant.writtenIn);
    }
    return roles;
}

Result<QList<Id>> idsOf(const ReadSession &session, const Query &query, const EvaluationContext &evaluation)
{
    DW_ASSIGN(const auto cursor, session.open(query, {query.object->indexOf(u"id")}, evaluation));
    QList<Id> ids;
    QList<Record> chunk;
    do {
        DW_TRY(cursor->next(chunk, 1000));
        for (const Record &record : std::as_const(chunk))
            ids.append(record.id());
    } while (!chunk.isEmpty());
    return ids;
}

// From the record at the end of the way back to those that it starts at.
Result<QList<RecordRef>> walk(const ReadSession &session, const Dependants &dependants, const Id &end,
                              const EvaluationContext &evaluation)
{
    QList<Id> at{end};
    for (auto step = dependants.way.crbegin(); step != dependants.way.crend() && !at.isEmpty(); ++step) {
        DW_ASSIGN(at, idsOf(session,
                            {step->object,
                             conditions::isOneOf(step->object, step->field, at),
                             {},
                             Query::Deleted::Include},
                            evaluation));
    }
    QList<RecordRef> records;
    for (const Id &id : std::as_const(at))
        records.append({dependants.child()->key(), id});
    return records;
}

}  // namespace

AccessModelPtr RoleAccess::modelOf(const Configuration &configuration)
{
    const auto policy = std::dynamic_pointer_cast<const RolePolicy>(configuration.policy);
    return policy ? policy->modelPointer() : nullptr;
}

Result<RoleAccess::Known> RoleAccess::make(const AccessModelPtr &model, const ScopeTags::Names &names)
{
    Known known;
    known.model = model;
    DW_ASSIGN(known.tags, ScopeTags::of(*model, names));
    known.reads = std::make_shared<const PlacementReads>(*known.tags);
    return known;
}

Result<std::shared_ptr<RoleAccess>> RoleAccess::open(const ReadSession &session,
                                                     const Configuration &configuration)
{
    std::shared_ptr<RoleAccess> access(new RoleAccess);
    DW_TRY(access->takeOver(session, configuration));
    return access;
}

Result<void> RoleAccess::takeOver(const ReadSession &session, const Configuration &after) const
{
    DW_ASSIGN(const QByteArray names, session.localValue(syncArea(), TagNames));
    if (const AccessModelPtr model = modelOf(after)) {
        DW_ASSIGN(const Known known, make(model, namesFrom(names)));
        keep(known);
    }
    return {};
}

std::optional<RoleAccess::Known> RoleAccess::of(const Configuration &configuration) const
{
    const AccessModelPtr model = modelOf(configuration);
    const std::lock_guard lock(m_mutex);
    const auto known =
        std::find_if(m_known.begin(), m_known.end(), [&](const Known &one) { return one.model == model; });
    return known == m_known.end() ? std::nullopt : std::optional(*known);
}

void RoleAccess::keep(const Known &known) const
{
    const std::lock_guard lock(m_mutex);
    m_known.push_back(known);
    if (m_known.size() > KeptModels)
        m_known.erase(m_known.begin());
}

Result<LedgerPlacement> RoleAccess::placement(const Configuration &configuration, const Record &root,
                                              const RelatedValues &related,
                                              const EvaluationContext &evaluation) const
{
    LedgerPlacement keys;
    const std::optional<Known> known = of(configuration);
    if (!known || !root.isValid())
        return keys;
    DW_ASSIGN(const Placement placement, Placer(*known->model, known->tags, related, evaluation).of(root));
    for (const Placement::Entry &entry : placement)
        keys.insert(entry.key.text(), entry.tags);
    if (root.type().key() == QLatin1String("permission"))
        keys.insert(roleKey(root.value(u"role_id").id()), 1);
    if (root.type().key() == QLatin1String("record_share"))
        keys.insert(granteeKey(root.value(u"grantee").id()), 1);
    return keys;
}

bool RoleAccess::isSentWhole(const QString &object) const
{
    return object == QLatin1String("permission") || object == QLatin1String("record_share") ||
           object == QLatin1String("role");
}

Result<void> RoleAccess::begin(WriteSession &session, const Configuration &configuration) const
{
    const std::optional<Known> known = of(configuration);
    return known ? session.setLocalValue(syncArea(), TagNames, toJson(known->tags->names())) : Result<void>();
}

LedgerReach RoleAccess::reach(const Configuration &configuration, const Id &user, Instant now) const
{
    LedgerReach keys;
    const std::optional<Known> known = of(configuration);
    if (!known)
        return keys;
    const ScopeReach reach(known->model, known->tags, user, now);
    for (const ScopeKey &key : reach.keys()) {
        for (const ObjectTags &object : known->tags->objects()) {
            if (const quint64 tags = reach.tags(object.type->key(), key))
                keys[key.text()].insert(object.type->key(), tags);
        }
    }
    const ActorRights rights(known->model, user, now);
    for (const ActorRights::Standing &standing : rights.standings()) {
        for (const Role *role : standing.roles) {
            for (const Id &writer : writers(*role))
                keys[roleKey(writer)].insert(QStringLiteral("permission"), 1);
            keys[granteeKey(role->id)].insert(QStringLiteral("record_share"), 1);
        }
        const QList<Id> teams = known->model->company().teamsOf(*standing.person);
        for (const Id &team : teams)
            keys[granteeKey(team)].insert(QStringLiteral("record_share"), 1);
        keys[granteeKey(standing.person->id)].insert(QStringLiteral("record_share"), 1);
    }
    return keys;
}

Result<QList<RecordRef>> RoleAccess::followers(const Configuration &configuration, const RecordChange &change,
                                               const ReadSession &session,
                                               const EvaluationContext &evaluation) const
{
    QList<RecordRef> records;
    // Nothing names a record before it is there, but for what is made with it and placed by itself; and of
    // those that were there only what nothing names is purged.
    if (!change.before.isValid())
        return records;
    const std::optional<Known> known = of(configuration);
    if (!known)
        return records;
    const QList<Dependants> dependants = known->reads->dependants(change.before, change.after);
    for (const Dependants &one : dependants) {
        DW_ASSIGN(const QList<RecordRef> found, walk(session, one, change.record().id(), evaluation));
        records += found;
    }
    return records;
}

Result<QList<RecordRef>> RoleAccess::renewed(WriteSession &session, const Configuration &before,
                                             const Configuration &after,
                                             const EvaluationContext &evaluation) const
{
    QList<RecordRef> records;
    const AccessModelPtr model = modelOf(after);
    const std::optional<Known> earlier = of(before);
    if (!model || (earlier && earlier->model == model))
        return records;
    const ScopeTags::Names names = earlier ? earlier->tags->names() : ScopeTags::Names();
    DW_ASSIGN(const Known known, make(model, names));
    DW_TRY(session.setLocalValue(syncArea(), TagNames, toJson(known.tags->names())));
    keep(known);

    const QStringList objects = known.tags->newSince(names);
    for (const QString &object : objects) {
        const ObjectTypePtr type = after.dictionary->find(object);
        DW_ASSIGN(const QList<Id> ids,
                  idsOf(session, {type, nullptr, {}, Query::Deleted::Include}, evaluation));
        for (const Id &id : ids)
            records.append({object, id});
    }
    // A record that nobody had shared with anybody, or that everybody has taken back.
    QSet<RecordRef> shared;
    for (const AccessModelPtr &one : {earlier ? earlier->model : model, model}) {
        for (const Share &share : one->shares())
            shared.insert(share.record);
    }
    for (const RecordRef &record : std::as_const(shared)) {
        if (earlier && earlier->model->isShared(record) == model->isShared(record))
            continue;
        records.append(record);
        const QList<Dependants> dependants = known.reads->ofShare(record.object);
        for (const Dependants &one : dependants) {
            DW_ASSIGN(const QList<RecordRef> found, walk(session, one, record.id, evaluation));
            records += found;
        }
    }
    return records;
}

QList<ScopeGap> RoleAccess::gaps(const Configuration &configuration) const
{
    const std::optional<Known> known = of(configuration);
    return known ? known->tags->gaps() : QList<ScopeGap>();
}

}  // namespace dw
