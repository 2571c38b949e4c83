// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/sqliteledger.h"

#include "core/store/sql/newestmembers.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/feedmerge.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace dw::sqlite
{

namespace
{

constexpr char DeviceColumns[] = "id,user,short_name,last_number,last_pull,last_contact,state";
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

}  // namespace

SqliteLedger::SqliteLedger(Connection &connection, WriteGate gate)
    : m_connection(connection)
    , m_gate(gate)
    , m_keys(connection, "dw:scope_key")
    , m_objects(connection, "dw:object")
{}

void SqliteLedger::forgetCaches()
{
    m_keys.forgetCaches();
    m_objects.forgetCaches();
    m_noted.clear();
}

// --- head ---

Result<LedgerHead> SqliteLedger::head() const
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT sequence,tag,epoch,metadata,horizon FROM \"dw:head\""));
    DW_ASSIGN(const bool row, read.step());
    LedgerHead head;
    if (!row)
        return head;
    head.sequence = read.integer(0);
    head.tag = quint32(read.integer(1));
    head.epoch = read.id(2);
    head.metadata = read.integer(3);
    head.horizon = read.integer(4);
    return head;
}

Result<LedgerHead> SqliteLedger::lockHead()
{
    DW_TRY(m_gate.pass());
    return head();
}

Result<void> SqliteLedger::setHead(const LedgerHead &head)
{
    DW_TRY(m_gate.pass());
    {
        DW_ASSIGN(Statement write,
                  m_connection.prepare("INSERT OR REPLACE INTO \"dw:head\"(only,sequence,tag,epoch,metadata,"
                                       "horizon) VALUES(1,?1,?2,?3,?4,?5)"));
        write.bind(1, head.sequence);
        write.bind(2, qint64(head.tag));
        write.bind(3, head.epoch);
        write.bind(4, head.metadata);
        write.bind(5, head.horizon);
        DW_TRY(write.run());
    }
    DW_ASSIGN(Statement remember, m_connection.prepare("INSERT OR REPLACE INTO \"dw:commit\"(sequence,tag) "
                                                       "VALUES(?1,?2)"));
    remember.bind(1, head.sequence);
    remember.bind(2, qint64(head.tag));
    return remember.run();
}

Result<std::optional<quint32>> SqliteLedger::tagOf(qint64 sequence) const
{
    DW_ASSIGN(Statement read, m_connection.prepare("SELECT tag FROM \"dw:commit\" WHERE sequence=?1 AND "
                                                   "sequence>=ifnull((SELECT horizon FROM \"dw:head\"),0)"));
    read.bind(1, sequence);
    DW_ASSIGN(const bool row, read.step());
    return row ? std::optional<quint32>(quint32(read.integer(0))) : std::nullopt;
}

// --- devices ---

Result<std::optional<LedgerDevice>> SqliteLedger::device(const Id &id) const
{
    DW_ASSIGN(Statement read, m_connection.prepare(QByteArray("SELECT ") + DeviceColumns +
                                                   " FROM \"dw:device\" WHERE id=?1"));
    read.bind(1, id);
    DW_ASSIGN(const bool row, read.step());
    return row ? std::optional<LedgerDevice>(readDevice(read)) : std::nullopt;
}

Result<QList<LedgerDevice>> SqliteLedger::devices() const
{
    DW_ASSIGN(Statement read, m_connection.prepare(QByteArray("SELECT ") + DeviceColumns +
                                                   " FROM \"dw:device\" ORDER BY id"));
    QList<LedgerDevice> devices;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return devices;
        devices.append(readDevice(read));
    }
}

Result<void> SqliteLedger::setDevice(const LedgerDevice &device)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(Statement write,
              m_connection.prepare(
                  QByteArray("INSERT INTO \"dw:device\"(") + DeviceColumns +
                  ") VALUES(?1,?2,?3,?4,?5,?6,?7) ON CONFLICT(id) DO UPDATE SET user=excluded.user,"
                  "short_name=excluded.short_name,last_number=excluded.last_number,"
                  "last_pull=excluded.last_pull,last_contact=excluded.last_contact,state=excluded.state"));
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

