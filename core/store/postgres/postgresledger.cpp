// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/postgresledger.h"

#include "core/store/postgres/connection.h"
#include "core/store/postgres/feedreader.h"
#include "core/store/postgres/schema.h"
#include "core/store/sql/newestmembers.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace dw::postgres
{

namespace
{

constexpr char DeviceColumns[] = "id,\"user\",short_name,last_number,last_pull,last_contact,state";
constexpr char ResultColumns[] = "device,number,\"transaction\",status,code,sequence,body";

LedgerDevice readDevice(const Statement &row)
{
    LedgerDevice device;
    device.id = row.id(0);
    device.user = row.id(1);
    device.shortName = row.text(2);
    device.lastNumber = row.integer(3);
    device.lastPull = row.integer(4);
    device.lastContact = Instant{row.integer(5)};
    device.state = LedgerDevice::State(row.integer(6));
    return device;
}

LedgerResult readResult(const Statement &row)
{
    LedgerResult result;
    result.device = row.id(0);
    result.number = row.integer(1);
    result.transaction = row.id(2);
    result.status = LedgerResult::Status(row.integer(3));
    result.code = row.text(4);
    result.sequence = row.integer(5);
    result.body = row.bytes(6).toByteArray();
    return result;
}

// LIMIT NULL is no limit.
void bindLimit(Statement &statement, int index, qint64 limit)
{
    if (limit < 0)
        statement.bindNull(index);
    else
        statement.bind(index, limit);
}

}  // namespace

PostgresLedger::PostgresLedger(Connection &connection, const Id &workspace)
    : m_connection(connection)
    , m_own(ownRows(workspace))
    , m_keys(connection, m_own, "dw:scope_key")
    , m_objects(connection, m_own, "dw:object")
{}

void PostgresLedger::forgetCaches()
{
    m_keys.forgetCaches();
    m_objects.forgetCaches();
    m_locked = {};
}

PostgresLedger::Locked &PostgresLedger::locked() const
{
    if (m_locked.transaction != m_connection.transaction()) {
        m_locked = {};
        m_locked.transaction = m_connection.transaction();
    }
    return m_locked;
}

bool PostgresLedger::isLocked() const
{
    return m_connection.inTransaction() && locked().head.has_value();
}

Result<void> PostgresLedger::mayWrite() const
{
    if (m_connection.use() == Connection::Use::Read)
        return Error(ErrorCode::Internal, QStringLiteral("store.no_transaction"), {},
                     QStringLiteral("a reader writes nothing"));
    if (!m_connection.inTransaction())
        return Error(ErrorCode::Internal, QStringLiteral("store.no_transaction"), {},
                     QStringLiteral("no transaction, or it ended by an error"));
    return {};
}

// --- head ---

Result<LedgerHead> PostgresLedger::readHead(const char *lock) const
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT sequence,tag,epoch,metadata,horizon,configuration FROM "
                                   "\"dw:head\" WHERE " +
                                   m_own + lock));
    DW_ASSIGN(const bool row, read.step());
    LedgerHead head;
    if (!row)
        return head;
    head.sequence = read.integer(0);
    head.tag = quint32(read.integer(1));
    head.epoch = read.id(2);
    head.metadata = read.integer(3);
    head.horizon = read.integer(4);
    m_configuration = read.integer(5);
    return head;
}

Result<LedgerHead> PostgresLedger::head() const
{
    return isLocked() ? Result<LedgerHead>(*m_locked.head) : readHead("");
}

Result<LedgerHead> PostgresLedger::lockHead()
{
    DW_TRY(mayWrite());
    if (isLocked())
        return *m_locked.head;
    DW_ASSIGN(const LedgerHead head, readHead(" FOR UPDATE"));
    locked().head = head;
    return head;
}

Result<void> PostgresLedger::setHead(const LedgerHead &head)
{
    DW_TRY(mayWrite());
    DW_ASSIGN(
        Statement write,
        m_connection.prepare("WITH written AS (INSERT INTO \"dw:head\"(sequence,tag,epoch,metadata,horizon) "
                             "VALUES($1,$2,$3,$4,$5) ON CONFLICT(workspace_id) DO UPDATE SET "
                             "sequence=excluded.sequence,tag=excluded.tag,epoch=excluded.epoch,"
                             "metadata=excluded.metadata,horizon=excluded.horizon) "
                             "INSERT INTO \"dw:commit\"(sequence,tag) VALUES($1,$2) "
                             "ON CONFLICT(workspace_id,sequence) DO UPDATE SET tag=excluded.tag"));
    write.bind(1, head.sequence);
    write.bind(2, qint64(head.tag));
    write.bind(3, head.epoch);
    write.bind(4, head.metadata);
    write.bind(5, head.horizon);
    // The end of a commit's work: whatever of it failed, and was not waited for, is told here.
    DW_TRY(write.run());
    if (isLocked())
        m_locked.head = head;
    return {};
}

