// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/rightorigin.h"

#include <algorithm>

namespace dw
{

QList<RightOrigin> originsOf(const QList<RightSource> &sources, const RoleBook &roles)
{
    QList<RightOrigin> origins;
    for (const RightSource &source : sources) {
        const RightOrigin origin{source.kind, roles.role(source.role), source.person, source.scope};
        if (!origins.contains(origin))
            origins.append(origin);
    }
    return origins;
}

QList<const Role *> rolesGiving(const ActorRights &rights, const QString &object, bool ObjectGrant::*flag)
{
    QList<const Role *> giving;
    for (const ActorRights::Standing &standing : rights.standings()) {
        if (standing.absent)
            continue;
        for (const Role *role : standing.roles) {
            const QList<ObjectGrant> grants = role->objects.value(object);
            if (role->admin || std::any_of(grants.begin(), grants.end(),
                                           [flag](const ObjectGrant &grant) { return grant.*flag; }))
                giving.append(role);
        }
    }
    return giving;
}

}  // namespace dw
