// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/scopetags.h"

#include "core/access/systemobjects.h"
#include "core/base/digest.h"
#include "core/expression/conditions.h"

#include <QMap>

#include <algorithm>
#include <tuple>
#include <utility>

namespace dw
{

// Makes the tables, each object after those that it is seen with.
class ScopeTags::Builder
{
public:
    Builder(ScopeTags &made, const AccessModel &model, const Names &known)
        : m_made(made), m_dictionary(*model.dictionary()), m_known(known)
    {
        gather(model.roles());
    }

    Result<int> add(const ObjectTypePtr &type)
    {
        if (const int known = m_made.indexOf(type->key()); known >= 0)
            return known;
        ObjectTags table;
        table.type = type;
        table.parents = parentsOf(type, m_dictionary);
        for (const ParentLink &link : std::as_const(table.parents.links)) {
            for (const ObjectTypePtr &target : link.targets) {
                DW_ASSIGN(const int parent, add(target));
                if (!table.parentObjects.contains(parent))
                    table.parentObjects.append(parent);
            }
        }
        using Kind = Parents::Kind;
        if (table.parents.kind != Kind::Part && table.parents.kind != Kind::Remark) {
            table.ownFields = dw::ownFields(*type);
            table.whereabouts = whereaboutsOf(type, m_dictionary);
        }
        addFilters(table);
        DW_TRY(number(table));
        const int index = int(m_made.m_objects.size());
        m_made.m_index.insert(type->key(), index);
        m_made.m_objects.append(table);
        return index;
    }

    void finish()
    {
        std::sort(m_made.m_gaps.begin(), m_made.m_gaps.end(), [](const ScopeGap &a, const ScopeGap &b) {
            return std::tie(a.object, a.permission, a.at) < std::tie(b.object, b.permission, b.at);
        });
    }

private:
    // Every condition of a permission to read, once; roles that nobody has count, so that giving them changes
    // no placement.
    void gather(const RoleBook &book)
    {
        for (const Role &role : book.roles()) {
            for (const auto &[object, grants] : role.objects.asKeyValueRange()) {
                for (const ObjectGrant &grant : grants) {
                    const bool heeded = grant.filter && grant.read != Scope::None && !isSecret(object);
                    if (!heeded || m_seen.contains(grant.row))
                        continue;
                    m_seen.insert(grant.row);
                    if (const auto why = ScopeGap::whyNot(*grant.filter)) {
                        m_made.m_undecided.insert(grant.row);
                        m_made.m_gaps.append({grant.row, grant.writtenIn, object, *why, {}});
                        continue;
                    }
                    // What it says is its name: another text is another tag.
                    const QString name =
                        QString::fromLatin1(blake2b256(grant.filter->text().toUtf8()).toHex().first(16));
                    ScopeFilter &filter = m_filters[object][name];
                    filter.name = name;
                    filter.condition = grant.filter;
                    filter.permissions.append({grant.row, grant.writtenIn});
                }
            }
        }
    }

    void addFilters(ObjectTags &table)
    {
        const ObjectTypePtr &type = table.type;
        if (const int shared = type->indexOf(u"shared"); shared >= 0 && isPersonal(type->key())) {
            ScopeFilter filter;
            filter.name = QStringLiteral("everybody");
            filter.condition = conditions::isText(type, shared, QStringLiteral("all"));
            table.filters.append(filter);
            filter.name = QStringLiteral("team");
            filter.condition = conditions::isText(type, shared, QStringLiteral("team"));
            filter.teamOf = type->indexOf(u"owner_id");
            table.filters.append(filter);
        }
        for (const ScopeFilter &filter : m_filters.value(type->key())) {
            for (const ScopeFilter::Permission &permission : filter.permissions)
                m_made.m_filters.insert(permission.row, int(table.filters.size()));
            table.filters.append(filter);
        }
    }

    // The tags that the object has, those with the fewest conditions first.
    QList<ScopeTag> wanted(const ObjectTags &table) const
    {
        QList<ScopeTag> tags;
        for (int filter = -1; filter < table.filters.size(); ++filter) {
            QString name = table.type->key();
            if (filter >= 0)
                name += QLatin1Char('?') + table.filters[filter].name;
            const int mine = filter < 0 ? 0 : 1;
            tags.append({name, filter, -1, -1, mine});
            for (const int parent : table.parentObjects) {
                const QList<ScopeTag> &above = m_made.m_objects[parent].tags;
                for (int number = 0; number < above.size(); ++number) {
                    if (!above[number].name.isEmpty())
                        tags.append({name + QLatin1Char('<') + above[number].name, filter, parent, number,
                                     mine + above[number].conditions});
                }
            }
        }
        std::stable_sort(tags.begin(), tags.end(),
                         [](const ScopeTag &a, const ScopeTag &b) { return a.conditions < b.conditions; });
        return tags;
    }

