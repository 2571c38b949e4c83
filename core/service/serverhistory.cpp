// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/serverhistory.h"

#include "core/sync/joined.h"
#include "core/sync/roleaccess.h"
#include "core/sync/syncserver.h"

namespace dw
{

namespace
{

Result<void> takeEpoch(WriteSession &session, const Id &epoch)
{
    const auto work = [&]() -> Result<void> {
        DW_TRY(session.begin(Durability::Saved));
        DW_ASSIGN(LedgerHead head, session.ledger().lockHead());
        if (head.epoch == epoch)
            return {};
        head.epoch = epoch;
        DW_TRY(session.ledger().setHead(head));
        return session.commit();
    };
    const Result<void> done = work();
    session.rollback();
    return done;
}

}  // namespace

Result<std::shared_ptr<const SyncAccess>> makeServers(CommandRunner &runner, const Id &epoch)
{
    Result<std::shared_ptr<const SyncAccess>> access = std::shared_ptr<const SyncAccess>();
    runner.workspace().writeNow([&](WriteSession &session) {
        const auto work = [&]() -> Result<std::shared_ptr<const SyncAccess>> {
            DW_ASSIGN(const std::shared_ptr<const SyncAccess> roles,
                      RoleAccess::open(session, *runner.configuration()));
            DW_TRY(SyncServer(runner, roles).found(session));
            DW_TRY(takeEpoch(session, epoch));
            return keepHistory(runner, session);
        };
        access = work();
    });
    return access;
}

}  // namespace dw
