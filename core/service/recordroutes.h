// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/reading/reader.h"
#include "core/service/service.h"
#include "core/service/servicemodule.h"

#include <QJsonObject>

#include <functional>

namespace dw
{

// GET /api/v1/records/{object}/{id}/history?limit=N&before=SEQ: who changed what of a record, as far as the
// caller may see it (RecordHistory). 404 for a record that is not there or not to be seen, without a
// difference.
// POST /api/v1/records/{object}/matching {where}: the ids of the records that the caller may see and that
// fulfil the condition (WhereAtServer), which compares with one value of what they see masked
// (MaskedField::checkOneValue). 403 for any other, with {reason}, and for what they may not name.
class RecordRoutes final : public ServiceModule
{
public:
    RecordRoutes(CommandRunner &runner, const ServiceContext &context) : m_runner(runner), m_context(context)
    {}

    void addRoutes(Router &router) override;

private:
    HttpResponse history(const HttpRequest &request);
    HttpResponse matching(const HttpRequest &request);
    HttpResponse answer(const HttpRequest &request, Workspace::Lane lane,
                        const std::function<Result<QJsonObject>(const ReadSession &, const Reader &)> &work);

    CommandRunner &m_runner;
    const ServiceContext &m_context;
};

}  // namespace dw
