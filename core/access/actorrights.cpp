// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/actorrights.h"

#include "core/access/systemobjects.h"
#include "core/expression/conditions.h"
#include "core/expression/narrowing.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace dw
{

namespace
{

Id ownerOfWorkspace()
{
    return Id::named("user:owner");
}

bool isFor(const Share &share, const Company &company, const Company::Person &person)
{
    const RecordRef &to = share.grantee;
    if (to.object == QLatin1String("user"))
        return to.id == person.id;
    if (to.object == QLatin1String("team"))
        return company.teamsOf(person).contains(to.id);
    return to.object == QLatin1String("role") && person.roles.contains(to.id);
}

}  // namespace

ActorRights::ActorRights(AccessModelPtr model, const Id &user, Instant now, Reach reach)
    : m_model(std::move(model)), m_user(user)
{
    const Company &company = m_model->company();
    m_everything = !m_model->isInUse() || user.isNull() || user == ownerOfWorkspace();
    const Company::Person *self = company.person(user);
    if (!self || !self->active)
        return;
    QList<Id> people{user};
    if (reach == Reach::Whole)
        people += company.absentFor(user, now);
    for (const Id &id : std::as_const(people)) {
        Standing standing;
        standing.person = company.person(id);
        standing.roles = m_model->rolesOf(*standing.person);
        standing.absent = id != user;
        for (const Share &share : m_model->shares()) {
            if (reach == Reach::Whole && share.holdsAt(now) && isFor(share, company, *standing.person))
                standing.shares.append(share);
        }
        // Whoever stands in for an administrator sees and edits what they do, but does not rule.
        if (!standing.absent)
            m_everything = m_everything || std::any_of(standing.roles.begin(), standing.roles.end(),
                                                       [](const Role *role) { return role->admin; });
        m_standings.append(standing);
    }
}

bool ActorRights::exportsLarge() const
{
    if (m_everything)
        return true;
    for (const Standing &standing : m_standings) {
        if (!standing.absent && std::any_of(standing.roles.begin(), standing.roles.end(),
                                            [](const Role *role) { return role->exportsLarge; }))
            return true;
    }
    return false;
}

bool ActorRights::bulkEdits() const
{
    return m_everything || std::any_of(m_standings.begin(), m_standings.end(), [](const Standing &standing) {
               return !standing.absent && std::any_of(standing.roles.begin(), standing.roles.end(),
                                                      [](const Role *role) { return role->bulkEdits; });
           });
}

qint64 ActorRights::exportRows() const
{
    if (m_everything)
        return std::numeric_limits<qint64>::max();
    qint64 rows = 0;
    for (const Standing &standing : m_standings) {
        for (const Role *role : standing.roles)
            rows = standing.absent ? rows : std::max(rows, role->exportRows);
    }
    return rows;
}

std::shared_ptr<const ObjectRights> ActorRights::of(const QString &key) const
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_known.value(key))
            return known;
    }
    const ObjectTypePtr object = m_model->dictionary()->find(key);
    if (!object)
        return nullptr;
    // Two may work at the same; they come to the same.
    const std::shared_ptr<const ObjectRights> rights = work(object);
    const std::lock_guard lock(m_mutex);
    m_known.insert(key, rights);
    return rights;
}

std::shared_ptr<const ObjectRights> ActorRights::work(const ObjectTypePtr &object) const
{
    auto rights = std::make_shared<ObjectRights>();
    if (m_everything) {
        rights->create = rights->exports = rights->imports = rights->importsHistory = rights->approve =
            rights->transfer = rights->waive = true;
        RightSource all;
        all.kind = RightSource::Kind::Everything;
        all.person = m_user;
        rights->read = rights->edit = rights->remove = {all};
        return rights;
    }
    addEverybody(*rights, object);
    addGrants(*rights, object);
    addShares(*rights, object);
    rights->readable = together(rights->read, object);
    rights->editable = together(rights->edit, object);
    rights->removable = together(rights->remove, object);
    const Parents parents = parentsOf(object, *m_model->dictionary());
    if (parents.kind == Parents::Kind::Part)
        rights->creatable = withParent(object, parents, Use::Edit);
    rights->fields = fieldsOf(*object);
    return rights;
}

Condition ActorRights::together(const QList<RightSource> &sources, const ObjectTypePtr &object)
{
    QList<Condition> conditions;
    for (const RightSource &source : sources) {
        if (!source.condition)
            return nullptr;
        const bool known = std::any_of(conditions.begin(), conditions.end(), [&](const Condition &one) {
            return equal(one->root(), source.condition->root());
        });
        if (!known)
            conditions.append(source.condition);
    }
    return conditions.isEmpty() ? conditions::never(object) : conditions::anyOf(conditions);
}

