// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/deviceroutes.h"

#include "core/service/jsonarguments.h"

#include <QHash>
#include <QJsonArray>

namespace dw
{

namespace
{

QString nameOf(DeviceState state)
{
    switch (state) {
        case DeviceState::Active:
            return QStringLiteral("active");
        case DeviceState::Revoked:
            return QStringLiteral("revoked");
        case DeviceState::Wiped:
            break;
    }
    return QStringLiteral("wiped");
}

Route route(HttpMethod method, const char *pattern, RouteAccess access)
{
    Route made;
    made.method = method;
    made.pattern = pattern;
    made.access = access;
    made.rate = {"devices", 60, 20};
    made.bodyLimit = 16 * 1024;
    return made;
}

}  // namespace

QJsonObject toJson(const DeviceRecord &device)
{
    QJsonObject object{{QStringLiteral("device"), device.id.toString()},
                       {QStringLiteral("user"), device.user.toString()},
                       {QStringLiteral("short"), device.shortCode},
                       {QStringLiteral("name"), device.name},
                       {QStringLiteral("platform"), device.platform},
                       {QStringLiteral("app"), device.app},
                       {QStringLiteral("state"), nameOf(device.state)},
                       {QStringLiteral("registered_at"), device.registeredAt.toIso()},
                       {QStringLiteral("last_contact"), device.lastContact.toIso()}};
    if (device.state != DeviceState::Active) {
        object.insert(QStringLiteral("revoked_at"), device.revokedAt.toIso());
        object.insert(QStringLiteral("reason"), device.reason);
    }
    return object;
}

void DeviceRoutes::addRoutes(Router &router)
{
    router.add(route(HttpMethod::Post, "/api/v1/devices", RouteAccess::Session),
               [this](const HttpRequest &request) { return enrol(request); });
    router.add(route(HttpMethod::Get, "/api/v1/devices", RouteAccess::Session),
               [this](const HttpRequest &request) { return list(request); });
    router.add(route(HttpMethod::Post, "/api/v1/devices/{id}/revoke", RouteAccess::Session),
               [this](const HttpRequest &request) { return revoke(request); });
}

HttpResponse DeviceRoutes::enrol(const HttpRequest &request)
{
    const Result<QJsonObject> body = request.json();
    if (!body.ok())
        return HttpResponse::problem(Problem::of(body.error()));
    JsonArguments arguments(*body);
    DeviceService::Enrolment wanted;
    wanted.name = arguments.text(QStringLiteral("name"));
    wanted.platform = arguments.text(QStringLiteral("platform"));
    wanted.app = arguments.optionalText(QStringLiteral("app"));
    wanted.publicKey = arguments.bytes(QStringLiteral("pubkey"));
    wanted.nonce = arguments.text(QStringLiteral("nonce")).toLatin1();
    wanted.signature = arguments.bytes(QStringLiteral("sig"));
    if (!arguments.ok())
        return HttpResponse::problem(ProblemCode::Malformed);
    const Outcome<DeviceRecord> made = m_devices.enrol(request.caller, wanted, request.address);
    if (const Problem *problem = std::get_if<Problem>(&made))
        return HttpResponse::problem(*problem);
    const auto &device = std::get<DeviceRecord>(made);
    return HttpResponse::json(
        {{QStringLiteral("device"), device.id.toString()},
         {QStringLiteral("short"), device.shortCode},
         {QStringLiteral("lease_days"), m_context.leaseDays},
         {QStringLiteral("workspace"), m_context.workspace},
         {QStringLiteral("epoch"), m_epoch()},
         {QStringLiteral("key"), QString::fromLatin1(toBase64Url(m_context.keys.publicKey()))}},
        201);
}

HttpResponse DeviceRoutes::list(const HttpRequest &request)
{
    const bool all = request.query.value("all") == QByteArray("true");
    const Outcome<QList<DeviceRecord>> found = m_devices.list(request.caller, all);
    if (const Problem *problem = std::get_if<Problem>(&found))
        return HttpResponse::problem(*problem);
    QJsonArray devices;
    QHash<Id, ServerUser> known;
    for (const DeviceRecord &device : std::get<QList<DeviceRecord>>(found)) {
        QJsonObject object = toJson(device);
        object.insert(QStringLiteral("this"), device.id == request.caller.device);
        if (all && !known.contains(device.user)) {
            const auto user = m_context.users.byId(device.user);
            if (!user.ok())
                return HttpResponse::problem(Problem::of(user.error()));
            known.insert(device.user, user->value_or(ServerUser()));
        }
        if (all) {
            object.insert(QStringLiteral("login"), known.value(device.user).login);
            object.insert(QStringLiteral("user_name"), known.value(device.user).name);
        }
        devices.append(object);
    }
    return HttpResponse::json({{QStringLiteral("devices"), devices}});
}

HttpResponse DeviceRoutes::revoke(const HttpRequest &request)
{
    const Result<QJsonObject> body = request.json();
    if (!body.ok())
        return HttpResponse::problem(Problem::of(body.error()));
    JsonArguments arguments(*body);
    const bool wipe = arguments.flag(QStringLiteral("wipe"));
    const QString reason = arguments.optionalText(QStringLiteral("reason"));
    const std::optional<Id> id = Id::fromString(request.parameters.value("id"));
    if (!arguments.ok())
        return HttpResponse::problem(ProblemCode::Malformed);
    if (!id)
        return HttpResponse::problem(ProblemCode::NotFound);
    const Outcome<DeviceRecord> done = m_devices.revoke(request.caller, *id, wipe, reason, request.address);
    if (const Problem *problem = std::get_if<Problem>(&done))
        return HttpResponse::problem(*problem);
    return HttpResponse::json(toJson(std::get<DeviceRecord>(done)));
}

}  // namespace dw
