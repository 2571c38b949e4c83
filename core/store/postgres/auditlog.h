// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/sql/auditlines.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>

#include <optional>

namespace dw::postgres
{

class Connection;
class Statement;

// The chains of auditlines.h in the schema of a workspace, a chain for each device that wrote here. What is
// appended needs the head's lock: lines are numbered without gaps. Salt and values lie in audit_value and may
// be erased: the digest stays, so the chain still verifies.
class AuditLog
{
public:
    AuditLog(Connection &connection, const Id &workspace);

    // Returns the line's sequence. It is written with the next statement that waits, which tells the error.
    Result<qint64> append(const AuditEntry &entry);
    // With the values of `fields` in `change`, which stand in the order of ObjectType::keyOrder().
    Result<qint64> append(const AuditEntry &entry, const RecordChange &change, const QList<int> &fields);
    // Removes salts and values of every line of a record.
    Result<void> erase(const RecordRef &record);
    // Newest first, older than `before` (0 = newest); `record` null: all.
    Result<QList<AuditRecord>> read(const RecordRef &record, int limit, qint64 before);
    // Before a commit: notes where the chains that grew end, in the same transaction, so that a cut off end
    // shows.
    Result<void> noteHeads();
    // Empty if every chain, its noted head and every value that is there fit; else the first fault in words.
    Result<QString> verify();
    // The heads of the chains may be of a transaction that was rolled back, or others wrote meanwhile.
    void forgetCaches();
    // What was appended since the mark is gone; outside of the transaction both mean nothing.
    void setMark() { m_mark = m_now; }
    void backToMark() { m_now = m_mark; }

private:
    Result<QByteArray> head(const Id &device);
    Result<qint64> lastLine();
    Result<qint64> append(const AuditEntry &entry, const sql::AuditValues &values);
    // The first fault in a page of lines behind `last`, which goes on; `more`: there may be another page.
    Result<QString> verifyPage(QHash<Id, QByteArray> &heads, qint64 &last, bool &more);

    Connection &m_connection;
    const QByteArray m_own;
    sql::AuditSalts m_salts;
    struct State
    {
        QHash<Id, QByteArray> heads;
        QSet<Id> grown;
        std::optional<qint64> last;  // the number of the last line
    };
    State m_now, m_mark;
};

}  // namespace dw::postgres
