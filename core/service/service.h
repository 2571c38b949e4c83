// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/accountroutes.h"
#include "core/service/deviceroutes.h"
#include "core/service/gatekeeper.h"
#include "core/service/http/httpserver.h"
#include "core/service/inforoutes.h"
#include "core/service/userroutes.h"

#include <memory>

namespace dw
{

// The server as a whole: sign-in, devices, health, and the modules that plug in. `context` and what it names,
// the certificate and the modules must outlive it.
class Service
{
public:
    struct Options
    {
        HttpServer::Options http;
        WorkerPool::Options workers;
        int addressRate = Gatekeeper::AddressRate;
    };
    Service(const ServiceContext &context, const Options &options, const TlsCertificate *certificate,
            std::function<QString()> epoch);
    ~Service();

    // Before start().
    void add(ServiceModule &module);
    Result<void> start();
    quint16 port() const { return m_server->port(); }
    // See HttpServer::drain(); modules finish their streams first.
    bool drain(int ms);
    WorkerPool &workers() { return m_workers; }
    HttpServer::State state() const { return m_server->state(); }

private:
    const ServiceContext &m_context;
    ServiceMetrics m_metrics;
    QList<ServiceModule *> m_modules;
    AccountService m_accounts;
    DeviceService m_devices;
    Gatekeeper m_gatekeeper;
    Router m_router;
    WorkerPool m_workers;
    AccountRoutes m_accountRoutes;
    DeviceRoutes m_deviceRoutes;
    UserRoutes m_userRoutes;
    InfoRoutes m_infoRoutes;
    std::unique_ptr<HttpServer> m_server;
};

}  // namespace dw
