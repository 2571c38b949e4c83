// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/serverhistory.h"

#include "core/sync/ledgerwriter.h"
#include "core/sync/openaccess.h"
#include "core/sync/syncserver.h"

#include <sodium.h>

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

std::shared_ptr<const SyncAccess> serverAccess()
{
    return std::make_shared<const OpenAccess>();
}

Result<void> keepHistory(CommandRunner &runner, const std::shared_ptr<const SyncAccess> &access,
                         const Id &epoch)
{
    if (sodium_init() < 0)
        return Error(ErrorCode::Internal, QStringLiteral("service.no_crypto"));
    SyncServer engine(runner, access);
    Result<void> done;
    runner.workspace().writeNow([&](WriteSession &session) {
        const auto work = [&]() -> Result<void> {
            DW_TRY(engine.found(session));
            return takeEpoch(session, epoch);
        };
        done = work();
        if (done.ok())
            runner.setHook(
                std::make_shared<LedgerWriter>(access, [] { return quint32(randombytes_random()); }));
    });
    return done;
}

}  // namespace dw
