// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/rolebook.h"
#include "core/reading/reader.h"
#include "ui/records/valuetext.h"

#include <memory>

namespace dw::ui
{

// Users, roles and permissions as the screens of administration show them. Immutable.
struct AccessData
{
    QList<Record> users;  // by name
    QList<Record> roles;  // by name
    QList<Record> permissions;
    RoleBook book;  // of the same roles and permissions
    Titles titles;  // teams, delegates

    // Null if there is none.
    const Record *user(const Id &id) const;
    const Record *role(const Id &id) const;
    // The row that the role itself has about the object (`field` empty) or a field of it; null if none.
    const Record *permission(const Id &role, const QString &object, const QString &field) const;
    int holders(const Id &role) const;
    // "Sales rep, Sales manager"
    QString roleNames(const Record &user) const;
};

using AccessDataPtr = std::shared_ptr<const AccessData>;

// Every record of an object that the actor may see, with all its fields.
Result<QList<Record>> allRecords(const Reader &reader, const QString &object, const QStringList &sort);
Result<AccessDataPtr> readAccess(const Reader &reader);

}  // namespace dw::ui
