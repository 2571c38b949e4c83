// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/rolegrant.h"

#include <QJsonArray>

namespace dw
{

namespace
{

CommandRequest setRoles(const Record &user, const QList<Id> &roles)
{
    QJsonArray ids;
    for (const Id &id : roles)
        ids.append(id.toString());
    return {QStringLiteral("record.update"),
            {{QStringLiteral("object"), user.type().key()},
             {QStringLiteral("id"), user.id().toString()},
             {QStringLiteral("set"), QJsonObject{{QStringLiteral("role_ids"), ids}}}}};
}

QList<Id> without(const Record &user, const Id &role)
{
    QList<Id> roles = user.value(u"role_ids").ids();
    roles.removeAll(role);
    return roles;
}

}  // namespace

CommandRequest grantRole(const Record &user, const Id &role)
{
    return setRoles(user, without(user, role) + QList<Id>{role});
}

CommandRequest revokeRole(const Record &user, const Id &role)
{
    return setRoles(user, without(user, role));
}

}  // namespace dw
