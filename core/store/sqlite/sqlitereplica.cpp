// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/sqlitereplica.h"

#include "core/records/recordcbor.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/packedrefs.h"

namespace dw::sqlite
{

namespace
{

constexpr char OutboxColumns[] =
    "o.number,o.\"transaction\",o.command,o.body,o.roots,o.created,o.names,o.state,o.executed_at,o.answer,"
    "o.tries,o.made_at";
constexpr char InboxColumns[] = "number,\"transaction\",code,body,answer,dependants,at,state,resolved_by";
constexpr char BaseColumns[] = "record,object,root,root_object,server";

OutboxEntry readOutbox(const Statement &row)
{
    OutboxEntry entry;
    entry.number = row.integer(0);
    entry.transaction = row.id(1);
    entry.command = row.text(2);
    entry.body = row.bytes(3).toByteArray();
    entry.roots = unpackRefs(row.bytes(4));
    entry.created = unpackIds(row.bytes(5));
    entry.names = unpackRefs(row.bytes(6));
    entry.state = OutboxEntry::State(row.integer(7));
    entry.executedAt = row.integer(8);
    entry.answer = row.bytes(9).toByteArray();
    entry.tries = int(row.integer(10));
    entry.madeAt = Instant{row.integer(11)};
    return entry;
}

InboxEntry readInbox(const Statement &row)
{
    InboxEntry entry;
    entry.number = row.integer(0);
    entry.transaction = row.id(1);
    entry.code = row.text(2);
    entry.body = row.bytes(3).toByteArray();
    entry.answer = row.bytes(4).toByteArray();
    const QStringList dependants = row.text(5).split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &one : dependants)
        entry.dependants.append(one.toLongLong());
    entry.at = Instant{row.integer(6)};
    entry.state = InboxEntry::State(row.integer(7));
    entry.resolvedBy = row.id(8);
    return entry;
}

// All but the number, from ?2 on.
void bindInbox(Statement &statement, const InboxEntry &entry)
{
    QStringList dependants;
    for (const qint64 one : entry.dependants)
        dependants.append(QString::number(one));
    statement.bind(2, entry.transaction);
    statement.bind(3, QStringView(entry.code));
    statement.bindBlob(4, entry.body);
    statement.bindBlob(5, entry.answer);
    statement.bind(6, QStringView(dependants.join(QLatin1Char(','))));
    statement.bind(7, entry.at.ms);
    statement.bind(8, qint64(entry.state));
    statement.bind(9, entry.resolvedBy);
}

template <typename Entry>
Result<QList<Entry>> readAll(Statement &read, Entry (*one)(const Statement &))
{
    QList<Entry> entries;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return entries;
        entries.append(one(read));
    }
}

template <typename Entry>
Result<std::optional<Entry>> readOne(Statement &read, Entry (*one)(const Statement &))
{
    DW_ASSIGN(const bool row, read.step());
    return row ? std::optional<Entry>(one(read)) : std::nullopt;
}

}  // namespace

SqliteReplica::SqliteReplica(Connection &connection, WriteGate gate, OrphanPurge purge)
    : m_connection(connection), m_gate(gate), m_purge(purge), m_objects(connection, "dw:object")
{}

// --- what the workspace knows of itself ---

Result<QByteArray> SqliteReplica::value(const QString &key) const
{
    DW_ASSIGN(Statement read, m_connection.prepare("SELECT value FROM \"dw:replica\" WHERE key=?1"));
    read.bind(1, QStringView(key));
    DW_ASSIGN(const bool row, read.step());
    return row ? read.bytes(0).toByteArray() : QByteArray();
}

Result<void> SqliteReplica::setValue(const QString &key, const QByteArray &value)
{
    DW_TRY(m_gate.pass());
    return writeValue(key, value);
}

