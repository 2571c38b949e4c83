// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/sync/bringplan.h"
#include "core/sync/standalonesource.h"

#include <functional>
#include <vector>

namespace dw
{

class BringBook;
class BringWalk;
class BringWriter;

// Brings what a person did alone to their server: the records of a standalone workspace, with ids, owners,
// authors and dates, into a workspace that was joined anew and has fetched what the server holds
// (sync-protocol.md 4, Bulk). There they are work of this laptop that waits to be sent, like any other; the
// standalone workspace stays as it is, and its whole audit is
// kept in one file beside the joined one, sealed by its digest in the imports' records. However often it is
// begun, stopped or killed, each record goes once.
class StandaloneJoin
{
public:
    // The target is joined, with an OutboxWriter as its runner's hook; `actor` is its user.
    StandaloneJoin(const StandaloneSource &source, CommandRunner &target, Actor actor,
                   BringDecisions decisions);

    // What would happen. Blocks. Refused "bring.sync_first" where the target has not fetched what the server
    // holds.
    Result<BringPlan> plan() const;

    struct Progress
    {
        QString object;
        int done = 0;  // of `total` records
        int total = 0;
    };
    // False stops after the running portion.
    using Tell = std::function<bool(const Progress &progress)>;
    struct Report
    {
        BringPlan plan;   // as it was before
        int brought = 0;  // records that go up now, as new ones or with what they add
        int waiting = 0;  // of these, what waits in the inbox: a rule refused it here
        int offered = 0;  // records in which both had something else: the inbox offers this one's
    };
    // Does what the plan says. Blocks. Errors of BringPlan::obstacle(); Cancelled "sync.cancelled": what was
    // brought stays, and the rest can be brought later.
    Result<Report> bring(const Tell &tell) const;

private:
    struct Work;
    Result<void> checkInStep() const;
    Result<void> bringRows(BringWalk &walk, Work &work, const Tell &tell) const;
    Result<void> bringLinks(BringWalk &walk, Work &work) const;
    Result<void> finish(Work &work) const;

    const StandaloneSource &m_source;
    CommandRunner &m_target;
    const Actor m_actor;
    const BringDecisions m_decisions;
};

}  // namespace dw
