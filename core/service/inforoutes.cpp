// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/inforoutes.h"

#include "core/service/backupbook.h"

#include <QJsonArray>

#include <utility>

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

// How old the last good one is tells whoever watches it; that the newest failed tells at once.
void InfoRoutes::writeBackups(MetricsText &text) const
{
    const auto book = BackupBook::load(m_context.accounts);
    if (!book.ok())
        return;
    static constexpr std::pair<BackupBook::What, const char *> kinds[] = {
        {BackupBook::What::Backup, "backup"}, {BackupBook::What::RestoreTest, "restore_test"}};
    const char *last = "dealwright_backup_last_success_seconds";
    text.begin(last, MetricsText::Kind::Gauge, "When it went well last, since 1970; 0: never");
    for (const auto &[what, name] : kinds) {
        const auto good = BackupBook::lastGood(*book, what);
        text.value(last, good ? double(good->at.ms) / 1000 : 0.0, {{"kind", name}});
    }
    const char *failed = "dealwright_backup_failed";
    text.begin(failed, MetricsText::Kind::Gauge, "1: the newest one failed");
    for (const auto &[what, name] : kinds)
        text.value(failed, BackupBook::openFailure(*book, what) ? 1 : 0, {{"kind", name}});
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
    writeBackups(text);
    for (const ServiceModule *module : m_modules)
        module->writeMetrics(text);
    return HttpResponse::text("text/plain; version=0.0.4; charset=utf-8", text.text());
}

}  // namespace dw
