// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/dictionary.h"
#include "core/store/replica.h"
#include "core/store/sqlite/keynumbers.h"
#include "core/store/sqlite/orphanpurge.h"
#include "core/store/sqlite/writegate.h"

namespace dw::sqlite
{

class Connection;
class Statement;

// A root names its first scope itself and has rows in "dw:root_scope" for others alone, so that a million of
// them stay small.
class SqliteReplica final : public Replica
{
public:
    SqliteReplica(Connection &connection, WriteGate gate, OrphanPurge purge);
    void setDictionary(const DictionaryPtr &dictionary) { m_dictionary = dictionary; }
    void forgetCaches() { m_objects.forgetCaches(); }

    Result<QByteArray> value(const QString &key) const override;
    Result<void> setValue(const QString &key, const QByteArray &value) override;

    Result<qint64> append(const OutboxEntry &entry) override;
    Result<QList<OutboxEntry>> outbox(qint64 from, int limit) const override;
    Result<std::optional<OutboxEntry>> outboxEntry(qint64 number) const override;
    Result<QList<OutboxEntry>> outboxOf(const RecordRef &record) const override;
    Result<int> outboxSize() const override;
    Result<qint64> creatorOf(const Id &record) const override;
    Result<void> update(const OutboxEntry &entry) override;
    Result<void> setBody(qint64 number, const QByteArray &body) override;
    Result<void> take(qint64 number, Keep keep, Instant at) override;
    Result<QList<SentEntry>> sent(qint64 executedAfter, int limit) const override;
    Result<void> forgetSent(Instant before) override;
    Result<void> setSentBody(const Id &transaction, const QByteArray &body) override;

    Result<std::optional<BaseRow>> base(const RecordRef &record) const override;
    Result<QList<BaseRow>> basesOf(const RecordRef &root) const override;
    Result<void> setBase(const BaseRow &row) override;
    Result<void> dropBase(const RecordRef &record) override;

    Result<std::optional<RootState>> root(const RecordRef &root) const override;
    Result<void> setRoot(const RootState &state) override;
    Result<void> addRoots(const QList<RootState> &states) override;
    Result<void> dropRoot(const RecordRef &root) override;
    Result<QList<ReplicaScope>> scopes() const override;
    Result<void> setScope(const ReplicaScope &scope) override;
    Result<bool> dropScope(int number, const QStringList &objects, int limit) override;
    Result<QList<RootState>> held(int scope, const RecordRef &after, int limit) const override;
    Result<QList<RecordRef>> orphans(int limit) const override;
    Result<Purged> purgeOrphans(const ObjectTypePtr &object, const QList<Part> &parts) override;

    Result<qint64> addToInbox(const InboxEntry &entry) override;
    Result<QList<InboxEntry>> inbox() const override;
    Result<std::optional<InboxEntry>> inboxEntry(qint64 number) const override;
    Result<void> updateInbox(const InboxEntry &entry) override;

private:
    Result<void> writeValue(const QString &key, const QByteArray &value);
    Result<BaseRow> readBase(const Statement &row) const;
    static QList<int> inOrder(QList<int> scopes);
    Result<void> addFurtherScopes(int object, const Id &root, const QList<int> &scopes);
    Result<void> setFurtherScopes(int object, const Id &root, const QList<int> &scopes);
    Result<bool> dropFromRoots(int number, int object, qint64 &left);

    Connection &m_connection;
    WriteGate m_gate;
    OrphanPurge m_purge;
    DictionaryPtr m_dictionary;
    mutable KeyNumbers m_objects;
};

}  // namespace dw::sqlite
