// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/accessdata.h"

#include <algorithm>
#include <numeric>

namespace dw::ui
{

namespace
{

const Record *byId(const QList<Record> &records, const Id &id)
{
    const auto found =
        std::find_if(records.begin(), records.end(), [&id](const Record &one) { return one.id() == id; });
    return found == records.end() ? nullptr : &*found;
}

}  // namespace

const Record *AccessData::user(const Id &id) const
{
    return byId(users, id);
}

const Record *AccessData::role(const Id &id) const
{
    return byId(roles, id);
}

const Record *AccessData::permission(const Id &role, const QString &object, const QString &field) const
{
    const auto found = std::find_if(permissions.begin(), permissions.end(), [&](const Record &row) {
        return row.value(u"role_id").id() == role && row.value(u"object_type").text() == object &&
               row.value(u"field_name").text() == field;
    });
    return found == permissions.end() ? nullptr : &*found;
}

int AccessData::holders(const Id &role) const
{
    return int(std::count_if(users.begin(), users.end(), [&role](const Record &user) {
        return user.value(u"role_ids").ids().contains(role);
    }));
}

QString AccessData::roleNames(const Record &user) const
{
    QStringList names;
    for (const QList<Id> ids = user.value(u"role_ids").ids(); const Id &id : ids) {
        if (const Record *held = role(id))
            names.append(held->value(u"name").text());
    }
    return names.join(QStringLiteral(", "));
}

Result<QList<Record>> allRecords(const Reader &reader, const QString &object, const QStringList &sort)
{
    DW_ASSIGN(const Query query, reader.query(object, {}, sort));
    DW_ASSIGN(const auto rows, reader.rows(query));
    QList<int> fields(query.object->fieldCount());
    std::iota(fields.begin(), fields.end(), 0);
    return reader.page(query.object, rows, fields);
}

Result<AccessDataPtr> readAccess(const Reader &reader)
{
    auto data = std::make_shared<AccessData>();
    DW_ASSIGN(data->users, allRecords(reader, QStringLiteral("user"), {QStringLiteral("name")}));
    DW_ASSIGN(data->roles, allRecords(reader, QStringLiteral("role"), {QStringLiteral("name")}));
    DW_ASSIGN(data->permissions, allRecords(reader, QStringLiteral("permission"), {}));
    AccessRecords records;
    records.roles = data->roles;
    records.permissions = data->permissions;
    data->book = RoleBook(records, reader.context().dictionary, reader.context().settings.currency);
    DW_ASSIGN(data->titles, reader.titlesOf(data->users));
    return AccessDataPtr(data);
}

}  // namespace dw::ui
