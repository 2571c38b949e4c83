// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/service/leastprogram.h"
#include "core/service/service.h"
#include "core/service/servicemodule.h"

namespace dw
{

// POST /api/v1/sync/outbox-export {device, nonce, transactions, sig} -> {taken}: what waits on the laptop of
// somebody who may not sign in any more, or whose program is too old, for administrators to look at
// (OutboxExport). Nobody is signed in: the signature of a laptop that is enrolled and not revoked lets in,
// and of one that may sync as ever nothing is taken (403): it pushes.
class QuarantineRoutes final : public ServiceModule
{
public:
    QuarantineRoutes(CommandRunner &runner, const ServiceContext &context)
        : m_runner(runner), m_context(context), m_least(context.accounts, context.clock)
    {}

    void addRoutes(Router &router) override;

private:
    HttpResponse take(const HttpRequest &request);

    CommandRunner &m_runner;
    const ServiceContext &m_context;
    LeastProgram m_least;
};

}  // namespace dw
