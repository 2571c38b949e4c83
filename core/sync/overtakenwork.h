// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/dictionary.h"
#include "core/store/replica.h"
#include "core/store/session.h"
#include "core/sync/transaction.h"

#include <QHash>
#include <QSet>

namespace dw
{

// The laptop's half of strict aggregates (sync-protocol.md 3.5, 3.6): which unanswered transactions stand on
// strict parts (strictlink.h) that others changed since. The server will refuse them as a whole; until it
// says so the laptop shows what the server has, not a mixture that nobody made. For one round of records.
class OvertakenWork
{
public:
    OvertakenWork(const ReadSession &session, const Dictionary &dictionary);

    Result<QSet<Id>> of(const RecordRef &root);

private:
    Result<bool> partsChanged(const RecordRef &root, const QList<SyncOperation> &own, qint64 seenAt) const;
    bool hasStrictParts(const QString &object) const { return m_parts.contains(object); }

    const ReadSession &m_session;
    const Dictionary &m_dictionary;
    QHash<QString, QList<Replica::Part>> m_parts;  // by the object that they are parts of
    QHash<RecordRef, QSet<Id>> m_known;
    Id m_user;
};

}  // namespace dw
