// SPDX-License-Identifier: GPL-3.0-or-later
// Who may what in a world, changed on its server.
#include "tests/sync/syncworld.h"

#include <QJsonArray>

namespace dw::test
{

void SyncWorld::setFieldRight(const QString &role, const QString &object, const QString &field,
                              const QString &right)
{
    const QJsonObject set{{QStringLiteral("field_read"), right},
                          {QStringLiteral("field_edit"), right == QLatin1String("read")}};
    const QString known = role + object + field;
    // Unless the server was put back to a time before it.
    if (m_fieldRights.contains(known) &&
        m_server.stored("permission", m_fieldRights.value(known)).isValid()) {
        const CommandResult result = m_server.update("permission", m_fieldRights.value(known), set);
        if (result.status != CommandResult::Status::Applied)
            qFatal("field right: %s", qPrintable(result.error.key));
        return;
    }
    QJsonObject all = set;
    all.insert(QStringLiteral("role_id"), Id::named("role:" + role.toLatin1()).toString());
    all.insert(QStringLiteral("object_type"), object);
    all.insert(QStringLiteral("field_name"), field);
    m_fieldRights.insert(known, m_server.create("permission", all));
}

void SyncWorld::setRoles(const Id &user, const QStringList &codes)
{
    QJsonArray roles;
    for (const QString &code : codes)
        roles.append(Id::named("role:" + code.toLatin1()).toString());
    // The owner that every workspace starts with has neither.
    const CommandResult result =
        m_server.update("user", user,
                        {{QStringLiteral("role_ids"), roles},
                         {QStringLiteral("email"), user.toString().right(6) + QLatin1String("@acme.cn")},
                         {QStringLiteral("language"), QStringLiteral("zh_cn")}});
    if (result.status != CommandResult::Status::Applied)
        qFatal("roles: %s", qPrintable(result.error.key));
}

}  // namespace dw::test
