// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/changeset.h"
#include "core/store/replica.h"
#include "core/store/session.h"
#include "core/sync/transaction.h"

#include <QList>

namespace dw
{

// What a laptop shows of records that it changed: the server's state with its unanswered transactions on top
// (sync-protocol.md 3.6). What the transactions predicted is replayed, field by field; their rules run where
// they were made and on the server, not here.
class Rebase
{
public:
    Rebase(WriteSession &session, const Dictionary &dictionary) : m_session(session), m_dictionary(dictionary)
    {}

    // Writes every record of the aggregate that has a base row anew, and drops the base rows that no
    // transaction stands on any more. Answers what changed; it is applied.
    Result<ChangeSet> root(const RecordRef &root);

    // One record: `server` (invalid: there is none) with what `transactions` did to it. An answered
    // transaction that the server's state of the aggregate, of commit `version`, holds already is passed
    // over. `stands` is how many of them are left.
    static Result<Record> replay(const Record &server, const RecordRef &record, const ObjectTypePtr &type,
                                 const QList<OutboxEntry> &transactions, qint64 version, int &stands);

private:
    WriteSession &m_session;
    const Dictionary &m_dictionary;
};

// The change that makes `after` of what is stored; nothing where it is the same. Invalid records are none.
void addChange(ChangeSet &changes, const Record &stored, const Record &after);

}  // namespace dw
