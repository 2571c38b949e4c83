// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/accessloader.h"

#include "core/commands/allrecords.h"

namespace dw
{

Result<std::shared_ptr<const RolePolicy>> loadRolePolicy(const ReadSession &session,
                                                         const DictionaryPtr &dictionary, Currency currency,
                                                         const Clock &clock, const Id &asActive)
{
    const auto all = [&](const char *object) {
        return allRecords(session, dictionary->pointer(QString::fromLatin1(object)));
    };
    AccessRecords records;
    DW_ASSIGN(records.roles, all("role"));
    DW_ASSIGN(records.permissions, all("permission"));
    DW_ASSIGN(records.shares, all("record_share"));
    DW_ASSIGN(records.users, all("user"));
    for (Record &user : records.users) {
        if (user.id() == asActive)
            user.set(user.type().indexOf(u"status"), Value(QStringLiteral("active")));
    }
    DW_ASSIGN(records.teams, all("team"));
    DW_ASSIGN(records.territories, all("territory"));
    return std::make_shared<const RolePolicy>(
        std::make_shared<const AccessModel>(records, dictionary, currency), clock);
}

bool isAccessObject(const QString &object)
{
    static const QStringList objects{QStringLiteral("role"),         QStringLiteral("permission"),
                                     QStringLiteral("record_share"), QStringLiteral("user"),
                                     QStringLiteral("team"),         QStringLiteral("territory")};
    return objects.contains(object);
}

}  // namespace dw
