// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/answervalues.h"
#include "core/sync/laptopnumbering.h"
#include "core/sync/syncclient.h"

#include <QJsonArray>
#include <QStringList>

namespace dw
{

Result<std::optional<QJsonObject>> SyncClient::leaseRequest(const ReadSession &session) const
{
    DW_ASSIGN(const QStringList objects,
              LaptopNumbering::runningOut(session, *m_runner.configuration()->dictionary));
    if (objects.isEmpty())
        return std::optional<QJsonObject>();
    DW_ASSIGN(const QByteArray epoch, session.replica().value(QStringLiteral("epoch")));
    return std::optional(QJsonObject{{QStringLiteral("epoch"), QString::fromLatin1(epoch)},
                                     {QStringLiteral("objects"), QJsonArray::fromStringList(objects)}});
}

Result<void> SyncClient::applyLease(WriteSession &session, const QJsonObject &request,
                                    const SyncAnswer &answer)
{
    if (!answer.ok())
        return {};
    const auto work = [&]() -> Result<void> {
        DW_TRY(session.begin(Durability::Saved));
        const QJsonArray asked = request.value(QLatin1String("objects")).toArray();
        const QJsonArray leases = answer.body.value(QLatin1String("leases")).toArray();
        for (const QJsonValue &one : leases) {
            const QJsonObject lease = one.toObject();
            const QJsonValue object = lease.value(QLatin1String("obj"));
            if (asked.contains(object))
                DW_TRY(LaptopNumbering::addRange(
                    session, object.toString(), answervalues::wholeNumber(lease.value(QLatin1String("lo"))),
                    answervalues::wholeNumber(lease.value(QLatin1String("hi")))));
        }
        return session.commit();
    };
    const Result<void> done = work();
    if (!done.ok())
        session.rollback();
    return done;
}

}  // namespace dw
