// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/postgres/auditlog.h"
#include "core/store/postgres/connection.h"
#include "core/store/postgres/knownrecords.h"
#include "core/store/postgres/localvalues.h"
#include "core/store/postgres/noreplica.h"
#include "core/store/postgres/postgresledger.h"
#include "core/store/postgres/recordqueries.h"
#include "core/store/postgres/recordstore.h"
#include "core/store/postgres/values.h"
#include "core/store/session.h"
#include "core/store/workspace.h"

#include <QHash>

#include <functional>
#include <vector>

namespace dw::postgres
{

// The sessions of one connection, which decides whether it writes. A write transaction holds the head's lock
// from its beginning: what commands read, check and write is one after another, however many servers there
// are. Search is a window's and is refused (Unsupported "store.not_on_server").
class PostgresSession final : public WriteSession
{
public:
    PostgresSession(Connection &connection, const WorkspaceInfo &info, const DictionaryPtr &dictionary);

    // Between jobs only.
    void setDictionary(const DictionaryPtr &dictionary);
    const DictionaryPtr &dictionary() const { return m_dictionary; }
    // What a job left open, it did not commit.
    void finishJob();

    // Between jobs only: the configuration (PostgresLedger::configuration()) that what runs here goes by.
    // Where a transaction or a snapshot begins under another one, `other` is asked first: it takes it over
    // and says so by expect(), or refuses.
    using Other = std::function<Result<void>(PostgresSession &)>;
    void onOtherConfiguration(Other other) { m_other = std::move(other); }
    void expect(qint64 configuration) { m_expected = configuration; }
    qint64 expected() const { return m_expected; }
    // Called as soon as a transaction is committed, before whoever ordered it hears of it.
    void onCommitted(std::function<void()> committed) { m_committed = std::move(committed); }
    // As it was last seen in the database.
    qint64 seen() const { return m_ledger.configuration(); }

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
    Result<QHash<RecordRef, QString>> titles(const QList<RecordRef> &refs, Language language) const override;
    // Rows have no numbers here: they are numbered by this session and forgotten with the job.
    Result<std::vector<RowRef>> rows(const Query &query, const EvaluationContext &context,
                                     int limit) const override;
    Result<QList<Record>> page(const ObjectTypePtr &type, std::span<const RowRef> rows,
                               const QList<int> &fields) const override;
    Result<QList<SearchHit>> search(const SearchRequest &request) const override;
    Result<QByteArray> localValue(const QString &area, const QString &key) const override;
    Result<QHash<QString, QByteArray>> localValues(const QString &area) const override;
    Result<QList<AuditRecord>> history(const RecordRef &record, int limit, qint64 before) const override;
    Result<QList<AuditRecord>> auditTrail(int limit, qint64 before) const override;
    Replica &replica() const override { return m_replica; }
    Ledger &ledger() const override { return m_ledger; }

    Result<void> begin(Durability durability) override;
    Result<void> commit() override;
    void rollback() override;
    void setRevisions(const Revisions &revisions) override { m_records.setRevisions(revisions); }
    Result<void> apply(const ChangeSet &changes) override;
    Result<void> applyUnguarded(const ChangeSet &changes) override;
    Result<void> setMark() override;
    Result<void> backToMark() override;
    Result<qint64> appendAudit(const AuditEntry &entry) override;
    Result<qint64> appendAudit(const AuditEntry &entry, const RecordChange &change,
                               const QList<int> &fields) override;
    // A server learns that when it writes them.
    Result<void> noteReceived(const Id &, const QList<RecordRef> &, Instant) override { return {}; }
    Result<void> eraseAudit(const RecordRef &record) override;
    Result<qint64> nextNumber(const QString &sequence) override;
    Result<void> endDemo() override;
    Result<void> adoptDictionary(const DictionaryPtr &to) override;
    Result<void> setLocalValue(const QString &area, const QString &key, const QByteArray &value) override;
    // There is no search index, and indexes are kept row by row.
    Result<bool> deferSearchMerging(const ObjectTypePtr &type) override;
    Result<bool> mergeSearch() override;
    Result<bool> scrub(const QStringList &objects) override;
    Result<void> beginBulk() override { return {}; }
    Result<void> endBulk() override { return {}; }

private:
    Result<void> requireTransaction() const;
    // In a transaction that holds the head's lock.
    bool isWriting() const;
    QByteArray mark() const { return "mark" + QByteArray::number(m_marks); }
    Result<void> followConfiguration();
    void noticeNewLine();
    Result<void> write(const ChangeSet &changes);
    Result<void> writePending();
    void forgetUncommitted();

    Connection &m_connection;
    const Id m_workspace;
    const sql::Dialect m_dialect;
    DictionaryPtr m_dictionary;
    DictionaryPtr m_adoptedOver;  // what a rollback goes back to
    mutable RecordStore m_records;
    mutable RecordQueries m_queries;
    mutable KnownRecords m_known;
    mutable AuditLog m_audit;
    mutable PostgresLedger m_ledger;
    mutable NoReplica m_replica;
    Values m_values;
    mutable LocalValues m_locals;
    // The last number given of each sequence the running transaction used; written before it ends.
    QHash<QString, qint64> m_numbers, m_numbersAtMark;
    bool m_marked = false;
    // Each mark has a name of its own: one that was never made, because what was sent before it failed, is
    // not taken for the one before it.
    qint64 m_marks = 0;
    Other m_other;
    qint64 m_expected = -1;
    std::function<void()> m_committed;
    qint64 m_line = 0;
    mutable std::vector<Id> m_rows;  // a row's number is its place, from 1 on
};

}  // namespace dw::postgres
