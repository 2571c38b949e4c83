// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/clicommand.h"
#include "app/cli/clicontext.h"
#include "app/cli/windowline.h"
#include "core/access/sensitiveread.h"
#include "core/commands/commandrunner.h"
#include "core/exchange/exporter.h"
#include "core/reading/asyncreader.h"
#include "core/reading/reader.h"
#include "core/sync/joined.h"

#include <functional>
#include <memory>
#include <optional>

namespace dw
{

// A workspace opened for one command of the command line, with its actor. Reading commands open it read-only,
// so they work while a window is open; writing ones then fail with the store's message (exit 1).
class CliWorkspace
{
public:
    // `lock`: of a joined workspace that may not be used until somebody signs in again.
    static Result<std::unique_ptr<CliWorkspace>> open(const CliContext &context, Workspace::Access access,
                                                      Lock lock = Lock::Holds);
    // For an export or a reading that is audited: while a window is open, read-only with the line to it, for
    // it to write the audit. Without a window that answers as open() for writing.
    static Result<std::unique_ptr<CliWorkspace>> openForExport(const CliContext &context);
    Exporter exporter();
    // Of one opened so: has it written into the audit that this is about to be shown. SensitiveRead's
    // notAudited() where it could not.
    Result<void> noteRead(const SensitiveRead &read);

    Workspace &workspace() { return *m_workspace; }
    CommandRunner &runner() { return *m_runner; }
    AsyncReader &reader() { return *m_reader; }
    const Actor &actor() const { return m_actor; }
    // Of a workspace that is joined to a server: what is done in it goes into its outbox.
    const std::optional<Joined> &joined() const { return m_joined; }
    ReadContext readContext() const;
    // Runs `work` with a Reader in one snapshot.
    Result<void> read(const std::function<Result<void>(const Reader &)> &work);

private:
    explicit CliWorkspace(const CliContext &context) : m_context(context) {}
    Result<void> findActor();

    const CliContext &m_context;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<CommandRunner> m_runner;
    std::unique_ptr<AsyncReader> m_reader;
    std::unique_ptr<WindowLine> m_window;
    std::optional<Joined> m_joined;
    Actor m_actor;
};

// 2 for what a rule or right refuses, else 1.
ExitCode exitCodeOf(const Error &error);
// Complains and answers the exit code.
ExitCode failWith(const CliContext &context, const Error &error);

}  // namespace dw
