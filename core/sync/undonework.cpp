// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/undonework.h"

#include "core/sync/outboxwriter.h"

#include <algorithm>

namespace dw
{

namespace
{

const QString Undo = QStringLiteral("change.undo");

}  // namespace

std::optional<Id> takenBackBy(const SyncTransaction &transaction)
{
    if (transaction.requests.size() != 1 || transaction.requests.first().name != Undo)
        return std::nullopt;
    return Id::fromString(
        transaction.requests.first().arguments.value(QLatin1String("transaction")).toString());
}

Result<bool> UndoneWork::isTakenBack(const Id &transaction) const
{
    DW_ASSIGN(const QList<OutboxEntry> waiting, m_replica.outbox(0, -1));
    for (const OutboxEntry &entry : waiting) {
        if (entry.command != Undo)
            continue;
        DW_ASSIGN(const SyncTransaction undo, SyncTransaction::fromJson(outboxJson(entry)));
        if (takenBackBy(undo) == transaction)
            return true;
    }
    return false;
}

Result<bool> UndoneWork::isIdle(const OutboxEntry &entry) const
{
    if (entry.command != Undo)
        return false;
    DW_ASSIGN(const SyncTransaction undo, SyncTransaction::fromJson(outboxJson(entry)));
    const std::optional<Id> undone = takenBackBy(undo);
    DW_ASSIGN(const QList<OutboxEntry> waiting, m_replica.outbox(0, entry.number - 1));
    DW_ASSIGN(const QList<Replica::SentEntry> sent, m_replica.sent(0, -1));
    return std::none_of(waiting.begin(), waiting.end(),
                        [&](const OutboxEntry &one) { return one.transaction == undone; }) &&
           std::none_of(sent.begin(), sent.end(),
                        [&](const Replica::SentEntry &one) { return one.transaction == undone; });
}

}  // namespace dw
