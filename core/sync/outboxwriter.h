// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/transactionhook.h"
#include "core/store/replica.h"
#include "core/sync/aggregates.h"
#include "core/sync/laptopnumbering.h"
#include "core/sync/transaction.h"

#include <optional>

namespace dw
{

// Writes what was done on a joined laptop into its outbox, in the same transaction (sync-protocol.md 3.4):
// the transaction, and of each record that was as the server has it the server's state.
class OutboxWriter final : public TransactionHook
{
public:
    Result<void> begin(WriteSession &) override { return {}; }
    // Limit "sync.too_large" {bytes}: the commands ran together over more than a transaction may hold.
    Result<void> end(WriteSession &session, const ExecutedTransaction &executed) override;
    Result<void> renewed(WriteSession &session, const Configuration &before,
                         const Configuration &after) override;
    bool isAuthority() const override { return false; }
    std::shared_ptr<Numbering> numbering() const override { return m_numbering; }

private:
    Result<void> write(WriteSession &session, const ExecutedTransaction &executed);
    static Result<SyncTransaction> describe(const WriteSession &session, const ExecutedTransaction &executed,
                                            const Aggregates &aggregates);

    KnownAggregates m_aggregates;
    std::shared_ptr<Numbering> m_numbering = std::make_shared<LaptopNumbering>();
};

// The transaction as it is sent, with its number; not what only this laptop keeps of it (SeenParts).
QJsonObject outboxJson(const OutboxEntry &entry);
// The record that it asks the server for (asksServer()); nothing for what was done here.
std::optional<RecordRef> askedFor(const OutboxEntry &entry);
std::optional<RecordRef> askedFor(const SyncTransaction &transaction);

}  // namespace dw