Result<std::optional<LedgerResult>> SqliteLedger::result(const Id &device, qint64 number) const
{
    DW_ASSIGN(Statement read, m_connection.prepare(QByteArray("SELECT ") + ResultColumns +
                                                   " FROM \"dw:result\" WHERE device=?1 AND number=?2"));
    read.bind(1, device);
    read.bind(2, number);
    DW_ASSIGN(const bool row, read.step());
    return row ? std::optional<LedgerResult>(readResult(read)) : std::nullopt;
}

Result<std::optional<LedgerResult>> SqliteLedger::resultOf(const Id &transaction) const
{
    DW_ASSIGN(Statement read, m_connection.prepare(QByteArray("SELECT ") + ResultColumns +
                                                   " FROM \"dw:result\" WHERE \"transaction\"=?1 "
                                                   "ORDER BY rowid LIMIT 1"));
    read.bind(1, transaction);
    DW_ASSIGN(const bool row, read.step());
    return row ? std::optional<LedgerResult>(readResult(read)) : std::nullopt;
}

Result<bool> SqliteLedger::hasAnswer(const Id &device, const Id &transaction) const
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT 1 FROM \"dw:result\" WHERE \"transaction\"=?1 AND device=?2"));
    read.bind(1, transaction);
    read.bind(2, device);
    return read.step();
}

Result<QList<LedgerResult>> SqliteLedger::resultsAfter(const Id &device, qint64 number, int limit) const
{
    DW_ASSIGN(Statement read, m_connection.prepare(QByteArray("SELECT ") + ResultColumns +
                                                   " FROM \"dw:result\" WHERE device=?1 AND number>?2 "
                                                   "ORDER BY number LIMIT ?3"));
    read.bind(1, device);
    read.bind(2, number);
    read.bind(3, qint64(limit));
    QList<LedgerResult> results;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return results;
        results.append(readResult(read));
    }
}

Result<void> SqliteLedger::addResult(const LedgerResult &result)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(const std::optional<LedgerResult> known, resultOf(result.transaction));
    if (known && (known->status != result.status || known->sequence != result.sequence))
        return Error(ErrorCode::Conflict, QStringLiteral("store.duplicate"), {},
                     QStringLiteral("another answer to transaction ") + result.transaction.toString());
    DW_ASSIGN(Statement add, m_connection.prepare(QByteArray("INSERT INTO \"dw:result\"(") + ResultColumns +
                                                  ") VALUES(?1,?2,?3,?4,?5,?6,?7)"));
    add.bind(1, result.device);
    add.bind(2, result.number);
    add.bind(3, result.transaction);
    add.bind(4, qint64(result.status));
    add.bind(5, QStringView(result.code));
    add.bind(6, result.sequence);
    if (!result.body.isEmpty())
        add.bindBlob(7, result.body);
    return add.run();
}

Result<void> SqliteLedger::forgetResults(const Id &device, qint64 upTo)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(Statement forget,
              m_connection.prepare("UPDATE \"dw:result\" SET body=NULL WHERE device=?1 AND number<=?2 AND "
                                   "body IS NOT NULL"));
    forget.bind(1, device);
    forget.bind(2, upTo);
    return forget.run();
}

// --- members ---

Result<LedgerPlacement> SqliteLedger::placement(const RecordRef &root) const
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT key,tags FROM \"dw:member\" WHERE root=?1 AND gone=0"));
    read.bind(1, root.id);
    LedgerPlacement placement;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return placement;
        DW_ASSIGN(const QString key, m_keys.key(int(read.integer(0))));
        placement.insert(key, quint64(read.integer(1)));
    }
}

Result<void> SqliteLedger::touch(const RecordRef &root, qint64 sequence, const LedgerPlacement *placement)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(const int object, m_objects.number(root.object));
    QHash<int, Member> before;
    {
        DW_ASSIGN(Statement read,
                  m_connection.prepare("SELECT key,tags,ever,gone FROM \"dw:member\" WHERE root=?1"));
        read.bind(1, root.id);
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            before.insert(int(read.integer(0)),
                          {quint64(read.integer(1)), quint64(read.integer(2)), read.integer(3) != 0});
        }
    }
    QHash<int, Member> after = before;
    if (placement) {
        for (Member &member : after) {
            member.tags = 0;
            member.gone = true;
        }
        for (auto key = placement->cbegin(); key != placement->cend(); ++key) {
            DW_ASSIGN(const int number, m_keys.number(key.key()));
            Member &member = after[number];
            member = {key.value(), member.ever | key.value(), false};
        }
    }
    for (auto member = after.cbegin(); member != after.cend(); ++member) {
        const auto was = before.constFind(member.key());
        // What left in an older commit keeps that one's sequence.
        if (member->gone && was->gone)
            continue;
        DW_TRY(writeMember(member.key(), object, root.id, sequence, *member));
        DW_TRY(noteLast(member.key(), sequence));
    }
    return {};
}

