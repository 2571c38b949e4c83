// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/livelines.h"
#include "core/service/servicemodule.h"

namespace dw
{

// GET /api/v1/sync/events and /api/v1/sync/wait over a workspace whose history is kept (makeServers()).
class LiveModule final : public ServiceModule
{
public:
    LiveModule(CommandRunner &runner, std::shared_ptr<const SyncAccess> access, const ServiceContext &context,
               HeadSource &source, const LiveLines::Options &options = {});

    void addRoutes(Router &router) override;
    void writeMetrics(MetricsText &text) const override;
    // X-Load: how many laptops listen, of a hundred.
    QList<std::pair<QByteArray, QByteArray>> headers() const override;
    void drain() override { m_lines.drain(); }

    const LiveLines &lines() const { return m_lines; }

private:
    void wait(const HttpRequest &request, const Answer &answer);

    LiveLines m_lines;
};

}  // namespace dw
