// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/whereatserver.h"

#include "core/sync/answervalues.h"
#include "core/sync/serverline.h"

#include <QJsonArray>

namespace dw
{

using answervalues::badAnswer;

namespace
{

// Somebody waits for a list meanwhile.
constexpr int IdleMs = 10'000;
constexpr int WholeMs = 20'000;

}  // namespace

QJsonObject WhereAtServer::toJson() const
{
    QJsonArray told;
    for (const Id &id : ids)
        told.append(id.toString());
    return {{QStringLiteral("ids"), told}, {QStringLiteral("more"), more}};
}

Result<WhereAtServer> WhereAtServer::fromJson(const QJsonObject &json)
{
    WhereAtServer matching;
    const QJsonValue told = json.value(QLatin1String("ids"));
    if (!told.isArray() || told.toArray().size() > Most)
        return badAnswer(QStringLiteral("matching.ids"));
    const QJsonArray all = told.toArray();
    for (const QJsonValue &one : all) {
        const auto id = Id::fromString(one.toString());
        if (!id || id->isNull())
            return badAnswer(QStringLiteral("matching.ids"));
        matching.ids.append(*id);
    }
    matching.more = json.value(QLatin1String("more")).toBool();
    return matching;
}

Result<QString> WhereAtServer::condition() const
{
    if (more)
        return Error(ErrorCode::Limit, QStringLiteral("access.masked_too_many"), {QString::number(Most)});
    QStringList quoted;
    for (const Id &id : ids)
        quoted.append(QStringLiteral("\"%1\"").arg(id.toString()));
    // No record has the null identity.
    if (quoted.isEmpty())
        quoted.append(QStringLiteral("\"%1\"").arg(Id().toString()));
    return QStringLiteral("id IN (%1)").arg(quoted.join(QLatin1String(", ")));
}

Result<QString> WhereAtServer::askFor(HttpTransport &transport, const DeviceIdentity &identity,
                                      const QString &folder, const QString &object, const QString &where)
{
    Patience patience;
    patience.attempts = 1;
    ServerLine line(identity, folder, transport, patience);
    DW_ASSIGN(const SyncAnswer answer, line.ask(QStringLiteral("records/%1/matching").arg(object),
                                                {{QStringLiteral("where"), where}}));
    if (!answer.ok())
        return ServerLine::errorOf(answer);
    DW_ASSIGN(const WhereAtServer matching, fromJson(answer.body));
    return matching.condition();
}

HttpTransport::Limits WhereAtServer::limits()
{
    HttpTransport::Limits limits;
    limits.idleMs = IdleMs;
    limits.wholeMs = WholeMs;
    return limits;
}

}  // namespace dw