Result<void> PostgresLedger::noteRenewed()
{
    DW_TRY(mayWrite());
    DW_ASSIGN(Statement write,
              m_connection.prepare("UPDATE \"dw:head\" SET configuration=configuration+1 WHERE " + m_own +
                                   " RETURNING configuration"));
    DW_ASSIGN(const bool row, write.step());
    if (row)
        m_configuration = write.integer(0);
    return {};
}

Result<std::optional<quint32>> PostgresLedger::tagOf(qint64 sequence) const
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT tag FROM \"dw:commit\" WHERE " + m_own +
                                   " AND sequence=$1 AND sequence>=coalesce((SELECT horizon FROM \"dw:head\" "
                                   "WHERE " +
                                   m_own + "),0)"));
    read.bind(1, sequence);
    DW_ASSIGN(const bool row, read.step());
    return row ? std::optional<quint32>(quint32(read.integer(0))) : std::nullopt;
}

// --- devices ---

Result<std::optional<LedgerDevice>> PostgresLedger::device(const Id &id) const
{
    DW_ASSIGN(Statement read, m_connection.prepare(QByteArray("SELECT ") + DeviceColumns +
                                                   " FROM \"dw:device\" WHERE " + m_own + " AND id=$1"));
    read.bindBlob(1, id.toByteArray());
    DW_ASSIGN(const bool row, read.step());
    return row ? std::optional<LedgerDevice>(readDevice(read)) : std::nullopt;
}

Result<QList<LedgerDevice>> PostgresLedger::devices() const
{
    DW_ASSIGN(Statement read, m_connection.prepare(QByteArray("SELECT ") + DeviceColumns +
                                                   " FROM \"dw:device\" WHERE " + m_own + " ORDER BY id"));
    QList<LedgerDevice> devices;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return devices;
        devices.append(readDevice(read));
    }
}

Result<void> PostgresLedger::setDevice(const LedgerDevice &device)
{
    DW_TRY(mayWrite());
    DW_ASSIGN(
        Statement write,
        m_connection.prepare(QByteArray("INSERT INTO \"dw:device\"(") + DeviceColumns +
                             ") VALUES($1,$2,$3,$4,$5,$6,$7) ON CONFLICT(workspace_id,id) DO UPDATE SET "
                             "\"user\"=excluded.\"user\",short_name=excluded.short_name,"
                             "last_number=excluded.last_number,last_pull=excluded.last_pull,"
                             "last_contact=excluded.last_contact,state=excluded.state"));
    write.bind(1, device.id);
    write.bind(2, device.user);
    write.bind(3, QStringView(device.shortName));
    write.bind(4, device.lastNumber);
    write.bind(5, device.lastPull);
    write.bind(6, device.lastContact.ms);
    write.bind(7, qint64(device.state));
    return write.run();
}

// --- results ---

Result<std::optional<LedgerResult>> PostgresLedger::result(const Id &device, qint64 number) const
{
    if (isLocked()) {
        const auto added = m_locked.results.constFind(device);
        if (added != m_locked.results.cend() && added->contains(number))
            return std::optional<LedgerResult>(added->value(number));
    }
    DW_ASSIGN(Statement read,
              m_connection.prepare(QByteArray("SELECT ") + ResultColumns + " FROM \"dw:result\" WHERE " +
                                   m_own + " AND device=$1 AND number=$2"));
    read.bind(1, device);
    read.bind(2, number);
    DW_ASSIGN(const bool row, read.step());
    return row ? std::optional<LedgerResult>(readResult(read)) : std::nullopt;
}

Result<std::optional<LedgerResult>> PostgresLedger::resultOf(const Id &transaction) const
{
    if (!isLocked())
        return readResultOf(transaction);
    if (const auto known = m_locked.answers.constFind(transaction); known != m_locked.answers.cend())
        return *known;
    DW_ASSIGN(const std::optional<LedgerResult> result, readResultOf(transaction));
    m_locked.answers.insert(transaction, result);
    return result;
}

