// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/takenvalues.h"

#include <algorithm>

namespace dw
{

namespace
{

bool isTaken(const Finding &finding)
{
    return finding.key == QLatin1String("value.not_unique") ||
           finding.key == QLatin1String("value.not_unique_unseen");
}

// The one request that makes a record of this object.
CommandRequest *makerOf(QList<CommandRequest> &requests, const QString &object)
{
    CommandRequest *maker = nullptr;
    for (CommandRequest &request : requests) {
        if (request.name != QLatin1String("record.create") ||
            request.arguments.value(QLatin1String("object")).toString() != object)
            continue;
        if (maker)
            return nullptr;
        maker = &request;
    }
    return maker;
}

}  // namespace

std::optional<TakenValues> TakenValues::of(const SyncTransaction &transaction,
                                           const QList<CommandRequest> &requests, const Findings &findings,
                                           const Dictionary &dictionary)
{
    TakenValues taken;
    taken.m_requests = requests;
    for (const Finding &finding : findings) {
        if (finding.severity != Finding::Severity::Blocker)
            continue;
        const ObjectTypePtr type = dictionary.find(finding.record.object);
        const Field *field = type ? type->find(finding.field) : nullptr;
        const bool made = std::any_of(transaction.operations.begin(), transaction.operations.end(),
                                      [&](const SyncOperation &operation) {
                                          return operation.kind == SyncOperation::Kind::Create &&
                                                 operation.record == finding.record;
                                      });
        CommandRequest *maker = makerOf(taken.m_requests, finding.record.object);
        if (!isTaken(finding) || !field || field->unique != Uniqueness::Hard || !made || !maker)
            return {};
        QJsonObject set = maker->arguments.value(QLatin1String("set")).toObject();
        const QJsonValue yours = set.take(field->key);
        if (yours.isUndefined())
            return {};
        maker->arguments.insert(QStringLiteral("set"), set);
        taken.m_kept.append(QJsonObject{{QStringLiteral("obj"), finding.record.object},
                                        {QStringLiteral("id"), finding.record.id.toString()},
                                        {QStringLiteral("field"), field->key},
                                        {QStringLiteral("before"), QJsonValue()},
                                        {QStringLiteral("server"), QJsonValue()},
                                        {QStringLiteral("yours"), yours}});
    }
    return taken.m_kept.isEmpty() ? std::nullopt : std::optional(taken);
}

}  // namespace dw
