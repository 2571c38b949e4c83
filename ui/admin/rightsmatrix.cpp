// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/rightsmatrix.h"

#include "core/access/parents.h"
#include "core/access/rightorigin.h"
#include "core/access/systemobjects.h"

#include <algorithm>

namespace dw::ui
{

namespace
{

enum class Section { Sales, Catalogue, Company, Own };

// What sales people work with first, in the order they think of it; then the rest as the dictionary has it.
const QStringList &salesObjects()
{
    static const QStringList keys{QStringLiteral("account"),
                                  QStringLiteral("contact"),
                                  QStringLiteral("lead"),
                                  QStringLiteral("opportunity"),
                                  QStringLiteral("opportunity_line"),
                                  QStringLiteral("opportunity_contact"),
                                  QStringLiteral("stage_history"),
                                  QStringLiteral("activity"),
                                  QStringLiteral("task"),
                                  QStringLiteral("comment"),
                                  QStringLiteral("attachment"),
                                  QStringLiteral("record_share")};
    return keys;
}

const QStringList &catalogueObjects()
{
    static const QStringList keys{QStringLiteral("product"),    QStringLiteral("product_category"),
                                  QStringLiteral("price_list"), QStringLiteral("price_list_entry"),
                                  QStringLiteral("competitor"), QStringLiteral("campaign")};
    return keys;
}

Section sectionOf(const ObjectType &object)
{
    return salesObjects().contains(object.key())       ? Section::Sales
           : catalogueObjects().contains(object.key()) ? Section::Catalogue
           : object.isCustom()                         ? Section::Own
                                                       : Section::Company;
}

QList<ObjectTypePtr> inOrder(const Dictionary &dictionary)
{
    QList<ObjectTypePtr> objects;
    for (const ObjectTypePtr &object : dictionary.objects()) {
        if (!isSecret(object->key()))
            objects.append(object);
    }
    const auto place = [](const ObjectTypePtr &object) {
        const Section section = sectionOf(*object);
        const qsizetype within = section == Section::Sales       ? salesObjects().indexOf(object->key())
                                 : section == Section::Catalogue ? catalogueObjects().indexOf(object->key())
                                                                 : 0;
        return std::pair(int(section), within);
    };
    std::stable_sort(
        objects.begin(), objects.end(),
        [&place](const ObjectTypePtr &a, const ObjectTypePtr &b) { return place(a) < place(b); });
    return objects;
}

// A territory is beside teams; it is taken for more than one's own team.
int widthOf(Scope scope)
{
    switch (scope) {
        case Scope::None:
            return 0;
        case Scope::Own:
            return 1;
        case Scope::Team:
            return 2;
        case Scope::Territory:
            return 3;
        case Scope::TeamAndBelow:
            return 4;
        case Scope::All:
            break;
    }
    return 5;
}

Scope scopeOf(const ObjectGrant &grant, RightColumn column)
{
    return column == RightColumn::Read ? grant.read : column == RightColumn::Edit ? grant.edit : grant.remove;
}

bool ObjectGrant::*flagOf(RightColumn column)
{
    switch (column) {
        case RightColumn::Create:
            return &ObjectGrant::create;
        case RightColumn::Export:
            return &ObjectGrant::exports;
        case RightColumn::Approve:
            return &ObjectGrant::approve;
        case RightColumn::Transfer:
            return &ObjectGrant::transfer;
        default:
            return &ObjectGrant::waive;
    }
}

bool isWithParent(const ObjectTypePtr &object, RightColumn column, const Dictionary &dictionary)
{
    const Parents::Kind kind = parentsOf(object, dictionary).kind;
    return kind == Parents::Kind::Part || (kind == Parents::Kind::Remark && column == RightColumn::Read);
}

}  // namespace

QString RightsMatrix::fieldOf(RightColumn column)
{
    switch (column) {
        case RightColumn::Read:
            return QStringLiteral("read");
        case RightColumn::Create:
            return QStringLiteral("create");
        case RightColumn::Edit:
            return QStringLiteral("edit");
        case RightColumn::Delete:
            return QStringLiteral("delete");
        case RightColumn::Export:
            return QStringLiteral("export");
        case RightColumn::Approve:
            return QStringLiteral("approve");
        case RightColumn::Transfer:
            return QStringLiteral("transfer");
        case RightColumn::Waive:
            return QStringLiteral("waive");
        case RightColumn::Import:
            break;
    }
    return {};
}

bool RightsMatrix::isScope(RightColumn column)
{
    return column == RightColumn::Read || column == RightColumn::Edit || column == RightColumn::Delete;
}

QString RightsMatrix::columnName(const Dictionary &dictionary, RightColumn column, Language language)
{
    if (column == RightColumn::Import)
        return tr("Import");
    if (column == RightColumn::Waive)
        return tr("Waive");
    return dictionary.object(u"permission").find(fieldOf(column))->label.in(language);
}

QString RightsMatrix::scopeName(const Dictionary &dictionary, Scope scope, bool withParent, Language language)
{
    if (withParent && scope != Scope::None)
        return tr("With its record");
    const Field *read = dictionary.object(u"permission").find(u"read");
    for (const PicklistValue &value : read->values) {
        if (value.key == scopeKey(scope))
            return value.label.in(language);
    }
    return scopeKey(scope);
}

QList<Scope> RightsMatrix::choices(const ObjectTypePtr &object, RightColumn column,
                                   const Dictionary &dictionary)
{
    if (isWithParent(object, column, dictionary))
        return {Scope::None, Scope::Own};
    return {Scope::None, Scope::Own, Scope::Team, Scope::TeamAndBelow, Scope::Territory, Scope::All};
}

QList<RightsRow> RightsMatrix::ofRole(const AccessData &data, const Id &id, const Dictionary &dictionary,
                                      Language language)
{
    const Role *role = data.book.role(id);
    if (!role)
        return {};
    const QString sections[] = {tr("Customers and sales"), tr("Catalogue"), tr("Company and configuration"),
                                tr("Own objects")};
    const auto nameOf = [&data](const Id &from) {
        const Record *record = data.role(from);
        return record ? record->value(u"name").text() : QString();
    };
    QList<RightsRow> rows;
    for (const ObjectTypePtr &object : inOrder(dictionary)) {
        RightsRow row;
        row.object = object;
        row.section = sections[size_t(sectionOf(*object))];
        const QList<ObjectGrant> grants = role->objects.value(object->key());
        const Record *own = data.permission(id, object->key(), {});
        const bool ruled = isRuled(object->key());
        bool changes = false;  // may make or edit some: what an import needs
        for (int i = 0; i < RightColumns; ++i) {
            const auto column = RightColumn(i);
            RightCell &cell = row.cells[size_t(i)];
            cell.isScope = isScope(column);
            cell.withParent = isWithParent(object, column, dictionary);
            if (role->admin) {
                cell.scope = Scope::All;
                cell.withParent = false;
                cell.held = true;
                cell.canChange = false;
                cell.note = tr("An administrator may do everything.");
                continue;
            }
            if (ruled && column != RightColumn::Read) {
                cell.canChange = false;
                cell.note = tr("Only administrators change %1.").arg(object->plural().in(language));
                continue;
            }
            if (cell.isScope) {
                Scope inherited = Scope::None;
                Scope mine = Scope::None;
                for (const ObjectGrant &grant : grants) {
                    const Scope scope = scopeOf(grant, column);
                    Scope &widest = grant.writtenIn == id ? mine : inherited;
                    if (widthOf(scope) > widthOf(widest))
                        widest = scope;
                    if (grant.writtenIn != id && scope != Scope::None)
                        cell.origins.append(tr("%1 from %2")
                                                .arg(scopeName(dictionary, scope, cell.withParent, language),
                                                     nameOf(grant.writtenIn)));
                }
                cell.isInherited =
                    widthOf(inherited) > widthOf(mine) || (mine == Scope::None && inherited != Scope::None);
                cell.scope = cell.isInherited ? inherited : mine;
                if (mine != Scope::None)
                    cell.origins.prepend(
                        tr("%1 from this role").arg(scopeName(dictionary, mine, cell.withParent, language)));
                changes = changes || (column == RightColumn::Edit && cell.scope != Scope::None);
                if (column == RightColumn::Read && cell.scope == Scope::None &&
                    isCommonKnowledge(object->key())) {
                    cell.scope = Scope::All;
                    cell.isInherited = true;
                    cell.origins = {tr("Everybody may read these.")};
                }
            } else if (column == RightColumn::Import) {
                cell.canChange = false;
                cell.held = role->imports && changes;
                cell.note = tr("Follows from “May import” of the role, where it may create or edit.");
            } else {
                const bool given = own && own->value(fieldOf(column)).boolean();
                bool inherited = false;
                for (const ObjectGrant &grant : grants) {
                    if (grant.writtenIn != id && grant.*flagOf(column)) {
                        inherited = true;
                        cell.origins.append(tr("From %1").arg(nameOf(grant.writtenIn)));
                    }
                }
                cell.held = given || inherited;
                cell.isInherited = inherited && !given;
                cell.isIdle = column == RightColumn::Export && cell.held && !role->exports;
                if (cell.isIdle)
                    cell.note = tr("Without effect until the role may export.");
                changes = changes || (column == RightColumn::Create && cell.held);
            }
        }
        rows.append(row);
    }
    return rows;
}

QList<RightsRow> RightsMatrix::ofUser(const RolePolicy &policy, const Id &user, Language language)
{
    const Dictionary &dictionary = *policy.model().dictionary();
    const QString sections[] = {tr("Customers and sales"), tr("Catalogue"), tr("Company and configuration"),
                                tr("Own objects")};
    const auto actor = policy.rightsOf(user);
    const auto said = [&](const RightOrigin &origin) {
        using Kind = RightSource::Kind;
        const Company::Person *person =
            origin.person != user ? policy.model().company().person(origin.person) : nullptr;
        QString from = origin.role                       ? origin.role->name
                       : origin.kind == Kind::Share      ? tr("what is shared")
                       : origin.kind == Kind::Everything ? tr("the right to everything")
                                                         : tr("what everybody may");
        if (person)
            from = tr("%1, standing in for %2").arg(from, person->name);
        return tr("%1 from %2")
            .arg(scopeName(dictionary, origin.scope, origin.kind == Kind::Parent, language), from);
    };
    QList<RightsRow> rows;
    for (const ObjectTypePtr &object : inOrder(dictionary)) {
        RightsRow row;
        row.object = object;
        row.section = sections[size_t(sectionOf(*object))];
        const auto rights = actor->of(object->key());
        for (int i = 0; i < RightColumns; ++i) {
            const auto column = RightColumn(i);
            RightCell &cell = row.cells[size_t(i)];
            cell.isScope = isScope(column);
            cell.canChange = false;
            if (cell.isScope) {
                const QList<RightSource> &sources = column == RightColumn::Read   ? rights->read
                                                    : column == RightColumn::Edit ? rights->edit
                                                                                  : rights->remove;
                QList<RightOrigin> origins = originsOf(sources, policy.model().roles());
                std::stable_sort(origins.begin(), origins.end(),
                                 [](const RightOrigin &a, const RightOrigin &b) {
                                     return widthOf(a.scope) > widthOf(b.scope);
                                 });
                // A role inherits narrower rights, and shows children with their parent besides: once is
                // enough.
                QList<std::pair<const Role *, Id>> told;
                for (const RightOrigin &origin : std::as_const(origins)) {
                    const std::pair from(origin.role, origin.person);
                    if (origin.role && told.contains(from))
                        continue;
                    told.append(from);
                    cell.origins.append(said(origin));
                }
                if (!origins.isEmpty()) {
                    cell.scope = origins.first().scope;
                    cell.withParent = isWithParent(object, column, dictionary) &&
                                      origins.first().kind == RightSource::Kind::Parent;
                }
                continue;
            }
            cell.held = column == RightColumn::Create     ? rights->create
                        : column == RightColumn::Export   ? rights->exports
                        : column == RightColumn::Import   ? rights->imports
                        : column == RightColumn::Approve  ? rights->approve
                        : column == RightColumn::Transfer ? rights->transfer
                                                          : rights->waive;
            if (!cell.held || actor->mayEverything() || column == RightColumn::Import)
                continue;
            for (const Role *role : rolesGiving(*actor, object->key(), flagOf(column)))
                cell.origins.append(role->name);
        }
        rows.append(row);
    }
    return rows;
}

}  // namespace dw::ui
