// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/serverhistory.h"

#include "core/sync/historyguard.h"
#include "core/sync/joined.h"
#include "core/sync/roleaccess.h"
#include "core/sync/syncserver.h"

namespace dw
{

namespace
{

// The epoch of a history that begins; nobody knows its numbers yet.
Result<void> nameEpoch(WriteSession &session, const Id &epoch)
{
    const auto work = [&]() -> Result<void> {
        DW_TRY(session.begin(Durability::Saved));
        DW_ASSIGN(LedgerHead head, session.ledger().lockHead());
        head.epoch = epoch;
        DW_TRY(session.ledger().setHead(head));
        return session.commit();
    };
    const Result<void> done = work();
    if (!done.ok())
        session.rollback();
    return done;
}

Result<void> takeEpoch(WriteSession &session, const Id &epoch, bool founded, const Clock &clock)
{
    DW_ASSIGN(const LedgerHead head, session.ledger().head());
    if (head.epoch == epoch)
        return {};
    return founded ? nameEpoch(session, epoch) : HistoryGuard::beginEpoch(session, epoch, clock.now());
}

}  // namespace

Result<std::shared_ptr<const SyncAccess>> makeServers(CommandRunner &runner, const Id &epoch)
{
    Result<std::shared_ptr<const SyncAccess>> access = std::shared_ptr<const SyncAccess>();
    runner.workspace().writeNow([&](WriteSession &session) {
        const auto work = [&]() -> Result<std::shared_ptr<const SyncAccess>> {
            DW_ASSIGN(const std::shared_ptr<const SyncAccess> roles,
                      RoleAccess::open(session, *runner.configuration()));
            DW_ASSIGN(const LedgerHead before, session.ledger().head());
            DW_TRY(SyncServer(runner, roles).found(session));
            DW_TRY(takeEpoch(session, epoch, before.epoch.isNull(), runner.clock()));
            return keepHistory(runner, session);
        };
        access = work();
    });
    return access;
}

}  // namespace dw
