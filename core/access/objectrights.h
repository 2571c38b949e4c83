// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/policy.h"
#include "core/access/scope.h"

#include <QList>
#include <QString>

namespace dw
{

// One reason to see or change records of an object.
struct RightSource
{
    enum class Kind {
        Everything,  // the owner of a standalone workspace, an administrator
        Everybody,   // what any user may (names of colleagues, their own views)
        Role,        // a permission
        Parent,      // seen with the record it belongs to; the permission only opens the object
        Share,
    };
    Kind kind = Kind::Role;
    Id role;    // that has the permission or inherits it
    Id row;     // the permission or the share
    Id person;  // whose right it is: the actor's, or of somebody they stand in for
    Scope scope = Scope::All;
    Condition condition;  // null: every record
};

// What one user may do with one object, of whichever source. The union of the sources is what holds.
struct ObjectRights
{
    bool create = false;
    bool exports = false;
    bool imports = false;
    bool importsHistory = false;  // with original dates and authors, past the gates
    bool approve = false;
    bool transfer = false;
    bool waive = false;
    QList<RightSource> read;
    QList<RightSource> edit;
    QList<RightSource> remove;
    // What fulfils one of the sources; null: every record. Of no source: nothing.
    Condition readable;
    Condition editable;
    Condition removable;
    Condition creatable;
    FieldRights fields;
};

}  // namespace dw
