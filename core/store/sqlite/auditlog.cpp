// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/auditlog.h"

#include "core/base/canonicaljson.h"
#include "core/base/digest.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/meta.h"

#include <QJsonDocument>
#include <QtEndian>

#include <sodium.h>

#include <array>
#include <limits>
#include <utility>

namespace dw::sqlite
{

namespace
{

constexpr qsizetype HashSize = 32;
constexpr qsizetype SaltSize = 16;
constexpr qsizetype SaltsAtOnce = 256;
const QLatin1String HeadPrefix("audit_head:");
// The columns in the order in which they are hashed and selected.
constexpr char Columns[] =
    "sequence,\"transaction\",at,user,device,opened_by,command,object,record,fields,note,digest,previous,"
    "hash";

QByteArrayView bytesOf(const Id &id)
{
    return {reinterpret_cast<const char *>(id.bytes().data()), qsizetype(id.bytes().size())};
}

// A line as bytes: every part after its length, so that no two lines give the same bytes.
class LineWriter
{
public:
    LineWriter() { m_bytes.reserve(512); }
    void add(QByteArrayView part)
    {
        std::array<char, 4> length;
        qToBigEndian(quint32(part.size()), length.data());
        m_bytes.append(length.data(), qsizetype(length.size()));
        m_bytes.append(part);
    }
    void add(qint64 number)
    {
        std::array<char, 8> bytes;
        qToBigEndian(number, bytes.data());
        add(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
    }
    void add(const QString &text) { add(QByteArrayView(text.toUtf8())); }
    void add(const Id &id) { add(bytesOf(id)); }
    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

QByteArray lineHash(const AuditEntry &entry, const QString &fields, const QByteArray &digest,
                    const QByteArray &previous)
{
    LineWriter line;
    line.add(QByteArrayView("dealwright audit 1"));
    line.add(QByteArrayView(previous));
    line.add(entry.transaction);
    line.add(entry.at.ms);
    line.add(entry.user);
    line.add(entry.device);
    line.add(entry.openedBy);
    line.add(entry.command);
    line.add(entry.record.object);
    line.add(entry.record.id);
    line.add(fields);
    line.add(entry.note);
    line.add(QByteArrayView(digest));
    return blake2b256(line.bytes());
}

// As the migration writes it: hex digits in lower case.
QString headKey(const Id &device)
{
    return HeadPrefix + QString::fromLatin1(device.toByteArray().toHex());
}

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
    return row ? read.bytes(0).toByteArray() : QByteArray(HashSize, '\0');
}

QByteArrayView AuditLog::nextSalt()
{
    if (m_saltAt + SaltSize > m_salts.size()) {
        m_salts.resize(SaltSize * SaltsAtOnce);
        randombytes_buf(m_salts.data(), size_t(m_salts.size()));
        m_saltAt = 0;
    }
    return QByteArrayView(m_salts).sliced(std::exchange(m_saltAt, m_saltAt + SaltSize), SaltSize);
}

Result<qint64> AuditLog::append(const AuditEntry &entry)
{
    return append(entry, entry.values.keys().join(QLatin1Char(',')), canonicalJson(entry.values));
}

Result<qint64> AuditLog::append(const AuditEntry &entry, const RecordChange &change, const QList<int> &fields)
{
    QString keys;
    keys.reserve(fields.size() * 16);
    QByteArray body;
    body.reserve(64 + fields.size() * 64);
    body.append('{');
    const ObjectType &type = change.record().type();
    for (const int index : fields) {
        const QString &key = type.field(index).key;
        if (!keys.isEmpty()) {
            keys.append(QLatin1Char(','));
            body.append(',');
        }
        keys.append(key);
        appendCanonicalJson(QStringView(key), body);
        body.append(":[");
        appendCanonicalJson(change.before.isValid() ? change.before.value(index) : Value(), body);
        body.append(',');
        appendCanonicalJson(change.after.isValid() ? change.after.value(index) : Value(), body);
        body.append(']');
    }
    body.append('}');
    return append(entry, keys, body);
}

Result<qint64> AuditLog::append(const AuditEntry &entry, const QString &fields, const QByteArray &body)
{
    const QByteArrayView salt = nextSalt();
    const QByteArray digest = blake2b256(body, salt);
    DW_ASSIGN(const QByteArray previous, head(entry.device));
    const QByteArray hash = lineHash(entry, fields, digest, previous);

    qint64 sequence = 0;
    {
        DW_ASSIGN(
            Statement add,
            m_connection.prepare("INSERT INTO audit(\"transaction\",at,user,device,opened_by,command,object,"
                                 "record,fields,note,digest,previous,hash) "
                                 "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)"));
        add.bindBlob(1, bytesOf(entry.transaction));
        add.bind(2, entry.at.ms);
        add.bind(3, entry.user);
        add.bindBlob(4, bytesOf(entry.device));
        if (!entry.openedBy.isEmpty())
            add.bind(5, QStringView(entry.openedBy));
        add.bind(6, QStringView(entry.command));
        add.bind(7, QStringView(entry.record.object));
        add.bindBlob(8, bytesOf(entry.record.id));
        add.bind(9, QStringView(fields));
        if (!entry.note.isEmpty())
            add.bind(10, QStringView(entry.note));
        add.bindBlob(11, digest);
        add.bindBlob(12, previous);
        add.bindBlob(13, hash);
        DW_TRY(add.run());
        sequence = m_connection.lastInsertRowid();
    }
    DW_ASSIGN(Statement value,
              m_connection.prepare("INSERT INTO audit_value(sequence,salt,body) VALUES(?1,?2,?3)"));
    value.bind(1, sequence);
    value.bindBlob(2, salt);
    value.bindBlob(3, body);
    DW_TRY(value.run());
    m_heads.insert(entry.device, hash);
    m_grown.insert(entry.device);
    return sequence;
}

Result<void> AuditLog::noteHeads()
{
    for (const Id &device : std::as_const(m_grown))
        DW_TRY(setMetaValue(m_connection, headKey(device), m_heads.value(device)));
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
    if (!record.id.isNull())
        sql += " AND record=?3 AND object=?4";
    DW_ASSIGN(Statement read, m_connection.prepare(sql + " ORDER BY sequence DESC LIMIT ?2"));
    read.bind(1, before > 0 ? before : std::numeric_limits<qint64>::max());
    read.bind(2, qint64(limit));
    if (!record.id.isNull()) {
        read.bind(3, record.id);
        read.bind(4, QStringView(record.object));
    }
    QList<AuditRecord> lines;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return lines;
        AuditRecord line = readLine(read);
        line.erased = read.isNull(14);
        if (!line.erased)
            line.entry.values = QJsonDocument::fromJson(read.bytes(14).toByteArray()).object();
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
        const QByteArray expected = heads.value(line.entry.device, QByteArray(HashSize, '\0'));
        const QString at = QString::number(line.sequence);
        if (previous != expected)
            return QStringLiteral("line %1 does not follow the line before it").arg(at);
        if (lineHash(line.entry, read.text(9), digest, previous) != line.hash)
            return QStringLiteral("line %1 was changed").arg(at);
        if (!read.isNull(14) && blake2b256(read.bytes(15), read.bytes(14)) != digest)
            return QStringLiteral("the values of line %1 were changed").arg(at);
        heads.insert(line.entry.device, line.hash);
    }
    DW_ASSIGN(Statement noted, m_connection.prepare("SELECT key,value FROM \"dw:meta\" WHERE key GLOB ?1"));
    noted.bind(1, HeadPrefix + QLatin1Char('*'));
    for (;;) {
        DW_ASSIGN(const bool row, noted.step());
        if (!row)
            break;
        const QByteArray hex = noted.text(0).mid(HeadPrefix.size()).toLatin1();
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
