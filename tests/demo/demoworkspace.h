// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/commands/bulkload.h"
#include "core/commands/commandrunner.h"

#include <QHash>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace dw::test
{

// A real workspace in a temporary folder, filled by the demo company or the benchmark generator. Its clock
// stands at 07:40 in Shanghai on 2026-11-19.
class DemoWorkspace
{
public:
    using Filling = std::function<Result<void>(BulkLoad &, DemoWorkspace &)>;

    static Result<std::unique_ptr<DemoWorkspace>> demo(quint64 seed = 1);
    static Result<std::unique_ptr<DemoWorkspace>> make(bool demo, const Filling &fill);

    static Date date() { return Date::fromYmd(2026, 11, 19); }
    static Id opener() { return Id::named("user:owner"); }

    Workspace &workspace() { return *m_workspace; }
    CommandRunner &runner() { return *m_runner; }
    const Configuration &configuration() const { return *m_configuration; }
    const ConfigurationPtr &configurationPointer() const { return m_configuration; }
    const Clock &clock() const { return m_clock; }
    Actor actor() const;
    EvaluationContext evaluation() const;
    // Every live record of an object, by id.
    QList<Record> all(const QString &object);
    // Over every record of every object.
    QByteArray digest();

private:
    DemoWorkspace();

    FixedClock m_clock;
    IdGenerator m_ids;
    QTemporaryDir m_folder;
    ConfigurationPtr m_configuration;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<CommandRunner> m_runner;
};

}  // namespace dw::test
