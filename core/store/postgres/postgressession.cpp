// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/postgressession.h"

#include "core/store/postgres/schema.h"
#include "core/store/sql/onestatement.h"

#include <utility>

namespace dw::postgres
{

namespace
{

BusinessZone zoneOf(const WorkspaceInfo &info)
{
    return BusinessZone::named(info.zoneName).value_or(BusinessZone());
}

// What takes several statements sees one state: in the caller's transaction, else in one of its own.
class Snapshot
{
public:
    explicit Snapshot(Connection &connection)
        : m_connection(connection)
        , m_own(connection.use() == Connection::Use::Read && !connection.inTransaction())
    {}
    ~Snapshot()
    {
        if (m_own)
            m_connection.rollback();
    }
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;

    Result<void> begin() { return m_own ? m_connection.begin() : Result<void>(); }

private:
    Connection &m_connection;
    const bool m_own;
};

}  // namespace

PostgresSession::PostgresSession(Connection &connection, const WorkspaceInfo &info,
                                 const DictionaryPtr &dictionary)
    : m_connection(connection)
    , m_workspace(info.id)
    , m_dialect(dialectOf(info.id))
    , m_records(connection, m_dialect, info.currency, zoneOf(info))
    , m_queries(connection, m_dialect, *this)
    , m_known(connection, m_dialect, m_records, m_queries)
    , m_audit(connection, info.id)
    , m_ledger(connection, info.id)
    , m_values(connection, info.id)
    , m_locals(m_values)
{
    setDictionary(dictionary);
}

void PostgresSession::setDictionary(const DictionaryPtr &dictionary)
{
    if (m_dictionary == dictionary)
        return;
    m_dictionary = dictionary;
    m_records.setDictionary(dictionary);
    m_queries.setDictionary(dictionary);
    m_known.setDictionary(dictionary);
}

void PostgresSession::finishJob()
{
    if (m_connection.use() == Connection::Use::Read)
        endRead();
    else if (!m_connection.isIdle())
        rollback();
    m_rows.clear();
}

// --- reading ---

Result<void> PostgresSession::beginRead()
{
    // A writer's reads belong to its transaction.
    if (m_connection.use() == Connection::Use::Write || m_connection.inTransaction())
        return {};
    DW_TRY(m_connection.begin());
    noticeNewLine();
    // What others wrote since the last snapshot.
    m_records.forgetCaches();
    // The snapshot is taken by the first statement, not by BEGIN.
    const Result<LedgerHead> head = m_ledger.head();
    const Result<void> begun = head.ok() ? followConfiguration() : Result<void>(head.error());
    if (!begun.ok())
        endRead();
    return begun;
}

Result<void> PostgresSession::followConfiguration()
{
    return m_other && m_ledger.configuration() != m_expected ? m_other(*this) : Result<void>();
}

// Numbers of keys never change in one history; the server at the end of a new line may have lost some of it.
void PostgresSession::noticeNewLine()
{
    if (std::exchange(m_line, m_connection.line()) != m_connection.line())
        m_ledger.forgetCaches();
}

void PostgresSession::endRead()
{
    if (m_connection.use() == Connection::Use::Read)
        m_connection.rollback();
}

Result<Record> PostgresSession::record(const RecordRef &ref) const
{
    const ObjectTypePtr type = m_dictionary->find(ref.object);
    if (!type)
        return Record();
    DW_ASSIGN(Record found, find(type, ref.id));
    return found.isValid() && found.isDeleted() ? Record() : found;
}

Result<QList<Record>> PostgresSession::children(const Record &parent, const QString &collection,
                                                int limit) const
{
    return isWriting() ? m_known.children(parent, collection, limit)
                       : m_records.children(parent, collection, limit);
}

Result<std::optional<Money>> PostgresSession::inBase(const Record &record, const Money &money) const
{
    return m_records.inBase(record, money);
}

Result<Record> PostgresSession::find(const ObjectTypePtr &type, const Id &id) const
{
    return isWriting() ? m_known.find(type, id) : m_records.find(type, id);
}

Result<QList<Record>> PostgresSession::findMany(const ObjectTypePtr &type, const QList<Id> &ids) const
{
    if (isWriting())
        return m_known.findMany(type, ids);
    // All at once: each statement is a way to the server and back.
    return m_queries.records(type, std::vector<Id>(ids.cbegin(), ids.cend()), allFields(*type));
}

Result<QList<Record>> PostgresSession::findByValue(const ObjectTypePtr &type, int field, const Value &value,
                                                   Match match, int limit) const
{
    return m_records.findByValue(type, field, value, match, limit);
}

Result<QHash<RecordRef, QString>> PostgresSession::titles(const QList<RecordRef> &refs,
                                                          Language language) const
{
    return m_records.titles(refs, language);
}

Result<std::unique_ptr<RecordCursor>> PostgresSession::open(const Query &query, const QList<int> &fields,
                                                            const EvaluationContext &context) const
{
    return m_queries.open(query, fields, context);
}

Result<qint64> PostgresSession::count(const Query &query, const EvaluationContext &context) const
{
    Snapshot snapshot(m_connection);
    DW_TRY(snapshot.begin());
    return m_queries.count(query, context);
}

Result<QList<GroupRow>> PostgresSession::group(const GroupQuery &query,
                                               const EvaluationContext &context) const
{
    Snapshot snapshot(m_connection);
    DW_TRY(snapshot.begin());
    return m_queries.group(query, context);
}

Result<QList<SearchHit>> PostgresSession::search(const SearchRequest &) const
{
    return NoReplica::refused();
}

Result<std::vector<RowRef>> PostgresSession::rows(const Query &query, const EvaluationContext &context,
                                                  int limit) const
{
    Snapshot snapshot(m_connection);
    DW_TRY(snapshot.begin());
    DW_ASSIGN(const std::vector<Id> ids, m_queries.ids(query, context, limit));
    std::vector<RowRef> rows;
    rows.reserve(ids.size());
    for (const Id &id : ids) {
        m_rows.push_back(id);
        rows.push_back(RowRef{qint64(m_rows.size())});
    }
    return rows;
}

Result<QList<Record>> PostgresSession::page(const ObjectTypePtr &type, std::span<const RowRef> rows,
                                            const QList<int> &fields) const
{
    std::vector<Id> ids;
    ids.reserve(rows.size());
    for (const RowRef &row : rows)
        ids.push_back(row.row >= 1 && size_t(row.row) <= m_rows.size() ? m_rows[size_t(row.row) - 1] : Id());
    return m_queries.records(type, ids, fields);
}

Result<QByteArray> PostgresSession::localValue(const QString &area, const QString &key) const
{
    return isWriting() ? m_locals.value(area, key) : m_values.local(area, key);
}

Result<QHash<QString, QByteArray>> PostgresSession::localValues(const QString &area) const
{
    return isWriting() ? m_locals.values(area) : m_values.locals(area);
}

Result<QList<AuditRecord>> PostgresSession::history(const RecordRef &record, int limit, qint64 before) const
{
    if (record.object.isEmpty())
        return QList<AuditRecord>();
    return m_audit.read(record, limit, before);
}

Result<QList<AuditRecord>> PostgresSession::auditTrail(int limit, qint64 before) const
{
    return m_audit.read({}, limit, before);
}

// --- writing ---

Result<void> PostgresSession::requireTransaction() const
{
    if (m_connection.use() == Connection::Use::Read)
        return Error(ErrorCode::Storage, QStringLiteral("store.opened_read_only"), {m_connection.server()});
    if (!m_connection.inTransaction())
        return Error(ErrorCode::Internal, QStringLiteral("store.no_transaction"), {},
                     QStringLiteral("no transaction, or it ended by an error"));
    return {};
}

bool PostgresSession::isWriting() const
{
    return m_connection.use() == Connection::Use::Write && m_connection.inTransaction();
}

Result<void> PostgresSession::begin(Durability durability)
{
    if (m_connection.use() == Connection::Use::Read)
        return Error(ErrorCode::Storage, QStringLiteral("store.opened_read_only"), {m_connection.server()});
    if (m_connection.inTransaction())
        return Error(ErrorCode::Internal, QStringLiteral("store.statement_failed"), {},
                     QStringLiteral("a transaction is open already"));
    // Others may have written since: rates, and where the chains end. Numbers of keys never change.
    m_numbers.clear();
    m_records.forgetCaches();
    m_known.forget();
    m_audit.forgetCaches();
    m_locals.forget();
    DW_TRY(m_connection.begin());
    noticeNewLine();
    Result<void> begun;
    if (durability == Durability::Redoable)
        begun = m_connection.execute("SET LOCAL synchronous_commit=off");
    if (begun.ok()) {
        const Result<LedgerHead> head = m_ledger.lockHead();
        begun = head.ok() ? Result<void>() : Result<void>(head.error());
    }
    if (begun.ok())
        begun = followConfiguration();
    if (!begun.ok())
        m_connection.rollback();
    return begun;
}

Result<void> PostgresSession::writePending()
{
    for (auto last = m_numbers.constBegin(); last != m_numbers.constEnd(); ++last)
        DW_TRY(m_values.setLastNumber(last.key(), last.value()));
    m_numbers.clear();
    DW_TRY(m_locals.write());
    return m_audit.noteHeads();
}

Result<void> PostgresSession::commit()
{
    if (const Result<void> may = requireTransaction(); !may.ok()) {
        // One that an error has ended waits for this.
        rollback();
        return may;
    }
    Result<void> done = writePending();
    if (done.ok())
        done = m_connection.commit();
    if (!done.ok()) {
        rollback();
    } else {
        m_expected = m_ledger.configuration();
        if (m_committed)
            m_committed();
    }
    m_adoptedOver.reset();
    m_numbers.clear();
    m_known.forget();
    m_locals.forget();
    m_records.setRevisions({});
    m_marked = false;
    return done;
}

void PostgresSession::rollback()
{
    m_connection.rollback();
    m_marked = false;
    if (const DictionaryPtr before = std::exchange(m_adoptedOver, nullptr))
        setDictionary(before);
    forgetUncommitted();
}

void PostgresSession::forgetUncommitted()
{
    m_records.setRevisions({});
    m_numbers.clear();
    m_records.forgetCaches();
    m_known.forget();
    m_audit.forgetCaches();
    m_locals.forget();
    m_ledger.forgetCaches();
}

Result<void> PostgresSession::setMark()
{
    DW_TRY(requireTransaction());
    if (std::exchange(m_marked, false))
        DW_TRY(m_connection.executeLater("RELEASE SAVEPOINT " + mark()));
    ++m_marks;
    DW_TRY(m_connection.executeLater("SAVEPOINT " + mark()));
    m_marked = true;
    m_numbersAtMark = m_numbers;
    m_audit.setMark();
    m_locals.setMark();
    return {};
}

Result<void> PostgresSession::backToMark()
{
    // What was sent since fails or not: it is taken back.
    (void)m_connection.settle();
    // Also where an error has ended what came after it.
    if (!m_marked) {
        DW_TRY(requireTransaction());
        return Error(ErrorCode::Internal, QStringLiteral("store.statement_failed"), {},
                     QStringLiteral("no mark"));
    }
    m_marked = false;
    m_records.setRevisions({});
    m_records.forgetCaches();
    m_known.forget();
    m_ledger.forgetCaches();
    m_numbers = m_numbersAtMark;
    m_audit.backToMark();
    m_locals.backToMark();
    return m_connection.execute("ROLLBACK TO SAVEPOINT " + mark() + ";RELEASE SAVEPOINT " + mark());
}

Result<void> PostgresSession::apply(const ChangeSet &changes)
{
    DW_TRY(requireTransaction());
    // What fails here is what is applied, not what was sent before it.
    DW_TRY(m_connection.settle());
    if (sql::isOneStatement(changes))
        return write(changes);
    DW_TRY(m_connection.execute("SAVEPOINT apply"));
    const Result<void> done = write(changes);
    if (done.ok())
        return m_connection.execute("RELEASE SAVEPOINT apply");
    (void)m_connection.execute("ROLLBACK TO SAVEPOINT apply;RELEASE SAVEPOINT apply");
    return done;
}

Result<void> PostgresSession::applyUnguarded(const ChangeSet &changes)
{
    DW_TRY(requireTransaction());
    return write(changes);
}

Result<void> PostgresSession::write(const ChangeSet &changes)
{
    const Result<void> done =
        m_records.apply(changes, [this](const RecordChange &change, qint64) -> Result<void> {
            m_known.changed(change);
            return change.kind == RecordChange::Kind::Purge ? m_audit.erase(change.before.ref())
                                                            : Result<void>();
        });
    if (!done.ok()) {
        m_records.forgetCaches();
        m_known.forget();
    }
    return done;
}

Result<qint64> PostgresSession::appendAudit(const AuditEntry &entry)
{
    DW_TRY(requireTransaction());
    return m_audit.append(entry);
}

Result<qint64> PostgresSession::appendAudit(const AuditEntry &entry, const RecordChange &change,
                                            const QList<int> &fields)
{
    DW_TRY(requireTransaction());
    return m_audit.append(entry, change, fields);
}

Result<void> PostgresSession::eraseAudit(const RecordRef &record)
{
    DW_TRY(requireTransaction());
    return m_audit.erase(record);
}

Result<qint64> PostgresSession::nextNumber(const QString &sequence)
{
    DW_TRY(requireTransaction());
    auto last = m_numbers.find(sequence);
    if (last == m_numbers.end()) {
        DW_ASSIGN(const qint64 stored, m_values.lastNumber(sequence));
        last = m_numbers.insert(sequence, stored);
    }
    return ++*last;
}

Result<void> PostgresSession::endDemo()
{
    DW_TRY(requireTransaction());
    return m_values.setMeta(QStringLiteral("demo"), "0");
}

Result<void> PostgresSession::adoptDictionary(const DictionaryPtr &to)
{
    DW_TRY(requireTransaction());
    DW_TRY(postgres::adoptDictionary(m_connection, m_workspace, *to));
    m_known.forget();
    // What is written next in this transaction has the records of the new dictionary.
    if (!m_adoptedOver)
        m_adoptedOver = m_dictionary;
    setDictionary(to);
    return {};
}

Result<void> PostgresSession::setLocalValue(const QString &area, const QString &key, const QByteArray &value)
{
    DW_TRY(requireTransaction());
    return m_locals.set(area, key, value);
}

Result<bool> PostgresSession::deferSearchMerging(const ObjectTypePtr &)
{
    DW_TRY(requireTransaction());
    return false;
}

Result<bool> PostgresSession::mergeSearch()
{
    DW_TRY(requireTransaction());
    return true;
}

// A laptop's; what a server purges is gone from its tables, and the database's own care frees the pages.
Result<bool> PostgresSession::scrub(const QStringList &)
{
    return NoReplica::refused();
}

}  // namespace dw::postgres
