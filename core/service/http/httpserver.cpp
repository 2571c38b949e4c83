// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/httpserver.h"

#include "core/service/http/httpengine.h"

namespace dw
{

HttpServer::HttpServer(const Options &options, const Router &router, RequestDesk &desk, WorkerPool &workers,
                       const TlsCertificate *certificate, const Clock &clock)
    : m_engine(std::make_unique<HttpEngine>(options, router, desk, workers, certificate, clock))
{}

HttpServer::~HttpServer() = default;

Result<void> HttpServer::start()
{
    return m_engine->start();
}

quint16 HttpServer::port() const
{
    return m_engine->port();
}

bool HttpServer::drain(int ms)
{
    return m_engine->drain(ms);
}

bool HttpServer::isDraining() const
{
    return m_engine->isDraining();
}

HttpServer::State HttpServer::state() const
{
    return m_engine->state();
}

}  // namespace dw
