// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/devicecontents.h"

#include "core/access/sensitiveread.h"
#include "core/commands/accessloader.h"
#include "core/reading/reader.h"
#include "core/service/deviceroutes.h"

#include <QJsonArray>

#include <algorithm>

namespace dw
{

Result<std::shared_ptr<const Policy>> DeviceContents::policyOf(const ReadSession &session,
                                                               const Record &user) const
{
    const ConfigurationPtr configuration = m_runner.configuration();
    if (user.value(u"status").text() == QLatin1String("active"))
        return configuration->policy;
    DW_ASSIGN(const auto policy,
              loadRolePolicy(session, configuration->dictionary, configuration->settings.currency,
                             m_runner.clock(), user.id()));
    return std::shared_ptr<const Policy>(policy);
}

Result<QJsonObject> DeviceContents::of(const ReadSession &session, const DeviceRecord &device) const
{
    const ConfigurationPtr configuration = m_runner.configuration();
    DW_ASSIGN(const Record user, session.find(configuration->dictionary->find(u"user"), device.user));
    ReadContext context{configuration->dictionary, configuration->settings, configuration->policy, {}, m_now};
    context.actor.user = device.user;
    if (user.isValid()) {
        context.actor.team = user.value(u"team_id").id();
        context.actor.login = user.value(u"login").text();
        DW_ASSIGN(context.policy, policyOf(session, user));
    }
    const Reader reader(session, context);
    struct Held
    {
        ObjectTypePtr object;
        qint64 records;
    };
    QList<Held> held;
    qint64 records = 0;
    // Whom the workspace does not know any more nobody can say anything of.
    const QList<ObjectTypePtr> objects =
        user.isValid() ? context.dictionary->objects() : QList<ObjectTypePtr>();
    for (const ObjectTypePtr &object : objects) {
        if (!context.policy->may(context.actor, Action::Read, *object, nullptr).allowed)
            continue;
        DW_ASSIGN(const Query query, reader.query(object->key(), {}, {}));
        DW_ASSIGN(const qint64 count, reader.count(query));
        records += count;
        if (count > 0)
            held.append({object, count});
    }
    std::stable_sort(held.begin(), held.end(),
                     [](const Held &a, const Held &b) { return a.records > b.records; });
    QJsonArray rows;
    for (const Held &one : std::as_const(held)) {
        const FieldRights rights = context.policy->fields(context.actor, *one.object);
        QJsonArray sensitive;
        for (const Field &field : one.object->fields()) {
            if (SensitiveRead::isSensitive(field) && rights.mayRead(field.key))
                sensitive.append(field.key);
        }
        rows.append(QJsonObject{{QStringLiteral("object"), one.object->key()},
                                {QStringLiteral("label_en"), one.object->plural().in(Language::English)},
                                {QStringLiteral("label_zh"), one.object->plural().in(Language::Chinese)},
                                {QStringLiteral("records"), one.records},
                                {QStringLiteral("sensitive"), sensitive}});
    }
    QJsonObject answer = toJson(device);
    answer.insert(QStringLiteral("login"), context.actor.login);
    answer.insert(QStringLiteral("as_of"), m_now.toIso());
    answer.insert(QStringLiteral("records"), records);
    answer.insert(QStringLiteral("rows"), rows);
    return answer;
}

}  // namespace dw