Result<std::optional<LedgerResult>> PostgresLedger::readResultOf(const Id &transaction) const
{
    DW_ASSIGN(Statement read,
              m_connection.prepare(QByteArray("SELECT ") + ResultColumns + " FROM \"dw:result\" WHERE " +
                                   m_own + " AND \"transaction\"=$1 AND first LIMIT 1"));
    read.bind(1, transaction);
    DW_ASSIGN(const bool row, read.step());
    return row ? std::optional<LedgerResult>(readResult(read)) : std::nullopt;
}

Result<bool> PostgresLedger::hasAnswer(const Id &device, const Id &transaction) const
{
    DW_ASSIGN(Statement read, m_connection.prepare("SELECT 1 FROM \"dw:result\" WHERE " + m_own +
                                                   " AND \"transaction\"=$1 AND device=$2"));
    read.bind(1, transaction);
    read.bind(2, device);
    return read.step();
}

Result<QList<LedgerResult>> PostgresLedger::resultsAfter(const Id &device, qint64 number, int limit) const
{
    DW_ASSIGN(Statement read,
              m_connection.prepare(QByteArray("SELECT ") + ResultColumns + " FROM \"dw:result\" WHERE " +
                                   m_own + " AND device=$1 AND number>$2 ORDER BY number LIMIT $3"));
    read.bind(1, device);
    read.bind(2, number);
    bindLimit(read, 3, limit);
    QList<LedgerResult> results;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return results;
        results.append(readResult(read));
    }
}

Result<void> PostgresLedger::addResult(const LedgerResult &result)
{
    DW_TRY(mayWrite());
    DW_ASSIGN(const std::optional<LedgerResult> known, resultOf(result.transaction));
    const auto duplicate = [&result](const char *what) {
        return Error(ErrorCode::Conflict, QStringLiteral("store.duplicate"), {},
                     QString::fromLatin1(what) + result.transaction.toString());
    };
    if (known && (known->status != result.status || known->sequence != result.sequence))
        return duplicate("another answer to transaction ");
    DW_ASSIGN(const bool taken, isTaken(result.device, result.number));
    if (taken)
        return duplicate("the number is taken for transaction ");
    DW_ASSIGN(Statement add, m_connection.prepare(QByteArray("INSERT INTO \"dw:result\"(") + ResultColumns +
                                                  ",first) VALUES($1,$2,$3,$4,$5,$6,$7,$8)"));
    add.bind(1, result.device);
    add.bind(2, result.number);
    add.bind(3, result.transaction);
    add.bind(4, qint64(result.status));
    add.bind(5, QStringView(result.code));
    add.bind(6, result.sequence);
    if (!result.body.isEmpty())
        add.bindBlob(7, result.body);
    add.bind(8, qint64(known ? 0 : 1));
    if (!isLocked())
        return add.run();
    DW_TRY(add.runLater());
    if (!known)
        m_locked.answers.insert(result.transaction, result);
    m_locked.results[result.device].insert(result.number, result);
    m_locked.lastResults[result.device] = std::max(m_locked.lastResults[result.device], result.number);
    return {};
}

// Noticed before it is written: an error would end the transaction.
Result<bool> PostgresLedger::isTaken(const Id &device, qint64 number) const
{
    if (isLocked()) {
        auto last = m_locked.lastResults.constFind(device);
        if (last == m_locked.lastResults.cend()) {
            DW_ASSIGN(Statement read,
                      m_connection.prepare("SELECT coalesce(max(number),0) FROM \"dw:result\" WHERE " +
                                           m_own + " AND device=$1"));
            read.bind(1, device);
            DW_ASSIGN(const bool row, read.step());
            last = m_locked.lastResults.insert(device, row ? read.integer(0) : 0);
        }
        if (number > *last)
            return false;
    }
    DW_ASSIGN(const std::optional<LedgerResult> there, this->result(device, number));
    return there.has_value();
}

Result<void> PostgresLedger::forgetResults(const Id &device, qint64 upTo)
{
    DW_TRY(mayWrite());
    locked().answers.clear();
    locked().results.remove(device);
    DW_ASSIGN(Statement forget, m_connection.prepare("UPDATE \"dw:result\" SET body=NULL WHERE " + m_own +
                                                     " AND device=$1 AND number<=$2 AND body IS NOT NULL"));
    forget.bind(1, device);
    forget.bind(2, upTo);
    return forget.runLater();
}

// --- members ---

