// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/http/router.h"
#include "core/service/servicemetrics.h"

#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace dw
{

// A part of the server's answers that plugs in: sync, blobs, imports. All functions but addRoutes() are
// called from any thread.
class ServiceModule
{
public:
    virtual ~ServiceModule() = default;
    // Before the server starts. Handlers run on workers, `request.caller` filled in as the route's access
    // says.
    virtual void addRoutes(Router &router) = 0;
    virtual void writeMetrics(MetricsText &) const {}
    // Why it cannot serve at the moment, for /ready and people; nothing: it can. Does not block.
    virtual std::optional<QString> notReady() const { return {}; }
    // Added to every answer (X-Epoch, X-Head). Does not block.
    virtual QList<std::pair<QByteArray, QByteArray>> headers() const { return {}; }
    // The server goes down: finish streams, answer what waits. Does not wait itself.
    virtual void drain() {}
};

}  // namespace dw
