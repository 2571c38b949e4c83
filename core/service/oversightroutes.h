// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/reading/reader.h"
#include "core/service/service.h"
#include "core/service/servicemodule.h"

#include <functional>

namespace dw
{

// What somebody may see of the workspace as a whole, each as far as their rights go:
//   GET /api/v1/meta?since=V                 objects and fields that the caller may read: {meta, changed,
//                                            objects}; nothing but {meta, changed: false} where `since` is
//                                            the version already. The version is a digest of the answer.
//   GET /api/v1/exports?sha256=H&limit=N     exports, the newest first: {exports, as_of}; with a hash those
//   of
//                                            a file with these bytes. One's own, of all for administrators.
//   GET /api/v1/reads?object=O&id=I&limit=N  who was shown which sensitive values, the newest first: {reads,
//                                            as_of}, ReadSearch. One's own, of all for administrators.
//   GET /api/v1/devices/{id}/contents        what a laptop may hold (DeviceContents); of one's own, of any
//                                            for administrators.
class OversightRoutes final : public ServiceModule
{
public:
    OversightRoutes(CommandRunner &runner, const ServiceContext &context)
        : m_runner(runner), m_context(context)
    {}

    void addRoutes(Router &router) override;

private:
    using Work = std::function<Result<QJsonObject>(const ReadSession &, const ReadContext &)>;
    HttpResponse read(const HttpRequest &request, const Work &work);
    HttpResponse exports(const HttpRequest &request);
    HttpResponse reads(const HttpRequest &request);
    HttpResponse contents(const HttpRequest &request);

    CommandRunner &m_runner;
    const ServiceContext &m_context;
};

}  // namespace dw
