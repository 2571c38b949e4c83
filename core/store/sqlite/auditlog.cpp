// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/auditlog.h"

#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/meta.h"

#include <QJsonDocument>

#include <limits>
#include <utility>

namespace dw::sqlite
{

namespace
{

// The columns in the order in which they are hashed and selected.
constexpr char Columns[] =
    "sequence,\"transaction\",at,user,device,opened_by,command,object,record,fields,note,digest,previous,"
    "hash,received_at";

// The columns of a line, as Columns names them, from the current row.
AuditRecord readLine(const Statement &row)
{
    AuditRecord line;
    line.sequence = row.integer(0);
    line.entry.transaction = row.id(1);
    line.entry.at = Instant{row.integer(2)};
    line.entry.user = row.id(3);
    line.entry.device = row.id(4);
    line.entry.openedBy = row.text(5);
    line.entry.command = row.text(6);
    line.entry.record = RecordRef{row.text(7), row.id(8)};
    line.fields = row.text(9).split(QLatin1Char(','), Qt::SkipEmptyParts);
    line.entry.note = row.text(10);
    line.hash = row.bytes(13).toByteArray();
    if (!row.isNull(14))
        line.entry.receivedAt = Instant{row.integer(14)};
    return line;
}

}  // namespace

AuditLog::AuditLog(Connection &connection) : m_connection(connection) {}

Result<QByteArray> AuditLog::head(const Id &device)
{
    if (const auto found = m_heads.constFind(device); found != m_heads.cend())
        return *found;
    // Walks the table from its end: a laptop's file holds its own lines, so the first row is it.
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT hash FROM audit WHERE device=?1 ORDER BY sequence DESC LIMIT 1"));
    read.bind(1, device);
    DW_ASSIGN(const bool row, read.step());
    return row ? read.bytes(0).toByteArray() : sql::firstAuditHead();
}

Result<qint64> AuditLog::append(const AuditEntry &entry)
{
    return append(entry, sql::auditValues(entry));
}

Result<qint64> AuditLog::append(const AuditEntry &entry, const RecordChange &change, const QList<int> &fields)
{
    return append(entry, sql::auditValues(change, fields));
}

Result<qint64> AuditLog::append(const AuditEntry &entry, const sql::AuditValues &values)
{
    const QByteArrayView salt = m_salts.next();
    const QByteArray digest = sql::auditDigest(values.body, salt);
    DW_ASSIGN(const QByteArray previous, head(entry.device));
    const QByteArray hash = sql::auditHash(entry, values.fields, digest, previous);

    qint64 sequence = 0;
    {
        DW_ASSIGN(
            Statement add,
            m_connection.prepare("INSERT INTO audit(\"transaction\",at,user,device,opened_by,command,object,"
                                 "record,fields,note,digest,previous,hash,received_at) "
                                 "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)"));
        add.bindBlob(1, sql::auditBytes(entry.transaction));
        add.bind(2, entry.at.ms);
        add.bind(3, entry.user);
        add.bindBlob(4, sql::auditBytes(entry.device));
        if (!entry.openedBy.isEmpty())
            add.bind(5, QStringView(entry.openedBy));
        add.bind(6, QStringView(entry.command));
        add.bind(7, QStringView(entry.record.object));
        add.bindBlob(8, sql::auditBytes(entry.record.id));
        add.bind(9, QStringView(values.fields));
        if (!entry.note.isEmpty())
            add.bind(10, QStringView(entry.note));
        add.bindBlob(11, digest);
        add.bindBlob(12, previous);
        add.bindBlob(13, hash);
        if (entry.receivedAt)
            add.bind(14, entry.receivedAt->ms);
        DW_TRY(add.run());
        sequence = m_connection.lastInsertRowid();
    }
    DW_ASSIGN(Statement value,
              m_connection.prepare("INSERT INTO audit_value(sequence,salt,body) VALUES(?1,?2,?3)"));
    value.bind(1, sequence);
    value.bindBlob(2, salt);
    value.bindBlob(3, values.body);
    DW_TRY(value.run());
    m_heads.insert(entry.device, hash);
    m_grown.insert(entry.device);
    return sequence;
}

Result<void> AuditLog::noteReceived(const Id &transaction, const QList<RecordRef> &records, Instant at)
{
    DW_ASSIGN(Statement note,
              m_connection.prepare("UPDATE audit SET received_at=?1 WHERE record=?2 AND object=?3 AND "
                                   "\"transaction\"=?4 AND received_at IS NULL"));
    for (const RecordRef &record : records) {
        note.bind(1, at.ms);
        note.bind(2, record.id);
        note.bind(3, QStringView(record.object));
        note.bindBlob(4, sql::auditBytes(transaction));
        DW_TRY(note.run());
    }
    return {};
}

Result<void> AuditLog::noteHeads()
{
    for (const Id &device : std::as_const(m_grown))
        DW_TRY(setMetaValue(m_connection, sql::auditHeadKey(device), m_heads.value(device)));
    m_grown.clear();
    return {};
}

Result<void> AuditLog::erase(const RecordRef &record)
{
    DW_ASSIGN(Statement remove,
              m_connection.prepare("DELETE FROM audit_value WHERE sequence IN "
                                   "(SELECT sequence FROM audit WHERE record=?1 AND object=?2)"));
    remove.bind(1, record.id);
    remove.bind(2, QStringView(record.object));
    return remove.run();
}

Result<QList<AuditRecord>> AuditLog::read(const RecordRef &record, int limit, qint64 before)
{
    QByteArray sql = "SELECT " + QByteArray(Columns) +
                     ",(SELECT body FROM audit_value v WHERE v.sequence=audit.sequence) FROM audit "
                     "WHERE sequence<?1";
    if (!record.object.isEmpty())
        sql += " AND record=?3 AND object=?4";
    DW_ASSIGN(Statement read, m_connection.prepare(sql + " ORDER BY sequence DESC LIMIT ?2"));
    read.bind(1, before > 0 ? before : std::numeric_limits<qint64>::max());
    read.bind(2, qint64(limit));
    if (!record.object.isEmpty()) {
        read.bindBlob(3, sql::auditBytes(record.id));
        read.bind(4, QStringView(record.object));
    }
    QList<AuditRecord> lines;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return lines;
        AuditRecord line = readLine(read);
        line.erased = read.isNull(15);
        if (!line.erased)
            line.entry.values = QJsonDocument::fromJson(read.bytes(15).toByteArray()).object();
        lines.append(line);
    }
}

