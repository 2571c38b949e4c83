// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/accountservice.h"
#include "core/service/http/httpserver.h"
#include "core/service/servicemodule.h"

#include <functional>

namespace dw
{

// GET /.well-known/dealwright, /health, /ready and /metrics. The last one is for this machine alone.
class InfoRoutes final : public ServiceModule
{
public:
    InfoRoutes(const ServiceContext &context, const ServiceMetrics &metrics, const WorkerPool &workers,
               const QList<ServiceModule *> &modules)
        : m_context(context), m_metrics(metrics), m_workers(workers), m_modules(modules)
    {}
    // Known once the server has been made.
    void setServer(const HttpServer *server) { m_server = server; }
    void addRoutes(Router &router) override;

private:
    HttpResponse ready() const;
    HttpResponse metrics() const;
    void writeBackups(MetricsText &text) const;

    const ServiceContext &m_context;
    const ServiceMetrics &m_metrics;
    const WorkerPool &m_workers;
    const QList<ServiceModule *> &m_modules;
    const HttpServer *m_server = nullptr;
};

}  // namespace dw
