// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/replica.h"
#include "core/sync/transaction.h"

#include <optional>

namespace dw
{

// The transaction that `transaction` takes back (change.undo); nothing where it does something else.
std::optional<Id> takenBackBy(const SyncTransaction &transaction);

// What a person took back on a laptop before the server had spoken: a refusal of it needs no decision any
// more. In the running transaction.
class UndoneWork
{
public:
    explicit UndoneWork(const Replica &replica) : m_replica(replica) {}

    // Whether a transaction that waits takes `transaction` back.
    Result<bool> isTakenBack(const Id &transaction) const;
    // Whether `entry` takes back what the server never executed: there is nothing to take back.
    Result<bool> isIdle(const OutboxEntry &entry) const;

private:
    const Replica &m_replica;
};

}  // namespace dw
