// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/answers.h"
#include "core/sync/numberleases.h"
#include "core/sync/syncserver.h"

#include <algorithm>

namespace dw
{

SyncAnswer SyncServer::lease(WriteSession &session, const Id &device, const QJsonObject &request)
{
    constexpr qsizetype MostObjects = 50;
    const auto work = [&]() -> Result<SyncAnswer> {
        DW_TRY(session.begin(Durability::Saved));
        DW_ASSIGN(const Verdict verdict, admit(session, device, request));
        if (verdict.problem)
            return *verdict.problem;
        const ConfigurationPtr configuration = m_runner.configuration();
        const QJsonArray wanted = request.value(QLatin1String("objects")).toArray();
        QJsonArray leases;
        QStringList named;
        for (const QJsonValue &one : wanted) {
            const ObjectTypePtr object = configuration->dictionary->find(one.toString());
            if (!object || named.contains(object->key()) || named.size() >= MostObjects)
                continue;
            named.append(object->key());
            const bool leased =
                std::any_of(object->fields().begin(), object->fields().end(), [](const Field &field) {
                    return field.type == FieldType::AutoNumber && field.numbers == NumberMode::Block;
                });
            // Who may make none needs no numbers.
            const bool makes =
                configuration->policy->may(verdict.caller.actor, Action::Create, *object, nullptr).allowed;
            if (!leased || !makes)
                continue;
            DW_ASSIGN(const NumberLeases::Lease lease, NumberLeases::grant(session, object->key(), device));
            leases.append(QJsonObject{{QStringLiteral("obj"), object->key()},
                                      {QStringLiteral("lo"), double(lease.first)},
                                      {QStringLiteral("hi"), double(lease.last)}});
        }
        DW_TRY(session.commit());
        return SyncAnswer{200, {{QStringLiteral("leases"), leases}}};
    };
    const SyncAnswer answer = answered(work());
    if (!answer.ok())
        session.rollback();
    return answer;
}

}  // namespace dw
