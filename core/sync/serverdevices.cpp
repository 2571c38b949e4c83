// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverdevices.h"

#include <QJsonArray>

namespace dw
{

namespace
{

constexpr int LongestVersion = 32;

Error badAnswer()
{
    return {ErrorCode::Invalid, QStringLiteral("sync.bad_answer"), {QStringLiteral("devices")}};
}

Instant instantOf(const QJsonObject &object, const char *key)
{
    return Instant::fromIso(object.value(QLatin1String(key)).toString(), QTimeZone::utc())
        .value_or(Instant());
}

Result<ServerDevice> deviceOf(const QJsonObject &object)
{
    const auto text = [&object](const char *key) { return object.value(QLatin1String(key)).toString(); };
    const auto id = Id::fromString(text("device"));
    if (!id || id->isNull())
        return badAnswer();
    ServerDevice device;
    device.id = *id;
    device.user = Id::fromString(text("user")).value_or(Id());
    device.shortName = text("short");
    device.name = text("name");
    device.platform = text("platform");
    device.app = text("app").left(LongestVersion);
    device.userName = text("user_name").isEmpty() ? text("login") : text("user_name");
    device.state = text("state") == QLatin1String("active")    ? ServerDevice::State::Active
                   : text("state") == QLatin1String("revoked") ? ServerDevice::State::Revoked
                                                               : ServerDevice::State::Wiped;
    device.registeredAt = instantOf(object, "registered_at");
    device.lastContact = instantOf(object, "last_contact");
    device.isThis = object.value(QLatin1String("this")).toBool();
    return device;
}

}  // namespace

Result<QList<ServerDevice>> ServerDevice::list(ServerLine &line, Whose whose)
{
    const bool all = whose == Whose::All;
    DW_ASSIGN(const SyncAnswer answer,
              line.get(all ? QStringLiteral("devices?all=true") : QStringLiteral("devices")));
    if (all && answer.code() == QLatin1String("forbidden"))
        return Error(ErrorCode::Forbidden, QStringLiteral("sync.not_administrator"));
    if (!answer.ok())
        return ServerLine::errorOf(answer);
    const QJsonValue listed = answer.body.value(QLatin1String("devices"));
    if (!listed.isArray())
        return badAnswer();
    QList<ServerDevice> devices;
    const QJsonArray array = listed.toArray();
    for (const QJsonValue &one : array) {
        DW_ASSIGN(const ServerDevice device, deviceOf(one.toObject()));
        devices.append(device);
    }
    return devices;
}

Result<ServerDevice::Contents> ServerDevice::contents(ServerLine &line, const Id &device)
{
    DW_ASSIGN(const SyncAnswer answer,
              line.get(QStringLiteral("devices/%1/contents").arg(device.toString())));
    if (answer.code() == QLatin1String("forbidden"))
        return Error(ErrorCode::Forbidden, QStringLiteral("sync.not_administrator"));
    if (!answer.ok())
        return ServerLine::errorOf(answer);
    const QJsonValue rows = answer.body.value(QLatin1String("rows"));
    if (!rows.isArray())
        return badAnswer();
    Contents contents;
    contents.asOf = instantOf(answer.body, "as_of");
    contents.records = answer.body.value(QLatin1String("records")).toInteger();
    const QJsonArray array = rows.toArray();
    for (const QJsonValue &row : array) {
        Held held;
        held.object = row[QLatin1String("object")].toString();
        held.label = {row[QLatin1String("label_en")].toString(), row[QLatin1String("label_zh")].toString()};
        held.records = row[QLatin1String("records")].toInteger();
        const QJsonArray keys = row[QLatin1String("sensitive")].toArray();
        for (const QJsonValue &key : keys)
            held.sensitive.append(key.toString());
        contents.rows.append(held);
    }
    return contents;
}

Result<void> ServerDevice::end(ServerLine &line, const Id &device, Order order)
{
    DW_ASSIGN(const SyncAnswer answer, line.ask(QStringLiteral("devices/%1/revoke").arg(device.toString()),
                                                {{QStringLiteral("wipe"), order == Order::Wipe}}));
    return answer.ok() ? Result<void>() : ServerLine::errorOf(answer);
}

}  // namespace dw
