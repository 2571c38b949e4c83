// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/rolebook.h"

#include <QSet>

#include <algorithm>
#include <optional>
#include <utility>

namespace dw
{

namespace
{

// The role and those it inherits, the nearest first; one that inherits itself ends where it comes round.
QList<const Record *> chainOf(const Record &role, const QHash<Id, const Record *> &roles)
{
    QList<const Record *> chain;
    const Record *next = &role;
    while (next && !chain.contains(next)) {
        chain.append(next);
        next = roles.value(next->value(u"inherits_id").id());
    }
    return chain;
}

std::optional<FieldRight> fieldRightOf(const Record &row)
{
    const QString read = row.value(u"field_read").text();
    if (read == QLatin1String("hidden"))
        return FieldRight::Hidden;
    if (read == QLatin1String("masked"))
        return FieldRight::Masked;
    if (read == QLatin1String("read"))
        return row.value(u"field_edit").boolean() ? FieldRight::Editable : FieldRight::ReadOnly;
    return std::nullopt;
}

std::optional<ObjectGrant> grantOf(const Record &row, const ObjectTypePtr &object,
                                   const DictionaryPtr &dictionary, Currency currency)
{
    ObjectGrant grant;
    grant.row = row.id();
    grant.writtenIn = row.value(u"role_id").id();
    grant.create = row.value(u"create").boolean();
    grant.exports = row.value(u"export").boolean();
    grant.approve = row.value(u"approve").boolean();
    grant.transfer = row.value(u"transfer").boolean();
    grant.waive = row.value(u"waive").boolean();
    grant.read = scopeFromKey(row.value(u"read").text());
    grant.edit = scopeFromKey(row.value(u"edit").text());
    grant.remove = scopeFromKey(row.value(u"delete").text());
    const QString filter = row.value(u"record_filter").text().trimmed();
    if (!filter.isEmpty()) {
        const auto checked = CheckedExpression::condition(filter, CheckScope{dictionary, object, currency});
        if (!checked.ok())
            return std::nullopt;
        grant.filter = *checked;
    }
    return grant;
}

}  // namespace

RoleBook::RoleBook(const AccessRecords &records, const DictionaryPtr &dictionary, Currency currency)
{
    QHash<Id, const Record *> byId;
    for (const Record &role : records.roles)
        byId.insert(role.id(), &role);
    QHash<Id, QList<const Record *>> rows;
    for (const Record &row : records.permissions)
        rows[row.value(u"role_id").id()].append(&row);
    for (const Record &record : records.roles) {
        Role role;
        role.id = record.id();
        role.code = record.value(u"code").text();
        role.name = record.value(u"name").text();
        const QList<const Record *> chain = chainOf(record, byId);
        for (const Record *part : chain) {
            role.admin = role.admin || part->value(u"kind").text() == QLatin1String("admin");
            role.exports = role.exports || part->value(u"can_export").boolean();
            role.exportsLarge = role.exportsLarge || part->value(u"can_export_large").boolean();
            role.imports = role.imports || part->value(u"can_import").boolean();
            role.importsHistory = role.importsHistory || part->value(u"can_import_history").boolean();
            role.bulkEdits = role.bulkEdits || part->value(u"can_bulk_edit").boolean();
            role.exportRows = std::max(role.exportRows, part->value(u"export_rows").integer());
        }
        for (const Record *part : chain) {
            for (const Record *row : rows.value(part->id())) {
                const QString key = row->value(u"object_type").text();
                const ObjectTypePtr object = dictionary->find(key);
                if (!object)
                    continue;
                const QString field = row->value(u"field_name").text();
                if (field.isEmpty()) {
                    if (auto grant = grantOf(*row, object, dictionary, currency)) {
                        grant->exports = grant->exports && role.exports;
                        role.objects[key].append(std::move(*grant));
                    }
                } else if (const auto right = fieldRightOf(*row);
                           right && object->find(field) && !role.fields.value(key).contains(field)) {
                    role.fields[key].insert(field, {row->id(), part->id(), *right});
                }
            }
        }
        m_roles.insert(role.id, role);
    }
}

const Role *RoleBook::role(const Id &id) const
{
    const auto found = m_roles.constFind(id);
    return found == m_roles.cend() ? nullptr : &*found;
}

}  // namespace dw
