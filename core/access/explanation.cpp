// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/explanation.h"

#include "core/access/systemobjects.h"
#include "core/records/recordsource.h"

#include <algorithm>

namespace dw
{

namespace
{

using Verdict = AccessReason::Verdict;

AccessReason reason(const char *key, const QStringList &arguments, Verdict verdict)
{
    return {QString::fromLatin1(key), arguments, verdict};
}

QString labelOf(const ObjectType &object)
{
    return QLatin1String("@object:") + object.key();
}

QString labelOf(const ObjectType &object, const Field &field)
{
    return QLatin1String("@field:") + object.key() + QLatin1Char('.') + field.key;
}

const char *keyOf(FieldRight right)
{
    switch (right) {
        case FieldRight::Hidden:
            return "access.why_field_hidden";
        case FieldRight::Masked:
            return "access.why_field_masked";
        case FieldRight::ReadOnly:
            return "access.why_field_read";
        case FieldRight::Editable:
            break;
    }
    return "access.why_field_edit";
}

// What a source is called where it reaches the record, and where it does not: of reading, and of the rest.
const char *keyOf(RightSource::Kind kind, bool reaches, Action action)
{
    if (action != Action::Read) {
        switch (kind) {
            case RightSource::Kind::Everything:
                return "access.why_everything";
            case RightSource::Kind::Everybody:
                return reaches ? "access.why_may_everybody" : "access.why_may_not_everybody";
            case RightSource::Kind::Role:
                return reaches ? "access.why_may_role" : "access.why_may_not_role";
            case RightSource::Kind::Parent:
                return reaches ? "access.why_may_parent" : "access.why_may_not_parent";
            case RightSource::Kind::Share:
                break;
        }
        return reaches ? "access.why_may_share" : "access.why_may_not_share";
    }
    switch (kind) {
        case RightSource::Kind::Everything:
            return "access.why_everything";
        case RightSource::Kind::Everybody:
            return reaches ? "access.why_everybody" : "access.why_not_everybody";
        case RightSource::Kind::Role:
            return reaches ? "access.why_role" : "access.why_not_role";
        case RightSource::Kind::Parent:
            return reaches ? "access.why_parent" : "access.why_not_parent";
        case RightSource::Kind::Share:
            break;
    }
    return reaches ? "access.why_share" : "access.why_not_share";
}

QString labelOf(Action action)
{
    const auto label = [](const char *field) {
        return QLatin1String("@field:permission.") + QLatin1String(field);
    };
    switch (action) {
        case Action::Edit:
            return label("edit");
        case Action::Delete:
            return label("delete");
        case Action::Export:
            return label("export");
        case Action::Approve:
            return label("approve");
        case Action::Transfer:
            return label("transfer");
        default:
            return label("read");
    }
}

// Which records the action reaches: what is given away must be one's own to edit, the rest must be in sight.
const QList<RightSource> &sourcesOf(const ObjectRights &rights, Action action)
{
    switch (action) {
        case Action::Edit:
        case Action::Transfer:
            return rights.edit;
        case Action::Delete:
            return rights.remove;
        default:
            return rights.read;
    }
}

// Beside reaching the record; null: no more is needed.
bool ObjectGrant::*flagOf(Action action)
{
    switch (action) {
        case Action::Export:
            return &ObjectGrant::exports;
        case Action::Approve:
            return &ObjectGrant::approve;
        case Action::Transfer:
            return &ObjectGrant::transfer;
        default:
            return nullptr;
    }
}

// The action whose scope decides.
Action reachOf(Action action)
{
    return action == Action::Transfer                              ? Action::Edit
           : action == Action::Export || action == Action::Approve ? Action::Read
                                                                   : action;
}

}  // namespace

QList<Action> Explanation::actions()
{
    return {Action::Read, Action::Edit, Action::Delete, Action::Export, Action::Approve, Action::Transfer};
}

Explanation::Explanation(const RolePolicy &policy, const Id &user, const RelatedValues &related,
                         const EvaluationContext &context)
    : m_policy(policy), m_user(user), m_related(related), m_context(context)
{}

QString Explanation::roleName(const Id &id) const
{
    const Role *role = m_policy.model().roles().role(id);
    return role ? role->name : QString();
}

QString Explanation::personName(const Id &user) const
{
    const Company::Person *person = m_policy.model().company().person(user);
    return person ? person->name : user.toString();
}

Result<bool> Explanation::ofSources(const Record &record, const ActorRights &actor, Action action,
                                    QList<AccessReason> &reasons) const
{
    const ObjectType &object = record.type();
    const QList<RightSource> &sources = sourcesOf(*actor.of(object.key()), action);
    for (const ActorRights::Standing &standing : actor.standings()) {
        if (standing.absent)
            reasons.append(reason("access.why_stands_in",
                                  {personName(m_user), personName(standing.person->id)}, Verdict::Grants));
        for (const Role *role : standing.roles) {
            if (!ActorRights::fieldRightOf(*role, object, object.field(object.indexOf(u"id"))))
                reasons.append(
                    reason("access.why_role_silent", {role->name, labelOf(object)}, Verdict::Denies));
            else if (action != Action::Read && !role->admin &&
                     std::none_of(sources.begin(), sources.end(),
                                  [role](const RightSource &source) { return source.role == role->id; }))
                reasons.append(reason("access.why_flag_not", {role->name, labelOf(object), labelOf(action)},
                                      Verdict::Denies));
        }
    }
    bool visible = false;
    for (const RightSource &source : sources) {
        bool reaches = true;
        if (source.condition) {
            DW_ASSIGN(const Value fulfilled,
                      evaluate(*source.condition, RecordSource(record, m_related), m_context));
            reaches = fulfilled.boolean();
        }
        reasons.append(
            reason(keyOf(source.kind, reaches, action),
                   {source.role.isNull() ? personName(source.person) : roleName(source.role), labelOf(object),
                    QLatin1String("@value:permission.read.") + scopeKey(source.scope), labelOf(action)},
                   reaches ? Verdict::Grants : Verdict::Denies));
        visible = visible || reaches;
    }
    return visible;
}

// Rights of an object as a whole, of which one role is enough; who only stands in has none of them.
bool Explanation::ofFlags(const ObjectType &object, const ActorRights &actor, Action action,
                          QList<AccessReason> &reasons) const
{
    bool ObjectGrant::*const flag = flagOf(action);
    if (!flag || actor.mayEverything())
        return true;
    bool held = false;
    for (const ActorRights::Standing &standing : actor.standings()) {
        if (standing.absent)
            continue;
        for (const Role *role : standing.roles) {
            const QList<ObjectGrant> grants = role->objects.value(object.key());
            const bool gives = std::any_of(grants.begin(), grants.end(),
                                           [flag](const ObjectGrant &grant) { return grant.*flag; });
            reasons.append(reason(gives ? "access.why_flag" : "access.why_flag_not",
                                  {role->name, labelOf(object), labelOf(action)},
                                  gives ? Verdict::Grants : Verdict::Denies));
            held = held || gives;
        }
    }
    return held;
}

void Explanation::ofFields(const ObjectType &object, const Field &field, const ActorRights &actor,
                           QList<AccessReason> &reasons) const
{
    for (const ActorRights::Standing &standing : actor.standings()) {
        for (const Role *role : standing.roles) {
            const auto right = ActorRights::fieldRightOf(*role, object, field);
            if (right)
                reasons.append(reason(keyOf(*right), {role->name, labelOf(object, field)},
                                      *right >= FieldRight::ReadOnly ? Verdict::Grants : Verdict::Denies));
        }
    }
    if (isRuled(object.key()) && !actor.mayConfigure())
        reasons.append(reason("access.why_ruled", {labelOf(object)}, Verdict::Denies));
}

Result<QList<AccessReason>> Explanation::why(const Record &record, const QString &key, Action action) const
{
    const ObjectType &object = record.type();
    const Field *field = object.find(key);
    if (!key.isEmpty() && !field)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_field"), {object.key(), key});
    QList<AccessReason> reasons;
    const AccessModel &model = m_policy.model();
    // What is lent by a share or an absence can be edited, not given away.
    const auto actor = m_policy.rightsOf(
        m_user, action == Action::Transfer ? ActorRights::Reach::Own : ActorRights::Reach::Whole);
    const Company::Person *person = model.company().person(m_user);
    if (!model.isInUse())
        reasons.append(reason("access.why_not_in_use", {}, Verdict::Grants));
    else if (person && !person->active && !actor->mayEverything())
        reasons.append(reason("access.why_inactive", {person->name}, Verdict::Denies));
    else if (person && person->roles.isEmpty() && !actor->mayEverything())
        reasons.append(reason("access.why_no_role", {person->name}, Verdict::Denies));
    bool visible = true;
    // While nobody has a role that is the whole reason: nobody is an administrator by it.
    if (model.isInUse()) {
        DW_ASSIGN(const bool reached, ofSources(record, *actor, reachOf(action), reasons));
        const bool held = ofFlags(object, *actor, action, reasons);
        visible = reached && held;
    }
    if (field && !actor->mayEverything())
        ofFields(object, *field, *actor, reasons);
    const QStringList about{personName(m_user), record.title(Language::English)};
    if (action == Action::Read)
        reasons.append(
            reason(visible ? "access.why_sees" : "access.why_sees_not", about, Verdict::Concludes));
    else
        reasons.append(reason(visible ? "access.why_may" : "access.why_may_not",
                              about + QStringList{labelOf(action)}, Verdict::Concludes));
    if (visible && field) {
        const FieldRight right = actor->of(object.key())->fields.of(field->key);
        reasons.append(
            reason(keyOf(right), {personName(m_user), labelOf(object, *field)}, Verdict::Concludes));
    }
    return reasons;
}

}  // namespace dw
