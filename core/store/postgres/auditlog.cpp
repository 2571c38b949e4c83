// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/auditlog.h"

#include "core/store/postgres/connection.h"
#include "core/store/postgres/schema.h"

#include <QJsonDocument>

#include <limits>
#include <utility>

namespace dw::postgres
{

namespace
{

constexpr qint64 LinesAtOnce = 1000;
// Read by this order.
constexpr char Columns[] =
    "sequence,\"transaction\",at,\"user\",device,opened_by,command,object,record,"
    "fields,note,digest,previous,hash,received_at";

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

AuditLog::AuditLog(Connection &connection, const Id &workspace)
    : m_connection(connection), m_own(ownRows(workspace))
{}

void AuditLog::forgetCaches()
{
    m_now = {};
    m_mark = {};
}

Result<QByteArray> AuditLog::head(const Id &device)
{
    if (const auto found = m_now.heads.constFind(device); found != m_now.heads.cend())
        return *found;
    DW_ASSIGN(Statement read, m_connection.prepare("SELECT hash FROM audit WHERE " + m_own +
                                                   " AND device=$1 ORDER BY sequence DESC LIMIT 1"));
    read.bindBlob(1, sql::auditBytes(device));
    DW_ASSIGN(const bool row, read.step());
    return row ? read.bytes(0).toByteArray() : sql::firstAuditHead();
}

Result<qint64> AuditLog::lastLine()
{
    if (m_now.last)
        return *m_now.last;
    return m_connection.integer("SELECT coalesce(max(sequence),0) FROM audit WHERE " + m_own);
}

Result<qint64> AuditLog::append(const AuditEntry &entry)
{
    return append(entry, sql::auditValues(entry));
}

Result<qint64> AuditLog::append(const AuditEntry &entry, const RecordChange &change, const QList<int> &fields)
{
    return append(entry, sql::auditValues(change, fields));
}

Result<qint64> AuditLog::append(const AuditEntry &given, const sql::AuditValues &values)
{
    AuditEntry entry = given;
    // What a person typed: PostgreSQL has no text with this character, and the hash is of what is kept.
    entry.note.remove(QChar::Null);
    entry.openedBy.remove(QChar::Null);
    const QByteArrayView salt = m_salts.next();
    const QByteArray digest = sql::auditDigest(values.body, salt);
    DW_ASSIGN(const QByteArray previous, head(entry.device));
    const QByteArray hash = sql::auditHash(entry, values.fields, digest, previous);
    DW_ASSIGN(const qint64 last, lastLine());
    DW_ASSIGN(
        Statement add,
        m_connection.prepare(
            "WITH line AS (INSERT INTO audit(sequence,\"transaction\",at,\"user\",device,opened_by,"
            "command,object,record,fields,note,digest,previous,hash,received_at) VALUES($17,$1,$2,$3,$4,"
            "$5,$6,$7,$8,$9,$10,$11,$12,$13,$16)) "
            "INSERT INTO audit_value(sequence,salt,body) VALUES($17,$14,$15)"));
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
    add.bindBlob(14, salt);
    add.bindBlob(15, values.body);
    if (entry.receivedAt)
        add.bind(16, entry.receivedAt->ms);
    add.bind(17, last + 1);
    DW_TRY(add.runLater());
    m_now.heads.insert(entry.device, hash);
    m_now.grown.insert(entry.device);
    m_now.last = last + 1;
    return last + 1;
}

Result<void> AuditLog::noteHeads()
{
    if (m_now.grown.isEmpty())
        return {};
    QStringList keys;
    std::vector<QByteArray> heads;
    for (const Id &device : std::as_const(m_now.grown)) {
        keys.append(sql::auditHeadKey(device));
        heads.push_back(m_now.heads.value(device));
    }
    DW_ASSIGN(Statement write,
              m_connection.prepare("INSERT INTO \"dw:meta\"(key,value) SELECT k,v FROM "
                                   "unnest($1::text[],$2::bytea[]) AS given(k,v) "
                                   "ON CONFLICT(workspace_id,key) DO UPDATE SET value=excluded.value"));
    write.bindList(1, keys);
    write.bindList(2, heads);
    DW_TRY(write.runLater());
    m_now.grown.clear();
    return {};
}

Result<void> AuditLog::erase(const RecordRef &record)
{
    DW_ASSIGN(Statement remove, m_connection.prepare("DELETE FROM audit_value WHERE " + m_own +
                                                     " AND sequence IN (SELECT sequence FROM audit WHERE " +
                                                     m_own + " AND record=$1 AND object=$2)"));
    remove.bind(1, record.id);
    remove.bind(2, QStringView(record.object));
    return remove.run();
}

Result<QList<AuditRecord>> AuditLog::read(const RecordRef &record, int limit, qint64 before)
{
    QByteArray sql = "SELECT " + QByteArray(Columns) + ",(SELECT body FROM audit_value v WHERE v." + m_own +
                     " AND v.sequence=audit.sequence) FROM audit WHERE " + m_own + " AND sequence<$1";
    if (!record.object.isEmpty())
        sql += " AND record=$3 AND object=$4";
    DW_ASSIGN(Statement read, m_connection.prepare(sql + " ORDER BY sequence DESC LIMIT $2"));
    read.bind(1, before > 0 ? before : std::numeric_limits<qint64>::max());
    if (limit >= 0)
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

Result<QString> AuditLog::verifyPage(QHash<Id, QByteArray> &heads, qint64 &last, bool &more)
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT " + QByteArray(Columns) +
                                   ",v.salt,v.body FROM (SELECT * FROM audit WHERE " + m_own +
                                   " AND sequence>$1 ORDER BY sequence LIMIT $2) AS line LEFT JOIN "
                                   "audit_value v USING(workspace_id,sequence) ORDER BY sequence"));
    read.bind(1, last);
    read.bind(2, LinesAtOnce);
    more = false;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return QString();
        more = true;
        const AuditRecord line = readLine(read);
        last = line.sequence;
        const QByteArray digest = read.bytes(11).toByteArray();
        const QByteArray previous = read.bytes(12).toByteArray();
        const QString at = QString::number(line.sequence);
        if (previous != heads.value(line.entry.device, sql::firstAuditHead()))
            return QStringLiteral("line %1 does not follow the line before it").arg(at);
        if (!sql::isAuditHash(line, read.text(9), digest, previous))
            return QStringLiteral("line %1 was changed").arg(at);
        if (!read.isNull(15) && sql::auditDigest(read.bytes(16), read.bytes(15)) != digest)
            return QStringLiteral("the values of line %1 were changed").arg(at);
        heads.insert(line.entry.device, line.hash);
    }
}

Result<QString> AuditLog::verify()
{
    QHash<Id, QByteArray> heads;
    qint64 last = std::numeric_limits<qint64>::min();
    for (bool more = true; more;) {
        DW_ASSIGN(const QString fault, verifyPage(heads, last, more));
        if (!fault.isEmpty())
            return fault;
    }
    DW_ASSIGN(Statement noted, m_connection.prepare("SELECT key,value FROM \"dw:meta\" WHERE " + m_own +
                                                    " AND starts_with(key,$1)"));
    const QString prefix = QLatin1String(sql::AuditHeadPrefix);
    noted.bind(1, prefix);
    for (;;) {
        DW_ASSIGN(const bool row, noted.step());
        if (!row)
            break;
        const QByteArray hex = noted.text(0).mid(prefix.size()).toLatin1();
        const Id device = Id::fromBytes(QByteArray::fromHex(hex)).value_or(Id());
        if (heads.take(device) != noted.bytes(1).toByteArray())
            return QStringLiteral(
                "the last lines are missing: the chain does not end where it was written to");
    }
    if (!heads.isEmpty())
        return QStringLiteral("where the chain ends was not written down, or was removed");
    return QString();
}

}  // namespace dw::postgres
