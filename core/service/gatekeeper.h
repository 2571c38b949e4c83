// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/accountservice.h"
#include "core/service/http/requestdesk.h"
#include "core/service/ratelimiter.h"
#include "core/service/servicemetrics.h"
#include "core/service/servicemodule.h"

#include <QList>

namespace dw
{

// What every request passes before its handler: who asks, whether the device and user still stand, how often.
// Logs and counts how it ended.
class Gatekeeper final : public RequestDesk
{
public:
    // So many requests a minute an address may make of what is open to everybody, all together; what a route
    // allows an address grows and shrinks with it. 0: unlimited.
    static constexpr int AddressRate = 600;

    Gatekeeper(AccountService &accounts, ServiceMetrics &metrics, ServiceLog &log, const Clock &clock,
               const QList<ServiceModule *> &modules, int addressRate = AddressRate)
        : m_accounts(accounts)
        , m_metrics(metrics)
        , m_log(log)
        , m_clock(clock)
        , m_modules(modules)
        , m_addressRate(addressRate)
    {}

    std::optional<HttpResponse> refuseEarly(const Route &route, const HttpRequest &request) override;
    void handle(const Route &route, HttpRequest &request, const Answer &answer) override;
    QList<std::pair<QByteArray, QByteArray>> commonHeaders() override;
    void ended(const RequestEnd &end) override;

private:
    int waitOfAddress(const Route &route, const QString &address);

    AccountService &m_accounts;
    ServiceMetrics &m_metrics;
    ServiceLog &m_log;
    const Clock &m_clock;
    const QList<ServiceModule *> &m_modules;
    const int m_addressRate;
    RateLimiter m_rates;
};

}  // namespace dw