Result<void> SqliteReplica::writeValue(const QString &key, const QByteArray &value)
{
    DW_ASSIGN(Statement write,
              m_connection.prepare(value.isEmpty() ? "DELETE FROM \"dw:replica\" WHERE key=?1"
                                                   : "INSERT INTO \"dw:replica\"(key,value) VALUES(?1,?2) "
                                                     "ON CONFLICT(key) DO UPDATE SET value=excluded.value"));
    write.bind(1, QStringView(key));
    if (!value.isEmpty())
        write.bindBlob(2, value);
    return write.run();
}

// --- outbox ---

Result<qint64> SqliteReplica::append(const OutboxEntry &entry)
{
    DW_TRY(m_gate.pass());
    const QString counter = QString::fromLatin1(LastNumber);
    DW_ASSIGN(const QByteArray last, value(counter));
    const qint64 number = last.toLongLong() + 1;
    DW_ASSIGN(Statement add,
              m_connection.prepare(
                  "INSERT INTO \"dw:outbox\"(number,\"transaction\",command,body,roots,created,names,state,"
                  "executed_at,answer,tries,made_at) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)"));
    add.bind(1, number);
    add.bind(2, entry.transaction);
    add.bind(3, QStringView(entry.command));
    add.bindBlob(4, entry.body);
    add.bindBlob(5, packRefs(entry.roots));
    add.bindBlob(6, packIds(entry.created));
    add.bindBlob(7, packRefs(entry.names));
    add.bind(8, qint64(entry.state));
    add.bind(9, entry.executedAt);
    add.bindBlob(10, entry.answer);
    add.bind(11, qint64(entry.tries));
    add.bind(12, entry.madeAt.ms);
    DW_TRY(add.run());
    for (const RecordRef &one : entry.roots + entry.names) {
        DW_ASSIGN(Statement link, m_connection.prepare(
                                      "INSERT OR IGNORE INTO \"dw:outbox_root\"(root,number) VALUES(?1,?2)"));
        link.bind(1, one.id);
        link.bind(2, number);
        DW_TRY(link.run());
    }
    for (const Id &made : entry.created) {
        DW_ASSIGN(
            Statement link,
            m_connection.prepare("INSERT OR IGNORE INTO \"dw:outbox_made\"(record,number) VALUES(?1,?2)"));
        link.bind(1, made);
        link.bind(2, number);
        DW_TRY(link.run());
    }
    DW_TRY(writeValue(counter, QByteArray::number(number)));
    return number;
}

Result<QList<OutboxEntry>> SqliteReplica::outbox(qint64 from, int limit) const
{
    DW_ASSIGN(Statement read, m_connection.prepare(QByteArray("SELECT ") + OutboxColumns +
                                                   " FROM \"dw:outbox\" AS o WHERE o.number>=?1 "
                                                   "ORDER BY o.number LIMIT ?2"));
    read.bind(1, from);
    read.bind(2, qint64(limit));
    return readAll(read, readOutbox);
}

Result<std::optional<OutboxEntry>> SqliteReplica::outboxEntry(qint64 number) const
{
    DW_ASSIGN(Statement read, m_connection.prepare(QByteArray("SELECT ") + OutboxColumns +
                                                   " FROM \"dw:outbox\" AS o WHERE o.number=?1"));
    read.bind(1, number);
    return readOne(read, readOutbox);
}

Result<QList<OutboxEntry>> SqliteReplica::outboxOf(const RecordRef &record) const
{
    DW_ASSIGN(Statement read,
              m_connection.prepare(QByteArray("SELECT ") + OutboxColumns +
                                   " FROM \"dw:outbox_root\" AS r CROSS JOIN \"dw:outbox\" AS o "
                                   "ON o.number=r.number WHERE r.root=?1 ORDER BY r.number"));
    read.bind(1, record.id);
    return readAll(read, readOutbox);
}

Result<int> SqliteReplica::outboxSize() const
{
    DW_ASSIGN(const qint64 count, m_connection.integer("SELECT count(*) FROM \"dw:outbox\""));
    return int(count);
}

