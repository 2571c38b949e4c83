// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql/auditlines.h"

#include "core/base/canonicaljson.h"
#include "core/base/digest.h"

#include <QtEndian>

#include <sodium.h>

#include <algorithm>
#include <array>
#include <utility>

namespace dw::sql
{

namespace
{

constexpr qsizetype HashSize = 32;
constexpr qsizetype SaltSize = 16;
constexpr qsizetype SaltsAtOnce = 256;

// A line as bytes: every part after its length, so that no two lines give the same bytes.
class LineWriter
{
public:
    LineWriter() { m_bytes.reserve(512); }
    void add(QByteArrayView part)
    {
        constexpr qsizetype Length = sizeof(quint32);
        const qsizetype at = m_bytes.size();
        m_bytes.resize(at + Length + part.size());
        char *to = m_bytes.data() + at;
        qToBigEndian(quint32(part.size()), to);
        std::copy(part.begin(), part.end(), to + Length);
    }
    void add(qint64 number)
    {
        std::array<char, 8> bytes;
        qToBigEndian(number, bytes.data());
        add(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
    }
    void add(const QString &text) { add(QByteArrayView(text.toUtf8())); }
    void add(const Id &id) { add(auditBytes(id)); }
    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

}  // namespace

QByteArrayView auditBytes(const Id &id)
{
    return {reinterpret_cast<const char *>(id.bytes().data()), qsizetype(id.bytes().size())};
}

AuditValues auditValues(const AuditEntry &entry)
{
    return {entry.values.keys().join(QLatin1Char(',')), canonicalJson(entry.values)};
}

AuditValues auditValues(const RecordChange &change, const QList<int> &fields)
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
    return {keys, body};
}

QByteArray auditDigest(QByteArrayView body, QByteArrayView salt)
{
    return blake2b256(body, salt);
}

QByteArray auditHash(const AuditEntry &entry, const QString &fields, const QByteArray &digest,
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
    if (entry.receivedAt)
        line.add(entry.receivedAt->ms);
    return blake2b256(line.bytes());
}

bool isAuditHash(const AuditRecord &line, const QString &fields, const QByteArray &digest,
                 const QByteArray &previous)
{
    if (auditHash(line.entry, fields, digest, previous) == line.hash)
        return true;
    AuditEntry unsent = line.entry;
    unsent.receivedAt.reset();
    return line.entry.receivedAt && auditHash(unsent, fields, digest, previous) == line.hash;
}

QByteArray firstAuditHead()
{
    return QByteArray(HashSize, '\0');
}

// As the migration writes it: hex digits in lower case.
QString auditHeadKey(const Id &device)
{
    return QLatin1String(AuditHeadPrefix) + QString::fromLatin1(device.toByteArray().toHex());
}

QByteArrayView AuditSalts::next()
{
    if (m_at + SaltSize > m_bytes.size()) {
        m_bytes.resize(SaltSize * SaltsAtOnce);
        randombytes_buf(m_bytes.data(), size_t(m_bytes.size()));
        m_at = 0;
    }
    return QByteArrayView(m_bytes).sliced(std::exchange(m_at, m_at + SaltSize), SaltSize);
}

}  // namespace dw::sql
