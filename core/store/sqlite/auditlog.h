// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/auditentry.h"
#include "core/store/sql/auditlines.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>

namespace dw::sqlite
{

class Connection;

// The chain of auditlines.h in a file. Salt and values lie in audit_value and may be erased: the digest
// stays, so the chain still verifies.
class AuditLog
{
public:
    explicit AuditLog(Connection &connection);

    // Returns the line's sequence.
    Result<qint64> append(const AuditEntry &entry);
    // With the values of `fields` in `change`, which stand in the order of ObjectType::keyOrder().
    Result<qint64> append(const AuditEntry &entry, const RecordChange &change, const QList<int> &fields);
    // Removes salts and values of every line of a record.
    Result<void> erase(const RecordRef &record);
    // Newest first, older than `before` (0 = newest); `record` null: all.
    Result<QList<AuditRecord>> read(const RecordRef &record, int limit, qint64 before);
    // Of the lines of this transaction about these records that do not say so yet.
    Result<void> noteReceived(const Id &transaction, const QList<RecordRef> &records, Instant at);
    // Before a commit: writes the heads of the chains that grew ("dw:meta", audit_head:<device>), in the same
    // transaction, so that a cut off end shows.
    Result<void> noteHeads();
    // Empty if every chain, its noted head and every value that is there fit; else the first fault in words.
    Result<QString> verify();
    // The heads of the chains may be of a transaction that was rolled back.
    void forgetCaches()
    {
        m_heads.clear();
        m_grown.clear();
    }

private:
    Result<QByteArray> head(const Id &device);
    Result<qint64> append(const AuditEntry &entry, const sql::AuditValues &values);

    Connection &m_connection;
    sql::AuditSalts m_salts;
    QHash<Id, QByteArray> m_heads;
    QSet<Id> m_grown;
};

}  // namespace dw::sqlite
