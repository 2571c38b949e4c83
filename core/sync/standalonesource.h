// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"

#include <functional>
#include <memory>

namespace dw
{

// A workspace that belongs to no server, to be read: nothing in it is ever changed. Whoever has it open may
// go on; what they do meanwhile may be missed.
class StandaloneSource
{
public:
    // Errors of Workspace::open(); Conflict "bring.not_standalone" (folder) of a laptop's or a server's.
    static Result<std::unique_ptr<StandaloneSource>> open(const QString &folder, const Clock &clock,
                                                          IdGenerator &ids);

    Workspace &workspace() const { return *m_workspace; }
    const Id &id() const { return m_workspace->info().id; }
    ConfigurationPtr configuration() const { return m_runner->configuration(); }
    // Every live record of an object, whole, the oldest first, some hundreds at a time. `work` runs on the
    // store's thread and ends it by an error.
    Result<void> each(const ObjectTypePtr &object,
                      const std::function<Result<void>(const QList<Record> &)> &work) const;
    // Whether nobody has done anything in it: no live record of `objects` but what every workspace has.
    Result<bool> isUntouched(const QList<ObjectTypePtr> &objects) const;
    Result<int> inBin(const QList<ObjectTypePtr> &objects) const;
    // Blocks.
    Result<void> read(const std::function<Result<void>(ReadSession &)> &work) const;

private:
    StandaloneSource() = default;

    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<CommandRunner> m_runner;
};

}  // namespace dw
