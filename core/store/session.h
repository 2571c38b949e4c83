// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/expression/evaluator.h"
#include "core/records/changeset.h"
#include "core/records/query.h"
#include "core/records/relatedvalues.h"
#include "core/store/auditentry.h"
#include "core/store/search.h"

#include <QHash>
#include <QList>
#include <QString>

#include <memory>
#include <span>
#include <vector>

namespace dw
{

// Streams the records of a query by keyset: memory does not grow with the result.
class RecordCursor
{
public:
    virtual ~RecordCursor() = default;
    // Fills at most `limit` records (cleared first); an empty list is the end.
    virtual Result<void> next(QList<Record> &records, int limit) = 0;
};

class Ledger;
class Replica;

// Reads of one connection. All reads between beginRead() and endRead() see one snapshot. Lives on one thread.
class ReadSession : public RelatedValues
{
public:
    virtual Result<void> beginRead() = 0;
    virtual void endRead() = 0;

    // --- record store ---
    // An invalid Record if there is none. Deleted ones are returned too (Record::isDeleted()).
    virtual Result<Record> find(const ObjectTypePtr &type, const Id &id) const = 0;
    // In the order of `ids`; missing ones are invalid.
    virtual Result<QList<Record>> findMany(const ObjectTypePtr &type, const QList<Id> &ids) const = 0;
    // Live records whose field equals `value` (text by folded bytes where `folded`), ordered by id.
    enum class Match { Exact, Folded };
    virtual Result<QList<Record>> findByValue(const ObjectTypePtr &type, int field, const Value &value,
                                              Match match, int limit) const = 0;
    virtual Result<std::unique_ptr<RecordCursor>> open(const Query &query, const QList<int> &fields,
                                                       const EvaluationContext &context) const = 0;
    virtual Result<qint64> count(const Query &query, const EvaluationContext &context) const = 0;
    virtual Result<QList<GroupRow>> group(const GroupQuery &query,
                                          const EvaluationContext &context) const = 0;
    // Titles of referenced records (users, accounts, stages ...), missing or deleted ones included where
    // known.
    virtual Result<QHash<RecordRef, QString>> titles(const QList<RecordRef> &refs,
                                                     Language language) const = 0;

    // --- desktop store: local row numbers, search, drafts ---
    // The whole ordered list, or its first `limit` rows (limit < 0: all).
    virtual Result<std::vector<RowRef>> rows(const Query &query, const EvaluationContext &context,
                                             int limit) const = 0;
    // Records of rows, in that order; only `fields` (and id) are filled. Rows purged meanwhile are invalid.
    virtual Result<QList<Record>> page(const ObjectTypePtr &type, std::span<const RowRef> rows,
                                       const QList<int> &fields) const = 0;
    virtual Result<QList<SearchHit>> search(const SearchRequest &request) const = 0;
    // Small local values (window layout, recent records, drafts): not records, never synced.
    virtual Result<QByteArray> localValue(const QString &area, const QString &key) const = 0;
    virtual Result<QHash<QString, QByteArray>> localValues(const QString &area) const = 0;

    // --- audit store ---
    // Newest first; at most `limit`, older than `before` (0 = from the newest).
    virtual Result<QList<AuditRecord>> history(const RecordRef &record, int limit, qint64 before) const = 0;
    virtual Result<QList<AuditRecord>> auditTrail(int limit, qint64 before) const = 0;

    // --- sync store: what a laptop keeps of its server, and a server of its laptops. They live as long as
    // the session; what writes is refused of a reader and outside of a transaction. ---
    virtual Replica &replica() const = 0;
    virtual Ledger &ledger() const = 0;
};

enum class Durability {
    Saved,     // synchronous=FULL: what a user saves is on the disk when commit() returns
    Redoable,  // synchronous=NORMAL: bulk loads that can be redone
};

// Which revision the rows of a transaction get.
struct Revisions
{
    enum class By {
        Counting,  // one above the stored one, unless `after` brings another than `before`
        Given,     // what `after` brings
        Commit,    // all of them `commit`
    };
    By by = By::Counting;
    qint64 commit = 0;
};

// The one writer. Everything between begin() and commit() is one BEGIN IMMEDIATE transaction; leaving it
// without commit() rolls back. Reads see its own changes.
class WriteSession : public ReadSession
{
public:
    virtual Result<void> begin(Durability durability) = 0;
    virtual Result<void> commit() = 0;
    virtual void rollback() = 0;