Result<void> SqliteLedger::writeMember(int key, int object, const Id &root, qint64 sequence,
                                       const Member &member)
{
    DW_ASSIGN(
        Statement write,
        m_connection.prepare("INSERT INTO \"dw:member\"(key,object,root,seq,tags,ever,gone) "
                             "VALUES(?1,?2,?3,?4,?5,?6,?7) ON CONFLICT(key,object,root) DO UPDATE SET "
                             "seq=excluded.seq,tags=excluded.tags,ever=excluded.ever,gone=excluded.gone"));
    write.bind(1, qint64(key));
    write.bind(2, qint64(object));
    write.bind(3, root);
    write.bind(4, sequence);
    write.bind(5, qint64(member.tags));
    write.bind(6, qint64(member.ever));
    write.bind(7, qint64(member.gone ? 1 : 0));
    return write.run();
}

Result<void> SqliteLedger::noteLast(int key, qint64 sequence)
{
    qint64 &noted = m_noted[key];
    if (noted >= sequence)
        return {};
    DW_ASSIGN(Statement write,
              m_connection.prepare("UPDATE \"dw:scope_key\" SET last=?2 WHERE number=?1 AND last<?2"));
    write.bind(1, qint64(key));
    write.bind(2, sequence);
    DW_TRY(write.run());
    noted = sequence;
    return {};
}

Result<Ledger::Feed> SqliteLedger::feed(const LedgerReach &reach, qint64 after, int limit) const
{
    DW_ASSIGN(const LedgerHead now, head());
    return FeedMerge(m_connection, m_keys, m_objects).run(reach, after, now.sequence, std::max(limit, 1));
}

Result<std::optional<QStringList>> SqliteLedger::keysChanged(qint64 after) const
{
    DW_ASSIGN(Statement read, m_connection.prepare("SELECT key FROM \"dw:scope_key\" WHERE last>?1"));
    read.bind(1, after);
    QStringList keys;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return std::optional(keys);
        keys.append(read.text(0));
    }
}

