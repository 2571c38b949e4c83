// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/parents.h"

#include <iterator>

namespace dw
{

namespace
{

struct Link
{
    const char *object;
    const char *field;
    Parents::Kind kind;
};

constexpr Link Links[] = {
    {"contact", "account_id", Parents::Kind::Shared},
    {"activity", "account_id", Parents::Kind::Beside},
    {"activity", "related", Parents::Kind::Beside},
    {"task", "related", Parents::Kind::Beside},
    {"opportunity_line", "opportunity_id", Parents::Kind::Part},
    {"opportunity_contact", "opportunity_id", Parents::Kind::Part},
    {"stage_history", "record_ref", Parents::Kind::Part},
    {"price_list_entry", "price_list_id", Parents::Kind::Part},
    {"attachment", "related", Parents::Kind::Remark},
    {"comment", "related", Parents::Kind::Remark},
};

}  // namespace

Parents parentsOf(const ObjectTypePtr &object, const Dictionary &dictionary)
{
    Parents parents;
    for (const Link &link : Links) {
        if (object->key() != QLatin1String(link.object))
            continue;
        ParentLink found;
        found.field = object->indexOf(QString::fromLatin1(link.field));
        const Field &field = object->field(found.field);
        if (field.type == FieldType::Reference) {
            found.targets.append(dictionary.find(field.target));
        } else {
            for (const ObjectTypePtr &target : dictionary.objects()) {
                for (const Collection &collection : target->collections()) {
                    if (collection.object == object->key() && collection.by == field.key)
                        found.targets.append(target);
                }
            }
        }
        parents.kind = link.kind;
        parents.links.append(found);
    }
    return parents;
}

Whereabouts whereaboutsOf(const ObjectTypePtr &object, const Dictionary &dictionary)
{
    const auto lies = [](const ObjectTypePtr &type, QStringView key) {
        const int field = type->indexOf(key);
        const bool fits = field >= 0 && type->field(field).type == FieldType::Reference &&
                          type->field(field).target == QLatin1String("territory");
        return fits ? field : -1;
    };
    if (const int region = lies(object, u"region"); region >= 0)
        return {-1, object, region};
    const ObjectTypePtr accounts = dictionary.find(u"account");
    if (const int account = object->indexOf(u"account_id"); account >= 0 && accounts)
        return {account, accounts, lies(accounts, u"region")};
    return {-1, object, lies(object, u"territory_id")};
}

QList<int> ownFields(const ObjectType &object)
{
    QList<int> fields;
    for (const char *key : {"owner_id", "assignee_id", "performer_id", "user_id"}) {
        const int index = object.indexOf(QString::fromLatin1(key));
        if (index >= 0 && object.field(index).type == FieldType::Reference &&
            object.field(index).target == QLatin1String("user"))
            fields.append(index);
    }
    return fields;
}

}  // namespace dw
