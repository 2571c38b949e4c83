// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/userroutes.h"

#include "core/service/jsonarguments.h"

#include <QJsonArray>

namespace dw
{

void UserRoutes::addRoutes(Router &router)
{
    Route give;
    give.method = HttpMethod::Post;
    give.pattern = "/api/v1/users/{id}/password";
    give.lane = Lane::Password;
    give.rate = {"give_password", 30, 10};
    give.bodyLimit = 16 * 1024;
    router.add(give, [this](const HttpRequest &request) { return givePassword(request); });
    Route ask;
    ask.method = HttpMethod::Post;
    ask.pattern = "/api/v1/users/passwords";
    ask.lane = Lane::Read;
    ask.rate = {"password_states", 60, 20};
    router.add(ask, [this](const HttpRequest &request) { return states(request); });
}

HttpResponse UserRoutes::givePassword(const HttpRequest &request)
{
    const Result<QJsonObject> body = request.json();
    if (!body.ok())
        return HttpResponse::problem(Problem::of(body.error()));
    JsonArguments arguments(*body);
    std::optional<QString> password;
    if (body->contains(QLatin1String("password")))
        password = arguments.text(QStringLiteral("password"));
    const std::optional<Id> user = Id::fromString(request.parameters.value("id"));
    if (!arguments.ok())
        return HttpResponse::problem(ProblemCode::Malformed);
    if (!user)
        return HttpResponse::problem(ProblemCode::NotFound);
    const Outcome<QString> given = m_accounts.givePassword(request.caller, *user, password, request.address);
    if (const Problem *problem = std::get_if<Problem>(&given))
        return HttpResponse::problem(*problem);
    return HttpResponse::json({{QStringLiteral("password"), std::get<QString>(given)}});
}

HttpResponse UserRoutes::states(const HttpRequest &request)
{
    const Result<QJsonObject> body = request.json();
    if (!body.ok())
        return HttpResponse::problem(Problem::of(body.error()));
    const QJsonValue list = body->value(QLatin1String("users"));
    const QJsonArray wanted = list.toArray();
    if (!list.isArray() || wanted.size() > MostUsers)
        return HttpResponse::problem(ProblemCode::Malformed);
    QList<Id> users;
    for (const QJsonValue &one : wanted) {
        const std::optional<Id> id = Id::fromString(one.toString());
        if (!id)
            return HttpResponse::problem(ProblemCode::Malformed);
        users.append(*id);
    }
    const Outcome<QStringList> states = m_accounts.passwordStates(request.caller, users);
    if (const Problem *problem = std::get_if<Problem>(&states))
        return HttpResponse::problem(*problem);
    return HttpResponse::json(
        {{QStringLiteral("states"), QJsonArray::fromStringList(std::get<QStringList>(states))}});
}

}  // namespace dw