Result<LedgerPlacement> PostgresLedger::placement(const RecordRef &root) const
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT k.key,m.tags FROM \"dw:member\" m JOIN \"dw:scope_key\" k ON "
                                   "k.workspace_id=m.workspace_id AND k.number=m.key WHERE m." +
                                   m_own + " AND m.root=$1 AND NOT m.gone"));
    read.bind(1, root.id);
    LedgerPlacement placement;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return placement;
        placement.insert(read.text(0), quint64(read.integer(1)));
    }
}

// One statement, whose answer nobody waits for. What left in an older commit keeps that one's sequence.
Result<void> PostgresLedger::touch(const RecordRef &root, qint64 sequence, const LedgerPlacement *placement)
{
    DW_TRY(mayWrite());
    if (!placement) {
        DW_ASSIGN(Statement write,
                  m_connection.prepare("WITH written AS (UPDATE \"dw:member\" SET seq=$1 WHERE " + m_own +
                                       " AND root=$2 AND NOT gone RETURNING key) UPDATE \"dw:scope_key\" SET "
                                       "last=$1 WHERE " +
                                       m_own + " AND last<$1 AND number IN (SELECT key FROM written)"));
        write.bind(1, sequence);
        write.bind(2, root.id);
        return write.runLater();
    }
    DW_ASSIGN(const qint64 object, m_objects.number(root.object));
    std::vector<qint64> keys, tags;
    for (auto key = placement->cbegin(); key != placement->cend(); ++key) {
        DW_ASSIGN(const qint64 number, m_keys.number(key.key()));
        keys.push_back(number);
        tags.push_back(qint64(key.value()));
    }
    DW_ASSIGN(
        Statement write,
        m_connection.prepare(
            "WITH gone AS (UPDATE \"dw:member\" SET seq=$3,tags=0,gone=true WHERE " + m_own +
            " AND root=$2 AND NOT gone AND key<>ALL($4::bigint[]) RETURNING key), "
            "written AS (INSERT INTO \"dw:member\" AS m(key,object,root,seq,tags,ever,gone) "
            "SELECT k,$1,$2,$3,t,t,false FROM unnest($4::bigint[],$5::bigint[]) AS given(k,t) "
            "ON CONFLICT(workspace_id,key,object,root) DO UPDATE SET seq=excluded.seq,tags=excluded.tags,"
            "ever=m.ever|excluded.ever,gone=false) "
            "UPDATE \"dw:scope_key\" SET last=$3 WHERE " +
            m_own + " AND last<$3 AND (number=ANY($4::bigint[]) OR number IN (SELECT key FROM gone))"));
    write.bind(1, object);
    write.bind(2, root.id);
    write.bind(3, sequence);
    write.bindList(4, keys);
    write.bindList(5, tags);
    return write.runLater();
}

Result<Ledger::Feed> PostgresLedger::feed(const LedgerReach &reach, qint64 after, int limit) const
{
    DW_ASSIGN(const LedgerHead now, head());
    return FeedReader(m_connection, m_own, m_objects).run(reach, after, now.sequence, std::max(limit, 1));
}

Result<std::optional<QStringList>> PostgresLedger::keysChanged(qint64 after) const
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT key FROM \"dw:scope_key\" WHERE " + m_own + " AND last>$1"));
    read.bind(1, after);
    QStringList keys;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return std::optional(keys);
        keys.append(read.text(0));
    }
}

Result<QList<FeedEntry>> PostgresLedger::members(const QString &key, const QHash<QString, quint64> &objects,
                                                 const RecordRef &after, int limit, qint64 upTo) const
{
    QList<FeedEntry> found;
    DW_ASSIGN(const qint64 number, m_keys.find(key));
    if (number == 0)
        return found;
    qint64 from = 0;
    if (!after.id.isNull()) {
        DW_ASSIGN(from, m_objects.find(after.object));
    }
    std::vector<std::pair<qint64, QString>> ordered;
    for (auto object = objects.cbegin(); object != objects.cend(); ++object) {
        DW_ASSIGN(const qint64 one, m_objects.find(object.key()));
        if (one != 0 && one >= from)
            ordered.emplace_back(one, object.key());
    }
    std::sort(ordered.begin(), ordered.end());
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT root,seq FROM \"dw:member\" WHERE " + m_own +
                                   " AND key=$1 AND object=$2 AND root>$3 AND NOT gone AND (tags & $4)<>0 "
                                   "AND seq<=$6 ORDER BY root LIMIT $5"));
    for (const auto &[object, name] : ordered) {
        if (limit >= 0 && found.size() >= limit)
            break;
        read.reset();
        read.bind(1, number);
        read.bind(2, object);
        read.bindBlob(3, object == from ? after.id.toByteArray() : QByteArray());
        read.bind(4, qint64(objects.value(name)));
        bindLimit(read, 5, limit < 0 ? -1 : limit - found.size());
        read.bind(6, upTo);
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            found.append({{name, read.id(0)}, read.integer(1), {key}});
        }
    }
    return found;
}

