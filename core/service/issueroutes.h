// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/service/service.h"
#include "core/service/servicemodule.h"

namespace dw
{

// GET /api/v1/sync/issues?limit=N: what laptops sent and the server refused (IssueBook), {issues: [..],
// as_of}; for administrators.
class IssueRoutes final : public ServiceModule
{
public:
    IssueRoutes(CommandRunner &runner, const ServiceContext &context) : m_runner(runner), m_context(context)
    {}

    void addRoutes(Router &router) override;

private:
    HttpResponse list(const HttpRequest &request, int limit);

    CommandRunner &m_runner;
    const ServiceContext &m_context;
};

}  // namespace dw