Result<QString> AuditLog::verify()
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT " + QByteArray(Columns) +
                                   ",v.salt,v.body FROM audit LEFT JOIN audit_value v USING(sequence) "
                                   "ORDER BY sequence"));
    QHash<Id, QByteArray> heads;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        const AuditRecord line = readLine(read);
        const QByteArray digest = read.bytes(11).toByteArray();
        const QByteArray previous = read.bytes(12).toByteArray();
        const QByteArray expected = heads.value(line.entry.device, sql::firstAuditHead());
        const QString at = QString::number(line.sequence);
        if (previous != expected)
            return QStringLiteral("line %1 does not follow the line before it").arg(at);
        if (!sql::isAuditHash(line, read.text(9), digest, previous))
            return QStringLiteral("line %1 was changed").arg(at);
        if (!read.isNull(15) && sql::auditDigest(read.bytes(16), read.bytes(15)) != digest)
            return QStringLiteral("the values of line %1 were changed").arg(at);
        heads.insert(line.entry.device, line.hash);
    }
    DW_ASSIGN(Statement noted, m_connection.prepare("SELECT key,value FROM \"dw:meta\" WHERE key GLOB ?1"));
    noted.bind(1, QLatin1String(sql::AuditHeadPrefix) + QLatin1Char('*'));
    for (;;) {
        DW_ASSIGN(const bool row, noted.step());
        if (!row)
            break;
        const QByteArray hex = noted.text(0).mid(qsizetype(sizeof sql::AuditHeadPrefix) - 1).toLatin1();
        const Id device = Id::fromBytes(QByteArray::fromHex(hex)).value_or(Id());
        if (heads.take(device) != noted.bytes(1).toByteArray())
            return QStringLiteral(
                "the last lines are missing: the chain does not end where it was written to");
    }
    if (!heads.isEmpty())
        return QStringLiteral("where the chain ends was not written down, or was removed");
    return QString();
}

}  // namespace dw::sqlite
