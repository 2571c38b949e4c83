// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/gatekeeper.h"

#include "core/service/leastprogram.h"

#include <algorithm>

namespace dw
{

namespace
{

// Bodies above this are read for who has shown a token of ours.
constexpr qint64 MeasuredBody = 16 * 1024;

QByteArray bearerOf(const HttpRequest &request)
{
    const QByteArray value = request.header("authorization");
    constexpr qsizetype Size = 7;
    return value.first(std::min(Size, value.size())).toLower() == "bearer " ? value.mid(Size).trimmed()
                                                                            : QByteArray();
}

HttpResponse slowDown(int seconds)
{
    return HttpResponse::problem(Problem(ProblemCode::TooManyRequests, {}, seconds));
}

}  // namespace

int Gatekeeper::waitOfAddress(const Route &route, const QString &address)
{
    if (m_addressRate == 0)
        return 0;
    const Instant now = m_clock.now();
    const QByteArray caller = address.toLatin1();
    if (const int wait = m_rates.take(caller, {"open", m_addressRate, m_addressRate}, now))
        return wait;
    const auto scaled = [&](int rate) {
        return rate == 0 ? 0 : std::max(1, rate * m_addressRate / AddressRate);
    };
    return m_rates.take(caller, {route.rate.bucket, scaled(route.rate.perMinute), scaled(route.rate.burst)},
                        now);
}

std::optional<HttpResponse> Gatekeeper::refuseEarly(const Route &route, const HttpRequest &request)
{
    switch (route.access) {
        case RouteAccess::Local:
            if (!request.local)
                return HttpResponse::problem(ProblemCode::NotFound);
            return {};
        case RouteAccess::Public:
            if (const int wait = waitOfAddress(route, request.address))
                return slowDown(wait);
            return {};
        case RouteAccess::Session:
        case RouteAccess::Device:
            break;
    }
    const QByteArray token = bearerOf(request);
    if (token.isEmpty())
        return HttpResponse::problem(ProblemCode::Unauthenticated).with("WWW-Authenticate", "Bearer");
    // A large body is not read for a token that cannot hold; a small one is, and then hears all of the
    // reason.
    const bool large = request.headers.contains("transfer-encoding") ||
                       request.header("content-length").toLongLong() > MeasuredBody;
    if (large && !m_accounts.mayBeValid(token))
        return HttpResponse::problem(ProblemCode::TokenExpired).with("WWW-Authenticate", "Bearer");
    return {};
}

void Gatekeeper::handle(const Route &route, HttpRequest &request, const Answer &answer)
{
    if (route.access == RouteAccess::Session || route.access == RouteAccess::Device) {
        const auto version = LeastProgram::versionOf(request);
        const Outcome<Caller> caller =
            m_accounts.authenticate(bearerOf(request), request.header("x-device"),
                                    {route.access == RouteAccess::Device, route.unchangedPassword,
                                     version ? version->text() : QString()});
        if (const Problem *problem = std::get_if<Problem>(&caller)) {
            HttpResponse refused = HttpResponse::problem(*problem);
            if (refused.status == 401)
                refused.with("WWW-Authenticate", "Bearer");
            answer.send(std::move(refused));
            return;
        }
        request.caller = std::get<Caller>(caller);
        const Id &counted = request.caller.device.isNull() ? request.caller.session : request.caller.device;
        if (const int wait = m_rates.take(counted.toByteArray(), route.rate, m_clock.now())) {
            answer.send(slowDown(wait));
            return;
        }
    }
    route.handler(request, answer);
}

QList<std::pair<QByteArray, QByteArray>> Gatekeeper::commonHeaders()
{
    QList<std::pair<QByteArray, QByteArray>> all;
    for (const ServiceModule *module : m_modules)
        all += module->headers();
    return all;
}

void Gatekeeper::ended(const RequestEnd &end)
{
    m_metrics.ended(end);
    const bool routine = end.status < 400 && end.complete;
    const ServiceLog::Level level = end.status >= 500 ? ServiceLog::Level::Error
                                    : routine         ? ServiceLog::Level::Debug
                                                      : ServiceLog::Level::Info;
    QJsonObject fields{
        {QStringLiteral("request"), end.id},
        {QStringLiteral("method"), QString::fromLatin1(methodName(end.method))},
        {QStringLiteral("route"), end.route ? QString::fromLatin1(end.route->pattern) : QString()},
        {QStringLiteral("status"), end.status},
        {QStringLiteral("ms"), double(end.microseconds) / 1000},
        {QStringLiteral("in"), end.bytesIn},
        {QStringLiteral("out"), end.bytesOut},
        {QStringLiteral("address"), end.address}};
    if (!end.problem.isEmpty())
        fields.insert(QStringLiteral("problem"), end.problem);
    if (!end.complete)
        fields.insert(QStringLiteral("cut"), true);
    if (!end.caller.user.isNull())
        fields.insert(QStringLiteral("user"), end.caller.user.toString());
    if (!end.caller.device.isNull())
        fields.insert(QStringLiteral("device"), end.caller.device.toString());
    m_log.write(level, "request", fields);
}

}  // namespace dw