Result<qint64> SqliteReplica::creatorOf(const Id &record) const
{
    DW_ASSIGN(
        Statement read,
        m_connection.prepare("SELECT min(m.number) FROM \"dw:outbox_made\" AS m CROSS JOIN "
                             "\"dw:outbox\" AS o ON o.number=m.number WHERE m.record=?1 AND o.state<>?2"));
    read.bind(1, record);
    read.bind(2, qint64(OutboxEntry::State::Answered));
    DW_TRY(read.step());
    return read.integer(0);
}

Result<void> SqliteReplica::update(const OutboxEntry &entry)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(Statement write,
              m_connection.prepare("UPDATE \"dw:outbox\" SET state=?2,executed_at=?3,answer=?4,tries=?5 "
                                   "WHERE number=?1"));
    write.bind(1, entry.number);
    write.bind(2, qint64(entry.state));
    write.bind(3, entry.executedAt);
    write.bindBlob(4, entry.answer);
    write.bind(5, qint64(entry.tries));
    return write.run();
}

Result<void> SqliteReplica::setBody(qint64 number, const QByteArray &body)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(Statement write, m_connection.prepare("UPDATE \"dw:outbox\" SET body=?2 WHERE number=?1"));
    write.bind(1, number);
    write.bindBlob(2, body);
    return write.run();
}

Result<void> SqliteReplica::setSentBody(const Id &transaction, const QByteArray &body)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(
        Statement write,
        m_connection.prepare(body.isEmpty() ? "DELETE FROM \"dw:sent\" WHERE \"transaction\"=?1"
                                            : "UPDATE \"dw:sent\" SET body=?2 WHERE \"transaction\"=?1"));
    write.bind(1, transaction);
    if (!body.isEmpty())
        write.bindBlob(2, body);
    return write.run();
}

Result<void> SqliteReplica::take(qint64 number, Keep keep, Instant at)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(const std::optional<OutboxEntry> entry, outboxEntry(number));
    if (!entry)
        return {};
    if (keep == Keep::AsSent) {
        DW_ASSIGN(Statement add,
                  m_connection.prepare("INSERT OR REPLACE INTO \"dw:sent\"(\"transaction\",number,"
                                       "executed_at,at,body) VALUES(?1,?2,?3,?4,?5)"));
        add.bind(1, entry->transaction);
        add.bind(2, number);
        add.bind(3, entry->executedAt);
        add.bind(4, at.ms);
        add.bindBlob(5, entry->body);
        DW_TRY(add.run());
    }
    const auto unlink = [&](const char *sql, const Id &id) -> Result<void> {
        DW_ASSIGN(Statement remove, m_connection.prepare(sql));
        remove.bind(1, id);
        remove.bind(2, number);
        return remove.run();
    };
    for (const RecordRef &one : entry->roots + entry->names)
        DW_TRY(unlink("DELETE FROM \"dw:outbox_root\" WHERE root=?1 AND number=?2", one.id));
    for (const Id &made : entry->created)
        DW_TRY(unlink("DELETE FROM \"dw:outbox_made\" WHERE record=?1 AND number=?2", made));
    DW_ASSIGN(Statement remove, m_connection.prepare("DELETE FROM \"dw:outbox\" WHERE number=?1"));
    remove.bind(1, number);
    return remove.run();
}

Result<QList<Replica::SentEntry>> SqliteReplica::sent(qint64 executedAfter, int limit) const
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT \"transaction\",number,executed_at,body FROM \"dw:sent\" "
                                   "WHERE executed_at>?1 ORDER BY executed_at,number LIMIT ?2"));
    read.bind(1, executedAfter);
    read.bind(2, qint64(limit));
    QList<SentEntry> entries;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return entries;
        entries.append({read.id(0), read.integer(1), read.integer(2), read.bytes(3).toByteArray()});
    }
}

Result<void> SqliteReplica::forgetSent(Instant before)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(Statement remove, m_connection.prepare("DELETE FROM \"dw:sent\" WHERE at<?1"));
    remove.bind(1, before.ms);
    return remove.run();
}

// --- base rows ---

