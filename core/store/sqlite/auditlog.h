// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/auditentry.h"

#include <QByteArray>
#include <QHash>
#include <QList>

namespace dw::sqlite
{

class Connection;

// The hash chain of DESIGN 5. digest = BLAKE2b-256(canonical JSON of the values, salt: 16 random bytes);
// hash = BLAKE2b-256(previous hash and every column of the line, each with its length). The first line of a
// device has 32 zero bytes as previous. Salt and values lie in audit_value and may be erased: the digest
// stays, so the chain still verifies.
class AuditLog
{
public:
    explicit AuditLog(Connection &connection);

    // Returns the line's sequence.
    Result<qint64> append(const AuditEntry &entry);
    // Removes salts and values of every line of a record.
    Result<void> erase(const RecordRef &record);
    // Newest first, older than `before` (0 = newest); `record` null: all.
    Result<QList<AuditRecord>> read(const RecordRef &record, int limit, qint64 before);
    // Empty if every chain and every value that is there fits; else the first fault in words.
    Result<QString> verify();
    // The heads of the chains may be of a transaction that was rolled back.
    void forgetCaches() { m_heads.clear(); }

private:
    Result<QByteArray> head(const Id &device);

    Connection &m_connection;
    QHash<Id, QByteArray> m_heads;
};

}  // namespace dw::sqlite
