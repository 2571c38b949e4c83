// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/changeset.h"
#include "core/store/replica.h"
#include "core/store/session.h"
#include "core/sync/overtakenwork.h"
#include "core/sync/transaction.h"

#include <QHash>
#include <QList>

#include <functional>

namespace dw
{

// What a laptop shows of records that it changed: the server's state with its unanswered transactions on top
// (sync-protocol.md 3.6). What the transactions predicted is replayed, field by field; their rules run where
// they were made and on the server, not here. For one round of records: the outbox stays as it is meanwhile.
class Rebase
{
public:
    Rebase(WriteSession &session, const Dictionary &dictionary)
        : m_session(session), m_dictionary(dictionary), m_overtaken(session, dictionary)
    {}

    // Writes a record that has a base row anew, and drops the base row where no transaction stands on it any
    // more. Answers what changed; it is applied.
    Result<ChangeSet> record(const RecordRef &ref);

private:
    // One record: what the server has of it (an invalid Record: nothing) with what `transactions` did to it.
    // An answered transaction is passed over where the server's state of the aggregate to which it left the
    // record holds it already: `versionOf` answers which commit that state is of. `stands` is how many
    // operations are left; `moves` says that an answered one of them took the record to an aggregate that did
    // not come yet.
    using Versions = std::function<Result<qint64>(const RecordRef &root)>;
    Result<Record> replay(const BaseRow &base, const ObjectTypePtr &type,
                          const QList<OutboxEntry> &transactions, const Versions &versionOf, int &stands,
                          bool &moves);
    // What a transaction did, by record. A transaction of an import changes hundreds of records, and each of
    // them is asked for: it is read once.
    using Operations = QHash<RecordRef, QList<SyncOperation>>;
    Result<const Operations *> operationsOf(const OutboxEntry &entry);
    Result<void> applyBeside(ChangeSet &changes, const BaseRow &base);

    WriteSession &m_session;
    const Dictionary &m_dictionary;
    OvertakenWork m_overtaken;
    QHash<Id, Operations> m_operations;  // of some transactions
};

// What would keep `changes` from being applied: other live records hold values of unique fields that come to
// one of these (sync-protocol.md 3.8). They are stale, or only this laptop's, and lose them until their own
// state comes. Applied; the changes know of it.
Result<ChangeSet> makeRoom(WriteSession &session, ChangeSet &changes);

// The change that makes `after` of what is stored; nothing where it is the same. Invalid records are none.
void addChange(ChangeSet &changes, const Record &stored, const Record &after);

}  // namespace dw
