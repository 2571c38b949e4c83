// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/sqlitesession.h"

#include "core/store/sql/onestatement.h"
#include "core/store/sqlite/meta.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/searchbuild.h"

#include <utility>

namespace dw::sqlite
{

namespace
{

const QString SearchStale = QStringLiteral("search_stale");

BusinessZone zoneOf(const WorkspaceInfo &info)
{
    return BusinessZone::named(info.zoneName).value_or(BusinessZone());
}

WriteGate gateOf(const Connection &connection, SqliteSession::Role role)
{
    return {connection, role == SqliteSession::Role::Reader ? WriteGate::Of::Reader : WriteGate::Of::Writer};
}

}  // namespace

SqliteSession::SqliteSession(Connection &connection, Role role, const WorkspaceInfo &info,
                             const DictionaryPtr &dictionary)
    : m_connection(connection)
    , m_role(role)
    , m_records(connection, info.currency, zoneOf(info))
    , m_audit(connection)
    , m_summary(connection, zoneOf(info))
    , m_replica(connection, gateOf(connection, role), OrphanPurge(connection, m_search, m_summary))
    , m_ledger(connection, gateOf(connection, role))
    , m_queries(connection)
    , m_search(connection)
{
    setDictionary(dictionary);
}

void SqliteSession::setDictionary(const DictionaryPtr &dictionary)
{
    if (m_dictionary == dictionary)
        return;
    m_dictionary = dictionary;
    m_records.setDictionary(dictionary);
    m_summary.setDictionary(dictionary);
    m_replica.setDictionary(dictionary);
    m_queries.setDictionary(dictionary);
    m_search.setDictionary(dictionary);
}

void SqliteSession::finishJob()
{
    if (m_connection.inTransaction())
        rollback();
    // A reader cannot know whether another connection changed the rates meanwhile.
    if (m_role == Role::Reader)
        m_records.forgetCaches();
}

// --- reading ---

Result<void> SqliteSession::beginRead()
{
    if (m_connection.inTransaction())
        return {};
    DW_TRY(m_connection.execute("BEGIN"));
    // The snapshot is taken by the first read, not by BEGIN.
    DW_TRY(m_connection.integer("SELECT count(*) FROM (SELECT 1 FROM sqlite_schema LIMIT 1)"));
    return {};
}

void SqliteSession::endRead()
{
    // A writer's reads belong to its transaction.
    if (m_role == Role::Reader && m_connection.inTransaction())
        (void)m_connection.execute("ROLLBACK");
}

Result<Record> SqliteSession::record(const RecordRef &ref) const
{
    const ObjectTypePtr type = m_dictionary->find(ref.object);
    if (!type)
        return Record();
    DW_ASSIGN(Record found, find(type, ref.id));
    return found.isValid() && found.isDeleted() ? Record() : found;
}

Result<QList<Record>> SqliteSession::children(const Record &parent, const QString &collection,
                                              int limit) const
{
    const Collection *children = parent.isValid() ? parent.type().collection(collection) : nullptr;
    if (children && m_waiting.isOf(children->object))
        DW_TRY(settle());
    return m_records.children(parent, collection, limit);
}

Result<std::optional<Money>> SqliteSession::inBase(const Record &record, const Money &money) const
{
    return m_records.inBase(record, money);
}

Result<Record> SqliteSession::find(const ObjectTypePtr &type, const Id &id) const
{
    if (m_waiting.has(*type, id))
        DW_TRY(settle());
    return m_records.find(type, id);
}

Result<QList<Record>> SqliteSession::findMany(const ObjectTypePtr &type, const QList<Id> &ids) const
{
    DW_TRY(settle());
    return m_records.findMany(type, ids);
}

Result<QList<Record>> SqliteSession::findByValue(const ObjectTypePtr &type, int field, const Value &value,
                                                 Match match, int limit) const
{
    if (m_waiting.mayHave(*type, field, value, match))
        DW_TRY(settle());
    return m_records.findByValue(type, field, value, match, limit);
}

Result<QHash<RecordRef, QString>> SqliteSession::titles(const QList<RecordRef> &refs, Language language) const
{
    DW_TRY(settle());
    return m_records.titles(refs, language);
}

Result<std::unique_ptr<RecordCursor>> SqliteSession::open(const Query &query, const QList<int> &fields,
                                                          const EvaluationContext &context) const
{
    DW_TRY(settle());
    return m_queries.open(query, fields, context);
}

Result<qint64> SqliteSession::count(const Query &query, const EvaluationContext &context) const
{
    DW_TRY(settle());
    return m_queries.count(query, context);
}

Result<QList<GroupRow>> SqliteSession::group(const GroupQuery &query, const EvaluationContext &context) const
{
    DW_TRY(settle());
    return m_queries.group(query, context);
}

Result<std::vector<RowRef>> SqliteSession::rows(const Query &query, const EvaluationContext &context,
                                                int limit) const
{
    DW_TRY(settle());
    return m_queries.rows(query, context, limit);
}

Result<QList<Record>> SqliteSession::page(const ObjectTypePtr &type, std::span<const RowRef> rows,
                                          const QList<int> &fields) const
{
    DW_TRY(settle());
    return m_queries.page(type, rows, fields);
}

Result<QList<StageReach>> SqliteSession::stageReach(const StageSummaryQuery &query) const
{
    DW_TRY(settle());
    return m_summary.reach(query);
}

Result<QList<StageValues>> SqliteSession::stageStays(const StageSummaryQuery &query) const
{
    DW_TRY(settle());
    return m_summary.stays(query);
}

Result<QList<StageValues>> SqliteSession::stagePresence(const StageSummaryQuery &query) const
{
    DW_TRY(settle());
    return m_summary.presence(query);
}

Replica &SqliteSession::replica() const
{
    if (const Result<void> settled = settle(); !settled.ok())
        m_unsettled = settled.error();
    return m_replica;
}

Ledger &SqliteSession::ledger() const
{
    if (const Result<void> settled = settle(); !settled.ok())
        m_unsettled = settled.error();
    return m_ledger;
}

Result<QList<SearchHit>> SqliteSession::search(const SearchRequest &request) const
{
    DW_TRY(settle());
    return m_search.search(request);
}

Result<void> SqliteSession::index(const RecordChange &change, qint64 row) const
{
    return m_search.indexRecord(change.before, change.after, row);
}

Result<bool> SqliteSession::deferSearchMerging(const ObjectTypePtr &type)
{
    DW_TRY(requireTransaction());
    return m_search.deferMerging(*type);
}

Result<bool> SqliteSession::mergeSearch()
{
    DW_TRY(requireTransaction());
    return m_search.merge();
}

Result<bool> SqliteSession::hasDeferredMerging() const
{
    return m_search.isDeferred();
}

Result<QByteArray> SqliteSession::localValue(const QString &area, const QString &key) const
{
    return sqlite::localValue(m_connection, area, key);
}

Result<QHash<QString, QByteArray>> SqliteSession::localValues(const QString &area) const
{
    return sqlite::localValues(m_connection, area);
}

Result<QList<AuditRecord>> SqliteSession::history(const RecordRef &record, int limit, qint64 before) const
{
    if (record.object.isEmpty())
        return QList<AuditRecord>();
    return m_audit.read(record, limit, before);
}

Result<QList<AuditRecord>> SqliteSession::auditTrail(int limit, qint64 before) const
{
    return m_audit.read({}, limit, before);
}

// --- writing ---

Result<void> SqliteSession::begin(Durability durability)
{
    if (m_role == Role::Reader)
        return Error(ErrorCode::Storage, QStringLiteral("store.opened_read_only"), {m_connection.file()});
    if (m_connection.inTransaction())
        return Error(ErrorCode::Internal, QStringLiteral("store.statement_failed"), {},
                     QStringLiteral("a transaction is open already"));
    if (durability == Durability::Redoable)
        DW_TRY(m_connection.widenForBulk());
    if (durability != m_durability) {
        DW_TRY(m_connection.execute(durability == Durability::Saved ? "PRAGMA synchronous=FULL"
                                                                    : "PRAGMA synchronous=NORMAL"));
        m_durability = durability;
    }
    return m_connection.execute("BEGIN IMMEDIATE");
}

Result<void> SqliteSession::commit()
{
    DW_TRY(requireTransaction());
    Result<void> done = m_unsettled ? Result<void>(*m_unsettled) : settle();
    if (done.ok())
        done = writeNumbers();
    if (done.ok())
        done = m_audit.noteHeads();
    if (done.ok())
        done = m_connection.execute("COMMIT");
    if (!done.ok())
        rollback();
    m_adoptedOver.reset();
    m_numbers.clear();
    setRevisions({});
    m_marked = false;
    return done;
}

void SqliteSession::rollback()
{
    // After some failures SQLite has rolled back already.
    if (m_connection.inTransaction())
        (void)m_connection.execute("ROLLBACK");
    m_marked = false;
    if (const DictionaryPtr before = std::exchange(m_adoptedOver, nullptr))
        setDictionary(before);
    forgetUncommitted();
}

void SqliteSession::setRevisions(const Revisions &revisions)
{
    if (const Result<void> settled = settle(); !settled.ok())
        m_unsettled = settled.error();
    m_givenRevisions = revisions.by != Revisions::By::Counting;
    m_records.setRevisions(revisions);
}

void SqliteSession::forgetUncommitted()
{
    (void)m_waiting.take();
    m_unsettled.reset();
    setRevisions({});
    m_numbers.clear();
    m_records.forgetCaches();
    m_audit.forgetCaches();
    m_summary.forgetCaches();
    m_replica.forgetCaches();
    m_ledger.forgetCaches();
}

Result<void> SqliteSession::setMark()
{
    DW_TRY(requireTransaction());
    DW_TRY(settle());
    DW_TRY(writeNumbers());
    DW_TRY(m_audit.noteHeads());
    DW_TRY(dropMark());
    DW_TRY(m_connection.execute("SAVEPOINT mark"));
    m_marked = true;
    return {};
}

Result<void> SqliteSession::dropMark()
{
    if (!m_marked)
        return {};
    m_marked = false;
    return m_connection.execute("RELEASE mark");
}

Result<void> SqliteSession::backToMark()
{
    DW_TRY(requireTransaction());
    if (!m_marked)
        return Error(ErrorCode::Internal, QStringLiteral("store.statement_failed"), {},
                     QStringLiteral("no mark"));
    forgetUncommitted();
    DW_TRY(m_connection.execute("ROLLBACK TO mark"));
    return dropMark();
}

Result<void> SqliteSession::requireTransaction() const
{
    if (m_role == Role::Reader)
        return Error(ErrorCode::Storage, QStringLiteral("store.opened_read_only"), {m_connection.file()});
    if (!m_connection.inTransaction())
        return Error(ErrorCode::Internal, QStringLiteral("store.no_transaction"), {},
                     QStringLiteral("no transaction, or it ended by an error"));
    return {};
}

Result<void> SqliteSession::apply(const ChangeSet &changes)
{
    DW_TRY(requireTransaction());
    DW_TRY(settle());
    // A savepoint makes SQLite copy every page that the change set touches.
    if (sql::isOneStatement(changes)) {
        bool begun = false;
        const Result<void> done = write(changes, &begun);
        // The row is there and its search entry is not: only a failing disk does that. Nothing of this may be
        // committed.
        if (!done.ok() && begun)
            rollback();
        return done;
    }
    DW_TRY(m_connection.execute("SAVEPOINT apply"));
    const Result<void> done = write(changes);
    if (done.ok())
        return m_connection.execute("RELEASE apply");
    if (m_connection.inTransaction())
        (void)m_connection.execute("ROLLBACK TO apply; RELEASE apply");
    return done;
}

Result<void> SqliteSession::applyUnguarded(const ChangeSet &changes)
{
    DW_TRY(requireTransaction());
    if (!mayPutOff(changes)) {
        DW_TRY(settle());
        return write(changes);
    }
    m_waiting.add(changes);
    return m_waiting.isFull() ? settle() : Result<void>();
}

// Only where the caller can do all of the transaction again: an error comes with a later call. Behind a mark
// each change set has its own.
bool SqliteSession::mayPutOff(const ChangeSet &changes) const
{
    return m_durability == Durability::Redoable && !m_marked && !m_bulk && !m_givenRevisions &&
           m_waiting.takes(changes);
}

Result<void> SqliteSession::settle() const
{
    return m_waiting.isEmpty() ? Result<void>() : write(m_waiting.take());
}

// `begun`: set once a row of the change set is there.
Result<void> SqliteSession::write(const ChangeSet &changes, bool *begun) const
{
    const auto follow = [&](const RecordChange &change, qint64 row) -> Result<void> {
        if (begun)
            *begun = true;
        if (change.kind == RecordChange::Kind::Purge)
            DW_TRY(m_audit.erase(change.before.ref()));
        return m_bulk ? Result<void>() : index(change, row);
    };
    // The sums are taken from before and after: what a failure leaves of them goes back with the rows.
    Result<void> done = m_bulk ? Result<void>() : m_summary.begin(changes);
    if (done.ok())
        done = m_records.apply(changes, follow);
    if (done.ok() && !m_bulk)
        done = m_summary.finish();
    if (!done.ok()) {
        m_records.forgetCaches();
        m_summary.forgetCaches();
    }
    return done;
}

Result<qint64> SqliteSession::appendAudit(const AuditEntry &entry)
{
    DW_TRY(requireTransaction());
    return m_audit.append(entry);
}

Result<qint64> SqliteSession::appendAudit(const AuditEntry &entry, const RecordChange &change,
                                          const QList<int> &fields)
{
    DW_TRY(requireTransaction());
    return m_audit.append(entry, change, fields);
}

Result<void> SqliteSession::noteReceived(const Id &transaction, const QList<RecordRef> &records, Instant at)
{
    DW_TRY(requireTransaction());
    return m_audit.noteReceived(transaction, records, at);
}

Result<void> SqliteSession::eraseAudit(const RecordRef &record)
{
    DW_TRY(requireTransaction());
    return m_audit.erase(record);
}

Result<void> SqliteSession::endDemo()
{
    DW_TRY(requireTransaction());
    return sqlite::setMetaValue(m_connection, QStringLiteral("demo"), "0");
}

Result<qint64> SqliteSession::nextNumber(const QString &sequence)
{
    DW_TRY(requireTransaction());
    auto last = m_numbers.find(sequence);
    if (last == m_numbers.end()) {
        DW_ASSIGN(const qint64 stored, lastNumber(m_connection, sequence));
        last = m_numbers.insert(sequence, stored);
    }
    return ++*last;
}

Result<void> SqliteSession::writeNumbers()
{
    for (auto last = m_numbers.constBegin(); last != m_numbers.constEnd(); ++last)
        DW_TRY(setLastNumber(m_connection, last.key(), last.value()));
    m_numbers.clear();
    return {};
}

Result<void> SqliteSession::adoptDictionary(const DictionaryPtr &to)
{
    DW_TRY(requireTransaction());
    DW_TRY(settle());
    DW_TRY(sqlite::adoptDictionary(m_connection, *to));
    // It makes what is missing: also what a bulk load is to do without.
    if (m_bulk)
        DW_TRY(dropIndexesOfEmptyTables(m_connection, *to));
    // What is written next in this transaction has the records of the new dictionary.
    if (!m_adoptedOver)
        m_adoptedOver = m_dictionary;
    setDictionary(to);
    DW_TRY(m_search.createTables());
    return {};
}

Result<void> SqliteSession::setLocalValue(const QString &area, const QString &key, const QByteArray &value)
{
    DW_TRY(requireTransaction());
    return sqlite::setLocalValue(m_connection, area, key, value);
}

Result<bool> SqliteSession::scrub(const QStringList &objects)
{
    for (const QString &object : objects) {
        for (bool first = true, done = false; !done; first = false) {
            DW_TRY(begin(Durability::Saved));
            const Result<bool> step = m_search.forgetDeleted(object, first);
            if (!step.ok()) {
                rollback();
                return step.error();
            }
            done = *step;
            DW_TRY(commit());
        }
    }
    DW_ASSIGN(const bool compact, Compaction(m_connection).run(m_turns));
    if (!compact)
        return false;
    return m_connection.truncateLog();
}

Result<void> SqliteSession::beginBulk()
{
    DW_TRY(begin(Durability::Saved));
    Result<void> noted = setMetaValue(m_connection, SearchStale, "1");
    if (noted.ok())
        noted = dropIndexesOfEmptyTables(m_connection, *m_dictionary);
    if (noted.ok())
        noted = m_summary.markStale();
    if (!noted.ok()) {
        rollback();
        return noted;
    }
    DW_TRY(commit());
    m_bulk = true;
    return {};
}

Result<void> SqliteSession::endBulk()
{
    m_bulk = false;
    bool searchable = false;
    {
        SearchBuild search(m_connection.file(), m_dictionary);
        DW_TRY(restoreIndexes(m_connection, *m_dictionary));
        // Where there was no room for it beside the file it is built in place.
        searchable = search.bringIn().ok();
    }
    DW_TRY(begin(Durability::Saved));
    Result<void> done;
    if (!searchable)
        done = m_search.rebuild();
    if (done.ok())
        done = m_summary.rebuild();
    if (done.ok())
        done = setMetaValue(m_connection, SearchStale, "0");
    if (!done.ok()) {
        rollback();
        return done;
    }
    return commit();
}

Result<bool> SqliteSession::needsSummaryRebuild() const
{
    DW_ASSIGN(const bool current, m_summary.isCurrent());
    return !current;
}

Result<void> SqliteSession::rebuildSummary()
{
    DW_TRY(requireTransaction());
    return m_summary.rebuild();
}

Result<bool> SqliteSession::needsSearchRebuild() const
{
    DW_ASSIGN(const QByteArray stale, metaValue(m_connection, SearchStale));
    return stale == "1";
}

}  // namespace dw::sqlite
