// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/auditentry.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace dw::sql
{

// The hash chain of DESIGN 5, apart from where it is kept. digest = BLAKE2b-256(canonical JSON of the values,
// salt: 16 random bytes); hash = BLAKE2b-256(previous hash and every column of the line, each with its
// length). When it was received is hashed where it was known when the line was written; a laptop learns it
// later, and then it is not. The first line of a device has 32 zero bytes as previous.
struct AuditValues
{
    QString fields;   // keys, with commas
    QByteArray body;  // canonical JSON
};
AuditValues auditValues(const AuditEntry &entry);
// The values of `fields` before and after; they stand in the order of ObjectType::keyOrder().
AuditValues auditValues(const RecordChange &change, const QList<int> &fields);
// The 16 bytes of an id, a null one's too; valid as long as the id.
QByteArrayView auditBytes(const Id &id);
QByteArray auditDigest(QByteArrayView body, QByteArrayView salt);
QByteArray auditHash(const AuditEntry &entry, const QString &fields, const QByteArray &digest,
                     const QByteArray &previous);
// Whether the line's hash is what it says, with or without when it was received.
bool isAuditHash(const AuditRecord &line, const QString &fields, const QByteArray &digest,
                 const QByteArray &previous);
QByteArray firstAuditHead();
// Where the head of a device's chain is noted, and what all such keys begin with.
QString auditHeadKey(const Id &device);
inline constexpr char AuditHeadPrefix[] = "audit_head:";

// Random bytes, fetched for many lines at once.
class AuditSalts
{
public:
    QByteArrayView next();  // valid until the next call

private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
};

}  // namespace dw::sql
