// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"

namespace dw
{

// What the authority (DESIGN 3) clears away, once a day: records that were deleted 180 days ago, and files of
// attachments that nothing has named for 30 days (DESIGN 5).
class Housekeeping
{
public:
    static constexpr int BlobDays = 30;

    struct Done
    {
        bool due = false;  // false: it was done today already
        qint64 purged = 0;
        bool more = false;  // of a large bin something is left
        qint64 files = 0;
    };

    explicit Housekeeping(CommandRunner &runner) : m_runner(runner) {}

    enum class When { Daily, Now };
    // On the writer thread.
    Result<Done> run(WriteSession &session, const Actor &actor, When when = When::Daily);
    // As a job behind whatever the user does.
    static void start(CommandRunner &runner, const Actor &actor);

private:
    Result<qint64> collectFiles(WriteSession &session) const;

    CommandRunner &m_runner;
};

}  // namespace dw
