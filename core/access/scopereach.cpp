// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/scopereach.h"

#include "core/access/systemobjects.h"
#include "core/expression/narrowing.h"

#include <algorithm>
#include <utility>

namespace dw
{

// What ActorRights works out as conditions, as keys and tags.
class ScopeReach::Builder
{
public:
    Builder(ScopeReach &made, const AccessModelPtr &model, const Id &user, Instant now)
        : m_made(made)
        , m_tags(*made.m_tags)
        , m_model(*model)
        , m_user(user)
        , m_rights(model, user, now)
        , m_opened(m_tags.objects().size())
    {}

    void run(Instant now)
    {
        for (int object = 0; object < m_tags.objects().size(); ++object) {
            if (m_rights.mayEverything())
                add(ScopeKey::all(), object, tableOf(object).direct(-1));
            else if (!m_rights.standings().isEmpty())
                open(object);
        }
        QHash<Profile, int> known;
        for (const auto &[key, direct] : m_direct.asKeyValueRange()) {
            const Profile whole = completed(direct);
            const auto at = known.constFind(whole);
            const int number = at == known.cend() ? int(m_made.m_profiles.size()) : *at;
            if (at == known.cend()) {
                known.insert(whole, number);
                m_made.m_profiles.append(whole);
            }
            m_made.m_keys.insert(key, number);
        }
        if (!m_rights.mayEverything())
            addTurns(now);
    }

private:
    // How an object is open to the user.
    struct Opened
    {
        bool any = false;     // there is a source
        bool whole = false;   // every record
        bool askable = true;  // the conditions can be asked of a parent
        quint64 follows = 0;  // tags that come from parents in sight
    };

    const ObjectTags &tableOf(int object) const { return m_tags.objects()[object]; }

    void add(const ScopeKey &key, int object, quint64 tags)
    {
        Profile &profile = m_direct[key];
        if (profile.isEmpty())
            profile.fill(0, m_tags.objects().size());
        profile[object] |= tags;
    }

    void open(int object)
    {
        const QString &key = tableOf(object).type->key();
        if (isCommonKnowledge(key))
            openWhole(object);
        else if (isPersonal(key))
            addPersonal(object);
        for (const ActorRights::Standing &standing : m_rights.standings()) {
            for (const Role *role : standing.roles) {
                if (isSecret(key))
                    continue;
                if (role->admin) {
                    openWhole(object);
                    continue;
                }
                for (const ObjectGrant &grant : role->objects.value(key))
                    addGrant(object, standing, grant);
            }
        }
        if (m_opened[object].any && !isRuled(key))
            addShares(object);
    }

    void openWhole(int object)
    {
        m_opened[object].any = m_opened[object].whole = true;
        add(ScopeKey::all(), object, tableOf(object).direct(-1));
    }

    void addPersonal(int object)
    {
        const ObjectTags &table = tableOf(object);
        m_opened[object].any = true;
        add(ScopeKey::own(m_user), object, table.direct(-1));
        const Company &company = m_model.company();
        for (int filter = 0; filter < table.filters.size(); ++filter) {
            const ScopeFilter &shown = table.filters[filter];
            if (!shown.permissions.isEmpty())
                continue;
            if (shown.teamOf < 0) {
                add(ScopeKey::all(), object, table.direct(filter));
                continue;
            }
            for (const Id &team : company.teamsOf(*company.person(m_user)))
                add(ScopeKey::team(team), object, table.direct(filter));
        }
    }

    void addGrant(int object, const ActorRights::Standing &standing, const ObjectGrant &grant)
    {
        if (grant.read == Scope::None)
            return;
        const ObjectTags &table = tableOf(object);
        Opened &opened = m_opened[object];
        opened.any = true;
        opened.askable = opened.askable && (!grant.filter || isFollowable(*grant.filter));
        const std::optional<int> filter = m_tags.filterOf(grant.row);
        if (!filter)
            return;
        const quint64 direct = table.direct(*filter);
        const bool withParent = table.parents.kind != Parents::Kind::None;
        if (withParent)
            opened.follows |= table.withFilter(*filter);
        const bool alone =
            table.parents.kind != Parents::Kind::Part && table.parents.kind != Parents::Kind::Remark;
        if ((withParent && seesEveryParent(table)) || (alone && grant.read == Scope::All)) {
            opened.whole = opened.whole || !grant.filter;
            add(ScopeKey::all(), object, direct);
        } else if (alone) {
            addScope(object, *standing.person, grant.read, direct);
        }
    }