    Result<void> number(ObjectTags &table)
    {
        QList<ScopeTag> tags = wanted(table);
        const QStringList known = m_known.value(table.type->key());
        // A new condition takes no number from those that are in use.
        const auto rank = [&](const ScopeTag &tag) {
            return tag.conditions == 0 ? 0 : known.contains(tag.name) ? 1 : 2;
        };
        std::stable_sort(tags.begin(), tags.end(),
                         [&](const ScopeTag &a, const ScopeTag &b) { return rank(a) < rank(b); });
        if (tags.size() > ObjectTags::Limit) {
            if (tags[ObjectTags::Limit].conditions == 0)
                return Error(ErrorCode::Limit, QStringLiteral("access.too_many_ways"),
                             {table.type->label().en}, table.type->key());
            for (const ScopeTag &left : tags.mid(ObjectTags::Limit))
                leaveOut(table, left);
            tags.resize(ObjectTags::Limit);
        }
        QHash<QString, int> byName;
        for (int i = 0; i < tags.size(); ++i)
            byName.insert(tags[i].name, i);
        table.tags.resize(ObjectTags::Limit);
        for (int number = 0; number < std::min(int(known.size()), ObjectTags::Limit); ++number) {
            if (const auto kept = byName.constFind(known[number]); kept != byName.cend()) {
                table.tags[number] = tags[*kept];
                byName.erase(kept);
            }
        }
        int next = 0;
        for (const ScopeTag &tag : std::as_const(tags)) {
            if (!byName.contains(tag.name))
                continue;
            while (!table.tags[next].name.isEmpty())
                ++next;
            table.tags[next] = tag;
        }
        while (!table.tags.isEmpty() && table.tags.last().name.isEmpty())
            table.tags.removeLast();
        table.index();
        return {};
    }

    // No number is left for it: the permissions whose conditions lie on the way do not reach this object.
    void leaveOut(const ObjectTags &table, const ScopeTag &tag)
    {
        const auto blame = [&](const ObjectTags &object, int filter) {
            if (filter < 0)
                return;
            for (const ScopeFilter::Permission &one : object.filters[filter].permissions) {
                const ScopeGap gap{one.row, one.role, object.type->key(), ScopeGap::Why::TooMany,
                                   table.type->key()};
                if (!m_made.m_gaps.contains(gap))
                    m_made.m_gaps.append(gap);
            }
        };
        blame(table, tag.filter);
        int parent = tag.parent;
        int number = tag.parentTag;
        while (parent >= 0) {
            const ObjectTags &above = m_made.m_objects[parent];
            const ScopeTag &next = above.tags[number];
            blame(above, next.filter);
            parent = next.parent;
            number = next.parentTag;
        }
    }

    ScopeTags &m_made;
    const Dictionary &m_dictionary;
    const Names &m_known;
    QSet<Id> m_seen;
    QHash<QString, QMap<QString, ScopeFilter>> m_filters;
};

Result<ScopeTagsPtr> ScopeTags::of(const AccessModel &model, const Names &known)
{
    std::shared_ptr<ScopeTags> made(new ScopeTags());
    Builder builder(*made, model, known);
    for (const ObjectTypePtr &type : model.dictionary()->objects())
        DW_TRY(builder.add(type));
    builder.finish();
    return ScopeTagsPtr(std::move(made));
}

ScopeTags::Names ScopeTags::names() const
{
    Names names;
    for (const ObjectTags &object : m_objects) {
        QStringList &list = names[object.type->key()];
        for (const ScopeTag &tag : object.tags)
            list.append(tag.name);
    }
    return names;
}

QStringList ScopeTags::newSince(const Names &before) const
{
    QStringList changed;
    for (const ObjectTags &object : m_objects) {
        const QStringList old = before.value(object.type->key());
        for (int number = 0; number < object.tags.size(); ++number) {
            const QString &name = object.tags[number].name;
            if (!name.isEmpty() && name != old.value(number)) {
                changed.append(object.type->key());
                break;
            }
        }
    }
    return changed;
}

QStringList ScopeTags::conditioned() const
{
    QStringList found;
    for (const ObjectTags &object : m_objects) {
        if (std::any_of(object.tags.begin(), object.tags.end(),
                        [](const ScopeTag &tag) { return tag.conditions > 0; }))
            found.append(object.type->key());
    }
    return found;
}

std::optional<int> ScopeTags::filterOf(const Id &permission) const
{
    return m_undecided.contains(permission) ? std::nullopt : std::optional(m_filters.value(permission, -1));
}

}  // namespace dw
