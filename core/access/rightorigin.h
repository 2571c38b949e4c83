// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/actorrights.h"

#include <QList>

namespace dw
{

// Whence somebody has a right on an object, for people to read: sources that say the same are one.
struct RightOrigin
{
    RightSource::Kind kind = RightSource::Kind::Role;
    const Role *role = nullptr;  // of a role, or of a record that is seen with its parent
    Id person;                   // who has it so: the user, or somebody they stand in for
    Scope scope = Scope::All;

    friend bool operator==(const RightOrigin &, const RightOrigin &) = default;
};

// In the order of the sources. `roles` must outlive the answer.
QList<RightOrigin> originsOf(const QList<RightSource> &sources, const RoleBook &roles);

// The roles of the user's own that give what belongs to an object as a whole (create, export, approve ...).
QList<const Role *> rolesGiving(const ActorRights &rights, const QString &object, bool ObjectGrant::*flag);

}  // namespace dw
