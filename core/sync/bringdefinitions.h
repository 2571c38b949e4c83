// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/bringplan.h"
#include "core/sync/standalonesource.h"

#include <functional>

namespace dw
{

// Makes at the server what a standalone workspace has defined and the server lacks: its objects and fields,
// the company's own values, its pipelines. Each is a change of this laptop that is sent before the records
// that need it; what is made is missing no more, so it can be begun again.
class BringDefinitions
{
public:
    BringDefinitions(const StandaloneSource &source, CommandRunner &target, Actor actor);

    // Blocks. The error of what a rule or right refuses, with the definition's name as detail.
    Result<void> make(const QList<BringPlan::Missing> &missing) const;

private:
    Result<void> makeObject(const QString &object) const;
    Result<void> makeField(const QString &object, const QString &field) const;
    Result<void> makePipeline(const QString &code) const;
    // The creations of those records of an object that are asked for.
    Result<QList<CommandRequest>> creations(const char *object,
                                            const std::function<bool(const Record &record)> &wanted) const;
    Result<void> run(const QList<CommandRequest> &requests, const QString &what) const;

    const StandaloneSource &m_source;
    CommandRunner &m_target;
    const Actor m_actor;
};

}  // namespace dw
