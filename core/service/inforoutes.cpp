// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/inforoutes.h"

#include <QJsonArray>

namespace dw
{

namespace
{

Route route(const char *pattern, RouteAccess access)
{
    Route made;
    made.pattern = pattern;
    made.access = access;
    made.bodyLimit = 0;
    return made;
}

}  // namespace

void InfoRoutes::addRoutes(Router &router)
{
    router.add(route("/.well-known/dealwright", RouteAccess::Public), [this](const HttpRequest &) {
        return HttpResponse::json({{QStringLiteral("proto"), QJsonArray{1}},
                                   {QStringLiteral("name"), m_context.workspace},
                                   {QStringLiteral("nonce"),
                                    QString::fromLatin1(m_context.tokens.makeNonce(m_context.clock.now()))}});
    });
    router.add(route("/health", RouteAccess::Public), [](const HttpRequest &) {
        return HttpResponse::json({{QStringLiteral("status"), QStringLiteral("ok")}});
    });
    router.add(route("/ready", RouteAccess::Public), [this](const HttpRequest &) { return ready(); });
    router.add(route("/metrics", RouteAccess::Local), [this](const HttpRequest &) { return metrics(); });
}

HttpResponse InfoRoutes::ready() const
{
    for (const ServiceModule *module : m_modules) {
        if (module->notReady())
            return HttpResponse::problem(Problem(ProblemCode::Recovering, {}, 5));
    }
    if (!m_context.accounts.setting(QStringLiteral("name")).ok())
        return HttpResponse::problem(Problem(ProblemCode::Recovering, {}, 5));
    return HttpResponse::json({{QStringLiteral("status"), QStringLiteral("ready")}});
}

HttpResponse InfoRoutes::metrics() const
{
    MetricsText text;
    m_metrics.write(text);
    const auto one = [&](const char *name, MetricsText::Kind kind, const char *help, double value) {
        text.begin(name, kind, help);
        text.value(name, value);
    };
    if (m_server) {
        const HttpServer::State state = m_server->state();
        one("dealwright_http_connections", MetricsText::Kind::Gauge, "Open connections", state.connections);
        one("dealwright_http_requests", MetricsText::Kind::Gauge, "Requests in work", state.requests);
        one("dealwright_http_body_bytes", MetricsText::Kind::Gauge, "Held by bodies that are read",
            double(state.bodyBytes));
        one("dealwright_http_late_total", MetricsText::Kind::Counter, "Connections cut off for being late",
            double(state.late));
        one("dealwright_http_refused_connections_total", MetricsText::Kind::Counter,
            "Connections refused for being too many of one address", double(state.refusedConnections));
    }
    static constexpr const char *lanes[] = {"quick", "password", "write", "read", "stream"};
    text.begin("dealwright_workers_waiting", MetricsText::Kind::Gauge, "Jobs that wait for a worker");
    for (int lane = 0; lane < LaneCount; ++lane)
        text.value("dealwright_workers_waiting", m_workers.waiting(Lane(lane)), {{"lane", lanes[lane]}});
    text.begin("dealwright_workers_running", MetricsText::Kind::Gauge, "Jobs at a worker");
    for (int lane = 0; lane < LaneCount; ++lane)
        text.value("dealwright_workers_running", m_workers.running(Lane(lane)), {{"lane", lanes[lane]}});
    if (const auto counts = m_context.accounts.counts(); counts.ok()) {
        one("dealwright_devices", MetricsText::Kind::Gauge, "Devices that may come in",
            double(counts->activeDevices));
        one("dealwright_sessions", MetricsText::Kind::Gauge, "Sessions that have not ended",
            double(counts->sessions));
    }
    for (const ServiceModule *module : m_modules)
        module->writeMetrics(text);
    return HttpResponse::text("text/plain; version=0.0.4; charset=utf-8", text.text());
}

}  // namespace dw
