// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/service.h"

#include <utility>

namespace dw
{

Service::Service(const ServiceContext &context, const Options &options, const TlsCertificate *certificate,
                 std::function<QString()> epoch)
    : m_context(context)
    , m_accounts(context)
    , m_devices(context)
    , m_gatekeeper(m_accounts, m_metrics, context.log, context.clock, m_modules, options.addressRate)
    , m_workers(options.workers)
    , m_accountRoutes(m_accounts)
    , m_deviceRoutes(m_devices, context, std::move(epoch))
    , m_userRoutes(m_accounts)
    , m_infoRoutes(context, m_metrics, m_workers, m_modules)
    , m_server(std::make_unique<HttpServer>(options.http, m_router, m_gatekeeper, m_workers, certificate,
                                            context.clock))
{
    m_infoRoutes.setServer(m_server.get());
    for (ServiceModule *own : std::initializer_list<ServiceModule *>{&m_accountRoutes, &m_deviceRoutes,
                                                                     &m_userRoutes, &m_infoRoutes})
        own->addRoutes(m_router);
}

// Handlers that still run may ask the server, and routes, for something.
Service::~Service()
{
    m_server->drain(0);
    m_workers.stop();
}

void Service::add(ServiceModule &module)
{
    m_modules.append(&module);
    module.addRoutes(m_router);
}

Result<void> Service::start()
{
    return m_server->start();
}

bool Service::drain(int ms)
{
    m_context.log.write(ServiceLog::Level::Info, "draining");
    for (ServiceModule *module : std::as_const(m_modules))
        module->drain();
    const bool whole = m_server->drain(ms);
    m_context.log.write(ServiceLog::Level::Info, "stopped", {{QStringLiteral("whole"), whole}});
    return whole;
}

}  // namespace dw
