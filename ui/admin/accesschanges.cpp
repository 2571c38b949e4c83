// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/accesschanges.h"

#include "core/commands/rolegrant.h"
#include "ui/admin/fieldrightsmodel.h"
#include "ui/shell/applied.h"
#include "ui/shell/refusaltext.h"

#include <QJsonArray>

#include <algorithm>

namespace dw::ui
{

namespace
{

CommandRequest create(const QString &object, const QJsonObject &set)
{
    return {QStringLiteral("record.create"),
            {{QStringLiteral("object"), object}, {QStringLiteral("set"), set}}};
}

CommandRequest update(const QString &object, const Id &id, const QJsonObject &set)
{
    return {QStringLiteral("record.update"),
            {{QStringLiteral("object"), object},
             {QStringLiteral("id"), id.toString()},
             {QStringLiteral("set"), set}}};
}

CommandRequest drop(const QString &object, const Id &id)
{
    return {QStringLiteral("record.delete"),
            {{QStringLiteral("object"), object}, {QStringLiteral("ids"), QJsonArray{id.toString()}}}};
}

AccessChanges::Refusal refusalOf(const CommandResult &result)
{
    const bool lacks =
        std::any_of(result.findings.begin(), result.findings.end(), [](const Finding &finding) {
            return finding.severity == Finding::Severity::Blocker &&
                   finding.key == QLatin1String("value.required");
        });
    return lacks ? AccessChanges::Refusal::Incomplete : AccessChanges::Refusal::Held;
}

const QString &permission()
{
    static const QString key = QStringLiteral("permission");
    return key;
}

}  // namespace

AccessChanges::AccessChanges(UiContext &context, QObject *parent) : QObject(parent), m_context(context) {}

QString AccessChanges::roleName(const Id &role) const
{
    const Record *record = m_data ? m_data->role(role) : nullptr;
    return record ? record->value(u"name").text() : QString();
}

QString AccessChanges::userName(const Id &user) const
{
    const Record *record = m_data ? m_data->user(user) : nullptr;
    return record ? record->value(u"name").text() : QString();
}

void AccessChanges::submit(const CommandRequest &request, const QString &done, const Id &user, const Id &role)
{
    ++m_underWay;
    m_context.commands.submit(
        request, m_context.actor(), this, [this, done, user, role](const CommandResult &result) {
            --m_underWay;
            if (result.status == CommandResult::Status::Applied) {
                tellApplied(m_context, done, result);
                Q_EMIT applied();
            } else {
                Q_EMIT refused(refusalText(m_context, result), refusalOf(result), user, role);
            }
        });
}

void AccessChanges::setRight(const Id &role, const QString &object, RightColumn column, const QVariant &value)
{
    const QString field = RightsMatrix::fieldOf(column);
    if (!m_data || field.isEmpty())
        return;
    const Dictionary &dictionary = *m_context.configuration()->dictionary;
    const QString records = dictionary.object(object).plural().in(m_context.language);
    const QString right = RightsMatrix::columnName(dictionary, column, m_context.language);
    const bool isScope = RightsMatrix::isScope(column);
    const QString now = isScope ? RightsMatrix::scopeName(dictionary, scopeFromKey(value.toString()), false,
                                                          m_context.language)
                        : value.toBool() ? tr("yes")
                                         : tr("no");
    const QJsonValue stored = isScope ? QJsonValue(value.toString()) : QJsonValue(value.toBool());
    const QString done = tr("%1, %2 of %3: %4").arg(roleName(role), right, records, now);
    if (const Record *row = m_data->permission(role, object, {}))
        submit(update(permission(), row->id(), {{field, stored}}), done, {}, role);
    else
        submit(create(permission(), {{QStringLiteral("role_id"), role.toString()},
                                     {QStringLiteral("object_type"), object},
                                     {field, stored}}),
               done, {}, role);
}

void AccessChanges::setFieldRight(const Id &role, const QString &object, const QString &field,
                                  std::optional<FieldRight> right)
{
    if (!m_data)
        return;
    const ObjectType &type = m_context.configuration()->dictionary->object(object);
    const Record *row = m_data->permission(role, object, field);
    const QString label = type.find(field)->label.in(m_context.language);
    if (!right) {
        if (row)
            submit(drop(permission(), row->id()),
                   tr("%1, field %2: as its record").arg(roleName(role), label), {}, role);
        return;
    }
    const QString read = *right == FieldRight::Hidden   ? QStringLiteral("hidden")
                         : *right == FieldRight::Masked ? QStringLiteral("masked")
                                                        : QStringLiteral("read");
    QJsonObject set{{QStringLiteral("field_read"), read},
                    {QStringLiteral("field_edit"), *right == FieldRight::Editable}};
    const QString done =
        tr("%1, field %2: %3").arg(roleName(role), label, FieldRightsModel::rightName(*right));
    if (row) {
        submit(update(permission(), row->id(), set), done, {}, role);
        return;
    }
    set.insert(QStringLiteral("role_id"), role.toString());
    set.insert(QStringLiteral("object_type"), object);
    set.insert(QStringLiteral("field_name"), field);
    submit(create(permission(), set), done, {}, role);
}

void AccessChanges::setRoleFlag(const Id &role, const QString &field, bool on)
{
    const Field *flag = m_context.configuration()->dictionary->object(u"role").find(field);
    submit(
        update(QStringLiteral("role"), role, {{field, on}}),
        tr("%1, %2: %3").arg(roleName(role), flag->label.in(m_context.language), on ? tr("yes") : tr("no")),
        {}, role);
}

void AccessChanges::grant(const Id &user, const Id &role)
{
    if (const Record *record = m_data ? m_data->user(user) : nullptr)
        submit(grantRole(*record, role), tr("%1 has the role %2").arg(userName(user), roleName(role)), user,
               role);
}

void AccessChanges::revoke(const Id &user, const Id &role)
{
    if (const Record *record = m_data ? m_data->user(user) : nullptr)
        submit(revokeRole(*record, role),
               tr("%1 has the role %2 no more").arg(userName(user), roleName(role)), user, role);
}

void AccessChanges::setStatus(const Id &user, const QString &status)
{
    const bool off = status == QLatin1String("disabled");
    // Whoever leaves may have been the last of a role: the refusal is about theirs.
    const Record *record = m_data ? m_data->user(user) : nullptr;
    const Id role = record ? record->value(u"role_ids").ids().value(0) : Id();
    submit(update(QStringLiteral("user"), user, {{QStringLiteral("status"), status}}),
           off ? tr("%1 may not work here any more").arg(userName(user))
               : tr("%1 may work here").arg(userName(user)),
           user, role);
}

void AccessChanges::remove(const Id &role)
{
    submit(drop(QStringLiteral("role"), role), tr("Deleted the role %1").arg(roleName(role)), {}, role);
}

}  // namespace dw::ui