Result<QList<FeedEntry>> PostgresLedger::newestMembers(const QString &key,
                                                       const QHash<QString, quint64> &objects, qint64 above,
                                                       const FeedEntry &after, int limit) const
{
    DW_ASSIGN(const qint64 number, m_keys.find(key));
    if (number == 0)
        return QList<FeedEntry>();
    sql::NewestMembers walk(key);
    for (auto object = objects.cbegin(); object != objects.cend(); ++object) {
        DW_ASSIGN(const qint64 one, m_objects.find(object.key()));
        if (one != 0)
            walk.addObject(one, object.key(), object.value());
    }
    DW_ASSIGN(const qint64 from,
              after.root.id.isNull() ? Result<qint64>(0) : m_objects.find(after.root.object));
    DW_ASSIGN(Statement within,
              m_connection.prepare("SELECT seq,object,root,tags FROM \"dw:member\" WHERE " + m_own +
                                   " AND key=$1 AND seq=$2 AND (object,root)>($3,$4) ORDER BY object,root "
                                   "LIMIT $5"));
    DW_ASSIGN(
        Statement below,
        m_connection.prepare("SELECT seq,object,root,tags FROM \"dw:member\" WHERE " + m_own +
                             " AND key=$1 AND seq<$2 AND seq>$3 ORDER BY seq DESC,object DESC,root DESC "
                             "LIMIT $4"));
    walk.readWithin([&](qint64 sequence, qint64 object, const Id &root, int most) {
        within.reset();
        within.bind(1, number);
        within.bind(2, sequence);
        within.bind(3, object);
        within.bindBlob(4, root.toByteArray());
        within.bind(5, qint64(most));
        return sql::NewestMembers::rowsOf(within);
    });
    walk.readBelow([&](qint64 sequence, int most) {
        below.reset();
        below.bind(1, number);
        below.bind(2, sequence);
        below.bind(3, above);
        below.bind(4, qint64(most));
        return sql::NewestMembers::rowsOf(below);
    });
    return walk.run(after, from, limit);
}

Result<qint64> PostgresLedger::memberCount(const QString &key, const QHash<QString, quint64> &objects) const
{
    std::vector<qint64> numbers, tags;
    for (auto object = objects.cbegin(); object != objects.cend(); ++object) {
        DW_ASSIGN(const qint64 number, m_objects.find(object.key()));
        if (number == 0)
            continue;
        numbers.push_back(number);
        tags.push_back(qint64(object.value()));
    }
    DW_ASSIGN(const qint64 number, m_keys.find(key));
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT count(*) FROM \"dw:member\" m JOIN unnest($2::bigint[],"
                                   "$3::bigint[]) AS given(object,tags) ON m.object=given.object WHERE m." +
                                   m_own + " AND m.key=$1 AND NOT m.gone AND (m.tags & given.tags)<>0"));
    read.bind(1, number);
    read.bindList(2, numbers);
    read.bindList(3, tags);
    DW_ASSIGN(const bool row, read.step());
    return row ? read.integer(0) : 0;
}

Result<bool> PostgresLedger::forgetBeforeHorizon(int limit)
{
    DW_TRY(mayWrite());
    DW_ASSIGN(const LedgerHead now, head());
    bool done = true;
    const QByteArray statements[] = {
        "DELETE FROM \"dw:commit\" WHERE " + m_own +
            " AND sequence IN (SELECT sequence FROM \"dw:commit\" WHERE " + m_own +
            " AND sequence<$1 ORDER BY sequence LIMIT $2)",
        "DELETE FROM \"dw:member\" m USING (SELECT key,object,root FROM \"dw:member\" WHERE " + m_own +
            " AND gone AND seq<$1 ORDER BY seq LIMIT $2) old WHERE m." + m_own +
            " AND m.key=old.key AND m.object=old.object AND m.root=old.root",
    };
    for (const QByteArray &sql : statements) {
        DW_ASSIGN(Statement forget, m_connection.prepare(sql));
        forget.bind(1, now.horizon);
        bindLimit(forget, 2, limit);
        DW_TRY(forget.run());
        done = done && (limit < 0 || forget.changes() < limit);
    }
    return done;
}

}  // namespace dw::postgres
