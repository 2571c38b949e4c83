// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/deviceservice.h"
#include "core/service/servicemodule.h"

#include <functional>

namespace dw
{

// POST and GET /api/v1/devices, POST /api/v1/devices/{id}/revoke (sync-protocol 4).
class DeviceRoutes final : public ServiceModule
{
public:
    // `epoch` is that of the workspace's history at the moment.
    DeviceRoutes(DeviceService &devices, const ServiceContext &context, std::function<QString()> epoch)
        : m_devices(devices), m_context(context), m_epoch(std::move(epoch))
    {}
    void addRoutes(Router &router) override;

private:
    HttpResponse enrol(const HttpRequest &request);
    HttpResponse list(const HttpRequest &request);
    HttpResponse revoke(const HttpRequest &request);

    DeviceService &m_devices;
    const ServiceContext &m_context;
    const std::function<QString()> m_epoch;
};

QJsonObject toJson(const DeviceRecord &device);

}  // namespace dw