    void addScope(int object, const Company::Person &person, Scope scope, quint64 tags)
    {
        const Company &company = m_model.company();
        add(ScopeKey::own(person.id), object, tags);
        if (scope == Scope::Team || scope == Scope::TeamAndBelow) {
            QList<Id> teams = company.teamsOf(person);
            if (scope == Scope::TeamAndBelow)
                teams = company.withTeamsBelow(teams);
            addOwn(company.membersOf(teams), object, tags);
        } else if (scope == Scope::Territory) {
            for (const Id &territory : company.territoriesOf(person))
                add(ScopeKey::territory(territory), object, tags);
        }
    }

    void addOwn(const QList<Id> &users, int object, quint64 tags)
    {
        for (const Id &user : users)
            add(ScopeKey::own(user), object, tags);
    }

    void addShares(int object)
    {
        const ObjectTags &table = tableOf(object);
        for (const ActorRights::Standing &standing : m_rights.standings()) {
            for (const Share &share : standing.shares) {
                if (share.record.object == table.type->key())
                    add(ScopeKey::record(share.record.id), object, table.direct(-1));
            }
        }
    }

    // Each record has a parent and all that may be one are in sight, so nothing need be followed.
    bool seesEveryParent(const ObjectTags &table) const
    {
        return !table.parentObjects.isEmpty() &&
               std::all_of(table.parents.links.begin(), table.parents.links.end(),
                           [&](const ParentLink &link) {
                               return table.type->field(link.field).required.kind ==
                                      Requirement::Kind::Always;
                           }) &&
               std::all_of(table.parentObjects.begin(), table.parentObjects.end(),
                           [&](int parent) { return m_opened[parent].any && m_opened[parent].whole; });
    }

    // With what comes from the parents.
    Profile completed(const Profile &direct) const
    {
        Profile whole = direct;
        for (int object = 0; object < whole.size(); ++object) {
            const quint64 follows = m_opened[object].follows;
            if (follows == 0)
                continue;
            const ObjectTags &table = tableOf(object);
            for (const int parent : table.parentObjects) {
                const Opened &above = m_opened[parent];
                if (above.whole || above.askable)
                    whole[object] |= table.inherited(parent, whole[parent]) & follows;
            }
        }
        return whole;
    }

    // When a share ends, or somebody leaves or comes back for whom the user stands in.
    void addTurns(Instant now)
    {
        const auto turn = [&](const std::optional<Instant> &at) {
            if (at && now < *at && (!m_made.m_changesAt || *at < *m_made.m_changesAt))
                m_made.m_changesAt = at;
        };
        for (const ActorRights::Standing &standing : m_rights.standings()) {
            for (const Share &share : standing.shares)
                turn(share.expires);
        }
        for (const Company::Person &person : m_model.company().people()) {
            if (person.delegate == m_user) {
                turn(person.awayFrom);
                turn(person.awayTo);
            }
        }
    }

    ScopeReach &m_made;
    const ScopeTags &m_tags;
    const AccessModel &m_model;
    Id m_user;
    ActorRights m_rights;
    QList<Opened> m_opened;
    QHash<ScopeKey, Profile> m_direct;
};

ScopeReach::ScopeReach(const AccessModelPtr &model, ScopeTagsPtr tags, const Id &user, Instant now)
    : m_tags(std::move(tags))
{
    Builder(*this, model, user, now).run(now);
}

QList<ScopeKey> ScopeReach::keys() const
{
    QList<ScopeKey> keys = m_keys.keys();
    std::sort(keys.begin(), keys.end());
    return keys;
}

QList<ScopeReach::Part> ScopeReach::parts() const
{
    QList<Part> parts;
    for (const ScopeKey &key : keys()) {
        const Profile &profile = m_profiles[m_keys.value(key)];
        for (int object = 0; object < profile.size(); ++object) {
            if (profile[object] != 0)
                parts.append({m_tags->objects()[object].type->key(), key, profile[object]});
        }
    }
    return parts;
}

quint64 ScopeReach::tags(const QString &object, const ScopeKey &key) const
{
    const auto at = m_keys.constFind(key);
    const int index = m_tags->indexOf(object);
    return at == m_keys.cend() || index < 0 ? 0 : m_profiles[*at][index];
}

bool ScopeReach::sees(const QString &object, const Placement &placement) const
{
    return std::any_of(placement.begin(), placement.end(), [&](const Placement::Entry &entry) {
        return (entry.tags & tags(object, entry.key)) != 0;
    });
}

bool operator==(const ScopeReach &a, const ScopeReach &b)
{
    if (a.m_keys.size() != b.m_keys.size() || a.m_tags->names() != b.m_tags->names())
        return false;
    return std::all_of(a.m_keys.keyBegin(), a.m_keys.keyEnd(), [&](const ScopeKey &key) {
        const auto other = b.m_keys.constFind(key);
        return other != b.m_keys.cend() && a.m_profiles[a.m_keys.value(key)] == b.m_profiles[*other];
    });
}

}  // namespace dw