    // For what is applied from here on, until the transaction ends or goes back to its mark.
    virtual void setRevisions(const Revisions &revisions) = 0;

    // Rows, link tables, sort keys, base amounts, search index and summary rows of the change set; all of it
    // or, on an error, nothing (the transaction goes on). Revisions are counted unless setRevisions()
    // says otherwise. Refuses an update whose `before.rev` is no longer the stored one:
    // Conflict "store.record_changed" (object, title); a value of a unique field that another live record
    // has: Conflict "store.value_taken" (object, field, value); a value whose kind does not fit the field:
    // Invalid. A purge erases the record's audit values.
    virtual Result<void> apply(const ChangeSet &changes) = 0;
    // The same in bulk, without a safety net: after an error a part may stand, so the caller goes back to
    // its mark or rolls back. In a Redoable transaction without a mark a later call may tell the error.
    virtual Result<void> applyUnguarded(const ChangeSet &changes) = 0;
    // A place in the running transaction to come back to; one at a time. It ends with the transaction, with
    // backToMark() and with the next setMark().
    virtual Result<void> setMark() = 0;
    virtual Result<void> backToMark() = 0;
    // Appends to this device's hash chain; values go to audit_value.
    virtual Result<qint64> appendAudit(const AuditEntry &entry) = 0;
    // The same with the values of `fields` (in the order of ObjectType::keyOrder()) before and after `change`
    // in place of entry.values.
    virtual Result<qint64> appendAudit(const AuditEntry &entry, const RecordChange &change,
                                       const QList<int> &fields) = 0;
    // On a laptop: its server took this transaction then. Of the lines about these records that do not say
    // so yet; what was hashed stays as it is.
    virtual Result<void> noteReceived(const Id &transaction, const QList<RecordRef> &records, Instant at) = 0;
    // Erases the audited values of a record (purge, legal erasure); the lines stay and read "erased".
    virtual Result<void> eraseAudit(const RecordRef &record) = 0;
    // The next number of a sequence ("opportunity" -> 10233), gap-free within the file.
    virtual Result<qint64> nextNumber(const QString &sequence) = 0;
    // The workspace is no demo company any more: WorkspaceInfo::demo of whoever opens it next.
    virtual Result<void> endDemo() = 0;
    // DDL for what `to` has and the file has not (columns, tables, indexes), in the running transaction.
    virtual Result<void> adoptDictionary(const DictionaryPtr &to) = 0;
    virtual Result<void> setLocalValue(const QString &area, const QString &key,
                                       const QByteArray &value) = 0;  // empty removes
    // Many records of an object follow, in many transactions: what they add to the search index is merged by
    // mergeSearch() alone, not by their commits. In the running transaction; over openings, until it is done.
    // True: it was so already, and there may be many pieces. What is left is done by the store when nobody
    // writes.
    virtual Result<bool> deferSearchMerging(const ObjectTypePtr &type) = 0;
    // A step of that merging, some milliseconds, in the running transaction. True: nothing is left to do.
    virtual Result<bool> mergeSearch() = 0;
    // What was purged of these objects, or taken from their fields, leaves nothing behind: neither words in
    // the search index, nor copies in the file, nor pages in the write-ahead log. Outside of begin() and
    // commit(), in many short transactions and a long one that makes way for the user's jobs. False: it has,
    // or a reader still needs the log, so it is to be tried again.
    virtual Result<bool> scrub(const QStringList &objects) = 0;
    // Bulk loads leave the search index and the list indexes of tables that were empty to the end. Both
    // outside of begin() and commit(); a file that was left between them is put right when it is opened next.
    virtual Result<void> beginBulk() = 0;
    virtual Result<void> endBulk() = 0;
};

}  // namespace dw