void ActorRights::addEverybody(ObjectRights &rights, const ObjectTypePtr &object) const
{
    if (m_standings.isEmpty())
        return;
    RightSource source;
    source.kind = RightSource::Kind::Everybody;
    source.person = m_user;
    if (isCommonKnowledge(object->key())) {
        rights.read.append(source);
        if (object->key() == QLatin1String("user")) {
            source.scope = Scope::Own;
            source.condition = conditions::isOneOf(object, object->indexOf(u"id"), {m_user});
            rights.edit.append(source);
        }
        return;
    }
    if (!isPersonal(object->key()))
        return;
    source.scope = Scope::Own;
    QList<Condition> own;
    for (const int field : ownFields(*object))
        own.append(conditions::isOneOf(object, field, {m_user}));
    source.condition = conditions::anyOf(own);
    rights.create = true;
    rights.edit.append(source);
    rights.remove.append(source);
    if (const int shared = object->indexOf(u"shared"); shared >= 0) {
        own.append(conditions::isText(object, shared, QStringLiteral("all")));
        const Company &company = m_model->company();
        own.append(CheckedExpression::both(
            conditions::isText(object, shared, QStringLiteral("team")),
            conditions::isOneOf(object, object->indexOf(u"owner_id"),
                                company.membersOf(company.teamsOf(*company.person(m_user))))));
        source.condition = conditions::anyOf(own);
    }
    rights.read.append(source);
}

void ActorRights::addGrants(ObjectRights &rights, const ObjectTypePtr &object) const
{
    const Parents parents = parentsOf(object, *m_model->dictionary());
    const bool ruled = isRuled(object->key());
    for (const Standing &standing : m_standings) {
        for (const Role *role : standing.roles) {
            if (role->admin && !isSecret(object->key())) {
                // Somebody stands in for an administrator.
                RightSource all{RightSource::Kind::Role, role->id, {}, standing.person->id, Scope::All, {}};
                rights.read.append(all);
                if (!ruled && object->key() != QLatin1String("record_share"))
                    rights.edit.append(all);
                continue;
            }
            const QList<ObjectGrant> grants = role->objects.value(object->key());
            for (const ObjectGrant &grant : grants) {
                if (!isSecret(object->key()))
                    addGrant(rights.read, standing, *role, grant, object, parents, Use::Read);
                if (ruled)
                    continue;
                addGrant(rights.edit, standing, *role, grant, object, parents, Use::Edit);
                // To stand in is to see and to edit.
                if (standing.absent)
                    continue;
                addGrant(rights.remove, standing, *role, grant, object, parents, Use::Remove);
                rights.create = rights.create || grant.create;
                rights.exports = rights.exports || grant.exports;
                rights.imports =
                    rights.imports || (role->imports && (grant.create || grant.edit != Scope::None));
                rights.importsHistory =
                    rights.importsHistory ||
                    (role->imports && role->importsHistory && (grant.create || grant.edit != Scope::None));
                rights.approve = rights.approve || grant.approve;
                rights.transfer = rights.transfer || grant.transfer;
                rights.waive = rights.waive || grant.waive;
            }
        }
    }
}

void ActorRights::addGrant(QList<RightSource> &sources, const Standing &standing, const Role &role,
                           const ObjectGrant &grant, const ObjectTypePtr &object, const Parents &parents,
                           Use use) const
{
    const Scope scope = use == Use::Read ? grant.read : use == Use::Edit ? grant.edit : grant.remove;
    if (scope == Scope::None)
        return;
    RightSource source{RightSource::Kind::Role, role.id, grant.row, standing.person->id, scope, {}};
    const auto add = [&](const Condition &condition) {
        source.condition = CheckedExpression::both(condition, grant.filter);
        sources.append(source);
    };
    using Kind = Parents::Kind;
    const Kind kind = parents.kind;
    if (kind == Kind::Part) {
        source.kind = RightSource::Kind::Parent;
        add(withParent(object, parents, use == Use::Read ? Use::Read : Use::Edit));
        return;
    }
    if (kind == Kind::Remark) {
        source.kind = RightSource::Kind::Parent;
        const Condition seen = withParent(object, parents, Use::Read);
        add(use == Use::Read ? seen
                             : CheckedExpression::both(seen, inScope(*standing.person, scope, object)));
        return;
    }
    add(inScope(*standing.person, scope, object));
    const bool follows = kind == Kind::Shared || (kind == Kind::Beside && use == Use::Read);
    if (follows && source.condition) {
        source.kind = RightSource::Kind::Parent;
        add(withParent(object, parents, use == Use::Read ? Use::Read : Use::Edit));
    }
}

