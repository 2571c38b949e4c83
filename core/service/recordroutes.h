// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/service/service.h"
#include "core/service/servicemodule.h"

namespace dw
{

// GET /api/v1/records/{object}/{id}/history?limit=N&before=SEQ: who changed what of a record, as far as the
// caller may see it (RecordHistory). 404 for a record that is not there or not to be seen, without a
// difference.
class RecordRoutes final : public ServiceModule
{
public:
    RecordRoutes(CommandRunner &runner, const ServiceContext &context) : m_runner(runner), m_context(context)
    {}

    void addRoutes(Router &router) override;

private:
    HttpResponse history(const HttpRequest &request);

    CommandRunner &m_runner;
    const ServiceContext &m_context;
};

}  // namespace dw
