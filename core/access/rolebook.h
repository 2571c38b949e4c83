// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/accessrecords.h"
#include "core/access/policy.h"
#include "core/access/scope.h"
#include "core/dictionary/dictionary.h"

#include <QHash>
#include <QList>
#include <QString>

namespace dw
{

// A permission about an object, as a role gives it.
struct ObjectGrant
{
    Id row;        // the permission
    Id writtenIn;  // the role that has it, or the one that is inherited
    bool create = false;
    bool exports = false;  // and the role may export
    bool approve = false;
    bool transfer = false;
    bool waive = false;
    Scope read = Scope::None;
    Scope edit = Scope::None;
    Scope remove = Scope::None;
    Condition filter;  // null: every record in reach
};

// A permission about a field.
struct FieldGrant
{
    Id row;
    Id writtenIn;
    FieldRight right = FieldRight::Hidden;
};

// A role with all that it inherits.
struct Role
{
    Id id;
    QString code;
    QString name;
    bool admin = false;  // everything, and the configuration
    bool exports = false;
    bool exportsLarge = false;
    bool imports = false;
    bool importsHistory = false;
    bool bulkEdits = false;
    qint64 exportRows = 0;
    QHash<QString, QList<ObjectGrant>> objects;
    // object -> field: of the rows about a field the role's own counts, else that of the nearest it inherits.
    QHash<QString, QHash<QString, FieldGrant>> fields;
};

// The roles of a workspace, compiled. A permission that names what is not there or whose condition cannot be
// read grants nothing: a fault never opens anything, and the workspace opens, so that it can be mended.
class RoleBook
{
public:
    RoleBook() = default;
    RoleBook(const AccessRecords &records, const DictionaryPtr &dictionary, Currency currency);

    // Null if there is none.
    const Role *role(const Id &id) const;
    const QHash<Id, Role> &roles() const { return m_roles; }

private:
    QHash<Id, Role> m_roles;
};

}  // namespace dw