void ActorRights::addShares(ObjectRights &rights, const ObjectTypePtr &object) const
{
    const auto add = [&](QList<RightSource> &sources, bool edit) {
        if (sources.isEmpty() || isRuled(object->key()) || isSecret(object->key()))
            return;
        for (const Standing &standing : m_standings) {
            QList<Id> ids;
            RightSource source{RightSource::Kind::Share, {}, {}, standing.person->id, Scope::Own, {}};
            for (const Share &share : standing.shares) {
                if (share.record.object == object->key() && (share.edit || !edit)) {
                    ids.append(share.record.id);
                    source.row = share.id;
                }
            }
            if (ids.isEmpty())
                continue;
            source.condition = conditions::isOneOf(object, object->indexOf(u"id"), ids);
            sources.append(source);
        }
    };
    add(rights.read, false);
    add(rights.edit, true);
}

Condition ActorRights::inScope(const Company::Person &person, Scope scope, const ObjectTypePtr &object) const
{
    if (scope == Scope::All)
        return nullptr;
    const Company &company = m_model->company();
    QList<Condition> any;
    if (scope == Scope::Team || scope == Scope::TeamAndBelow) {
        QList<Id> teams = company.teamsOf(person);
        if (scope == Scope::TeamAndBelow)
            teams = company.withTeamsBelow(teams);
        QList<Id> members = company.membersOf(teams);
        if (!members.contains(person.id))
            members.append(person.id);
        for (const int field : ownFields(*object))
            any.append(conditions::isOneOf(object, field, members));
        return conditions::anyOf(any);
    }
    for (const int field : ownFields(*object))
        any.append(conditions::isOneOf(object, field, {person.id}));
    if (scope != Scope::Territory)
        return conditions::anyOf(any);
    const Whereabouts lies = whereaboutsOf(object, *m_model->dictionary());
    if (lies.field >= 0) {
        const Condition there = conditions::isOneOf(lies.object, lies.field, company.territoriesOf(person));
        any.append(lies.through < 0 ? there : conditions::behind(object, lies.through, lies.object, there));
    }
    return conditions::anyOf(any);
}

Condition ActorRights::withParent(const ObjectTypePtr &object, const Parents &parents, Use use) const
{
    QList<Condition> any;
    bool every = true;
    for (const ParentLink &link : parents.links) {
        const bool always = object->field(link.field).required.kind == Requirement::Kind::Always;
        for (const ObjectTypePtr &target : link.targets) {
            const std::shared_ptr<const ObjectRights> rights = of(target->key());
            const QList<RightSource> &sources = use == Use::Read ? rights->read : rights->edit;
            const Condition condition = use == Use::Read ? rights->readable : rights->editable;
            every = every && always && !sources.isEmpty() && !condition;
            // One that counts what lies below its record cannot be asked from there.
            if (sources.isEmpty() || (condition && !isFollowable(*condition)))
                continue;
            any.append(conditions::behind(object, link.field, target, condition));
        }
    }
    if (every && !any.isEmpty())
        return nullptr;
    return any.isEmpty() ? conditions::never(object) : conditions::anyOf(any);
}

std::optional<FieldRight> ActorRights::fieldRightOf(const Role &role, const ObjectType &object,
                                                    const Field &field)
{
    if (role.admin)
        return FieldRight::Editable;
    const QList<ObjectGrant> grants = role.objects.value(object.key());
    const bool opens = std::any_of(grants.begin(), grants.end(), [](const ObjectGrant &grant) {
        return grant.create || grant.read != Scope::None;
    });
    if (!opens)
        return std::nullopt;
    const auto rows = role.fields.constFind(object.key());
    if (rows != role.fields.cend() && rows->contains(field.key))
        return rows->value(field.key).right;
    // A field of the company's own is nobody's until it is granted (F3.86).
    return field.custom ? FieldRight::Hidden : FieldRight::Editable;
}

QList<Id> ActorRights::roles() const
{
    QList<Id> ids;
    for (const Standing &standing : m_standings) {
        for (const Role *role : standing.roles)
            ids.append(role->id);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

FieldRights ActorRights::fieldsOf(const ObjectType &object) const
{
    FieldRights rights;
    if (m_everything)
        return rights;
    const bool common = isCommonKnowledge(object.key()) || isPersonal(object.key());
    const int title = object.titleIndex(Language::English);
    for (int i = 0; i < object.fieldCount(); ++i) {
        const Field &field = object.field(i);
        FieldRight right = FieldRight::Hidden;
        if (common && !field.custom) {
            const bool told = i == title || field.sensitivity == Sensitivity::None ||
                              field.sensitivity == Sensitivity::Commercial;
            right = told || isPersonal(object.key()) ? FieldRight::Editable : FieldRight::Hidden;
        }
        for (const Standing &standing : m_standings) {
            for (const Role *role : standing.roles)
                right = std::max(right, fieldRightOf(*role, object, field).value_or(FieldRight::Hidden));
        }
        if (isRuled(object.key()) && !isOwnAffair(object.key(), field.key))
            right = std::min(right, FieldRight::ReadOnly);
        if (right != FieldRight::Editable)
            rights.byField.insert(field.key, right);
    }
    return rights;
}

}  // namespace dw
