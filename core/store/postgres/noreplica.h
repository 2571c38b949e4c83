// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/replica.h"

namespace dw::postgres
{

// A server is nobody's laptop: it holds nothing of another server, and what would write is refused
// (Unsupported "store.not_on_server").
class NoReplica final : public Replica
{
public:
    Result<QByteArray> value(const QString &) const override { return QByteArray(); }
    Result<void> setValue(const QString &, const QByteArray &) override { return refused(); }
    Result<qint64> append(const OutboxEntry &) override { return refused(); }
    Result<QList<OutboxEntry>> outbox(qint64, int) const override { return QList<OutboxEntry>(); }
    Result<std::optional<OutboxEntry>> outboxEntry(qint64) const override
    {
        return std::optional<OutboxEntry>();
    }
    Result<QList<OutboxEntry>> outboxOf(const RecordRef &) const override { return QList<OutboxEntry>(); }
    Result<int> outboxSize() const override { return 0; }
    Result<qint64> creatorOf(const Id &) const override { return qint64(0); }
    Result<void> update(const OutboxEntry &) override { return refused(); }
    Result<void> setBody(qint64, const QByteArray &) override { return refused(); }
    Result<void> take(qint64, Keep, Instant) override { return refused(); }
    Result<QList<SentEntry>> sent(qint64, int) const override { return QList<SentEntry>(); }
    Result<void> forgetSent(Instant) override { return refused(); }
    Result<void> setSentBody(const Id &, const QByteArray &) override { return refused(); }
    Result<std::optional<BaseRow>> base(const RecordRef &) const override { return std::optional<BaseRow>(); }
    Result<QList<BaseRow>> basesOf(const RecordRef &) const override { return QList<BaseRow>(); }
    Result<void> setBase(const BaseRow &) override { return refused(); }
    Result<void> dropBase(const RecordRef &) override { return refused(); }
    Result<std::optional<RootState>> root(const RecordRef &) const override
    {
        return std::optional<RootState>();
    }
    Result<void> setRoot(const RootState &) override { return refused(); }
    Result<void> addRoots(const QList<RootState> &) override { return refused(); }
    Result<void> dropRoot(const RecordRef &) override { return refused(); }
    Result<QList<ReplicaScope>> scopes() const override { return QList<ReplicaScope>(); }
    Result<void> setScope(const ReplicaScope &) override { return refused(); }
    Result<bool> dropScope(int, const QStringList &, int) override { return refused(); }
    Result<QList<RootState>> held(int, const RecordRef &, int) const override { return QList<RootState>(); }
    Result<QList<RecordRef>> orphans(int) const override { return QList<RecordRef>(); }
    Result<Purged> purgeOrphans(const ObjectTypePtr &, const QList<Part> &) override { return refused(); }
    Result<qint64> addToInbox(const InboxEntry &) override { return refused(); }
    Result<QList<InboxEntry>> inbox() const override { return QList<InboxEntry>(); }
    Result<std::optional<InboxEntry>> inboxEntry(qint64) const override
    {
        return std::optional<InboxEntry>();
    }
    Result<void> updateInbox(const InboxEntry &) override { return refused(); }

    static Error refused() { return {ErrorCode::Unsupported, QStringLiteral("store.not_on_server")}; }
};

}  // namespace dw::postgres