Result<QList<FeedEntry>> SqliteLedger::members(const QString &key, const QHash<QString, quint64> &objects,
                                               const RecordRef &after, int limit, qint64 upTo) const
{
    QList<FeedEntry> found;
    DW_ASSIGN(const int number, m_keys.find(key));
    if (number == 0)
        return found;
    int from = 0;
    if (!after.id.isNull()) {
        DW_ASSIGN(from, m_objects.find(after.object));
    }
    std::vector<std::pair<int, QString>> ordered;
    for (auto object = objects.cbegin(); object != objects.cend(); ++object) {
        DW_ASSIGN(const int one, m_objects.find(object.key()));
        if (one != 0 && one >= from)
            ordered.emplace_back(one, object.key());
    }
    std::sort(ordered.begin(), ordered.end());
    DW_ASSIGN(
        Statement read,
        m_connection.prepare("SELECT root,seq FROM \"dw:member\" WHERE key=?1 AND object=?2 AND "
                             "root>?3 AND gone=0 AND (tags & ?4)<>0 AND seq<=?6 ORDER BY root LIMIT ?5"));
    for (const auto &[object, name] : ordered) {
        if (limit >= 0 && found.size() >= limit)
            break;
        read.reset();
        read.bind(1, qint64(number));
        read.bind(2, qint64(object));
        read.bindBlob(3, object == from ? after.id.toByteArray() : QByteArray());
        read.bind(4, qint64(objects.value(name)));
        read.bind(5, limit < 0 ? -1 : limit - found.size());
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

Result<QList<FeedEntry>> SqliteLedger::newestMembers(const QString &key,
                                                     const QHash<QString, quint64> &objects, qint64 above,
                                                     const FeedEntry &after, int limit) const
{
    DW_ASSIGN(const int number, m_keys.find(key));
    if (number == 0)
        return QList<FeedEntry>();
    sql::NewestMembers walk(key);
    for (auto object = objects.cbegin(); object != objects.cend(); ++object) {
        DW_ASSIGN(const int one, m_objects.find(object.key()));
        if (one != 0)
            walk.addObject(one, object.key(), object.value());
    }
    DW_ASSIGN(const int from, after.root.id.isNull() ? Result<int>(0) : m_objects.find(after.root.object));
    DW_ASSIGN(Statement within,
              m_connection.prepare("SELECT seq,object,root,tags FROM \"dw:member\" INDEXED BY "
                                   "\"dw:member:feed\" WHERE key=?1 AND seq=?2 AND (object,root)>(?3,?4) "
                                   "ORDER BY object,root LIMIT ?5"));
    DW_ASSIGN(Statement below,
              m_connection.prepare("SELECT seq,object,root,tags FROM \"dw:member\" INDEXED BY "
                                   "\"dw:member:feed\" WHERE key=?1 AND seq<?2 AND seq>?3 "
                                   "ORDER BY seq DESC,object DESC,root DESC LIMIT ?4"));
    walk.readWithin([&](qint64 sequence, qint64 object, const Id &root, int most) {
        within.reset();
        within.bind(1, qint64(number));
        within.bind(2, sequence);
        within.bind(3, object);
        within.bindBlob(4, root.toByteArray());
        within.bind(5, qint64(most));
        return sql::NewestMembers::rowsOf(within);
    });
    walk.readBelow([&](qint64 sequence, int most) {
        below.reset();
        below.bind(1, qint64(number));
        below.bind(2, sequence);
        below.bind(3, above);
        below.bind(4, qint64(most));
        return sql::NewestMembers::rowsOf(below);
    });
    return walk.run(after, from, limit);
}

Result<qint64> SqliteLedger::memberCount(const QString &key, const QHash<QString, quint64> &objects) const
{
    DW_ASSIGN(const int number, m_keys.find(key));
    qint64 count = 0;
    for (auto object = objects.cbegin(); object != objects.cend() && number != 0; ++object) {
        DW_ASSIGN(const int one, m_objects.find(object.key()));
        DW_ASSIGN(Statement read,
                  m_connection.prepare("SELECT count(*) FROM \"dw:member\" WHERE key=?1 AND object=?2 AND "
                                       "gone=0 AND (tags & ?3)<>0"));
        read.bind(1, qint64(number));
        read.bind(2, qint64(one));
        read.bind(3, qint64(object.value()));
        DW_TRY(read.step());
        count += read.integer(0);
    }
    return count;
}

Result<bool> SqliteLedger::forgetBeforeHorizon(int limit)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(const LedgerHead now, head());
    {
        DW_ASSIGN(Statement forget,
                  m_connection.prepare("DELETE FROM \"dw:commit\" WHERE sequence IN (SELECT sequence FROM "
                                       "\"dw:commit\" WHERE sequence<?1 LIMIT ?2)"));
        forget.bind(1, now.horizon);
        forget.bind(2, qint64(limit));
        DW_TRY(forget.run());
    }
    bool done = limit < 0 || m_connection.changes() < limit;
    struct Gone
    {
        qint64 key;
        qint64 object;
        Id root;
    };
    std::vector<Gone> gone;
    {
        DW_ASSIGN(Statement read,
                  m_connection.prepare("SELECT key,object,root FROM \"dw:member\" INDEXED BY "
                                       "\"dw:member:gone\" WHERE gone=1 AND seq<?1 LIMIT ?2"));
        read.bind(1, now.horizon);
        read.bind(2, qint64(limit));
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            gone.push_back({read.integer(0), read.integer(1), read.id(2)});
        }
    }
    DW_ASSIGN(Statement forget,
              m_connection.prepare("DELETE FROM \"dw:member\" WHERE key=?1 AND object=?2 AND root=?3"));
    for (const Gone &one : gone) {
        forget.bind(1, one.key);
        forget.bind(2, one.object);
        forget.bind(3, one.root);
        DW_TRY(forget.run());
    }
    done = done && (limit < 0 || qint64(gone.size()) < limit);
    return done;
}

}  // namespace dw::sqlite
