// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/records/record.h"
#include "core/store/session.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

namespace dw
{

// Of records and fields that leave a laptop stays what its user typed, and nothing that the server said
// (sync-protocol.md 3.12): the outbox, the inbox, what was sent, the undo journal and the audit's values.
// What leaves is collected, so that all of it costs one pass.
class TypedInput
{
public:
    void leave(const Id &record) { m_records.insert(record); }
    void leave(const QString &object, const QStringList &fields);
    bool isEmpty() const { return m_records.isEmpty() && m_fields.isEmpty(); }

    // In the running transaction.
    Result<void> keepAlone(WriteSession &session, const Dictionary &dictionary) const;

private:
    bool speaksOfGone(const QByteArray &json) const;  // of a record that leaves
    bool concerns(const QByteArray &json) const;
    QByteArray typed(const QByteArray &body) const;
    QByteArray answered(const QByteArray &answer) const;
    Result<void> journals(WriteSession &session) const;
    Result<void> imports(WriteSession &session, const Dictionary &dictionary) const;

    QSet<Id> m_records;
    QHash<QString, QSet<QString>> m_fields;
};

}  // namespace dw
