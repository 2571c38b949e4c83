// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/service/uploads.h"
#include "core/store/accountstore.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

namespace dw
{

// What a server clears away (DESIGN 5, sync-protocol.md 3.22): records that were deleted 180 days ago, which
// laptops hear of as of any change; files that nothing has named for 30 days; lines of the issue book after
// 180 days; what its ledger knows of commits before that; sign-ins, sessions and uploads that are over. In
// many short transactions, so that laptops need not wait. Thread-safe.
class ServerHousekeeping
{
public:
    static constexpr int HorizonDays = 180;
    static constexpr int SignInDays = 730;
    static constexpr int AtOnce = 5000;

    ServerHousekeeping(CommandRunner &runner, AccountStore &accounts, Uploads &uploads, const Clock &clock)
        : m_runner(runner), m_accounts(accounts), m_uploads(uploads), m_clock(clock)
    {}

    struct Done
    {
        qint64 purged = 0;
        qint64 files = 0;
        qint64 issues = 0;
        qint64 horizon = 0;  // the commit before which the ledger knows nothing now
    };
    // Blocks until it is done, or stop() was called: what is left then is due again.
    Result<Done> run();
    // If it is due.
    Result<std::optional<Done>> runIfDue();
    void stop() { m_stopped = true; }

    // Once a day between two and five in the morning; where the machine is off at night, when it has not been
    // done for a day and a half.
    static bool isDue(Instant now, std::optional<Instant> last, const BusinessZone &zone);

private:
    Result<void> purge(Done &done);
    Result<void> moveHorizon(Done &done);
    Result<void> forgetBeforeHorizon();
    Result<void> transaction(const std::function<Result<void>(WriteSession &)> &work);

    CommandRunner &m_runner;
    AccountStore &m_accounts;
    Uploads &m_uploads;
    const Clock &m_clock;
    std::mutex m_mutex;  // one at a time
    std::atomic_bool m_stopped = false;
};

}  // namespace dw