Result<BaseRow> SqliteReplica::readBase(const Statement &row) const
{
    BaseRow base{{row.text(1), row.id(0)}, {row.text(3), row.id(2)}, {}};
    if (row.isNull(4))
        return base;
    const ObjectTypePtr type = m_dictionary->find(base.record.object);
    if (!type)
        return Error(ErrorCode::Storage, QStringLiteral("store.damaged"), {m_connection.file()},
                     QStringLiteral("a base row of the unknown object ") + base.record.object);
    DW_ASSIGN(base.server, recordFromCbor(type, base.record.id, row.bytes(4).toByteArray()));
    return base;
}

Result<std::optional<BaseRow>> SqliteReplica::base(const RecordRef &record) const
{
    DW_ASSIGN(Statement read, m_connection.prepare(QByteArray("SELECT ") + BaseColumns +
                                                   " FROM \"dw:base\" WHERE record=?1"));
    read.bind(1, record.id);
    DW_ASSIGN(const bool row, read.step());
    if (!row)
        return std::optional<BaseRow>();
    DW_ASSIGN(BaseRow base, readBase(read));
    return std::optional<BaseRow>(std::move(base));
}

Result<QList<BaseRow>> SqliteReplica::basesOf(const RecordRef &root) const
{
    DW_ASSIGN(Statement read, m_connection.prepare(QByteArray("SELECT ") + BaseColumns +
                                                   " FROM \"dw:base\" WHERE root=?1 ORDER BY record"));
    read.bind(1, root.id);
    QList<BaseRow> bases;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return bases;
        DW_ASSIGN(BaseRow base, readBase(read));
        bases.append(std::move(base));
    }
}

Result<void> SqliteReplica::setBase(const BaseRow &row)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(Statement write, m_connection.prepare("INSERT OR REPLACE INTO \"dw:base\"(record,object,root,"
                                                    "root_object,server) VALUES(?1,?2,?3,?4,?5)"));
    write.bind(1, row.record.id);
    write.bind(2, QStringView(row.record.object));
    write.bind(3, row.root.id);
    write.bind(4, QStringView(row.root.object));
    if (row.server.isValid())
        write.bindBlob(5, recordToCbor(row.server));
    return write.run();
}

Result<void> SqliteReplica::dropBase(const RecordRef &record)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(Statement remove, m_connection.prepare("DELETE FROM \"dw:base\" WHERE record=?1"));
    remove.bind(1, record.id);
    return remove.run();
}

// --- inbox ---

Result<qint64> SqliteReplica::addToInbox(const InboxEntry &entry)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(Statement add, m_connection.prepare(QByteArray("INSERT INTO \"dw:inbox\"(") + InboxColumns +
                                                  ") VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)"));
    bindInbox(add, entry);
    DW_TRY(add.run());
    return m_connection.lastInsertRowid();
}

Result<QList<InboxEntry>> SqliteReplica::inbox() const
{
    DW_ASSIGN(Statement read, m_connection.prepare(QByteArray("SELECT ") + InboxColumns +
                                                   " FROM \"dw:inbox\" INDEXED BY \"dw:inbox:open\" "
                                                   "WHERE state=0 ORDER BY number"));
    return readAll(read, readInbox);
}

Result<std::optional<InboxEntry>> SqliteReplica::inboxEntry(qint64 number) const
{
    DW_ASSIGN(Statement read, m_connection.prepare(QByteArray("SELECT ") + InboxColumns +
                                                   " FROM \"dw:inbox\" WHERE number=?1"));
    read.bind(1, number);
    return readOne(read, readInbox);
}

Result<void> SqliteReplica::updateInbox(const InboxEntry &entry)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(Statement write,
              m_connection.prepare("UPDATE \"dw:inbox\" SET \"transaction\"=?2,code=?3,body=?4,answer=?5,"
                                   "dependants=?6,at=?7,state=?8,resolved_by=?9 WHERE number=?1"));
    write.bind(1, entry.number);
    bindInbox(write, entry);
    return write.run();
}

}  // namespace dw::sqlite
