// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/accountroutes.h"

#include "core/service/jsonarguments.h"

namespace dw
{

namespace
{

constexpr qint64 SmallBody = 16 * 1024;

HttpResponse answerOf(const Outcome<AccountService::Granted> &outcome)
{
    if (const Problem *problem = std::get_if<Problem>(&outcome))
        return HttpResponse::problem(*problem);
    const auto &granted = std::get<AccountService::Granted>(outcome);
    return HttpResponse::json({{QStringLiteral("access"), QString::fromLatin1(granted.access)},
                               {QStringLiteral("refresh"), QString::fromLatin1(granted.refresh)},
                               {QStringLiteral("expires_s"), granted.expiresS},
                               {QStringLiteral("must_change"), granted.mustChange},
                               {QStringLiteral("user"), granted.user.toString()}});
}

HttpResponse answerOf(const Outcome<std::monostate> &outcome)
{
    if (const Problem *problem = std::get_if<Problem>(&outcome))
        return HttpResponse::problem(*problem);
    return HttpResponse::empty();
}

Route route(const char *pattern, RouteAccess access, Lane lane, const RateLimit &rate)
{
    Route made;
    made.method = HttpMethod::Post;
    made.pattern = pattern;
    made.access = access;
    made.lane = lane;
    made.rate = rate;
    made.bodyLimit = SmallBody;
    made.unchangedPassword = true;
    return made;
}

}  // namespace

void AccountRoutes::addRoutes(Router &router)
{
    // An office behind one address signs in at nine o'clock.
    router.add(route("/api/v1/auth/signin", RouteAccess::Public, Lane::Password, {"signin", 60, 60}),
               [this](const HttpRequest &request) { return signIn(request); });
    router.add(route("/api/v1/auth/refresh", RouteAccess::Public, Lane::Quick, {"refresh", 300, 300}),
               [this](const HttpRequest &request) { return refresh(request); });
    router.add(route("/api/v1/auth/signout", RouteAccess::Session, Lane::Quick, {"auth", 30, 10}),
               [this](const HttpRequest &request) { return signOut(request); });
    router.add(route("/api/v1/auth/password", RouteAccess::Session, Lane::Password, {"auth", 30, 10}),
               [this](const HttpRequest &request) { return changePassword(request); });
}

HttpResponse AccountRoutes::signIn(const HttpRequest &request)
{
    const Result<QJsonObject> body = request.json();
    if (!body.ok())
        return HttpResponse::problem(Problem::of(body.error()));
    JsonArguments arguments(*body);
    AccountService::SignIn wanted;
    wanted.workspace = arguments.text(QStringLiteral("workspace"));
    wanted.login = arguments.text(QStringLiteral("user"));
    wanted.password = arguments.text(QStringLiteral("password"));
    wanted.device = arguments.optionalId(QStringLiteral("device"));
    if (!wanted.device.isNull()) {
        wanted.nonce = arguments.text(QStringLiteral("nonce")).toLatin1();
        wanted.signature = arguments.bytes(QStringLiteral("sig"));
    }
    if (!arguments.ok())
        return HttpResponse::problem(ProblemCode::Malformed);
    return answerOf(m_accounts.signIn(wanted, request.address));
}

HttpResponse AccountRoutes::refresh(const HttpRequest &request)
{
    const Result<QJsonObject> body = request.json();
    if (!body.ok())
        return HttpResponse::problem(Problem::of(body.error()));
    JsonArguments arguments(*body);
    const QByteArray token = arguments.text(QStringLiteral("refresh")).toLatin1();
    const Id device = arguments.id(QStringLiteral("device"));
    const QByteArray signature = arguments.bytes(QStringLiteral("sig"));
    if (!arguments.ok())
        return HttpResponse::problem(ProblemCode::Malformed);
    return answerOf(m_accounts.refresh(token, device, signature, request.address));
}

HttpResponse AccountRoutes::signOut(const HttpRequest &request)
{
    return answerOf(m_accounts.signOut(request.caller, request.address));
}

HttpResponse AccountRoutes::changePassword(const HttpRequest &request)
{
    const Result<QJsonObject> body = request.json();
    if (!body.ok())
        return HttpResponse::problem(Problem::of(body.error()));
    JsonArguments arguments(*body);
    const QString old = arguments.text(QStringLiteral("old"));
    const QString next = arguments.text(QStringLiteral("new"));
    if (!arguments.ok())
        return HttpResponse::problem(ProblemCode::Malformed);
    return answerOf(m_accounts.changePassword(request.caller, old, next, request.address));
}

}  // namespace dw
