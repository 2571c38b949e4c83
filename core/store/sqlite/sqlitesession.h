// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/session.h"
#include "core/store/sqlite/auditlog.h"
#include "core/store/sqlite/compaction.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/queryrunner.h"
#include "core/store/sqlite/recordstore.h"
#include "core/store/sqlite/searchindex.h"
#include "core/store/sqlite/sqliteledger.h"
#include "core/store/sqlite/sqlitereplica.h"
#include "core/store/sqlite/stagesummary.h"
#include "core/store/sqlite/waitingrows.h"
#include "core/store/stagesummarysource.h"
#include "core/store/workspace.h"

#include <memory>
#include <optional>

namespace dw::sqlite
{

// The sessions of one connection, on its thread. A reader's begin() is refused.
class SqliteSession final : public WriteSession, public StageSummarySource
{
public:
    enum class Role { Reader, Writer };
    SqliteSession(Connection &connection, Role role, const WorkspaceInfo &info,
                  const DictionaryPtr &dictionary);

    // Between jobs only.
    void setDictionary(const DictionaryPtr &dictionary);
    const DictionaryPtr &dictionary() const { return m_dictionary; }
    Connection &connection() { return m_connection; }
    // What a job left open, it did not commit.
    void finishJob();
    // Whom a writer's long work lets go first; nobody without it.
    void setTurns(const UserTurns *turns) { m_turns = turns; }

    Result<void> beginRead() override;
    void endRead() override;
    Result<Record> record(const RecordRef &ref) const override;
    Result<QList<Record>> children(const Record &parent, const QString &collection, int limit) const override;
    Result<std::optional<Money>> inBase(const Record &record, const Money &money) const override;
    Result<Record> find(const ObjectTypePtr &type, const Id &id) const override;
    Result<QList<Record>> findMany(const ObjectTypePtr &type, const QList<Id> &ids) const override;
    Result<QList<Record>> findByValue(const ObjectTypePtr &type, int field, const Value &value, Match match,
                                      int limit) const override;
    Result<std::unique_ptr<RecordCursor>> open(const Query &query, const QList<int> &fields,
                                               const EvaluationContext &context) const override;
    Result<qint64> count(const Query &query, const EvaluationContext &context) const override;
    Result<QList<GroupRow>> group(const GroupQuery &query, const EvaluationContext &context) const override;
    Result<bool> hasStageSummary() const override { return m_summary.isUsable(); }
    Result<QList<StageReach>> stageReach(const StageSummaryQuery &query) const override;
    Result<QList<StageValues>> stageStays(const StageSummaryQuery &query) const override;
    Result<QList<StageValues>> stagePresence(const StageSummaryQuery &query) const override;
    Result<QHash<RecordRef, QString>> titles(const QList<RecordRef> &refs, Language language) const override;
    Result<std::vector<RowRef>> rows(const Query &query, const EvaluationContext &context,
                                     int limit) const override;
    Result<QList<Record>> page(const ObjectTypePtr &type, std::span<const RowRef> rows,
                               const QList<int> &fields) const override;
    Result<QList<SearchHit>> search(const SearchRequest &request) const override;
    Result<QByteArray> localValue(const QString &area, const QString &key) const override;
    Result<QHash<QString, QByteArray>> localValues(const QString &area) const override;
    Result<QList<AuditRecord>> history(const RecordRef &record, int limit, qint64 before) const override;
    Result<QList<AuditRecord>> auditTrail(int limit, qint64 before) const override;
    Replica &replica() const override;
    Ledger &ledger() const override;

    Result<void> begin(Durability durability) override;
    Result<void> commit() override;
    void rollback() override;
    void setRevisions(const Revisions &revisions) override;
    Result<void> apply(const ChangeSet &changes) override;
    Result<void> applyUnguarded(const ChangeSet &changes) override;
    Result<void> setMark() override;
    Result<void> backToMark() override;
    Result<qint64> appendAudit(const AuditEntry &entry) override;
    Result<qint64> appendAudit(const AuditEntry &entry, const RecordChange &change,
                               const QList<int> &fields) override;
    Result<void> noteReceived(const Id &transaction, const QList<RecordRef> &records, Instant at) override;
    Result<void> eraseAudit(const RecordRef &record) override;
    Result<qint64> nextNumber(const QString &sequence) override;
    Result<void> endDemo() override;
    Result<void> adoptDictionary(const DictionaryPtr &to) override;
    Result<void> setLocalValue(const QString &area, const QString &key, const QByteArray &value) override;
    Result<bool> deferSearchMerging(const ObjectTypePtr &type) override;
    Result<bool> mergeSearch() override;
    Result<bool> scrub(const QStringList &objects) override;
    Result<void> beginBulk() override;
    Result<void> endBulk() override;

    // The search index was left behind by a bulk load that did not end.
    Result<bool> needsSearchRebuild() const;
    // deferSearchMerging() was called, and mergeSearch() has not come to its end since.
    Result<bool> hasDeferredMerging() const;
    // The summaries are of an older program, or were left behind by such a load.
    Result<bool> needsSummaryRebuild() const;
    Result<void> rebuildSummary();

private:
    Result<void> requireTransaction() const;
    Result<void> write(const ChangeSet &changes, bool *begun = nullptr) const;
    // Writes what applyUnguarded() put off. Everything calls it first that might notice.
    Result<void> settle() const;
    bool mayPutOff(const ChangeSet &changes) const;
    Result<void> dropMark();
    Result<void> writeNumbers();
    void forgetUncommitted();
    Result<void> index(const RecordChange &change, qint64 row) const;

    Connection &m_connection;
    const UserTurns *m_turns = nullptr;
    Role m_role;
    DictionaryPtr m_dictionary;
    DictionaryPtr m_adoptedOver;  // what a rollback goes back to
    mutable RecordStore m_records;
    mutable AuditLog m_audit;
    mutable StageSummary m_summary;
    mutable SqliteReplica m_replica;
    mutable SqliteLedger m_ledger;
    mutable QueryRunner m_queries;
    mutable SearchIndex m_search;
    Durability m_durability = Durability::Saved;
    // The last number given of each sequence the running transaction used; written before it ends.
    QHash<QString, qint64> m_numbers;
    bool m_marked = false;
    bool m_bulk = false;
    bool m_givenRevisions = false;
    mutable WaitingRows m_waiting;
    // Of settle() where no error could be given back: the transaction cannot be committed.
    mutable std::optional<Error> m_unsettled;
};

}  // namespace dw::sqlite
