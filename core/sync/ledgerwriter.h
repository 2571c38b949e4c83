// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/transactionhook.h"
#include "core/sync/aggregates.h"
#include "core/sync/syncaccess.h"

#include <functional>
#include <memory>
#include <utility>

namespace dw
{

// Numbers the commits of a server's workspace and keeps where each aggregate belongs, in the transaction that
// changes it (sync-protocol.md 3.2, 3.12): whatever changes a record there, a laptop's transaction or a
// command of the server itself, is in the feed.
class LedgerWriter final : public TransactionHook
{
public:
    // `random` gives the tags of commits.
    LedgerWriter(std::shared_ptr<const SyncAccess> access, const Clock &clock,
                 std::function<quint32()> random)
        : m_access(std::move(access)), m_clock(clock), m_random(std::move(random))
    {}

    Result<void> begin(WriteSession &session) override;
    Result<void> end(WriteSession &session, const ExecutedTransaction &executed) override;
    Result<void> renewed(WriteSession &session, const Configuration &before,
                         const Configuration &after) override;

private:
    std::shared_ptr<const SyncAccess> m_access;
    const Clock &m_clock;
    std::function<quint32()> m_random;
    KnownAggregates m_aggregates;
};

}  // namespace dw
